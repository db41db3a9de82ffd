package jinye.office.approvals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import jinye.kernel.Moments;
import jinye.platform.forms.Forms;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ObjectNode;

/** What stood in forms that a migration replaced. */
@Repository
class EarlierForms {

    /** @param left fields whose values the form that followed has no place for */
    record EarlierForm(int kindVersion, ObjectNode data, List<String> left, Instant replacedAt) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    EarlierForms(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void keep(long record, int kindVersion, ObjectNode data, List<String> left) {
        jdbc.sql("""
                        insert into approvals.earlier_form (record, kind_version, data, left_fields, replaced_at)
                        values (:record, :version, cast(:data as jsonb), :left, :now)""")
                .param("record", record)
                .param("version", kindVersion)
                .param("data", data.toString())
                .param("left", left.toArray(String[]::new))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The latest first. */
    List<EarlierForm> of(long record) {
        return jdbc.sql("""
                        select kind_version, data, left_fields, replaced_at from approvals.earlier_form
                        where record = :record order by id desc limit 50""")
                .param("record", record)
                .query((row, n) -> new EarlierForm(
                        row.getInt("kind_version"),
                        Forms.data(row.getString("data")),
                        List.of((String[]) row.getArray("left_fields").getArray()),
                        Moments.from(row, "replaced_at")))
                .list();
    }
}
