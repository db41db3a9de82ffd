package jinye.exchange.partners;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jinye.kernel.Moments;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** 待发箱: what is to be carried, as rows. Written in the transaction of what it tells of, so that nothing is told that did not happen. */
@Component
class Outbox {

    private final JdbcClient jdbc;
    private final Settings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Outbox(JdbcClient jdbc, Settings settings, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /** Something waits; the carrier need not wait for its next look. */
    record ParcelQueued(long partner) {}

    /** @param message null before it was first sent */
    record Waiting(
            long id,
            UUID parcel,
            long partner,
            Parcel.Kind kind,
            String subject,
            String title,
            String content,
            List<Long> files,
            @Nullable Long counter,
            byte @Nullable [] message,
            byte @Nullable [] stamp,
            int attempts,
            Instant expiresAt) {}

    void add(long partner, Parcel.Kind kind, String subject, String title, ObjectNode content, List<Long> files) {
        var now = clock.instant();
        jdbc.sql("""
                        insert into partners.outgoing (parcel, partner, kind, subject, title, content, files, state, queued_at, next_at,
                            expires_at)
                        values (?, ?, ?, ?, ?, ?, ?, 'WAITING', ?, ?, ?)
                        on conflict do nothing""")
                .params(
                        UUID.randomUUID(),
                        partner,
                        kind.name(),
                        subject,
                        title,
                        Canonical.text(salted(content)),
                        files.toArray(Long[]::new),
                        Moments.to(now),
                        Moments.to(now),
                        Moments.to(now.plus(settings.period("dead-after"))))
                .update();
        events.publishEvent(new ParcelQueued(partner));
    }

    /** So that nobody proves a guess at what travels closed by its digest, which travels open. */
    private static JsonNode salted(ObjectNode content) {
        return content.deepCopy().put("salt", UUID.randomUUID().toString());
    }

    /** Those whose turn it is: nothing earlier waits on their subject. */
    List<Waiting> due(long partner, int size) {
        return jdbc.sql("""
                        select o.* from partners.outgoing o
                        where o.partner = ? and o.state = 'WAITING' and o.next_at <= ?
                          and not exists (select from partners.outgoing before where before.partner = o.partner
                              and before.subject = o.subject and before.id < o.id and before.state in ('WAITING', 'DEAD'))
                        order by o.id limit ?""")
                .params(partner, Moments.to(clock.instant()), size)
                .query(Outbox::waiting)
                .list();
    }

    /** All that the other side has not answered, whatever their line does; for a carrier. */
    List<Waiting> unanswered(long partner) {
        return jdbc.sql(
                        "select * from partners.outgoing where partner = ? and state in ('WAITING', 'DEAD') order by id")
                .param(partner)
                .query(Outbox::waiting)
                .list();
    }

    void byCarrier(long id) {
        jdbc.sql("update partners.outgoing set way = 'CARRIER' where id = ? and state in ('WAITING', 'DEAD')")
                .param(id)
                .update();
    }

    Optional<Waiting> find(UUID parcel) {
        return jdbc.sql("select * from partners.outgoing where parcel = ?")
                .param(parcel)
                .query(Outbox::waiting)
                .optional();
    }

    /** The parcel before it on the same subject that the other side has or is to have. */
    @Nullable
    UUID before(Waiting waiting) {
        return jdbc.sql("""
                        select parcel from partners.outgoing where partner = ? and subject = ? and id < ? and state = 'DELIVERED'
                        order by id desc limit 1""")
                .params(waiting.partner(), waiting.subject(), waiting.id())
                .query(UUID.class)
                .optional()
                .orElse(null);
    }

    void sealed(long id, long counter, ParcelSealing.Sealed sealed) {
        jdbc.sql("update partners.outgoing set counter = ?, message = ?, stamp = ? where id = ?")
                .params(counter, sealed.message(), sealed.stamp(), id)
                .update();
    }

    /** It is signed, and closed, anew when it is sent next; its number stays. */
    void unseal(long id) {
        jdbc.sql(
                        "update partners.outgoing set message = null, stamp = null where id = ? and state in ('WAITING', 'DEAD')")
                .param(id)
                .update();
    }

    /** It gets a new number when it is sent next. */
    void unnumber(long id) {
        jdbc.sql("update partners.outgoing set counter = null, message = null, stamp = null where id = ?")
                .param(id)
                .update();
    }

    /** @return false when somebody has written the answer down already */
    boolean answered(long id, Answer answer, byte[] signed) {
        return jdbc.sql("""
                        update partners.outgoing set state = ?, answer = ?, answered_at = ?, code = ?, words = ?, trouble = null
                        where id = ? and state in ('WAITING', 'DEAD')""")
                        .params(Arrays.asList(
                                answer.taken() ? "DELIVERED" : "REFUSED",
                                signed,
                                Moments.to(clock.instant()),
                                answer.code(),
                                answer.words(),
                                id))
                        .update()
                == 1;
    }

    void failed(long id, String trouble, Instant next) {
        jdbc.sql("update partners.outgoing set attempts = attempts + 1, trouble = ?, next_at = ? where id = ?")
                .params(trouble, Moments.to(next), id)
                .update();
    }

    /** @return the parcels that have waited too long, now 死信 */
    List<String> bury(long partner) {
        return jdbc.sql("""
                        update partners.outgoing set state = 'DEAD'
                        where partner = ? and state = 'WAITING' and expires_at < ? returning title""")
                .params(partner, Moments.to(clock.instant()))
                .query(String.class)
                .list();
    }

    private static Waiting waiting(ResultSet row, int number) throws SQLException {
        return new Waiting(
                row.getLong("id"),
                row.getObject("parcel", UUID.class),
                row.getLong("partner"),
                Parcel.Kind.valueOf(row.getString("kind")),
                row.getString("subject"),
                row.getString("title"),
                row.getString("content"),
                List.of((Long[]) row.getArray("files").getArray()),
                row.getObject("counter", Long.class),
                row.getBytes("message"),
                row.getBytes("stamp"),
                row.getInt("attempts"),
                Moments.from(row, "expires_at"));
    }
}
