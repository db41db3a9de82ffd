package jinye.runtime;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL data folder and the server process on it: made, started, stopped. Whoever uses it holds the
 * {@link DataFolderLock}, so a server found running is the orphan of an application that was killed.
 */
final class PostgresCluster {

    private static final Logger log = LoggerFactory.getLogger(PostgresCluster.class);
    /** Recovery after a crash takes as long as there is log to replay; a server that lives is given this long. */
    private static final Duration START_LIMIT = Duration.ofMinutes(10);

    private static final int STATUS_LINE = 7;
    private static final String SETTINGS_FILE = "jinye.conf";

    private final Path home;
    private final Path folder;
    private final PostgresBinaries binaries;
    private final PrivilegeDrop privileges;
    private volatile @Nullable Process server;

    PostgresCluster(Path home, PostgresBinaries binaries, PrivilegeDrop privileges) {
        this.home = home;
        this.folder = folderIn(home);
        this.binaries = binaries;
        this.privileges = privileges;
    }

    static Path folderIn(Path home) {
        return home.resolve("cluster-" + PostgresBinaries.MAJOR);
    }

    boolean exists() {
        return Files.exists(folder.resolve("PG_VERSION"));
    }

    void create(String superuser, String password) {
        Path passwordFile = home.resolve("initdb.password");
        DatabasePasswords.writePrivately(passwordFile, List.of(password));
        privileges.takeOwnership(passwordFile);
        try {
            // a first start that was interrupted leaves a half-made folder, which initdb refuses
            FolderTree.delete(folder);
            privileges
                    .command(List.of(
                            binaries.program("initdb"),
                            "--pgdata=" + folder,
                            "--username=" + superuser,
                            "--pwfile=" + passwordFile,
                            "--auth=scram-sha-256",
                            "--data-checksums",
                            "--encoding=UTF8",
                            "--locale-provider=builtin",
                            "--locale=C.UTF-8",
                            "--no-instructions"))
                    .runOrFail();
            Files.deleteIfExists(passwordFile);
            Files.writeString(
                    folder.resolve("postgresql.conf"), "include '" + SETTINGS_FILE + "'\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts on the port and returns when connections are accepted; false when the server ended instead. */
    boolean start(int port) {
        Path startLog = home.resolve("start.log");
        List<String> words = new ArrayList<>(List.of(binaries.program("postgres"), "-D", folder.toString()));
        new PostgresSettings(port, home).arguments().forEach(setting -> words.addAll(List.of("-c", setting)));
        try {
            Files.write(folder.resolve(SETTINGS_FILE), PostgresSettings.fileLines(home));
            Files.deleteIfExists(folder.resolve("postmaster.pid"));
            Process started = new ProcessBuilder(ownSession(privileges.prefixed(words)))
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(startLog.toFile())
                    .start();
            server = started;
            return isReady(started);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the server said before it could write its own log. */
    String startLog() {
        try {
            return Files.readString(home.resolve("start.log")).strip();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** The server's process; null before the first start. */
    @Nullable
    Process server() {
        return server;
    }

    /** Ends sessions, writes a checkpoint and stops. */
    void stop() {
        Process running = server;
        if (running == null || !running.isAlive()) {
            return;
        }
        pgCtlStop();
        try {
            if (!running.waitFor(10, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops a server left behind by a killed application, and removes a process id file that names nobody or somebody else. */
    void stopOrphan() {
        Path processIdFile = folder.resolve("postmaster.pid");
        if (!Files.exists(processIdFile)) {
            return;
        }
        try {
            if (isOurServer(processIdFile)) {
                log.warn("The database of an application that was killed is still running; stopping it");
                pgCtlStop();
            }
            Files.deleteIfExists(processIdFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ctrl-C reaches every process of the terminal's group; in its own session the database outlives the web part until it is its turn. */
    private static List<String> ownSession(List<String> words) {
        List<String> all = new ArrayList<>(List.of("setsid"));
        all.addAll(words);
        return all;
    }

    private boolean isReady(Process started) throws IOException {
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        Path processIdFile = folder.resolve("postmaster.pid");
        try {
            while (started.isAlive() && System.nanoTime() < limit) {
                if (Files.exists(processIdFile)) {
                    List<String> lines = Files.readAllLines(processIdFile);
                    if (lines.size() > STATUS_LINE
                            && lines.get(STATUS_LINE).strip().equals("ready")) {
                        return true;
                    }
                }
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** The number may belong to another process by now, after a reboot or in a container; that one is never signalled. */
    private boolean isOurServer(Path processIdFile) throws IOException {
        List<String> lines = Files.readAllLines(processIdFile);
        if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,18}")) {
            return false;
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .map(ProcessHandle::info)
                .filter(info -> info.command()
                        .filter(command -> command.endsWith("/postgres"))
                        .isPresent())
                .flatMap(ProcessHandle.Info::arguments)
                .filter(arguments -> List.of(arguments).contains(folder.toString()))
                .isPresent();
    }

    private void pgCtlStop() {
        var outcome = privileges
                .command(List.of(
                        binaries.program("pg_ctl"), "-D", folder.toString(), "-m", "fast", "-w", "-t", "60", "stop"))
                .run();
        if (!outcome.isGood()) {
            log.warn("Stopping the database: {}", outcome.output());
        }
    }
}
