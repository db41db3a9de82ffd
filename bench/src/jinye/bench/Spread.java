package jinye.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What repeated measurements gave: the median counts, the range says how far to trust it. */
record Spread(double median, double min, double max) {

    static Spread of(double... values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
        return new Spread(median, sorted[0], sorted[n - 1]);
    }

    static <T> Spread of(List<T> measured, ToDoubleFunction<T> figure) {
        return of(measured.stream().mapToDouble(figure).toArray());
    }

    /** Of paired measurements: each pair ran side by side, so its quotient is not touched by a machine that got slower. */
    static <T> Spread quotients(List<T> over, List<T> under, ToDoubleFunction<T> figure) {
        var quotients = new double[over.size()];
        for (int i = 0; i < quotients.length; i++) {
            quotients[i] = figure.applyAsDouble(over.get(i)) / figure.applyAsDouble(under.get(i));
        }
        return of(quotients);
    }

    String range() {
        return min == max ? "" : String.format(Locale.ROOT, "%.4g–%.4g", min, max);
    }
}
