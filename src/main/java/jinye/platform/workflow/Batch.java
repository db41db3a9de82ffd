package jinye.platform.workflow;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes what changed of one table: one statement for one row, one batch for more. */
final class Batch {

    /** Something of one of the works. */
    record Of<T>(Work work, T thing) {}

    private final JdbcTemplate jdbc;

    Batch(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    static <T> Stream<Of<T>> of(List<Work> works, Function<Work, List<T>> things) {
        return works.stream().flatMap(work -> things.apply(work).stream().map(thing -> new Of<>(work, thing)));
    }

    static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    <T> void write(String sql, Stream<T> changed, Function<T, @Nullable Object[]> row) {
        List<@Nullable Object[]> rows = changed.map(row).toList();
        if (rows.size() == 1) {
            jdbc.update(sql, rows.getFirst());
        } else if (!rows.isEmpty()) {
            jdbc.batchUpdate(sql, rows);
        }
    }
}
