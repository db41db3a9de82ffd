package jinye.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was backed up comes back whole, and nothing is overwritten on the way. */
class BackupTests {

    @TempDir
    Path folder;

    @Test
    void allDataComesBack() throws Exception {
        Path data = filled(1000);

        new Backup(data, EmbeddedPostgresTests.PROGRAMS).write(folder.resolve("all.backup"));
        Path restored = restore();

        try (var postgres = EmbeddedPostgres.start(restored, EmbeddedPostgresTests.PROGRAMS)) {
            assertThat(EmbeddedPostgresTests.answer(postgres, "select count(*) || ' ' || sum(number) from memory"))
                    .isEqualTo("1000 500500");
            assertThat(EmbeddedPostgresTests.setting(postgres, "work_mem")).isEqualTo("12MB");
        }
        assertThat(restored.resolve("files/ab/cd/abcd")).hasContent("正文");
        assertThat(restored.resolve("index")).doesNotExist();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("all.backup"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aBackupOfARunningApplicationHoldsEverythingAcknowledgedBeforeItBegan() throws Exception {
        Path data = filled(10);
        var written = new AtomicInteger(10);
        int acknowledged;
        try (var postgres = EmbeddedPostgres.start(data, EmbeddedPostgresTests.PROGRAMS)) {
            var writer = Thread.ofPlatform().start(() -> keepWriting(postgres, written));
            while (written.get() < 200) {
                Thread.onSpinWait();
            }
            acknowledged = written.get();
            new Backup(data, EmbeddedPostgresTests.PROGRAMS).write(folder.resolve("all.backup"));
            writer.interrupt();
            writer.join();
        }

        try (var postgres = EmbeddedPostgres.start(restore(), EmbeddedPostgresTests.PROGRAMS)) {
            int kept = Integer.parseInt(EmbeddedPostgresTests.answer(postgres, "select count(*) from memory"));
            assertThat(kept).isBetween(acknowledged, written.get());
            assertThat(EmbeddedPostgresTests.answer(postgres, "select max(number) from memory"))
                    .as("no gap")
                    .isEqualTo(String.valueOf(kept));
        }
    }

    @Test
    void aDamagedBackupIsRefusedAndTheFolderLeftEmpty() throws Exception {
        Path data = filled(10);
        Path archive = folder.resolve("all.backup");
        new Backup(data, EmbeddedPostgresTests.PROGRAMS).write(archive);
        byte[] whole = Files.readAllBytes(archive);

        byte[] oneByteChanged = whole.clone();
        oneByteChanged[whole.length / 2] ^= 0x55;
        Files.write(archive, oneByteChanged);
        assertThatExceptionOfType(CannotStart.class).isThrownBy(this::restore).withMessageContaining("已损坏");

        Files.write(archive, Arrays.copyOf(whole, whole.length - 4000));
        assertThatExceptionOfType(CannotStart.class).isThrownBy(this::restore).withMessageContaining("已损坏");
        assertThat(folder.resolve("restored")).doesNotExist();
    }

    @Test
    void nothingIsOverwritten() throws Exception {
        Path data = filled(1);
        Path archive = folder.resolve("all.backup");
        var backup = new Backup(data, EmbeddedPostgresTests.PROGRAMS);
        backup.write(archive);

        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> backup.write(archive))
                .withMessageContaining("已存在");
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> backup.restore(archive))
                .withMessageContaining("不为空");
    }

    @Test
    void whatCannotBeDoneIsSaidInOneSentence() {
        assertThat(said("restore", folder.resolve("missing"), Map.of()))
                .contains("找不到备份文件")
                .hasLineCount(1);
        assertThat(said("backup", folder.resolve("new"), Map.of()))
                .contains("没有内置数据库")
                .hasLineCount(1);
        assertThat(said("backup", folder.resolve("new"), Map.of("SPRING_DATASOURCE_URL", "jdbc:postgresql://db/jinye")))
                .contains("pg_dump")
                .hasLineCount(1);
    }

    private String said(String act, Path archive, Map<String, String> environment) {
        var said = new ByteArrayOutputStream();
        var stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        String[] arguments = {act, archive.toString(), folder.resolve("nothing").toString()};
        assertThat(BackupCommand.run(arguments, environment, stream, stream)).isEqualTo(1);
        return said.toString(StandardCharsets.UTF_8).strip();
    }

    private Path filled(int rows) throws IOException, SQLException {
        Path data = folder.resolve("data");
        Files.createDirectories(EmbeddedPostgres.home(data));
        Files.writeString(EmbeddedPostgres.home(data).resolve("custom.conf"), "work_mem = '12MB'\n");
        try (var postgres = EmbeddedPostgres.start(data, EmbeddedPostgresTests.PROGRAMS)) {
            EmbeddedPostgresTests.execute(postgres, "create table memory (number int primary key, noise text)");
            EmbeddedPostgresTests.execute(
                    postgres,
                    "insert into memory select n, repeat(md5(n::text), 20) from generate_series(1, %d) n"
                            .formatted(rows));
        }
        Files.createDirectories(data.resolve("files/ab/cd"));
        Files.writeString(data.resolve("files/ab/cd/abcd"), "正文");
        byte[] picture = new byte[200_000];
        new Random(7).nextBytes(picture);
        Files.write(data.resolve("files/ab/cd/abce"), picture);
        Files.createDirectories(data.resolve("index"));
        return data;
    }

    private Path restore() {
        Path restored = folder.resolve("restored");
        new Backup(restored, EmbeddedPostgresTests.PROGRAMS).restore(folder.resolve("all.backup"));
        return restored;
    }

    private static void keepWriting(EmbeddedPostgres postgres, AtomicInteger written) {
        try (var connection = EmbeddedPostgresTests.connect(postgres);
                var insert = connection.prepareStatement("insert into memory values (?, repeat('叶', 2000))")) {
            while (!Thread.interrupted()) {
                insert.setInt(1, written.get() + 1);
                insert.executeUpdate();
                written.incrementAndGet();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
