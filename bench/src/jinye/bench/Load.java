package jinye.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** A closed loop: each client begins its next operation when the last is answered. */
final class Load {

    /** One operation of one client, counted from 0. */
    interface Operation {
        void run(int client) throws Exception;
    }

    /**
     * @param javaMillis CPU of the application per operation, 0 when it was not asked for
     */
    record Result(
            long count,
            double rate,
            double p50,
            double p95,
            double p99,
            double max,
            double javaMillis,
            double databaseMillis) {}

    private Load() {}

    static Result run(Operation operation, int clients, double seconds) throws Exception {
        return run(operation, clients, seconds, Cpu.NONE, Cpu.NONE);
    }

    static Result run(Operation operation, int clients, double seconds, Cpu java, Cpu database) throws Exception {
        double javaBefore = java.millis();
        double databaseBefore = database.millis();
        long begin = System.nanoTime();
        long end = begin + (long) (seconds * 1e9);
        var tasks = new ArrayList<Callable<long[]>>();
        for (int i = 0; i < clients; i++) {
            int client = i;
            tasks.add(() -> {
                var taken = new long[1024];
                int n = 0;
                long before = System.nanoTime();
                while (before < end) {
                    operation.run(client);
                    long after = System.nanoTime();
                    if (n == taken.length) {
                        taken = Arrays.copyOf(taken, 2 * n);
                    }
                    taken[n++] = after - before;
                    before = after;
                }
                return Arrays.copyOf(taken, n);
            });
        }
        List<long[]> all = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(clients)) {
            for (var done : threads.invokeAll(tasks)) {
                all.add(done.get());
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
        double wall = (System.nanoTime() - begin) / 1e9;
        var sorted = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        int n = sorted.length;
        return new Result(
                n,
                n / wall,
                percentile(sorted, 50),
                percentile(sorted, 95),
                percentile(sorted, 99),
                percentile(sorted, 100),
                (java.millis() - javaBefore) / n,
                (database.millis() - databaseBefore) / n);
    }

    /** In milliseconds. */
    static double percentile(long[] sortedNanos, int percent) {
        int index = (int) Math.ceil(sortedNanos.length * percent / 100.0) - 1;
        return sortedNanos[Math.max(0, index)] / 1e6;
    }
}
