package jinye.exchange.partners;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import jinye.office.transmission.Crossings;
import jinye.office.transmission.DocumentDispatched;
import jinye.office.transmission.EnvelopeAnswered;
import jinye.office.transmission.OutgoingEnvelope;
import jinye.office.transmission.OutsideUnits;
import jinye.office.transmission.ReceiverTold;
import jinye.platform.directory.Directory;
import jinye.platform.files.Files;
import org.bouncycastle.util.encoders.Hex;
import org.springframework.context.event.EventListener;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;

/** Hears what is to leave and writes it into the outbox: documents after their dispatch is kept, what is said of them along with it. */
@Component
class Filling {

    private final Crossings crossings;
    private final OutsideUnits outside;
    private final Directory directory;
    private final Partners partners;
    private final Outbox outbox;
    private final Files files;

    Filling(
            Crossings crossings,
            OutsideUnits outside,
            Directory directory,
            Partners partners,
            Outbox outbox,
            Files files) {
        this.crossings = crossings;
        this.outside = outside;
        this.directory = directory;
        this.partners = partners;
        this.outbox = outbox;
        this.files = files;
    }

    @ApplicationModuleListener
    void queue(DocumentDispatched event) {
        for (var envelope : crossings.leaving(event.dispatch())) {
            partners.named(envelope.node()).ifPresent(partner -> queue(partner, envelope));
        }
    }

    @EventListener
    void queue(EnvelopeAnswered answered) {
        var content = Canonical.JSON
                .createObjectNode()
                .put("title", "回执")
                .put("package", answered.packageId().toString())
                .put("receipt", answered.receipt())
                .put("at", answered.at().toString());
        if (answered.personName() != null) {
            content.put("person", answered.personName());
        }
        if (answered.text() != null) {
            content.put("text", answered.text());
        }
        partners.named(outside.place(answered.sender()).node())
                .ifPresent(partner -> outbox.add(
                        partner.id(),
                        Parcel.Kind.RECEIPT,
                        answered.packageId().toString(),
                        "回执 " + answered.receipt(),
                        content,
                        java.util.List.of()));
    }

    @EventListener
    void queue(ReceiverTold told) {
        var content = Canonical.JSON
                .createObjectNode()
                .put("title", told.kind().term())
                .put("package", told.packageId().toString())
                .put("telling", told.kind().name())
                .put("words", told.words())
                .put("person", told.byName())
                .put("at", told.at().toString());
        partners.named(outside.place(told.receiver()).node())
                .ifPresent(partner -> outbox.add(
                        partner.id(),
                        Parcel.Kind.TELLING,
                        told.packageId().toString(),
                        told.kind().term(),
                        content,
                        java.util.List.of()));
    }

    private void queue(Partner partner, OutgoingEnvelope envelope) {
        var content = Canonical.JSON
                .createObjectNode()
                .put("title", envelope.title())
                .put("package", envelope.packageId().toString())
                .put("identifier", envelope.identifier())
                .put("sender", directory.unit(envelope.sender()).code())
                .put("senderName", envelope.senderName())
                .put("receiver", envelope.receiverCode())
                .put("receiverName", envelope.receiverName())
                .put("role", envelope.role())
                .put("number", envelope.number())
                .put("kindCode", envelope.kindCode())
                .put("kindName", envelope.kindName())
                .put("urgency", envelope.urgency())
                .put("sentBy", envelope.sentByName())
                .put("sentAt", envelope.sentAt().toString())
                .put("text", envelope.bodyText());
        if (envelope.issueDate() != null) {
            content.put("issueDate", envelope.issueDate().toString());
        }
        if (envelope.skipReason() != null) {
            content.put("skipReason", envelope.skipReason());
        }
        var enclosed = Canonical.JSON.createArrayNode();
        var ids = new ArrayList<Long>();
        enclose(enclosed, ids, "paper", envelope.paper());
        if (envelope.ofd() != null) {
            enclose(enclosed, ids, "ofd", envelope.ofd());
        }
        envelope.attachments().forEach(file -> enclose(enclosed, ids, "attachment", file));
        content.set("files", enclosed);
        outbox.add(partner.id(), Parcel.Kind.DOCUMENT, envelope.packageId().toString(), envelope.title(), content, ids);
    }

    private void enclose(ArrayNode enclosed, ArrayList<Long> ids, String part, long id) {
        var file = files.file(id);
        enclosed.addObject()
                .put("part", part)
                .put("name", file.name())
                .put("size", file.size())
                .put("sm3", digest(id));
        ids.add(id);
    }

    private String digest(long id) {
        try (var in = files.open(id)) {
            return digest(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String digest(InputStream in) throws IOException {
        var digest = new org.bouncycastle.crypto.digests.SM3Digest();
        var buffer = new byte[64 * 1024];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        var value = new byte[32];
        digest.doFinal(value, 0);
        return Hex.toHexString(value);
    }
}
