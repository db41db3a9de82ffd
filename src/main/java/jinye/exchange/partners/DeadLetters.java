package jinye.exchange.partners;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.office.transmission.Crossings;
import jinye.platform.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 死信: what could not be brought over in days. A person sends it again or gives it up, and its sender is told. */
@Service
@Transactional
class DeadLetters {

    private final JdbcClient jdbc;
    private final ExchangeLedger ledger;
    private final Partners partners;
    private final Crossings crossings;
    private final Settings settings;
    private final Journal journal;
    private final Clock clock;

    DeadLetters(
            JdbcClient jdbc,
            ExchangeLedger ledger,
            Partners partners,
            Crossings crossings,
            Settings settings,
            Journal journal,
            Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.partners = partners;
        this.crossings = crossings;
        this.settings = settings;
        this.journal = journal;
        this.clock = clock;
    }

    record DeadLetter(
            long id,
            String title,
            String kindTerm,
            String partner,
            long partnerId,
            Instant queuedAt,
            int attempts,
            @Nullable String trouble) {}

    @Transactional(readOnly = true)
    public List<DeadLetter> all(Actor actor) {
        ledger.require(actor);
        return jdbc.sql("""
                        select o.id, o.title, o.kind, p.name, p.id as partner, o.queued_at, o.attempts, o.trouble
                        from partners.outgoing o join partners.partner p on p.id = o.partner
                        where o.state = 'DEAD' order by o.id limit 500""")
                .query((row, number) -> new DeadLetter(
                        row.getLong("id"),
                        row.getString("title"),
                        Parcel.Kind.valueOf(row.getString("kind")).term(),
                        row.getString("name"),
                        row.getLong("partner"),
                        Moments.from(row, "queued_at"),
                        row.getInt("attempts"),
                        row.getString("trouble")))
                .list();
    }

    /** @return the partner, whose line is to be tried now */
    long resend(Actor actor, long id) {
        ledger.require(actor);
        var dead = dead(id);
        jdbc.sql(
                        "update partners.outgoing set state = 'WAITING', next_at = ?, expires_at = ?, attempts = 0 where id = ?")
                .params(
                        Moments.to(clock.instant()),
                        Moments.to(clock.instant().plus(settings.period("dead-after"))),
                        id)
                .update();
        journal.record(actor, "partners.resend", new RecordId("partners", id), Map.of("title", dead.title()));
        return dead.partner();
    }

    /** Its number must not stay empty at the other side: a parcel that says so takes its place. */
    void abandon(Actor actor, long id, String reason) {
        ledger.require(actor);
        if (reason.isBlank()) {
            throw new PartnerDesk.NotConnectable("partners.opinion-needed");
        }
        var dead = dead(id);
        partners.lock(dead.partner());
        jdbc.sql("update partners.outgoing set state = 'ABANDONED', counter = null, words = ? where id = ?")
                .params(reason.strip(), id)
                .update();
        if (dead.counter() != null) {
            jdbc.sql("""
                            insert into partners.outgoing (parcel, partner, kind, subject, title, content, files, state, counter, queued_at,
                                next_at, expires_at)
                            values (?, ?, 'ABANDONED', ?, ?, '{}', '{}', 'WAITING', ?, ?, ?, ?)""")
                    .params(
                            UUID.randomUUID(),
                            dead.partner(),
                            "abandoned-" + id,
                            "放弃发送",
                            dead.counter(),
                            Moments.to(clock.instant()),
                            Moments.to(clock.instant()),
                            Moments.to(clock.instant().plus(settings.period("dead-after"))))
                    .update();
        }
        if (dead.kind() == Parcel.Kind.DOCUMENT) {
            crossings.answered(
                    partners.partner(dead.partner()).code(),
                    UUID.fromString(dead.subject()),
                    "REFUSAL",
                    clock.instant(),
                    actor.name(),
                    "未能送达，已放弃发送：" + reason.strip());
        }
        journal.record(
                actor,
                "partners.abandon",
                new RecordId("partners", id),
                Map.of("title", dead.title(), "reason", reason.strip()));
    }

    private record Dead(
            long partner,
            Parcel.Kind kind,
            String subject,
            String title,
            @Nullable Long counter) {}

    private Dead dead(long id) {
        return jdbc.sql(
                        "select partner, kind, subject, title, counter from partners.outgoing where id = ? and state = 'DEAD' for update")
                .param(id)
                .query((row, number) -> new Dead(
                        row.getLong(1),
                        Parcel.Kind.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getObject(5, Long.class)))
                .optional()
                .orElseThrow(NoSuchLetter::new);
    }

    static final class NoSuchLetter extends Refusal {
        NoSuchLetter() {
            super(Kind.NOT_FOUND, "partners.no-such-letter");
        }
    }
}
