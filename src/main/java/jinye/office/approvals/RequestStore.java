package jinye.office.approvals;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import jinye.kernel.Refusal;
import jinye.kernel.Urgency;
import jinye.platform.forms.Forms;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Requests as rows. */
@Repository
class RequestStore {

    private final JdbcClient jdbc;

    RequestStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Also for what departments are asked: both are records of matters. */
    long nextId() {
        return jdbc.sql("select nextval('approvals.request_id')")
                .query(Long.class)
                .single();
    }

    Optional<Request> find(long id) {
        return jdbc.sql("select * from approvals.request where id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    Request get(long id) {
        return find(id).orElseThrow(NoSuchRequest::new);
    }

    /** Two acts on one request wait for each other here. */
    Request lock(long id) {
        return jdbc.sql("select * from approvals.request where id = :id for update")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional()
                .orElseThrow(NoSuchRequest::new);
    }

    /** In the order of their ids, some at a time. */
    List<Request> after(long id, int size) {
        return jdbc.sql("select * from approvals.request where id > :id order by id limit :size")
                .param("id", id)
                .param("size", size)
                .query((row, n) -> read(row))
                .list();
    }

    void insert(Request request) {
        var origin = request.origin;
        jdbc.sql("""
                        insert into approvals.request (id, version, kind, kind_version, title, urgency, state, applicant,
                            applicant_name, department, department_name, department_code, unit, unit_name, data, created_at)
                        values (:id, :version, :kind, :kindVersion, :title, :urgency, :state, :applicant, :applicantName,
                            :department, :departmentName, :departmentCode, :unit, :unitName, cast(:data as jsonb), :createdAt)""")
                .param("id", request.id)
                .param("version", request.version)
                .param("kind", request.kind)
                .param("kindVersion", request.kindVersion)
                .param("title", request.title)
                .param("urgency", request.urgency.name())
                .param("state", request.state.name())
                .param("applicant", origin.applicant())
                .param("applicantName", origin.applicantName())
                .param("department", origin.department())
                .param("departmentName", origin.departmentName())
                .param("departmentCode", origin.departmentCode())
                .param("unit", origin.unit())
                .param("unitName", origin.unitName())
                .param("data", request.data.toString())
                .param("createdAt", at(origin.createdAt()))
                .update();
    }

    /** The form as somebody filled it in; a version somebody else has filled in since is refused. @return the version written */
    long fill(Request request) {
        int rows = jdbc.sql("""
                        update approvals.request set version = version + 1, title = :title, data = cast(:data as jsonb)
                        where id = :id and version = :version""")
                .param("title", request.title)
                .param("data", request.data.toString())
                .param("id", request.id)
                .param("version", request.version)
                .update();
        if (rows == 0) {
            throw new Stale();
        }
        request.version++;
        return request.version;
    }

    /** The form that came with another process; whoever has the former one open is told when saving. Under lock. */
    void reform(Request request) {
        jdbc.sql("""
                        update approvals.request set version = version + 1, kind_version = :kindVersion, data = cast(:data as jsonb)
                        where id = :id""")
                .param("kindVersion", request.kindVersion)
                .param("data", request.data.toString())
                .param("id", request.id)
                .update();
        request.version++;
    }

    /** How far it has come; leaves the form and its version alone, which somebody may be filling in meanwhile. Under lock. */
    void progress(Request request) {
        jdbc.sql("""
                        update approvals.request set urgency = :urgency, state = :state, verdicts = cast(:verdicts as jsonb),
                            refused = :refused, last_step = :lastStep, arrived_at = :arrivedAt, number = :number,
                            sent_at = :sentAt, ended_at = :endedAt, sheet = :sheet, archive_number = :archiveNumber,
                            filed_at = :filedAt
                        where id = :id""")
                .param("urgency", request.urgency.name())
                .param("state", request.state.name())
                .param("verdicts", request.verdicts)
                .param("refused", request.refused)
                .param("lastStep", request.lastStep)
                .param("arrivedAt", at(request.arrivedAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("number", request.number, Types.VARCHAR)
                .param("sentAt", at(request.sentAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("endedAt", at(request.endedAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("sheet", request.sheet, Types.BIGINT)
                .param("archiveNumber", request.archiveNumber, Types.VARCHAR)
                .param("filedAt", at(request.filedAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", request.id)
                .update();
    }

    private static Request read(ResultSet row) throws SQLException {
        var request = new Request(
                row.getLong("id"),
                row.getLong("version"),
                row.getString("kind"),
                row.getInt("kind_version"),
                new Request.Origin(
                        row.getLong("applicant"),
                        row.getString("applicant_name"),
                        row.getLong("department"),
                        row.getString("department_name"),
                        row.getString("department_code"),
                        row.getLong("unit"),
                        row.getString("unit_name"),
                        row.getTimestamp("created_at").toInstant()),
                row.getString("title"),
                Urgency.valueOf(row.getString("urgency")),
                RequestState.valueOf(row.getString("state")),
                Forms.data(row.getString("data")));
        request.verdicts = row.getString("verdicts");
        request.refused = row.getBoolean("refused");
        request.lastStep = row.getLong("last_step");
        request.arrivedAt = moment(row, "arrived_at");
        request.number = row.getString("number");
        request.sentAt = moment(row, "sent_at");
        request.endedAt = moment(row, "ended_at");
        long sheet = row.getLong("sheet");
        request.sheet = row.wasNull() ? null : sheet;
        request.archiveNumber = row.getString("archive_number");
        request.filedAt = moment(row, "filed_at");
        return request;
    }

    static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    static @Nullable OffsetDateTime at(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }

    /** It does not exist, or one may not know that it does. */
    static final class NoSuchRequest extends Refusal {
        NoSuchRequest() {
            super(Kind.NOT_FOUND, "approvals.no-such-request");
        }
    }

    static final class Stale extends Refusal {
        Stale() {
            super(Kind.CONFLICT, "approvals.stale");
        }
    }
}
