package jinye.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The real application as a process of its own, with the flags of bin/run. */
final class Application implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("ready: http://localhost:(\\d+)/");
    private static final long START_SECONDS_MAX = 300;

    private final Process process;
    private final Path data;
    private final int port;
    private final double startSeconds;

    private Application(Process process, Path data, int port, double startSeconds) {
        this.process = process;
        this.data = data;
        this.port = port;
        this.startSeconds = startSeconds;
    }

    /** Exactly as bin/run starts it. */
    static Application start(Workplace workplace, Path data) throws IOException, InterruptedException {
        var words = command(workplace);
        if (Files.exists(workplace.cache())) {
            words.add("-XX:AOTCache=" + workplace.cache());
        }
        words.add("-jar");
        words.add(workplace.application().toString());
        return start(words, workplace, data, List.of());
    }

    /** With the desk and the data of the scenarios beside it. */
    static Application startWithDesk(Workplace workplace, Path data, String... settings)
            throws IOException, InterruptedException {
        var words = command(workplace);
        words.add("-cp");
        words.add(workplace.application() + File.pathSeparator + workplace.classes());
        words.add("jinye.Launch");
        var all = new ArrayList<>(List.of(settings));
        all.add("--spring.profiles.active=bench");
        return start(words, workplace, data, all);
    }

    private static List<String> command(Workplace workplace) {
        var words = new ArrayList<String>();
        words.add(workplace.java().toString());
        words.addAll(workplace.flags());
        return words;
    }

    private static Application start(List<String> words, Workplace workplace, Path data, List<String> settings)
            throws IOException, InterruptedException {
        words.add("--jinye.data=" + data);
        words.add("--jinye.postgres-programs=" + workplace.folder().resolve("postgres-programs"));
        words.add("--server.port=0");
        words.add("--server.address=127.0.0.1");
        words.addAll(settings);
        Files.createDirectories(workplace.folder());
        var output = workplace.folder().resolve(data.getFileName() + ".log");
        Files.deleteIfExists(output);
        long begin = System.nanoTime();
        var process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        long limit = begin + TimeUnit.SECONDS.toNanos(START_SECONDS_MAX);
        while (System.nanoTime() < limit && process.isAlive()) {
            var ready = READY.matcher(Files.exists(output) ? Files.readString(output) : "");
            if (ready.find()) {
                double seconds = (System.nanoTime() - begin) / 1e9;
                return new Application(process, data, Integer.parseInt(ready.group(1)), seconds);
            }
            Thread.sleep(20);
        }
        process.destroy();
        throw new IOException("the application did not start; " + output + " tells why");
    }

    int port() {
        return port;
    }

    /** From the call of Java to the line that says it is ready. */
    double startSeconds() {
        return startSeconds;
    }

    Database database() {
        return Database.of(data);
    }

    ProcessHandle java() {
        return process.toHandle();
    }

    /** As Ctrl-C does. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
