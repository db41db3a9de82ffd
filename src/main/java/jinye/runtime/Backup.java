package jinye.runtime;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes all data of a data folder into one archive, also while the application runs, and puts it back into an empty folder.
 * The database comes first and the content-addressed files after it, so every file that the database knows is there.
 */
record Backup(Path dataFolder, Path programs) {

    /** Logs tell about this machine; the index is made from the database; unfinished uploads are begun again. */
    private static final Set<String> LEFT_OUT = Set.of(".lock", "logs", "index", "uploads", "postgres", "restoring");

    private static final String DATABASE_FOLDER = "postgres/cluster-" + PostgresBinaries.MAJOR;

    /** @return how many files were written */
    int write(Path archive) {
        if (Files.exists(archive)) {
            throw new CannotStart(
                    "文件 %s 已存在，备份不覆盖已有文件，请换一个文件名。".formatted(archive),
                    "The file %s exists and a backup overwrites nothing; choose another name.".formatted(archive));
        }
        if (!Files.exists(home().resolve("cluster-" + PostgresBinaries.MAJOR).resolve("PG_VERSION"))) {
            throw new CannotStart(
                    "数据目录 %s 中没有内置数据库，请用 --data 指定数据目录。".formatted(dataFolder),
                    "There is no embedded database in the data folder %s; name the data folder with --data."
                            .formatted(dataFolder));
        }
        Path unfinished = archive.resolveSibling(archive.getFileName() + ".unfinished");
        try {
            int files = writeUnfinished(unfinished);
            Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
            return files;
        } catch (IOException | SQLException e) {
            throw new CannotStart(
                    "备份未能写入 %s，请检查磁盘空间和目录权限（%s）。".formatted(archive, e.getMessage()),
                    "The backup could not be written to %s; check the room on the disk and the folder's permissions (%s)."
                            .formatted(archive, e.getMessage()));
        } finally {
            unfinished.toFile().delete();
        }
    }

    void restore(Path archive) {
        if (!Files.isRegularFile(archive)) {
            throw new CannotStart(
                    "找不到备份文件 %s，请核对路径。".formatted(archive),
                    "There is no backup file %s; check the path.".formatted(archive));
        }
        refuseUnlessEmpty();
        BackupArchive.check(archive);
        try (var lock = DataFolderLock.take(dataFolder)) {
            Path restoring = dataFolder.resolve("restoring");
            BackupArchive.unpack(archive, restoring);
            for (Path child : children(restoring)) {
                Files.move(child, dataFolder.resolve(child.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
            Files.delete(restoring);
        } catch (IOException e) {
            throw new CannotStart(
                    "备份未能恢复到 %s，请检查磁盘空间和目录权限（%s）。".formatted(dataFolder, e.getMessage()),
                    "The backup could not be restored into %s; check the room on the disk and the folder's permissions (%s)."
                            .formatted(dataFolder, e.getMessage()));
        }
        // the first start replays the log that was copied with the database: only then is the restored data known to be
        // whole
        EmbeddedPostgres.start(dataFolder, programs).close();
    }

    private Path home() {
        return EmbeddedPostgres.home(dataFolder);
    }

    private int writeUnfinished(Path file) throws IOException, SQLException {
        DataFolderLock lock = DataFolderLock.tryTake(dataFolder);
        if (lock == null) {
            return writeFrom(RunningPostgres.port(home()), file);
        }
        lock.close();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(dataFolder, programs)) {
            return writeFrom(postgres.port(), file);
        }
    }

    private int writeFrom(int port, Path file) throws IOException, SQLException {
        DatabasePasswords passwords = DatabasePasswords.read(EmbeddedPostgres.passwordFile(home()));
        try (Connection connection = DriverManager.getConnection(
                        EmbeddedPostgres.url(port, "postgres"), EmbeddedPostgres.SUPERUSER, passwords.superuser());
                var archive = new BackupArchive.Writer(file)) {
            new HotCopy(connection, PostgresCluster.folderIn(home())).writeTo(archive, DATABASE_FOLDER);
            for (String settings : List.of("passwords.properties", "custom.conf")) {
                archive.add("postgres/" + settings, home().resolve(settings));
            }
            for (Path child : children(dataFolder)) {
                if (!LEFT_OUT.contains(child.getFileName().toString())) {
                    addTree(archive, child);
                }
            }
            archive.finish();
            return archive.size();
        }
    }

    private void addTree(BackupArchive.Writer archive, Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (folder.getFileName().toString().startsWith("programs-")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                archive.addFolder(nameOf(folder));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                archive.add(nameOf(file), file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (Files.exists(file)) {
                    throw failure;
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private String nameOf(Path path) {
        return dataFolder.relativize(path).toString().replace('\\', '/');
    }

    private void refuseUnlessEmpty() {
        try {
            boolean isEmpty = !Files.exists(dataFolder)
                    || children(dataFolder).stream().allMatch(child -> child.endsWith(".lock"));
            if (!isEmpty) {
                throw new CannotStart(
                        "数据目录 %s 不为空，恢复不覆盖已有数据，请用 --data 指定一个空目录。".formatted(dataFolder),
                        "The data folder %s is not empty and a restore overwrites nothing; name an empty folder with --data."
                                .formatted(dataFolder));
            }
        } catch (IOException e) {
            throw new CannotStart(
                    "数据目录 %s 无法读取，请检查权限。".formatted(dataFolder),
                    "The data folder %s cannot be read; check its permissions.".formatted(dataFolder));
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        }
    }
}
