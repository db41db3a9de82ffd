package jinye.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A short command of the operating system, run to its end. */
record ChildCommand(List<String> words, Duration limit) {

    record Outcome(int exitCode, String output) {
        boolean isGood() {
            return exitCode == 0;
        }
    }

    static Outcome run(String... words) {
        return new ChildCommand(List.of(words), Duration.ofSeconds(10)).run();
    }

    /** A command that does not exist, or does not end in time, has not succeeded: exit code 127 or 124, as in a shell. */
    Outcome run() {
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var killer = Thread.ofVirtual().start(() -> endAtLimit(process));
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int exitCode = process.waitFor();
            killer.interrupt();
            return new Outcome(exitCode, output);
        } catch (IOException e) {
            return new Outcome(127, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(124, "interrupted");
        }
    }

    String runOrFail() {
        Outcome outcome = run();
        if (!outcome.isGood()) {
            throw new UncheckedIOException(
                    new IOException("%s ended with %d: %s".formatted(words, outcome.exitCode(), outcome.output())));
        }
        return outcome.output();
    }

    private void endAtLimit(Process process) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
