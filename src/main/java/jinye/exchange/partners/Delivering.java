package jinye.exchange.partners;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import jinye.kernel.Refusal;
import jinye.office.transmission.Crossings;
import jinye.platform.files.Files;
import jinye.platform.web.Sentences;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Brings one parcel over: seals it once, sends it, sends the files that are not there yet piece by piece, and takes its answer down. */
@Component
class Delivering {

    private final Partners partners;
    private final Outbox outbox;
    private final OurNode node;
    private final ParcelSealing sealing;
    private final Closing closing;
    private final MessageLog messageLog;
    private final Line line;
    private final Greetings greetings;
    private final Crossings crossings;
    private final Succession succession;
    private final Files files;
    private final Incidents incidents;
    private final Sentences sentences;
    private final Settings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Delivering(
            Partners partners,
            Outbox outbox,
            OurNode node,
            ParcelSealing sealing,
            Closing closing,
            MessageLog messageLog,
            Line line,
            Greetings greetings,
            Crossings crossings,
            Succession succession,
            Files files,
            Incidents incidents,
            Sentences sentences,
            Settings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.partners = partners;
        this.outbox = outbox;
        this.node = node;
        this.sealing = sealing;
        this.closing = closing;
        this.messageLog = messageLog;
        this.line = line;
        this.greetings = greetings;
        this.crossings = crossings;
        this.succession = succession;
        this.files = files;
        this.incidents = incidents;
        this.sentences = sentences;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    void deliver(Partner partner, Outbox.Waiting waiting) throws Line.LineTrouble {
        var sealed = seal(partner, waiting);
        var wire = sealed.wire().getBytes(StandardCharsets.UTF_8);
        var reply = line.post(partner, "/parcels", wire);
        for (int round = 0; reply.status() == 202 && round < 3; round++) {
            send(partner, waiting, Parcel.read(content(sealed)), reply.body());
            reply = line.post(partner, "/parcels", wire);
        }
        if (reply.status() != 200) {
            if (Closing.UNOPENED.contains(reply.body().path("code").asString(""))) {
                outbox.unseal(waiting.id());
            }
            if (reply.status() >= 429) {
                throw new Line.LineTrouble(reply.words());
            }
            throw new RefusedThere(reply.words());
        }
        take(partner, reply.body().path("answer").asString(""), waiting.parcel());
    }

    static byte[] content(ParcelSealing.Sealed sealed) {
        return Objects.requireNonNull(jinye.safeguard.cryptography.SignedMessage.read(sealed.message(), null)
                .content());
    }

    /** Numbered and signed once: the same bytes go out until they are answered. */
    ParcelSealing.Sealed seal(Partner partner, Outbox.Waiting waiting) {
        if (waiting.message() != null && waiting.stamp() != null) {
            return new ParcelSealing.Sealed(waiting.message(), waiting.stamp());
        }
        return Objects.requireNonNull(transaction.execute(status -> {
            partners.lock(partner.id());
            var fresh = outbox.find(waiting.parcel()).orElseThrow();
            if (fresh.message() != null && fresh.stamp() != null) {
                return new ParcelSealing.Sealed(fresh.message(), fresh.stamp());
            }
            long counter = fresh.counter() != null ? fresh.counter() : partners.nextCounter(partner.id());
            var parcel = new Parcel(
                    waiting.parcel(),
                    waiting.kind(),
                    node.code(),
                    partner.code(),
                    counter,
                    clock.instant().truncatedTo(ChronoUnit.MILLIS),
                    outbox.before(waiting),
                    waiting.subject(),
                    closing.close(partner, waiting));
            var sealed = sealing.seal(partner.id(), parcel.bytes(), true);
            outbox.sealed(waiting.id(), counter, sealed);
            return sealed;
        }));
    }

    private void send(Partner partner, Outbox.Waiting waiting, Parcel parcel, JsonNode wanted) throws Line.LineTrouble {
        var token = wanted.path("token").asString("");
        var enclosed = parcel.enclosed();
        for (var missing : wanted.path("missing")) {
            var digest = missing.path("sm3").asString("");
            for (int n = 0; n < enclosed.size(); n++) {
                if (enclosed.get(n).digest().equals(digest)) {
                    send(
                            partner,
                            token,
                            waiting,
                            n,
                            enclosed.get(n),
                            missing.path("offset").asLong(0));
                    break;
                }
            }
        }
    }

    private void send(Partner partner, String token, Outbox.Waiting waiting, int n, Parcel.Enclosed enclosed, long from)
            throws Line.LineTrouble {
        int chunk = (int) settings.number("chunk");
        long size = enclosed.size();
        long offset = from;
        try (InputStream in = enclosed(waiting, n, enclosed)) {
            in.skipNBytes(offset);
            while (offset < size) {
                var piece = in.readNBytes((int) Math.min(chunk, size - offset));
                var reply = line.put(partner, "/files/" + token + "/" + enclosed.digest() + "?offset=" + offset, piece);
                if (reply.status() != 200) {
                    // whatever is amiss, asking again tells from where to go on
                    throw new Line.LineTrouble(reply.words());
                }
                offset += piece.length;
            }
        } catch (Line.LineTrouble trouble) {
            throw trouble;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A file as it travels. What was closed and is gone, after a restore, is closed anew. */
    InputStream enclosed(Outbox.Waiting waiting, int n, Parcel.Enclosed enclosed) throws IOException {
        if (enclosed.plain() == null) {
            return files.open(waiting.files().get(n));
        }
        var closed = closing.closed(waiting.parcel(), n);
        if (closed.isEmpty()) {
            outbox.unseal(waiting.id());
            throw new Line.LineTrouble("加密后的附件已不在，重新加密后再发");
        }
        return closed.get();
    }

    /** Takes a signed answer down, however it came. @throws Refusal when it is not the partner's, or not to this parcel */
    void take(Partner partner, String encoded, UUID expected) throws Line.LineTrouble {
        var signed = decoded(encoded);
        Answer answer;
        try {
            var opened = sealing.open(new ParcelSealing.Sealed(signed, new byte[0]), false);
            answer = Answer.read(opened.content());
            var waiting = outbox.find(expected).orElseThrow(NotToThis::new);
            if (opened.partner().id() != partner.id()
                    || !answer.parcel().equals(expected)
                    || !answer.digest().equals(digest(waiting))) {
                throw new NotToThis();
            }
        } catch (Refusal notTheirs) {
            incidents.note(
                    partner.id(),
                    partner.address(),
                    "partners.bad-receipt",
                    sentences.of(
                            "partners.bad-receipt",
                            java.util.List.of(sentences.of(notTheirs.code(), notTheirs.facts()))),
                    expected);
            throw notTheirs;
        }
        if (answer.code() == Answer.Code.COUNTER_USED) {
            greetings.greet(partner);
            transaction.executeWithoutResult(
                    status -> outbox.find(expected).ifPresent(one -> outbox.unnumber(one.id())));
            throw new Line.LineTrouble("对方已收过同一序号的其他报文，已重新编号");
        }
        transaction.executeWithoutResult(status -> settle(partner, answer, signed));
        closing.forget(answer.parcel());
    }

    private void settle(Partner partner, Answer answer, byte[] signed) {
        partners.lock(partner.id());
        var waiting = outbox.find(answer.parcel()).orElseThrow(NotToThis::new);
        if (!outbox.answered(waiting.id(), answer, signed)) {
            return;
        }
        messageLog.add(
                partner.id(),
                MessageLog.Direction.OUT,
                waiting.parcel(),
                Objects.requireNonNull(waiting.counter()),
                waiting.kind(),
                answer.code(),
                Objects.requireNonNull(waiting.message()),
                signed);
        if (waiting.kind() == Parcel.Kind.DOCUMENT) {
            var packageId = UUID.fromString(waiting.subject());
            crossings.answered(
                    partner.code(),
                    packageId,
                    answer.taken() ? "ARRIVAL" : "REFUSAL",
                    answer.at(),
                    answer.taken() ? null : partner.name() + "的交换节点",
                    answer.words());
        } else if (waiting.kind() == Parcel.Kind.CERTIFICATE && answer.taken()) {
            succession.acknowledged(partner);
        } else if (!answer.taken()) {
            incidents.note(
                    partner.id(),
                    partner.address(),
                    "partners.refused-there",
                    sentences.of("partners.refused-there", java.util.List.of(String.valueOf(answer.words()))),
                    waiting.parcel());
        }
    }

    private static String digest(Outbox.Waiting waiting) {
        return new Parcel(
                        waiting.parcel(),
                        waiting.kind(),
                        "",
                        "",
                        0,
                        java.time.Instant.EPOCH,
                        null,
                        waiting.subject(),
                        Canonical.JSON.readTree(waiting.content()))
                .contentDigest();
    }

    private static byte[] decoded(String encoded) {
        try {
            return Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException malformed) {
            return new byte[0];
        }
    }

    static final class NotToThis extends Refusal {
        NotToThis() {
            super(Kind.INVALID, "partners.not-to-this");
        }
    }

    static final class RefusedThere extends Refusal {
        RefusedThere(String words) {
            super(Kind.CONFLICT, "partners.refused-there", words);
        }
    }
}
