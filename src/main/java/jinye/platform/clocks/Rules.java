package jinye.platform.clocks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import jinye.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Rules {

    private final JdbcClient jdbc;

    Rules(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The version in force on the day the period starts: later changes of the rule do not touch it. */
    Rule inForce(String id, LocalDate start) {
        return jdbc.sql("""
                select * from clocks.rule
                where id = :id and effective_from <= :start and (effective_to is null or effective_to > :start)
                order by version desc limit 1
                """)
                .param("id", id)
                .param("start", start)
                .query(Rules::row)
                .optional()
                .orElseThrow(() -> new UnknownRule(id));
    }

    Rule version(String id, int version) {
        return jdbc.sql("select * from clocks.rule where id = ? and version = ?")
                .params(id, version)
                .query(Rules::row)
                .single();
    }

    Optional<Rule> latest(String id) {
        return jdbc.sql("select * from clocks.rule where id = ? order by version desc limit 1 for update")
                .param(id)
                .query(Rules::row)
                .optional();
    }

    List<Rule> all() {
        return jdbc.sql("select * from clocks.rule order by id, version desc")
                .query(Rules::row)
                .list();
    }

    private static Rule row(ResultSet row, int number) throws SQLException {
        return new Rule(
                row.getLong("row"),
                row.getString("id"),
                row.getInt("version"),
                row.getString("name"),
                row.getString("event"),
                row.getInt("length"),
                PeriodUnit.valueOf(row.getString("unit")),
                number(row, "promised"),
                number(row, "extension"),
                row.getString("source"),
                row.getString("tag"),
                row.getBoolean("editable"),
                row.getObject("effective_from", LocalDate.class),
                row.getObject("effective_to", LocalDate.class));
    }

    private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        var value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    static final class UnknownRule extends Refusal {
        UnknownRule(String id) {
            super(Kind.NOT_FOUND, "clocks.unknown-rule", id);
        }
    }
}
