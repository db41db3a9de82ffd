package jinye.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** CPU time and memory of processes, read from Linux's /proc; zero elsewhere. */
interface Cpu {

    Cpu NONE = () -> 0;

    double millis();

    static Cpu of(ProcessHandle process) {
        return () -> ticks(process.pid()) * 10;
    }

    /** A process and everything it started. */
    static Cpu ofTree(ProcessHandle process) {
        return () -> tree(process).mapToDouble(one -> ticks(one.pid()) * 10).sum();
    }

    /** Memory that the process holds alone, and its share of what several hold together, in MB. */
    static double memory(ProcessHandle process) {
        return kilobytes(Path.of("/proc/" + process.pid() + "/smaps_rollup"), "Pss:") / 1024;
    }

    static double memoryOfTree(ProcessHandle process) {
        return tree(process).mapToDouble(Cpu::memory).sum();
    }

    /** Resident memory in MB. */
    static double resident(ProcessHandle process) {
        return kilobytes(Path.of("/proc/" + process.pid() + "/status"), "VmRSS:") / 1024;
    }

    private static Stream<ProcessHandle> tree(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants());
    }

    private static double ticks(long pid) {
        try {
            var fields = Files.readString(Path.of("/proc/" + pid + "/stat"))
                    .replaceFirst("(?s)^.*\\) ", "")
                    .split(" ");
            return Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
        } catch (IOException gone) {
            return 0;
        }
    }

    private static double kilobytes(Path file, String name) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException gone) {
            return 0;
        }
    }
}
