package jinye.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The application's own PostgreSQL, reached from beside it: for loading, for references and for counting. */
final class Database implements AutoCloseable {

    private static final int PORT_LINE = 3;

    private final Path home;
    private final Properties passwords = new Properties();
    private final long processId;
    private final int port;
    private final HikariDataSource source;

    /** What the server was asked between two points in time. */
    record Statements(double selects, double inserts, double updates, double deletes, double begins, double walBytes) {

        /** As kernel.md counts: everything but COMMIT and ROLLBACK. */
        double sum() {
            return selects + inserts + updates + deletes + begins;
        }
    }

    private Database(Path home) {
        this.home = home;
        try (var reader = Files.newBufferedReader(home.resolve("passwords.properties"));
                Stream<Path> inside = Files.list(home)) {
            passwords.load(reader);
            var cluster = inside.filter(path -> path.getFileName().toString().startsWith("cluster-"))
                    .findFirst()
                    .orElseThrow();
            var lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
            processId = Long.parseLong(lines.getFirst().strip());
            port = Integer.parseInt(lines.get(PORT_LINE).strip());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        source = pool("jinye", "jinye", passwords.getProperty("application"));
    }

    static Database of(Path data) {
        return new Database(data.resolve("postgres"));
    }

    HikariDataSource source() {
        return source;
    }

    JdbcClient sql() {
        return JdbcClient.create(source);
    }

    ProcessHandle server() {
        return ProcessHandle.of(processId).orElseThrow();
    }

    /** Another database in the same server: same disk, same durability. */
    HikariDataSource another(String name) {
        try (var superuser = superuser("postgres")) {
            JdbcClient.create(superuser)
                    .sql("create database " + name + " owner jinye")
                    .update();
        }
        return pool(name, "jinye", passwords.getProperty("application"));
    }

    void countStatements() {
        try (var superuser = superuser("jinye")) {
            JdbcClient.create(superuser)
                    .sql("create extension if not exists pg_stat_statements")
                    .update();
            for (var role : new String[] {"pg_read_all_stats"}) {
                JdbcClient.create(superuser).sql("grant " + role + " to jinye").update();
            }
            JdbcClient.create(superuser)
                    .sql("grant execute on function pg_stat_statements_reset(oid, oid, bigint, boolean) to jinye")
                    .update();
        }
    }

    Statements statements() {
        return statements("jinye");
    }

    Statements statements(String database) {
        return sql().sql("""
                        select coalesce(sum(calls) filter (where query ~* '^\\s*(select|with)'), 0) as selects,
                               coalesce(sum(calls) filter (where query ~* '^\\s*insert'), 0) as inserts,
                               coalesce(sum(calls) filter (where query ~* '^\\s*update'), 0) as updates,
                               coalesce(sum(calls) filter (where query ~* '^\\s*delete'), 0) as deletes,
                               coalesce(sum(calls) filter (where query ~* '^\\s*begin'), 0) as begins,
                               coalesce(sum(wal_bytes), 0) as wal_bytes
                        from pg_stat_statements
                        where dbid = (select oid from pg_database where datname = :name)
                          and query !~* 'pg_stat_statements'
                        """).param("name", database).query(Statements.class).single();
    }

    /** Each statement with how often it ran per cycle, to find the one too many. */
    java.util.List<String> listStatements(int cycles) {
        return sql().sql("""
                        select round(calls / :cycles, 2) || '  ' || left(regexp_replace(query, '\s+', ' ', 'g'), 110)
                        from pg_stat_statements where dbid = (select oid from pg_database where datname = 'jinye')
                          and query !~* 'pg_stat_statements' order by calls desc limit 60""")
                .param("cycles", (double) cycles, java.sql.Types.NUMERIC)
                .query(String.class)
                .list();
    }

    void forgetStatements() {
        sql().sql("select pg_stat_statements_reset()").query().listOfRows();
    }

    /** Statistics and free pages as they are in a database that has been running for long. */
    void settle(String... tables) {
        for (var table : tables) {
            try (var connection = source.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("vacuum analyze " + table);
            } catch (java.sql.SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }
        try (var superuser = superuser("jinye")) {
            JdbcClient.create(superuser).sql("checkpoint").update();
        }
    }

    HikariDataSource superuser(String database) {
        return pool(database, "postgres", passwords.getProperty("superuser"), 1);
    }

    @Override
    public void close() {
        source.close();
    }

    private HikariDataSource pool(String database, String user, String password) {
        return pool(database, user, password, 16);
    }

    private HikariDataSource pool(String database, String user, String password, int size) {
        var settings = new HikariConfig();
        settings.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + port + "/" + database
                + "?ApplicationName=bench&reWriteBatchedInserts=true");
        settings.setUsername(user);
        settings.setPassword(password);
        settings.setMaximumPoolSize(size);
        settings.setMinimumIdle(1);
        settings.setPoolName(home.getParent().getFileName() + " " + database);
        return new HikariDataSource(settings);
    }
}
