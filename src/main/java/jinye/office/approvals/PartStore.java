package jinye.office.approvals;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import jinye.platform.forms.Forms;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What departments were asked, as rows. */
@Repository
class PartStore {

    private final JdbcClient jdbc;

    PartStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Part> find(long id) {
        return jdbc.sql("select * from approvals.part where id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    Part lock(long id) {
        return jdbc.sql("select * from approvals.part where id = :id for update")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional()
                .orElseThrow(RequestStore.NoSuchRequest::new);
    }

    /** All of a request, also those that were replaced, in the order they were asked. */
    List<Part> of(long request) {
        return jdbc.sql("select * from approvals.part where request = :request order by id")
                .param("request", request)
                .query((row, n) -> read(row))
                .list();
    }

    void insert(Part part) {
        jdbc.sql("""
                        insert into approvals.part (id, version, request, round, kind_version, department, department_name, state, question, asked_at)
                        values (:id, 1, :request, :round, :kindVersion, :department, :departmentName, :state, :question, :askedAt)""")
                .param("id", part.id)
                .param("request", part.request)
                .param("round", part.round)
                .param("kindVersion", part.kindVersion)
                .param("department", part.department)
                .param("departmentName", part.departmentName)
                .param("state", part.state.name())
                .param("question", part.question)
                .param("askedAt", RequestStore.at(part.askedAt))
                .update();
    }

    void update(Part part) {
        int rows = jdbc.sql("""
                        update approvals.part set version = version + 1, state = :state, data = cast(:data as jsonb),
                            conclusion = :conclusion, conclusion_label = :label, silent = :silent, answered_at = :at,
                            answered_by_name = :by, asked_again = :again
                        where id = :id and version = :version""")
                .param("state", part.state.name())
                .param("data", part.data.toString())
                .param("conclusion", part.conclusion, Types.VARCHAR)
                .param("label", part.conclusionLabel, Types.VARCHAR)
                .param("silent", part.silent)
                .param("at", RequestStore.at(part.answeredAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("by", part.answeredByName, Types.VARCHAR)
                .param("again", part.askedAgain, Types.VARCHAR)
                .param("id", part.id)
                .param("version", part.version)
                .update();
        if (rows == 0) {
            throw new RequestStore.Stale();
        }
        part.version++;
    }

    /** The form that came with another process. Under lock. */
    void reform(Part part) {
        jdbc.sql("""
                        update approvals.part set version = version + 1, kind_version = :kindVersion, data = cast(:data as jsonb)
                        where id = :id""")
                .param("kindVersion", part.kindVersion)
                .param("data", part.data.toString())
                .param("id", part.id)
                .update();
        part.version++;
    }

    private static Part read(ResultSet row) throws SQLException {
        var part = new Part(
                row.getLong("id"),
                row.getLong("version"),
                row.getLong("request"),
                row.getInt("round"),
                row.getInt("kind_version"),
                row.getLong("department"),
                row.getString("department_name"),
                row.getString("question"),
                row.getTimestamp("asked_at").toInstant(),
                Part.State.valueOf(row.getString("state")),
                Forms.data(row.getString("data")));
        part.conclusion = row.getString("conclusion");
        part.conclusionLabel = row.getString("conclusion_label");
        part.silent = row.getBoolean("silent");
        part.answeredAt = RequestStore.moment(row, "answered_at");
        part.answeredByName = row.getString("answered_by_name");
        part.askedAgain = row.getString("asked_again");
        return part;
    }
}
