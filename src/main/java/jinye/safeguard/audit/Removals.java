package jinye.safeguard.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.kernel.SecrecyWords;
import jinye.safeguard.access.SecurityAct;
import jinye.safeguard.audit.proof.Removal;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 到期清理: takes entries out of the log after their time, by two people, never before the six months of 网络安全法 art. 21. The chain
 * keeps the digests of what was taken out, and the signed list of it, so the rest can still be proved.
 */
@Component
class Removals {

    /** So many in one removal; the next one takes the rest. */
    private static final int ENTRIES_MAX = 100_000;

    private final JdbcClient jdbc;
    private final EntrySource source;
    private final ChainStore chain;
    private final ObjectProvider<LogSigner> signer;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Removals(
            JdbcClient jdbc,
            EntrySource source,
            ChainStore chain,
            ObjectProvider<LogSigner> signer,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.source = source;
        this.chain = chain;
        this.signer = signer;
        this.events = events;
        this.clock = clock;
    }

    /** @param acts as in {@link AlertRule#acts()}; whatever no rule names is kept for ever */
    record LogRetention(String code, String name, List<String> acts, int months, String source, String tag) {}

    record RemovalRow(
            long id,
            String retention,
            Instant before,
            String reason,
            String askedBy,
            Instant askedAt,
            @Nullable String approvedBy,
            @Nullable Instant approvedAt,
            @Nullable Integer entries) {}

    List<LogRetention> retentions() {
        return jdbc.sql("""
                        select * from audit.retention
                        where effective_from <= :today and (effective_to is null or effective_to > :today) order by code""")
                .param("today", LocalDate.now(clock.withZone(Moments.ZONE)))
                .query((row, n) -> new LogRetention(
                        row.getString("code"),
                        row.getString("name"),
                        List.of((String[]) row.getArray("acts").getArray()),
                        row.getInt("months"),
                        row.getString("source"),
                        row.getString("tag")))
                .list();
    }

    /** The first of two people asks. */
    @Transactional
    public long ask(Actor actor, String code, String reason) {
        actor.require("audit.ask-removal");
        SecrecyWords.refuseIn(reason);
        var retention = retentions().stream()
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow(NoSuchRemoval::new);
        var now = clock.instant();
        long id = jdbc.sql("""
                        insert into audit.removal (retention, before, reason, asked_person, asked_name, asked_at)
                        values (:retention, :before, :reason, :person, :name, :now) returning id""")
                .param("retention", retention.code())
                .param("before", Moments.to(ends(retention, now)))
                .param("reason", reason.strip())
                .param("person", actor.person())
                .param("name", actor.name())
                .param("now", Moments.to(now))
                .query(Long.class)
                .single();
        events.publishEvent(SecurityAct.by(
                actor, "audit.ask-removal", id, Map.of("name", retention.name(), "reason", reason.strip())));
        return id;
    }

    /** The second approves, and the entries go. */
    @Transactional
    public int approve(Actor actor, long id) {
        actor.require("audit.approve-removal");
        var asked = jdbc.sql("select * from audit.removal where id = :id and approved_at is null for update")
                .param("id", id)
                .query((row, n) ->
                        new Asked(row.getString("retention"), Moments.from(row, "before"), row.getLong("asked_person")))
                .optional()
                .orElseThrow(NoSuchRemoval::new);
        if (asked.person() == actor.person()) {
            throw new SamePerson();
        }
        var retention = retentions().stream()
                .filter(one -> one.code().equals(asked.retention()))
                .findFirst()
                .orElseThrow(NoSuchRemoval::new);
        long tied = chain.end().map(ChainStore.End::lastEntry).orElse(0L);
        var entries = source.ended(retention.acts(), asked.before(), tied, ENTRIES_MAX);
        if (entries.isEmpty()) {
            throw new NothingEnded();
        }
        var signed = signer.getObject().sign(Removal.statement(id, entries));
        jdbc.sql("""
                        update audit.removal set approved_person = :person, approved_name = :name, approved_at = :now,
                            entries = :entries, message = :message, timestamp = :timestamp
                        where id = :id""")
                .param("person", actor.person())
                .param("name", actor.name())
                .param("now", Moments.to(clock.instant()))
                .param("entries", entries.toArray(Long[]::new))
                .param("message", signed.message())
                .param("timestamp", signed.timestamp(), java.sql.Types.BINARY)
                .param("id", id)
                .update();
        source.remove(entries);
        events.publishEvent(SecurityAct.by(
                actor, "audit.approve-removal", id, Map.of("name", retention.name(), "count", entries.size())));
        return entries.size();
    }

    private record Asked(String retention, Instant before, long person) {}

    private static Instant ends(LogRetention retention, Instant now) {
        return ZonedDateTime.ofInstant(now, Moments.ZONE)
                .minusMonths(retention.months())
                .toLocalDate()
                .atStartOfDay(Moments.ZONE)
                .toInstant();
    }

    /** What was taken out, signed. */
    List<Removal> all() {
        return jdbc.sql(
                        "select id, entries, message, timestamp from audit.removal where approved_at is not null order by id")
                .query((row, n) -> new Removal(
                        row.getLong("id"),
                        List.of((Long[]) row.getArray("entries").getArray()),
                        row.getBytes("message"),
                        row.getBytes("timestamp")))
                .list();
    }

    List<RemovalRow> list() {
        return jdbc.sql("select *, cardinality(entries) as count from audit.removal order by id desc limit 100")
                .query((row, n) -> new RemovalRow(
                        row.getLong("id"),
                        row.getString("retention"),
                        Moments.from(row, "before"),
                        row.getString("reason"),
                        row.getString("asked_name"),
                        Moments.from(row, "asked_at"),
                        row.getString("approved_name"),
                        Moments.fromNullable(row, "approved_at"),
                        row.getObject("count", Integer.class)))
                .list();
    }

    static final class NoSuchRemoval extends Refusal {
        NoSuchRemoval() {
            super(Kind.NOT_FOUND, "audit.no-such-removal");
        }
    }

    static final class SamePerson extends Refusal {
        SamePerson() {
            super(Kind.CONFLICT, "audit.same-person");
        }
    }

    static final class NothingEnded extends Refusal {
        NothingEnded() {
            super(Kind.CONFLICT, "audit.nothing-ended");
        }
    }
}
