package jinye.safeguard.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
import jinye.kernel.Moments;
import jinye.kernel.Page;
import jinye.kernel.Refusal;
import jinye.kernel.SecrecyWords;
import jinye.safeguard.access.SecurityAct;
import jinye.safeguard.audit.proof.LogEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 告警: raised by rules, each handled by an auditor with a note. */
@Component
class Alerts {

    /** The same trouble of the same person within a day is one alert that counts up, until somebody has handled it. */
    private static final Duration SAME = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Alerts(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @param firstEntry with {@code lastEntry}: the entries it is about; 0 when it is about the log itself
     * @param detail     seconds of a gap or shift, the first broken entry; empty when the entries say all
     */
    record AuditAlert(
            long id,
            String rule,
            String name,
            String severity,
            @Nullable Long person,
            @Nullable String personName,
            @Nullable String address,
            long firstEntry,
            long lastEntry,
            int count,
            String detail,
            Instant raisedAt,
            Instant lastAt,
            @Nullable String handledBy,
            @Nullable Instant handledAt,
            @Nullable String note) {}

    List<AlertRule> rules() {
        return jdbc.sql("""
                        select * from audit.alert_rule
                        where effective_from <= :today and (effective_to is null or effective_to > :today) order by code""")
                .param("today", LocalDate.now(clock.withZone(Moments.ZONE)))
                .query(Alerts::rule)
                .list();
    }

    @Transactional
    public void raise(
            AlertRule rule, String key, @Nullable LogEntry first, @Nullable LogEntry last, int count, String detail) {
        var now = clock.instant();
        int counted = jdbc.sql("""
                        update audit.alert set count = count + :count, last_at = :now, last_entry = greatest(last_entry, :last)
                        where rule = :rule and key = :key and handled_at is null and last_at > :since""")
                .param("count", count)
                .param("now", Moments.to(now))
                .param("last", last == null ? 0 : last.id())
                .param("rule", rule.code())
                .param("key", key)
                .param("since", Moments.to(now.minus(SAME)))
                .update();
        if (counted > 0) {
            return;
        }
        jdbc.sql("""
                        insert into audit.alert (rule, name, severity, key, person, person_name, address, first_entry, last_entry, count,
                            detail, raised_at, last_at)
                        values (:rule, :name, :severity, :key, :person, :personName, :address, :first, :last, :count, :detail, :now, :now)""")
                .param("rule", rule.code())
                .param("name", rule.name())
                .param("severity", rule.severity())
                .param("key", key)
                .param("person", last == null ? null : last.person(), java.sql.Types.BIGINT)
                .param("personName", last == null ? null : last.personName(), java.sql.Types.VARCHAR)
                .param("address", last == null ? null : last.address(), java.sql.Types.VARCHAR)
                .param("first", first == null ? 0 : first.id())
                .param("last", last == null ? 0 : last.id())
                .param("count", count)
                .param("detail", detail)
                .param("now", Moments.to(now))
                .update();
    }

    Page<AuditAlert> page(boolean open, @Nullable Cursor after, int size) {
        var rows = jdbc.sql("""
                        select * from audit.alert
                        where (handled_at is null) = :open and (cast(:after as bigint) is null or id < :after)
                        order by id desc limit :limit""")
                .param("open", open)
                .param("after", after == null ? null : after.number(0))
                .param("limit", size + 1)
                .query(Alerts::row)
                .list();
        return Page.of(rows, size, alert -> Cursor.of(alert.id()));
    }

    long open() {
        return jdbc.sql("select count(*) from audit.alert where handled_at is null")
                .query(Long.class)
                .single();
    }

    @Transactional
    public void handle(Actor actor, long id, String note) {
        actor.require("audit.handle");
        SecrecyWords.refuseIn(note);
        if (note.isBlank()) {
            throw new NoteMissing();
        }
        int handled = jdbc.sql("""
                        update audit.alert set handled_person = :person, handled_name = :name, handled_at = :now, note = :note
                        where id = :id and handled_at is null""")
                .param("person", actor.person())
                .param("name", actor.name())
                .param("now", Moments.to(clock.instant()))
                .param("note", note.strip())
                .param("id", id)
                .update();
        if (handled == 0) {
            throw new NotOpen();
        }
        events.publishEvent(SecurityAct.by(actor, "audit.handle", id, Map.of("note", note.strip())));
    }

    private static AuditAlert row(ResultSet row, int number) throws SQLException {
        return new AuditAlert(
                row.getLong("id"),
                row.getString("rule"),
                row.getString("name"),
                row.getString("severity"),
                row.getObject("person", Long.class),
                row.getString("person_name"),
                row.getString("address"),
                row.getLong("first_entry"),
                row.getLong("last_entry"),
                row.getInt("count"),
                row.getString("detail"),
                Moments.from(row, "raised_at"),
                Moments.from(row, "last_at"),
                row.getString("handled_name"),
                Moments.fromNullable(row, "handled_at"),
                row.getString("note"));
    }

    private static AlertRule rule(ResultSet row, int number) throws SQLException {
        return new AlertRule(
                row.getString("code"),
                row.getString("name"),
                row.getString("severity"),
                List.of((String[]) row.getArray("acts").getArray()),
                row.getString("result"),
                row.getBoolean("per_address"),
                row.getBoolean("addresses"),
                row.getInt("least"),
                row.getInt("within_minutes"),
                row.getObject("from_time", LocalTime.class),
                row.getObject("to_time", LocalTime.class),
                row.getString("source"),
                row.getString("tag"));
    }

    static final class NoteMissing extends Refusal {
        NoteMissing() {
            super(Kind.INVALID, "audit.note-missing");
        }
    }

    static final class NotOpen extends Refusal {
        NotOpen() {
            super(Kind.CONFLICT, "audit.alert-not-open");
        }
    }
}
