package jinye.platform.mining;

import java.sql.Date;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which part of the log is asked about.
 *
 * @param version null for all versions
 * @param units   of the initiators; null for everybody's
 * @param from    first and last day, both included
 */
record MiningQuestion(
        String kind, @Nullable Integer version, @Nullable List<Long> units, LocalDate from, LocalDate to) {

    /** A statement with the parameters kind, version, units, from and to filled in; it must use them all. */
    JdbcClient.StatementSpec ask(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql)
                .param("kind", kind)
                .param("version", version, Types.INTEGER)
                .param("units", array(units), Types.VARCHAR)
                .param("from", Date.valueOf(from))
                .param("to", Date.valueOf(to));
    }

    /** As the database writes an array, because a null array has no type otherwise. */
    static @Nullable String array(@Nullable List<Long> ids) {
        return ids == null ? null : ids.toString().replace('[', '{').replace(']', '}');
    }
}
