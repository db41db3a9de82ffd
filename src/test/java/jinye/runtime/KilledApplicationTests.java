package jinye.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application is killed without a chance to tidy up; the next one takes over and nothing is lost. */
class KilledApplicationTests {

    @TempDir
    Path data;

    /** The other process: an application that starts the database, writes and then waits to be killed. */
    static class Victim {
        public static void main(String[] arguments) throws Exception {
            var postgres = EmbeddedPostgres.start(Path.of(arguments[0]), EmbeddedPostgresTests.PROGRAMS);
            EmbeddedPostgresTests.execute(postgres, "create table memory (word text)");
            EmbeddedPostgresTests.execute(postgres, "insert into memory values ('acknowledged')");
            System.out.println("written");
            Thread.sleep(Duration.ofMinutes(1));
        }
    }

    @Test
    void itsDatabaseIsFoundAndStoppedAndItsDataIsThere() throws Exception {
        Process victim = start();
        long orphan = databaseProcess();

        victim.destroyForcibly().waitFor();
        assertThat(ProcessHandle.of(orphan))
                .as("the database outlives its application")
                .isPresent();

        try (var postgres = EmbeddedPostgres.start(data, EmbeddedPostgresTests.PROGRAMS)) {
            assertThat(EmbeddedPostgresTests.answer(postgres, "select word from memory"))
                    .isEqualTo("acknowledged");
            assertThat(postgres.cluster().server())
                    .isNotNull()
                    .extracting(Process::pid)
                    .isNotEqualTo(orphan);
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> ProcessHandle.of(orphan).isEmpty());
    }

    @Test
    void aDatabaseThatWasKilledWithItRecovers() throws Exception {
        Process victim = start();
        long orphan = databaseProcess();

        victim.destroyForcibly().waitFor();
        ProcessHandle.of(orphan).orElseThrow().destroyForcibly();

        try (var postgres = EmbeddedPostgres.start(data, EmbeddedPostgresTests.PROGRAMS)) {
            assertThat(EmbeddedPostgresTests.answer(postgres, "select word from memory"))
                    .isEqualTo("acknowledged");
        }
    }

    private Process start() throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                data.toString());
        Process victim = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = victim.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals("written")) {
                return victim;
            }
        }
        throw new AssertionError("the other application did not start");
    }

    private long databaseProcess() throws IOException {
        Path file = PostgresCluster.folderIn(EmbeddedPostgres.home(data)).resolve("postmaster.pid");
        return Long.parseLong(Files.readAllLines(file).getFirst().strip());
    }
}
