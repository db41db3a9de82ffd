package jinye.runtime;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The database inside the data folder: real PostgreSQL as a child process, reachable from this machine only, durable. The
 * application works as an ordinary role that owns the database {@code jinye}; the superuser serves set-up and backup.
 *
 * <p>When the server dies it is started again on the same port; open transactions are lost, the pool reconnects by itself.
 */
final class EmbeddedPostgres implements AutoCloseable {

    static final String DATABASE = "jinye";
    static final String ROLE = "jinye";
    static final String SUPERUSER = "postgres";

    private static final int START_ATTEMPTS = 5;

    private final DataFolderLock lock;
    private final PostgresCluster cluster;
    private final DatabasePasswords passwords;
    private final PostgresWatchdog watchdog;
    private final int port;

    private EmbeddedPostgres(DataFolderLock lock, PostgresCluster cluster, DatabasePasswords passwords, int port) {
        this.lock = lock;
        this.cluster = cluster;
        this.passwords = passwords;
        this.port = port;
        this.watchdog = new PostgresWatchdog(cluster, port);
    }

    /** @param programs where PostgreSQL's programs are unpacked, shared by all data folders that name the same */
    static EmbeddedPostgres start(Path dataFolder, Path programs) {
        Path data = dataFolder.toAbsolutePath().normalize();
        DataFolderLock lock = DataFolderLock.take(data);
        try {
            return start(lock, home(data), programs.toAbsolutePath().normalize());
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    static Path home(Path dataFolder) {
        return dataFolder.resolve("postgres");
    }

    static Path passwordFile(Path home) {
        return home.resolve("passwords.properties");
    }

    /** Batches travel as one statement with many rows, which is what makes imports quick. */
    static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?ApplicationName=jinye&connectTimeout=5&reWriteBatchedInserts=true"
                .formatted(port, database);
    }

    String url() {
        return url(port, DATABASE);
    }

    int port() {
        return port;
    }

    DatabasePasswords passwords() {
        return passwords;
    }

    PostgresCluster cluster() {
        return cluster;
    }

    @Override
    public void close() {
        watchdog.close();
        cluster.stop();
        lock.close();
    }

    private static EmbeddedPostgres start(DataFolderLock lock, Path home, Path programs) {
        PostgresBinaries binaries = PostgresBinaries.unpackInto(programs);
        FolderTree.create(home);
        PrivilegeDrop privileges = PrivilegeDrop.find(binaries, home);
        var cluster = new PostgresCluster(home, binaries, privileges);
        cluster.stopOrphan();
        DatabasePasswords passwords;
        if (cluster.exists()) {
            passwords = DatabasePasswords.read(passwordFile(home));
        } else {
            passwords = DatabasePasswords.draw();
            passwords.write(passwordFile(home));
            cluster.create(SUPERUSER, passwords.superuser());
        }
        int port = startOnFreePort(cluster);
        try {
            prepareDatabase(port, passwords);
            return new EmbeddedPostgres(lock, cluster, passwords, port);
        } catch (RuntimeException | Error e) {
            cluster.stop();
            throw e;
        }
    }

    /** Between asking for a free port and using it another program may take it. */
    private static int startOnFreePort(PostgresCluster cluster) {
        for (int attempt = 1; attempt <= START_ATTEMPTS; attempt++) {
            int port = PostgresCluster.freePort();
            if (cluster.start(port)) {
                return port;
            }
        }
        String reason = cluster.startLog();
        throw new CannotStart(
                "数据库无法启动，原因见其日志：" + reason,
                "The database does not start; its log (in postgres/logs of the data folder) tells why.");
    }

    private static void prepareDatabase(int port, DatabasePasswords passwords) {
        try (Connection connection =
                        DriverManager.getConnection(url(port, "postgres"), SUPERUSER, passwords.superuser());
                Statement statement = connection.createStatement()) {
            if (!exists(connection, "select 1 from pg_roles where rolname = ?", ROLE)) {
                statement.execute("create role %s login password '%s'".formatted(ROLE, passwords.application()));
            }
            if (!exists(connection, "select 1 from pg_database where datname = ?", DATABASE)) {
                statement.execute("create database %s owner %s".formatted(DATABASE, ROLE));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The embedded database cannot be prepared", e);
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            return statement.executeQuery().next();
        }
    }
}
