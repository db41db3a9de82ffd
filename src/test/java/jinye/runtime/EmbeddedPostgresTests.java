package jinye.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded database keeps what it was given, whatever happens to it, and lets nobody in who has not the password. */
class EmbeddedPostgresTests {

    static final Path PROGRAMS = Path.of("target/postgres-programs");

    @TempDir
    Path data;

    @Test
    void whatWasAcknowledgedIsOnDisk() throws SQLException {
        try (var postgres = EmbeddedPostgres.start(data, PROGRAMS)) {
            assertThat(setting(postgres, "fsync")).isEqualTo("on");
            assertThat(setting(postgres, "full_page_writes")).isEqualTo("on");
            assertThat(setting(postgres, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(postgres, "data_checksums")).isEqualTo("on");
            assertThat(setting(postgres, "server_version")).startsWith("18.");
        }
    }

    @Test
    void onlyThisMachineAndOnlyThePasswordGetIn() throws Exception {
        try (var postgres = EmbeddedPostgres.start(data, PROGRAMS)) {
            assertThat(setting(postgres, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(setting(postgres, "password_encryption")).isEqualTo("scram-sha-256");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> DriverManager.getConnection(postgres.url(), EmbeddedPostgres.ROLE, "jinye"))
                    .matches(refused -> "28P01".equals(refused.getSQLState()));
            assertThat(answer(postgres, "select rolsuper from pg_roles where rolname = current_user"))
                    .isEqualTo("f");
        }

        Path passwords = EmbeddedPostgres.passwordFile(EmbeddedPostgres.home(data));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(passwords)))
                .isEqualTo("rw-------");
    }

    @Test
    void aRestartKeepsTheData() throws SQLException {
        try (var postgres = EmbeddedPostgres.start(data, PROGRAMS)) {
            execute(postgres, "create table memory (word text)");
            execute(postgres, "insert into memory values ('金叶')");
        }

        try (var postgres = EmbeddedPostgres.start(data, PROGRAMS)) {
            assertThat(answer(postgres, "select word from memory")).isEqualTo("金叶");
        }
    }

    @Test
    void aSecondInstanceIsRefusedInASentence() {
        try (var postgres = EmbeddedPostgres.start(data, PROGRAMS)) {
            assertThat(postgres.port()).isPositive();
            assertThatExceptionOfType(CannotStart.class)
                    .isThrownBy(() -> EmbeddedPostgres.start(data, PROGRAMS))
                    .withMessageContaining("正由另一个金叶程序使用")
                    .withMessageContaining("Another Jinye is using the data folder")
                    .matches(refused -> refused.getExitCode() == CannotStart.IN_USE);
        }
    }

    @Test
    void aDatabaseThatIsKilledIsBackSoon() throws SQLException {
        try (var postgres = EmbeddedPostgres.start(data, PROGRAMS)) {
            execute(postgres, "create table memory (word text)");
            execute(postgres, "insert into memory values ('kept')");
            Process server = postgres.cluster().server();
            assertThat(server).isNotNull();

            server.destroyForcibly();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(15))
                    .pollDelay(Duration.ofMillis(200))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(answer(postgres, "select word from memory"))
                            .isEqualTo("kept"));
        }
    }

    @Test
    void aProcessIdFileOfSomebodyElseIsNoHindrance() throws Exception {
        try (var postgres = EmbeddedPostgres.start(data, PROGRAMS)) {
            execute(postgres, "create table memory (word text)");
        }
        Path processIdFile =
                PostgresCluster.folderIn(EmbeddedPostgres.home(data)).resolve("postmaster.pid");
        Files.writeString(processIdFile, ProcessHandle.current().pid() + "\n" + data + "\n");

        try (var postgres = EmbeddedPostgres.start(data, PROGRAMS)) {
            assertThat(answer(postgres, "select count(*) from memory")).isEqualTo("0");
        }
    }

    @Test
    void whatTheAdministratorSetsIsKept() throws Exception {
        Files.createDirectories(EmbeddedPostgres.home(data));
        Files.writeString(EmbeddedPostgres.home(data).resolve("custom.conf"), "work_mem = '12MB'\nfsync = off\n");

        try (var postgres = EmbeddedPostgres.start(data, PROGRAMS)) {
            assertThat(setting(postgres, "work_mem")).isEqualTo("12MB");
            assertThat(setting(postgres, "fsync"))
                    .as("durability is not for sale")
                    .isEqualTo("on");
        }
    }

    static String setting(EmbeddedPostgres postgres, String name) throws SQLException {
        return answer(postgres, "show " + name);
    }

    static String answer(EmbeddedPostgres postgres, String query) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(
                postgres.url(), EmbeddedPostgres.ROLE, postgres.passwords().application());
    }
}
