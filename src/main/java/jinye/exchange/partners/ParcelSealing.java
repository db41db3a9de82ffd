package jinye.exchange.partners;

import java.time.Clock;
import java.util.Base64;
import jinye.kernel.Refusal;
import jinye.safeguard.certificates.Purpose;
import jinye.safeguard.certificates.Timestamps;
import jinye.safeguard.certificates.Validation;
import jinye.safeguard.certificates.Verdict;
import jinye.safeguard.cryptography.SignedMessage;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Signs and stamps what leaves in the name of this node, and judges what came in the name of another. */
@Component
class ParcelSealing {

    private final OurNode node;
    private final Partners partners;
    private final Validation validation;
    private final Timestamps timestamps;
    private final Clock clock;

    ParcelSealing(OurNode node, Partners partners, Validation validation, Timestamps timestamps, Clock clock) {
        this.node = node;
        this.partners = partners;
        this.validation = validation;
        this.timestamps = timestamps;
        this.clock = clock;
    }

    /** @param stamp RFC 3161 token over the message; empty for what need not be proved later */
    record Sealed(byte[] message, byte[] stamp) {

        String wire() {
            var encoder = Base64.getEncoder();
            return Canonical.text(Canonical.JSON
                    .createObjectNode()
                    .put("message", encoder.encodeToString(message))
                    .put("stamp", encoder.encodeToString(stamp)));
        }

        static Sealed read(byte[] wire) {
            try {
                var node = Canonical.JSON.readTree(wire);
                var decoder = Base64.getDecoder();
                return new Sealed(
                        decoder.decode(node.path("message").asString("")),
                        decoder.decode(node.path("stamp").asString("")));
            } catch (JacksonException | IllegalArgumentException malformed) {
                throw new Parcel.Malformed();
            }
        }
    }

    /** @param content proved to be the partner's */
    record Opened(Partner partner, byte[] content) {}

    Sealed seal(long partner, byte[] content, boolean stamped) {
        var message = node.signer(partners.signedWith(partner)).message(content, true, clock.instant());
        return new Sealed(message, stamped ? timestamps.stamp(message) : new byte[0]);
    }

    /** In this order: form, partner, certificate, its standing, signature, timestamp. */
    Opened open(Sealed sealed, boolean stamped) {
        var read = SignedMessage.read(sealed.message(), null);
        var content = read.content();
        if (content == null || read.signers().size() != 1) {
            throw new Parcel.Malformed();
        }
        var parsed = parsed(content);
        if (!parsed.path("to").asString("").equals(node.code())) {
            throw new Unbelieved("partners.not-for-us");
        }
        var from = parsed.path("from").asString("");
        var partner = partners.named(from)
                .filter(known -> known.state() == Partner.State.ACTIVE || known.state() == Partner.State.SUSPENDED)
                .orElseThrow(() -> new Unbelieved("partners.unknown-partner", from));
        if (partner.state() == Partner.State.SUSPENDED) {
            throw new Unbelieved("partners.suspended-here", partner.name());
        }
        var signer = read.signers().getFirst();
        var certificate = signer.certificate();
        if (certificate == null || partners.believed(partner.id(), certificate).isEmpty()) {
            throw new Unbelieved("partners.wrong-key", partner.name());
        }
        refuseUnlessStanding(validation.judge(certificate, read.certificates(), Purpose.EXCHANGE), partner);
        if (!signer.intact()) {
            throw new Unbelieved("partners.signature-wrong", partner.name());
        }
        if (stamped) {
            var judged = timestamps.judge(sealed.stamp(), sealed.message());
            if (!judged.matches() || !judged.intact()) {
                throw new Unbelieved("partners.stamp-wrong", partner.name());
            }
        }
        return new Opened(partner, content);
    }

    /**
     * Two people believed this very certificate, so that nobody above it need be known; but where its authority is known, what that
     * authority says (expired, revoked) counts.
     */
    private void refuseUnlessStanding(Verdict verdict, Partner partner) {
        var certificate = verdict.certificate();
        var now = clock.instant();
        if (now.isAfter(certificate.getNotAfter().toInstant())
                || now.isBefore(certificate.getNotBefore().toInstant())) {
            throw new Unbelieved("partners.certificate-expired", partner.name());
        }
        verdict.failure()
                .filter(failure -> failure.step() != Verdict.Step.ISSUER && failure.step() != Verdict.Step.TRUST)
                .ifPresent(failure -> {
                    throw new Unbelieved("partners.certificate-bad", partner.name(), failure.sentence());
                });
    }

    private static JsonNode parsed(byte[] content) {
        try {
            return Canonical.JSON.readTree(content);
        } catch (JacksonException malformed) {
            throw new Parcel.Malformed();
        }
    }

    /** Nobody can be held to what came: it is refused unanswered and noted. */
    static final class Unbelieved extends Refusal {
        Unbelieved(String code, Object... facts) {
            super(Kind.FORBIDDEN, code, facts);
        }
    }
}
