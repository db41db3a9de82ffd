package jinye.safeguard.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.safeguard.access.SecurityAct;
import jinye.safeguard.audit.proof.Finding;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 核验: asked for by an auditor or every night, run beside the requests, its outcome kept. */
@Component
class Verifications {

    private static final LocalTime NIGHTLY = LocalTime.of(3, 0);
    private static final int KEPT_FINDINGS = 100;

    private final JdbcClient jdbc;
    private final Verification verification;
    private final LogPulse pulse;
    private final ApplicationEventPublisher events;
    private final JsonMapper json;
    private final Clock clock;

    Verifications(
            JdbcClient jdbc,
            Verification verification,
            LogPulse pulse,
            ApplicationEventPublisher events,
            JsonMapper json,
            Clock clock) {
        this.jdbc = jdbc;
        this.verification = verification;
        this.pulse = pulse;
        this.events = events;
        this.json = json;
        this.clock = clock;
    }

    record VerificationRow(
            long id,
            @Nullable String askedBy,
            Instant askedAt,
            @Nullable Instant doneAt,
            @Nullable Long blocks,
            @Nullable Long entries,
            List<String> findings) {}

    @Transactional
    public long ask(Actor actor) {
        actor.require("audit.read");
        long id = add(actor);
        events.publishEvent(SecurityAct.by(actor, "audit.verify", id, Map.of()));
        return id;
    }

    private long add(@Nullable Actor actor) {
        return jdbc.sql(
                        "insert into audit.verification (asked_person, asked_name, asked_at) values (:person, :name, :now) returning id")
                .param("person", actor == null ? null : actor.person(), java.sql.Types.BIGINT)
                .param("name", actor == null ? null : actor.name(), java.sql.Types.VARCHAR)
                .param("now", Moments.to(clock.instant()))
                .query(Long.class)
                .single();
    }

    void askNightly() {
        var now = clock.instant().atZone(Moments.ZONE);
        var since = now.toLocalDate().atTime(NIGHTLY).atZone(Moments.ZONE).toInstant();
        boolean due = !now.toLocalTime().isBefore(NIGHTLY)
                && jdbc.sql(
                                "select not exists (select from audit.verification where asked_person is null and asked_at >= :since)")
                        .param("since", Moments.to(since))
                        .query(Boolean.class)
                        .single();
        if (due) {
            add(null);
        }
    }

    /** Runs what was asked for; several askers at once get the same outcome. */
    void runAsked() {
        var asked = jdbc.sql("select id from audit.verification where done_at is null")
                .query(Long.class)
                .list();
        if (asked.isEmpty()) {
            return;
        }
        var outcome = verification.run();
        var kept = outcome.findings().stream()
                .limit(KEPT_FINDINGS)
                .map(Finding::sentence)
                .toArray(String[]::new);
        jdbc.sql("""
                        update audit.verification set done_at = :now, blocks = :blocks, entries = :entries, findings = :findings::jsonb
                        where id = any(:ids)""")
                .param("now", Moments.to(clock.instant()))
                .param("blocks", outcome.blocks())
                .param("entries", outcome.entries())
                .param("findings", json.writeValueAsString(kept))
                .param("ids", asked.toArray(Long[]::new))
                .update();
        if (kept.length > 0) {
            pulse.raise(AlertRule.LOG_ALTERED, kept[0]);
        }
    }

    List<VerificationRow> latest() {
        return jdbc.sql("select * from audit.verification order by id desc limit 20")
                .query(this::row)
                .list();
    }

    private VerificationRow row(ResultSet row, int number) throws SQLException {
        var findings = row.getString("findings");
        return new VerificationRow(
                row.getLong("id"),
                row.getString("asked_name"),
                Moments.from(row, "asked_at"),
                Moments.fromNullable(row, "done_at"),
                row.getObject("blocks", Long.class),
                row.getObject("entries", Long.class),
                findings == null ? List.of() : Arrays.asList(json.readValue(findings, String[].class)));
    }
}
