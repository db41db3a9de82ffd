package jinye.exchange.partners;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.platform.web.Sentences;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/**
 * 收报: takes parcels in, each once. What cannot be believed is refused unanswered; what is believed is answered with a signature, taken
 * or refused, and the same parcel again gets the same answer, whatever happened to the first one on the way.
 */
@Component
class Reception {

    private final JdbcClient jdbc;
    private final ParcelSealing sealing;
    private final Partners partners;
    private final OurNode node;
    private final Staging staging;
    private final Applying applying;
    private final Closing closing;
    private final MessageLog messageLog;
    private final Incidents incidents;
    private final Sentences sentences;
    private final Settings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Reception(
            JdbcClient jdbc,
            ParcelSealing sealing,
            Partners partners,
            OurNode node,
            Staging staging,
            Applying applying,
            Closing closing,
            MessageLog messageLog,
            Incidents incidents,
            Sentences sentences,
            Settings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.sealing = sealing;
        this.partners = partners;
        this.node = node;
        this.staging = staging;
        this.applying = applying;
        this.closing = closing;
        this.messageLog = messageLog;
        this.incidents = incidents;
        this.sentences = sentences;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @param status 200 with an answer, 202 with what is still to be brought */
    record Reply(int status, ObjectNode body) {}

    private record Stored(String digest, byte[] answer) {}

    Reply receive(byte[] wire, String address, String way) {
        var sealed = ParcelSealing.Sealed.read(wire);
        var opened = sealing.open(sealed, true);
        var partner = opened.partner();
        var parcel = Parcel.read(opened.content());
        if (parcel.counter() < 1) {
            throw new Parcel.Malformed();
        }
        refuseFromTheFuture(partner, parcel, address);
        var known = stored(partner, parcel);
        if (known.isPresent()) {
            return repeated(known.get(), partner, parcel, address);
        }
        if (isCounterUsed(partner, parcel)) {
            return answered(sign(partner, parcel, Answer.Code.COUNTER_USED, null));
        }
        refuseOutOfOrder(partner, parcel);
        var open = opened(partner, parcel, address);
        var enclosed = parcel.enclosed();
        var missing = staging.missing(partner.id(), enclosed);
        if (!missing.isEmpty()) {
            var body = Canonical.JSON.createObjectNode().put("token", staging.promise(partner.id(), enclosed, missing));
            var list = body.putArray("missing");
            missing.forEach(one -> list.addObject().put("sm3", one.digest()).put("offset", one.offset()));
            return new Reply(202, body);
        }
        var answer = take(partner, parcel, open, sealed, way);
        staging.forget(partner.id(), enclosed);
        return answered(answer);
    }

    private Parcel opened(Partner partner, Parcel parcel, String address) {
        try {
            return closing.open(partner, parcel);
        } catch (Refusal unopened) {
            incidents.note(
                    partner.id(),
                    address,
                    unopened.code(),
                    sentences.of(unopened.code(), unopened.facts()),
                    parcel.id());
            throw unopened;
        }
    }

    /** @param open the parcel as we read it; what is kept and answered is what came */
    private byte[] take(Partner partner, Parcel parcel, Parcel open, ParcelSealing.Sealed sealed, String way) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> {
                partners.lock(partner.id());
                var twice = stored(partner, parcel);
                if (twice.isPresent()) {
                    return twice.get().answer();
                }
                applying.apply(partner, open);
                return keep(partner, parcel, open.title(), sealed, way, Answer.Code.TAKEN, null);
            }));
        } catch (Refusal refused) {
            return Objects.requireNonNull(transaction.execute(status -> {
                partners.lock(partner.id());
                return keep(
                        partner,
                        parcel,
                        open.title(),
                        sealed,
                        way,
                        Applying.code(refused),
                        sentences.of(refused.code(), refused.facts()));
            }));
        } catch (DuplicateKeyException raced) {
            return stored(partner, parcel).orElseThrow(() -> raced).answer();
        }
    }

    private byte[] keep(
            Partner partner,
            Parcel parcel,
            String title,
            ParcelSealing.Sealed sealed,
            String way,
            int code,
            @Nullable String words) {
        var answer = sign(partner, parcel, code, words);
        jdbc.sql("""
                        insert into partners.incoming (partner, parcel, kind, counter, subject, title, content_digest, message, stamp,
                            received_at, way, code, words, answer)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        partner.id(),
                        parcel.id(),
                        parcel.kind().name(),
                        parcel.counter(),
                        parcel.subject(),
                        title,
                        parcel.contentDigest(),
                        sealed.message(),
                        sealed.stamp(),
                        Moments.to(clock.instant()),
                        way,
                        code,
                        words,
                        answer))
                .update();
        messageLog.add(
                partner.id(),
                MessageLog.Direction.IN,
                parcel.id(),
                parcel.counter(),
                parcel.kind(),
                code,
                sealed.message(),
                answer);
        return answer;
    }

    private byte[] sign(Partner partner, Parcel parcel, int code, @Nullable String words) {
        var answer = new Answer(
                parcel.id(),
                parcel.contentDigest(),
                node.code(),
                parcel.from(),
                code,
                words,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return sealing.seal(partner.id(), answer.bytes(), false).message();
    }

    private Reply repeated(Stored stored, Partner partner, Parcel parcel, String address) {
        if (!stored.digest().equals(parcel.contentDigest())) {
            incidents.note(
                    partner.id(),
                    address,
                    "partners.other-content",
                    sentences.of("partners.other-content", java.util.List.of(partner.name())),
                    parcel.id());
            throw new OtherContent(partner.name());
        }
        return answered(stored.answer());
    }

    private static Reply answered(byte[] answer) {
        return new Reply(
                200,
                Canonical.JSON
                        .createObjectNode()
                        .put("answer", Base64.getEncoder().encodeToString(answer)));
    }

    private Optional<Stored> stored(Partner partner, Parcel parcel) {
        return jdbc.sql("select content_digest, answer from partners.incoming where partner = ? and parcel = ?")
                .params(partner.id(), parcel.id())
                .query((row, number) -> new Stored(row.getString(1), row.getBytes(2)))
                .optional();
    }

    private boolean isCounterUsed(Partner partner, Parcel parcel) {
        return jdbc.sql("select exists (select from partners.incoming where partner = ? and counter = ?)")
                .params(partner.id(), parcel.counter())
                .query(Boolean.class)
                .single();
    }

    /** An old parcel is normal after days without a line; one from the future says that a clock is wrong. */
    private void refuseFromTheFuture(Partner partner, Parcel parcel, String address) {
        long ahead =
                java.time.Duration.between(clock.instant(), parcel.sealedAt()).toSeconds();
        if (ahead > settings.number("skew-refused")) {
            incidents.note(
                    partner.id(),
                    address,
                    "partners.clock-ahead",
                    sentences.of("partners.clock-ahead", java.util.List.of(partner.name(), ahead)),
                    parcel.id());
            throw new ClockAhead(partner.name(), ahead);
        }
    }

    private void refuseOutOfOrder(Partner partner, Parcel parcel) {
        if (parcel.after() == null) {
            return;
        }
        boolean there = jdbc.sql("select exists (select from partners.incoming where partner = ? and parcel = ?)")
                .params(partner.id(), parcel.after())
                .query(Boolean.class)
                .single();
        if (!there) {
            throw new OutOfOrder();
        }
    }

    static final class OtherContent extends Refusal {
        OtherContent(String partner) {
            super(Kind.CONFLICT, "partners.other-content", partner);
        }
    }

    static final class ClockAhead extends Refusal {
        ClockAhead(String partner, long seconds) {
            super(Kind.CONFLICT, "partners.clock-ahead", partner, seconds);
        }
    }

    static final class OutOfOrder extends Refusal {
        OutOfOrder() {
            super(Kind.CONFLICT, "partners.out-of-order");
        }
    }
}
