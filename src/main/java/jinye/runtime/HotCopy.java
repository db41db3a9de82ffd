package jinye.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Copies a running PostgreSQL cluster, as PostgreSQL's manual describes it under "Making a Base Backup Using the Low Level API":
 * files are read while they change, and the write-ahead log of that time, kept by a replication slot, makes them whole when
 * the copy is first started.
 */
record HotCopy(Connection superuser, Path cluster) {

    private static final String CONTROL_FILE = "global/pg_control";

    /** Their content is made anew at start; the folders themselves must exist. */
    private static final Set<String> EMPTY_FOLDERS = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", "backup_label", "tablespace_map", "current_logfiles");

    void writeTo(BackupArchive.Writer archive, String folder) throws SQLException, IOException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute("select pg_create_physical_replication_slot('jinye_backup', true, true)");
            String first = text(statement, "select pg_walfile_name(pg_backup_start(label => 'jinye', fast => true))");
            copyFiles(archive, folder);
            archive.add(folder + "/" + CONTROL_FILE, settledControlFile());
            // the answer is the label that tells the copy where its recovery begins; it is ready only now
            String label;
            String last;
            try (ResultSet stop = statement.executeQuery(
                    "select labelfile, pg_walfile_name(lsn) from pg_backup_stop(wait_for_archive => false)")) {
                stop.next();
                label = stop.getString(1);
                last = stop.getString(2);
            }
            archive.add(folder + "/backup_label", label.getBytes(StandardCharsets.UTF_8));
            for (Path log : logFiles(first, last)) {
                archive.add(folder + "/pg_wal/" + log.getFileName(), log);
            }
        }
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void copyFiles(BackupArchive.Writer archive, String folder) throws IOException {
        Files.walkFileTree(cluster, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
                String name = nameOf(path);
                if (path.getFileName().toString().startsWith("pgsql_tmp")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                archive.addFolder(name.isEmpty() ? folder : folder + "/" + name);
                return EMPTY_FOLDERS.contains(name) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                String name = nameOf(path);
                if (!isLeftOut(name)) {
                    archive.add(folder + "/" + name, path);
                }
                return FileVisitResult.CONTINUE;
            }

            /** A table dropped meanwhile: the log says so, the copy does not need it. */
            @Override
            public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    private static boolean isLeftOut(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        return name.equals(CONTROL_FILE)
                || LEFT_OUT.contains(name)
                || file.startsWith("pg_internal.init")
                || file.startsWith("pgsql_tmp");
    }

    private String nameOf(Path path) {
        return cluster.relativize(path).toString().replace('\\', '/');
    }

    /** Reading it while the server writes it could give half of each; two equal readings in a row are one whole. */
    private byte[] settledControlFile() throws IOException {
        Path file = cluster.resolve(CONTROL_FILE);
        byte[] before = Files.readAllBytes(file);
        while (true) {
            byte[] now = Files.readAllBytes(file);
            if (Arrays.equals(before, now)) {
                return now;
            }
            before = now;
        }
    }

    private List<Path> logFiles(String first, String last) throws IOException {
        try (Stream<Path> files = Files.list(cluster.resolve("pg_wal"))) {
            return files.filter(file -> isNeeded(file.getFileName().toString(), first, last))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isNeeded(String name, String first, String last) {
        boolean isSegment = name.matches("[0-9A-F]{24}");
        return name.endsWith(".history") || isSegment && name.compareTo(first) >= 0 && name.compareTo(last) <= 0;
    }
}
