package jinye.office.documents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 编辑锁: one person edits a document at a time, others see who. The lock of somebody who has gone expires. */
@Repository
class EditLocks {

    static final Duration EXPIRES = Duration.ofMinutes(2);

    /** @param until when it expires unless it is renewed */
    record EditLock(long person, String personName, Instant since, Instant until) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    EditLocks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Takes the lock or renews it. */
    EditLock take(Actor actor, long document) {
        var now = clock.instant();
        jdbc.sql("""
                        insert into documents.edit_lock as held (document, person, person_name, since, renewed_at)
                        values (:document, :person, :name, :now, :now)
                        on conflict (document) do update
                        set person = excluded.person, person_name = excluded.person_name, renewed_at = excluded.renewed_at,
                            since = case when held.person = excluded.person then held.since else excluded.since end
                        where held.person = excluded.person or held.renewed_at < :expired""")
                .param("document", document)
                .param("person", actor.person())
                .param("name", actor.name())
                .param("now", Moments.to(now))
                .param("expired", Moments.to(now.minus(EXPIRES)))
                .update();
        var lock = holder(document).orElseThrow();
        if (lock.person() != actor.person()) {
            throw new Held(lock.personName());
        }
        return lock;
    }

    void release(Actor actor, long document) {
        releaseFor(actor.person(), document);
    }

    /** Whoever has sent the document on is not editing it any more. */
    void releaseFor(long person, long document) {
        jdbc.sql("delete from documents.edit_lock where document = :document and person = :person")
                .param("document", document)
                .param("person", person)
                .update();
    }

    Optional<EditLock> holder(long document) {
        return jdbc.sql("""
                        select person, person_name, since, renewed_at from documents.edit_lock
                        where document = :document and renewed_at >= :expired""")
                .param("document", document)
                .param("expired", Moments.to(clock.instant().minus(EXPIRES)))
                .query((row, index) -> new EditLock(
                        row.getLong("person"),
                        row.getString("person_name"),
                        Moments.from(row, "since"),
                        Moments.from(row, "renewed_at").plus(EXPIRES)))
                .optional();
    }

    /** Refuses when somebody else is editing. */
    void requireFree(Actor actor, long document) {
        holder(document).filter(lock -> lock.person() != actor.person()).ifPresent(lock -> {
            throw new Held(lock.personName());
        });
    }

    static final class Held extends Refusal {
        Held(String name) {
            super(Kind.CONFLICT, "documents.edited-by-another", name);
        }
    }
}
