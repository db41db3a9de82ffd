package jinye.safeguard.certificates;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import jinye.kernel.Cursor;
import jinye.kernel.Moments;
import jinye.kernel.Page;
import jinye.kernel.Refusal;
import jinye.safeguard.cryptography.Family;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of requests. */
@Repository
class RequestRegister {

    private final JdbcClient jdbc;

    RequestRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    CertificateRequest locked(long id) {
        return jdbc.sql("select * from certificates.request where id = ? for update")
                .param(id)
                .query(RequestRegister::row)
                .optional()
                .orElseThrow(NoSuchRequest::new);
    }

    /** Newest first. @param state null for all */
    Page<CertificateRequest> page(@Nullable RequestState state, @Nullable String after, int size) {
        var cursor = Cursor.read(after, 1);
        var rows = jdbc.sql("""
                        select * from certificates.request
                        where (:state = '' or state = :state) and (:before = 0 or id < :before)
                        order by id desc limit :limit""")
                .param("state", state == null ? "" : state.name())
                .param("before", cursor == null ? 0L : cursor.number(0))
                .param("limit", size + 1)
                .query(RequestRegister::row)
                .list();
        return Page.of(rows, size, row -> Cursor.of(row.id()));
    }

    /** Those a person asked, or that are for them. */
    List<CertificateRequest> around(long person) {
        return jdbc.sql("""
                        select * from certificates.request
                        where asked_by = :person or (holder_kind = 'PERSON' and holder_key = :key)
                        order by id desc limit 50""")
                .param("person", person)
                .param("key", Long.toString(person))
                .query(RequestRegister::row)
                .list();
    }

    long pending() {
        return jdbc.sql("select count(*) from certificates.request where state = 'PENDING'")
                .query(Long.class)
                .single();
    }

    private static CertificateRequest row(ResultSet row, int number) throws SQLException {
        long unit = row.getLong("unit");
        long renews = row.getLong("renews");
        return new CertificateRequest(
                row.getLong("id"),
                new Holder(Holder.Kind.valueOf(row.getString("holder_kind")), row.getString("holder_key")),
                row.getString("holder_name"),
                unit == 0 ? null : unit,
                Family.valueOf(row.getString("family")),
                row.getBoolean("dual"),
                row.getInt("years"),
                row.getBytes("file"),
                renews == 0 ? null : renews,
                row.getString("reason"),
                RequestState.valueOf(row.getString("state")),
                row.getLong("asked_by"),
                row.getString("asked_by_name"),
                Moments.from(row, "asked_at"),
                row.getString("decided_by_name"),
                Moments.fromNullable(row, "decided_at"),
                row.getString("opinion"));
    }

    static final class NoSuchRequest extends Refusal {
        NoSuchRequest() {
            super(Kind.NOT_FOUND, "certificates.no-such-request");
        }
    }
}
