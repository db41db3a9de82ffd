package jinye.platform.mining;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the log is asked about.
 *
 * @param version null for all versions
 * @param units   of the initiators; null for everybody's
 * @param from    first and last day, both included
 */
record MiningQuestion(
        String kind, @Nullable Integer version, @Nullable List<Long> units, LocalDate from, LocalDate to) {

    @Nullable
    String unitArray() {
        return array(units);
    }

    /** As the database writes an array, because a null array has no type otherwise. */
    static @Nullable String array(@Nullable List<Long> ids) {
        return ids == null ? null : ids.toString().replace('[', '{').replace(']', '}');
    }
}
