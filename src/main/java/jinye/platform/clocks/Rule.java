package jinye.platform.clocks;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One version of a rule about a period.
 *
 * @param promised  a shorter period that the bureau promises, in the same unit
 * @param extension by how much it may be extended, once
 * @param editable  false when set by law: then only the promise may be changed
 */
record Rule(
        long row,
        String id,
        int version,
        String name,
        String event,
        int length,
        PeriodUnit unit,
        @Nullable Integer promised,
        @Nullable Integer extension,
        String source,
        String tag,
        boolean editable,
        LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo) {

    Period period() {
        return new Period(length, unit);
    }
}
