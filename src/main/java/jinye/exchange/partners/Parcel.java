package jinye.exchange.partners;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jinye.kernel.Refusal;
import jinye.safeguard.cryptography.Digests;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * 报文: what one node sends to another, once.
 *
 * @param counter the sender's number for this receiver, from 1 without gaps
 * @param after   the parcel before it on the same subject, which must have been taken first
 * @param content by kind; together with id and kind it makes the digest that stays when the parcel is numbered anew
 */
record Parcel(
        UUID id,
        Kind kind,
        String from,
        String to,
        long counter,
        Instant sealedAt,
        @Nullable UUID after,
        String subject,
        JsonNode content) {

    static final String FORMAT = "jinye-exchange-1";

    enum Kind {
        DOCUMENT("公文"),
        RECEIPT("回执"),
        TELLING("撤回催收更正"),
        BOOK("通讯录"),
        CERTIFICATE("证书更换"),
        ABANDONED("放弃发送");

        private final String term;

        Kind(String term) {
            this.term = term;
        }

        String term() {
            return term;
        }

        /** What tells nobody anything, or is needed to agree on keys, travels open always. */
        boolean mayBeClosed() {
            return this != CERTIFICATE && this != ABANDONED;
        }
    }

    /**
     * @param digest SM3 of the bytes that travel
     * @param plain  SM3 of the file when it travels closed
     */
    record Enclosed(
            String part,
            String name,
            long size,
            String digest,
            @Nullable String plain) {}

    byte[] bytes() {
        var node = Canonical.JSON
                .createObjectNode()
                .put("format", FORMAT)
                .put("id", id.toString())
                .put("kind", kind.name())
                .put("from", from)
                .put("to", to)
                .put("counter", counter)
                .put("sealedAt", sealedAt.toString())
                .put("subject", subject);
        if (after != null) {
            node.put("after", after.toString());
        }
        node.set("content", content);
        return Canonical.bytes(node);
    }

    /** Of the open content, however it travels: closed anew for another key it is still the same parcel. */
    String contentDigest() {
        return isClosed() ? content.path("plain").asString("") : digest(id, kind, content);
    }

    boolean isClosed() {
        return content.has("closed");
    }

    /** What its receiver reads. */
    Parcel opened(JsonNode open) {
        return new Parcel(id, kind, from, to, counter, sealedAt, after, subject, open);
    }

    static String digest(UUID id, Kind kind, JsonNode content) {
        return Digests.sm3Hex(
                (id + "\n" + kind + "\n" + Canonical.text(content)).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    String title() {
        return content.path("title").asString(kind.term());
    }

    List<Enclosed> enclosed() {
        var found = new ArrayList<Enclosed>();
        for (var one : content.path("files")) {
            found.add(new Enclosed(
                    one.path("part").asString(),
                    one.path("name").asString(),
                    one.path("size").asLong(),
                    one.path("sm3").asString(),
                    one.has("plain") ? one.path("plain").asString() : null));
        }
        return found;
    }

    static Parcel read(byte[] bytes) {
        try {
            var node = Canonical.JSON.readTree(bytes);
            if (!node.path("format").asString("").equals(FORMAT)) {
                throw new Malformed();
            }
            return new Parcel(
                    UUID.fromString(node.path("id").asString("")),
                    Kind.valueOf(node.path("kind").asString("")),
                    node.path("from").asString(""),
                    node.path("to").asString(""),
                    node.path("counter").asLong(0),
                    Instant.parse(node.path("sealedAt").asString("")),
                    node.has("after") ? UUID.fromString(node.path("after").asString("")) : null,
                    node.path("subject").asString(""),
                    node.path("content"));
        } catch (JacksonException | IllegalArgumentException | DateTimeException malformed) {
            throw new Malformed();
        }
    }

    static final class Malformed extends Refusal {
        Malformed() {
            super(Kind.INVALID, "partners.malformed");
        }
    }
}
