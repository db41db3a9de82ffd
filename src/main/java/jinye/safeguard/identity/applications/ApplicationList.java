package jinye.safeguard.identity.applications;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import jinye.kernel.Moments;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The register as administrators read it. */
@Repository
class ApplicationList {

    /** @param state what holds now: pending (never confirmed), in force, stopped. @param waiting a proposal waits for a decision */
    record ApplicationRow(
            long id,
            String clientId,
            ApplicationKind kind,
            String name,
            State state,
            boolean waiting,
            boolean trusted,
            @Nullable Instant lastUsedAt) {}

    enum State {
        PENDING,
        REFUSED,
        IN_FORCE,
        STOPPED
    }

    enum TermsState {
        PENDING,
        IN_FORCE,
        REPLACED,
        REFUSED,
        WITHDRAWN
    }

    record TermsRow(
            long id,
            TermsState state,
            Terms terms,
            String reason,
            long proposedBy,
            String proposedByName,
            Instant proposedAt,
            @Nullable String decidedByName,
            @Nullable Instant decidedAt,
            @Nullable String opinion) {}

    record ApplicationFacts(
            long id,
            String clientId,
            ApplicationKind kind,
            @Nullable Instant stoppedAt,
            @Nullable String stoppedByName,
            @Nullable String stopReason,
            @Nullable Instant lastUsedAt,
            long usesLately,
            long requestsLately,
            long waitingNotices,
            long failedNotices) {}

    private final JdbcClient jdbc;

    ApplicationList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<ApplicationRow> all() {
        return jdbc.sql("""
                        select a.id, a.client_id, a.kind, latest.name, latest.trusted,
                            case when a.stopped_at is not null then 'STOPPED'
                                 when exists (select from identity.terms t where t.application = a.id and t.state = 'IN_FORCE') then 'IN_FORCE'
                                 when latest.state in ('REFUSED', 'WITHDRAWN') then 'REFUSED' else 'PENDING' end as state,
                            exists (select from identity.terms t where t.application = a.id and t.state = 'PENDING') as waiting,
                            (select max(g.used_at) from identity.granted g where g.application = a.id) as last_used_at
                        from identity.application a
                        join lateral (select * from identity.terms t where t.application = a.id
                            order by t.state = 'IN_FORCE' desc, t.id desc limit 1) latest on true
                        order by waiting desc, latest.name, a.id limit 1000""")
                .query((row, number) -> new ApplicationRow(
                        row.getLong("id"),
                        row.getString("client_id"),
                        ApplicationKind.valueOf(row.getString("kind")),
                        row.getString("name"),
                        State.valueOf(row.getString("state")),
                        row.getBoolean("waiting"),
                        row.getBoolean("trusted"),
                        Moments.fromNullable(row, "last_used_at")))
                .list();
    }

    int waiting() {
        return jdbc.sql("select count(*) from identity.terms where state = 'PENDING'")
                .query(Integer.class)
                .single();
    }

    ApplicationFacts facts(long application) {
        return jdbc.sql("""
                        select a.*, greatest((select max(g.used_at) from identity.granted g where g.application = a.id),
                                (select max(u.last_at) from identity.service_use u where u.application = a.id)) as last_used_at,
                            (select coalesce(sum(u.requests), 0) from identity.service_use u where u.application = a.id
                                and u.hour > now() - interval '1 day') as requests_lately,
                            (select count(*) from identity.granted g where g.application = a.id and g.begun_at > now() - interval '1 day')
                                as uses_lately,
                            (select count(*) from identity.logout_notice n where n.application = a.id and n.delivered_at is null
                                and n.given_up_at is null) as waiting_notices,
                            (select count(*) from identity.logout_notice n where n.application = a.id and n.given_up_at is not null)
                                as failed_notices
                        from identity.application a where a.id = ?""")
                .param(application)
                .query((row, number) -> new ApplicationFacts(
                        row.getLong("id"),
                        row.getString("client_id"),
                        ApplicationKind.valueOf(row.getString("kind")),
                        Moments.fromNullable(row, "stopped_at"),
                        row.getString("stopped_by_name"),
                        row.getString("stop_reason"),
                        Moments.fromNullable(row, "last_used_at"),
                        row.getLong("uses_lately"),
                        row.getLong("requests_lately"),
                        row.getLong("waiting_notices"),
                        row.getLong("failed_notices")))
                .optional()
                .orElseThrow(ApplicationRegister.NoSuchApplication::new);
    }

    /** Latest first. */
    List<TermsRow> terms(long application) {
        return jdbc.sql("select * from identity.terms where application = ? order by id desc limit 50")
                .param(application)
                .query(ApplicationList::terms)
                .list();
    }

    private static TermsRow terms(ResultSet row, int number) throws SQLException {
        return new TermsRow(
                row.getLong("id"),
                TermsState.valueOf(row.getString("state")),
                Applications.terms(row),
                row.getString("reason"),
                row.getLong("proposed_by"),
                row.getString("proposed_by_name"),
                Moments.from(row, "proposed_at"),
                row.getString("decided_by_name"),
                Moments.fromNullable(row, "decided_at"),
                row.getString("opinion"));
    }
}
