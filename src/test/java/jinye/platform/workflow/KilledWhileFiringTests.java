package jinye.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import jinye.Jinye;
import jinye.kernel.Actor;
import jinye.kernel.Urgency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The whole application is killed without a chance to tidy up while timers fire and services run, once alone and once together with
 * its database. The next one goes on by itself: everything fired exactly once, nothing is stuck.
 */
class KilledWhileFiringTests {

    private static final String BEGUN = "= begun: all";
    private static final int MATTERS = 120;
    /** Of one matter. */
    private static final int TIMERS = 2;

    private static final int SERVICES = 3;

    @TempDir
    Path data;

    /** The other process: the application, which starts matters when it is the first, and ends when none is running any more. */
    static class Victim {
        public static void main(String[] arguments) throws InterruptedException {
            var application = SpringApplication.run(
                    Jinye.class,
                    "--spring.profiles.active=test",
                    "--jinye.data=" + arguments[0],
                    "--jinye.demo=false",
                    "--server.port=0",
                    "--server.address=127.0.0.1");
            var jdbc = application.getBean(JdbcClient.class);
            if (arguments[1].equals("first")) {
                begin(application.getBean(Matters.class), jdbc);
            }
            while (number(jdbc, "select count(*) from workflow.matter where state = 'RUNNING'") > 0) {
                Thread.sleep(100);
            }
            report(jdbc);
            System.exit(0);
        }

        private static void begin(Matters matters, JdbcClient jdbc) {
            jdbc.sql("create table public.service_run (call bigint not null, matter bigint not null)")
                    .update();
            var actor = new Actor(1, "张三", 1, "科员", 1, "办公室", 1, "省局", Set.of("person:1"), Set.of());
            for (int i = 1; i <= MATTERS; i++) {
                matters.start(
                        actor, new StartMatter(TestRestlessDesk.KIND, i, "关于自动办理的请示", "", Urgency.PLAIN, Map.of()));
            }
            System.out.println(BEGUN);
        }

        private static void report(JdbcClient jdbc) {
            say(jdbc, "ended", "select count(*) from workflow.matter where state = 'ENDED'");
            say(jdbc, "fired", "select count(*) from workflow.trigger where state = 'FIRED'");
            say(jdbc, "not fired", "select count(*) from workflow.trigger where state <> 'FIRED'");
            say(jdbc, "timers told", "select count(*) from workflow.trail where verb = 'TIMER'");
            say(jdbc, "services told", "select count(*) from workflow.trail where verb = 'SERVICE'");
            say(jdbc, "ends told", "select count(*) from workflow.trail where verb = 'END'");
            say(jdbc, "steps", "select count(*) from workflow.step");
            say(jdbc, "open steps", "select count(*) from workflow.step where state = 'OPEN'");
            say(jdbc, "effects", "select count(*) from public.service_run");
            say(jdbc, "different effects", "select count(distinct call) from public.service_run");
        }

        private static void say(JdbcClient jdbc, String what, String query) {
            System.out.println("= " + what + ": " + number(jdbc, query));
        }

        private static long number(JdbcClient jdbc, String query) {
            return jdbc.sql(query).query(Long.class).single();
        }
    }

    @Test
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void everythingFiredExactlyOnceAndNothingIsStuck() throws Exception {
        var first = start("first");
        var runs = new ArrayList<String>();
        awaitBeginning(first, runs);
        await(first, 70, runs);
        kill(first);
        await(first, Integer.MAX_VALUE, runs);

        var second = start("next");
        await(second, runs.size() + 70, runs);
        var database = database();
        kill(second);
        database.destroyForcibly();
        await(second, Integer.MAX_VALUE, runs);

        assertThat(runs).as("both were killed in the midst of it").hasSizeBetween(140, MATTERS * SERVICES - 1);
        var third = start("next");
        var report = new HashMap<String, Long>();
        read(third, line -> {
            if (line.startsWith(TestRestlessDesk.RUN)) {
                runs.add(line);
            } else if (line.startsWith("= ")) {
                var parts = line.substring(2).split(": ");
                report.put(parts[0], Long.valueOf(parts[1]));
            }
            return false;
        });
        third.waitFor();

        int services = MATTERS * SERVICES;
        int timers = MATTERS * TIMERS;
        assertThat(report)
                .containsEntry("ended", (long) MATTERS)
                .containsEntry("ends told", (long) MATTERS)
                .containsEntry("fired", (long) services + timers)
                .containsEntry("not fired", 0L)
                .containsEntry("timers told", (long) timers)
                .containsEntry("services told", (long) services)
                .containsEntry("steps", (long) services + timers)
                .containsEntry("open steps", 0L)
                .containsEntry("effects", (long) services)
                .containsEntry("different effects", (long) services);
        // only what was under way at the moment of a kill was begun a second time
        assertThat(runs).hasSizeBetween(services, services + 4);
    }

    private Process start(String which) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx600m",
                        "-Duser.timezone=Asia/Shanghai",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        data.toString(),
                        which)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** By its handle: what it said before is still to be read. */
    private static void kill(Process application) throws InterruptedException {
        application.toHandle().destroyForcibly();
        application.waitFor();
    }

    /** Reads the lines that tell of a service until there are so many: the process is then in the midst of more. */
    private static void await(Process application, int many, List<String> runs) {
        if (runs.size() >= many) {
            return;
        }
        read(application, line -> {
            if (line.startsWith(TestRestlessDesk.RUN)) {
                runs.add(line);
            }
            return runs.size() >= many;
        });
    }

    /** On a slow machine the first matters are through before the last has begun. */
    private static void awaitBeginning(Process application, List<String> runs) {
        read(application, line -> {
            if (line.startsWith(TestRestlessDesk.RUN)) {
                runs.add(line);
            }
            return line.equals(BEGUN);
        });
    }

    private static void read(Process application, java.util.function.Predicate<String> enough) {
        BufferedReader output = application.inputReader();
        try {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                if (enough.test(line)) {
                    return;
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private ProcessHandle database() throws IOException {
        try (var files = Files.walk(data)) {
            var file = files.filter(path -> path.endsWith("postmaster.pid"))
                    .findFirst()
                    .orElseThrow();
            long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
            return ProcessHandle.of(pid).orElseThrow();
        }
    }
}
