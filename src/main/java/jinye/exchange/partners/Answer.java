package jinye.exchange.partners;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import jinye.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * 到达回执 / 拒收回执: what the receiving node says to a parcel, signed, and bound to the content it got.
 *
 * @param code  {@link Code}
 * @param words Chinese sentence of a refusal
 */
record Answer(
        UUID parcel,
        String digest,
        String from,
        String to,
        int code,
        @Nullable String words,
        Instant at) {

    /** Result codes of §7. */
    static final class Code {
        static final int TAKEN = 0;
        static final int UNKNOWN_RECEIVER = 101;
        static final int DUPLICATE = 102;
        static final int ROUTE_NOT_GRANTED = 104;
        /** The number was used by another parcel: the sender was restored from a backup, and numbers anew. */
        static final int COUNTER_USED = 105;

        static final int HASH_MISMATCH = 201;
        static final int SECRECY = 204;
        static final int SIZE = 301;
        static final int FORMAT = 302;
        static final int UNKNOWN_ENVELOPE = 402;

        private Code() {}
    }

    boolean taken() {
        return code == Code.TAKEN;
    }

    byte[] bytes() {
        var node = Canonical.JSON
                .createObjectNode()
                .put("format", Parcel.FORMAT)
                .put("parcel", parcel.toString())
                .put("digest", digest)
                .put("from", from)
                .put("to", to)
                .put("code", code)
                .put("at", at.toString());
        if (words != null) {
            node.put("words", words);
        }
        return Canonical.bytes(node);
    }

    static Answer read(byte[] bytes) {
        try {
            var node = Canonical.JSON.readTree(bytes);
            return new Answer(
                    UUID.fromString(node.path("parcel").asString("")),
                    node.path("digest").asString(""),
                    node.path("from").asString(""),
                    node.path("to").asString(""),
                    node.path("code").asInt(-1),
                    node.has("words") ? node.path("words").asString() : null,
                    Instant.parse(node.path("at").asString("")));
        } catch (JacksonException | IllegalArgumentException | DateTimeException malformed) {
            throw new NoAnswer();
        }
    }

    static final class NoAnswer extends Refusal {
        NoAnswer() {
            super(Kind.INVALID, "partners.no-answer");
        }
    }
}
