package jinye.runtime;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the server again when it dies: at once, then every second, for as long as the application lives. */
final class PostgresWatchdog implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PostgresWatchdog.class);
    private static final long PAUSE_MILLIS = 1_000;

    private final PostgresCluster cluster;
    private final int port;
    private final Thread thread;

    PostgresWatchdog(PostgresCluster cluster, int port) {
        this.cluster = cluster;
        this.port = port;
        this.thread = Thread.ofPlatform().daemon().name("database-watchdog").start(this::watch);
    }

    /** After this returns the server is not started any more, so it can be stopped for good. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Process server = cluster.server();
                if (server == null) {
                    return;
                }
                int exitCode = server.waitFor();
                log.error("The database ended by itself (exit code {}); starting it again", exitCode);
                if (cluster.start(port)) {
                    log.warn("The database is back");
                } else {
                    Thread.sleep(PAUSE_MILLIS);
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error("The database cannot be watched any more", e);
        }
    }
}
