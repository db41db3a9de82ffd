package jinye.runtime;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Empty databases on a real server, for tests that need no application around them; the server ends with the tests. */
public final class SpareDatabases {

    private static final AtomicInteger MADE = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private SpareDatabases() {}

    /** @param url without user and password */
    public record Spare(String url, String user, String password) {}

    public static Spare create() {
        var name = "spare_" + MADE.incrementAndGet();
        var superuser = SERVER.passwords().superuser();
        try (var connection = DriverManager.getConnection(
                        EmbeddedPostgres.url(SERVER.port(), "postgres"), EmbeddedPostgres.SUPERUSER, superuser);
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " owner " + EmbeddedPostgres.ROLE);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return new Spare(
                EmbeddedPostgres.url(SERVER.port(), name),
                EmbeddedPostgres.ROLE,
                SERVER.passwords().application());
    }

    private static EmbeddedPostgres start() {
        var data = Path.of("target/test-data/" + UUID.randomUUID());
        var server = EmbeddedPostgres.start(data, Path.of("target/postgres-programs"));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        return server;
    }
}
