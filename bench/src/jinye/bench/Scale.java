package jinye.bench;

/**
 * How much data and how long. Small takes about fifteen minutes on two cores and shows the direction; the goals are stated for full.
 *
 * @param seconds     of one measurement; there are {@code pairs} of them for each side
 * @param matters     of the parallel-join scenario, each with eight lanes
 * @param warmSeconds before the first measurement of throughput, all sides together
 */
record Scale(
        String name,
        int pairs,
        double seconds,
        double warmSeconds,
        long openAssignments,
        long doneAssignments,
        long trailRows,
        int people,
        int entries,
        int matters) {

    static final Scale SMALL = new Scale("small", 5, 3, 45, 100_000, 300_000, 3_000_000, 10_000, 50_000, 300);
    static final Scale FULL = new Scale("full", 5, 8, 120, 1_000_000, 3_000_000, 30_000_000, 10_000, 1_000_000, 1_000);

    /** For trying out the scenarios themselves; its figures mean nothing. */
    static final Scale TINY = new Scale("tiny", 2, 0.5, 2, 5_000, 10_000, 50_000, 2_000, 2_000, 20);

    static Scale named(String name) {
        return switch (name) {
            case "small" -> SMALL;
            case "full" -> FULL;
            case "tiny" -> TINY;
            case String other -> throw new IllegalArgumentException("--scale is small or full, not " + other);
        };
    }
}
