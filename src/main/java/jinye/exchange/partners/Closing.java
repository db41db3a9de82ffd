package jinye.exchange.partners;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import jinye.kernel.Refusal;
import jinye.safeguard.cryptography.ClosedMessage;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * 加密: closes what leaves for its receiver, content and files each as a CMS message, and opens what came closed for us. It is signed
 * as it travels, with the digests of the open content beside it, so that log and receipts are judged by people who cannot open it.
 */
@Component
class Closing {

    /** Refusals after which the sender closes anew, with what it then knows of the receiver. */
    static final Set<String> UNOPENED =
            Set.of("partners.must-be-closed", "cryptography.not-for-us", "cryptography.does-not-open");

    private final Path folder;
    private final Partners partners;
    private final OurNode node;
    private final jinye.platform.files.Files stored;

    Closing(@Value("${jinye.data}") Path data, Partners partners, OurNode node, jinye.platform.files.Files stored) {
        this.folder = data.resolve("partners").resolve("leaving");
        this.partners = partners;
        this.node = node;
        this.stored = stored;
    }

    /** What travels: the content as it is, or closed where that is agreed on with the partner. */
    JsonNode close(Partner partner, Outbox.Waiting waiting) {
        var open = Canonical.JSON.readTree(waiting.content());
        if (!partner.encrypted() || !waiting.kind().mayBeClosed()) {
            return open;
        }
        var receiver = partners.closingTo(partner.id()).orElseThrow(() -> new NoCipherCertificate(partner.name()));
        try {
            var closed = new ByteArrayOutputStream();
            ClosedMessage.close(new ByteArrayInputStream(Canonical.bytes(open)), closed, receiver);
            var content = Canonical.JSON
                    .createObjectNode()
                    .put("closed", Base64.getEncoder().encodeToString(closed.toByteArray()))
                    .put("plain", Parcel.digest(waiting.parcel(), waiting.kind(), open));
            var list = content.putArray("files");
            Files.createDirectories(folder);
            for (int n = 0; n < waiting.files().size(); n++) {
                var file = leaving(waiting.parcel(), n);
                try (var in = stored.open(waiting.files().get(n));
                        var out = Files.newOutputStream(file)) {
                    ClosedMessage.close(in, out, receiver);
                }
                list.addObject()
                        .put("size", Files.size(file))
                        .put("sm3", digest(file))
                        .put("plain", open.path("files").get(n).path("sm3").asString(""));
            }
            return content;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** A closed file on its way; empty when it is gone. */
    Optional<InputStream> closed(UUID parcel, int n) throws IOException {
        var file = leaving(parcel, n);
        return Files.exists(file) ? Optional.of(Files.newInputStream(file)) : Optional.empty();
    }

    void forget(UUID parcel) {
        try {
            for (int n = 0; Files.deleteIfExists(leaving(parcel, n)); n++) {
                // the next
            }
        } catch (IOException leftOver) {
            // nobody can read it but the receiver
        }
    }

    /** As the receiver reads it, with the digests of the files as they came. */
    Parcel open(Partner partner, Parcel parcel) {
        if (!parcel.isClosed()) {
            if (partner.encrypted() && parcel.kind().mayBeClosed()) {
                throw new MustBeClosed(partner.name());
            }
            return parcel;
        }
        var open = opened(parcel.content().path("closed").asString(""));
        if (open.has("closed")
                || !Parcel.digest(parcel.id(), parcel.kind(), open).equals(parcel.contentDigest())) {
            throw new Parcel.Malformed();
        }
        var travelling = parcel.content().path("files");
        var files = open.path("files");
        if (files.size() != travelling.size()) {
            throw new Parcel.Malformed();
        }
        for (int n = 0; n < files.size(); n++) {
            var came = travelling.get(n);
            if (!(files.get(n) instanceof ObjectNode file) || !file.path("sm3").equals(came.path("plain"))) {
                throw new Parcel.Malformed();
            }
            file.set("plain", came.path("plain"));
            file.set("sm3", came.path("sm3"));
            file.set("size", came.path("size"));
        }
        return parcel.opened(open);
    }

    private ObjectNode opened(String encoded) {
        try {
            var open = new ByteArrayOutputStream();
            node.open(new ByteArrayInputStream(Base64.getDecoder().decode(encoded)), open);
            if (Canonical.JSON.readTree(open.toByteArray()) instanceof ObjectNode content) {
                return content;
            }
        } catch (JacksonException | IllegalArgumentException malformed) {
            // said below
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        throw new Parcel.Malformed();
    }

    /** A file that came closed, open and with the announced digest. It is gone when the stream is closed. */
    InputStream open(Path closed, String plain) throws IOException {
        var open = Files.createTempFile(closed.getParent(), "opened-", ".part");
        try {
            try (var in = Files.newInputStream(closed);
                    var out = Files.newOutputStream(open)) {
                node.open(in, out);
            }
            if (!digest(open).equals(plain)) {
                throw new Staging.Damaged();
            }
            return Files.newInputStream(open, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException | RuntimeException damaged) {
            Files.deleteIfExists(open);
            throw damaged;
        }
    }

    private Path leaving(UUID parcel, int n) {
        return folder.resolve(parcel + "-" + n + ".closed");
    }

    private static String digest(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return Filling.digest(in);
        }
    }

    static final class MustBeClosed extends Refusal {
        MustBeClosed(String partner) {
            super(Kind.CONFLICT, "partners.must-be-closed", partner);
        }
    }

    static final class NoCipherCertificate extends Refusal {
        NoCipherCertificate(String partner) {
            super(Kind.CONFLICT, "partners.no-cipher-certificate", partner);
        }
    }
}
