package jinye.office.documents;

import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.office.documents.elements.IssuedBy;
import jinye.office.documents.elements.Kind;
import jinye.office.documents.seals.SealUses;
import jinye.office.documents.seals.Sealing;
import jinye.office.documents.seals.Seals;
import jinye.platform.files.Files;
import jinye.platform.papers.OfficialPage;
import jinye.platform.papers.Paper;
import jinye.platform.papers.Papers;
import jinye.safeguard.access.StepUp;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The paper of an outgoing document: as it would look, as it is set, and as it is sealed. */
@Service
@Transactional
class DocumentPrinting {

    private final IssuingStep step;
    private final DocumentStore store;
    private final DocumentRecords records;
    private final DocumentGrants grants;
    private final OfficialPages pages;
    private final Seals seals;
    private final SealUses uses;
    private final Sealing sealing;
    private final Papers papers;
    private final Files files;
    private final StepUp stepUp;

    DocumentPrinting(
            IssuingStep step,
            DocumentStore store,
            DocumentRecords records,
            DocumentGrants grants,
            OfficialPages pages,
            Seals seals,
            SealUses uses,
            Sealing sealing,
            Papers papers,
            Files files,
            StepUp stepUp) {
        this.step = step;
        this.store = store;
        this.records = records;
        this.grants = grants;
        this.pages = pages;
        this.seals = seals;
        this.uses = uses;
        this.sealing = sealing;
        this.papers = papers;
        this.files = files;
        this.stepUp = stepUp;
    }

    /** 排版成文. @param complete whether proofreading (校对) is done and the step is too */
    Document.Printed typeset(Actor actor, long id, boolean complete) {
        var document = step.outgoing(actor, id);
        document.require(DocumentState.D70, "排版成文");
        step.requireHandling(actor, document, "typeset");
        step.refuseChangedText(document);
        var today = LocalDate.ofInstant(records.now(), Moments.ZONE);
        var printed = store(actor, document, papers.print(pages.page(document, today, null)), today);
        document.print(printed);
        records.save(actor, document, "typeset", Map.of("paper", printed.paper()));
        if (complete) {
            step.send(actor, document, "typeset", "sent", "");
        }
        return printed;
    }

    /** 用印: prints the final file with the seal and writes the use into the register. */
    void seal(Actor actor, long id) {
        actor.require("documents.seal");
        stepUp.require(actor);
        var document = step.outgoing(actor, id);
        var now = records.now();
        document.seal(actor, now);
        step.requireHandling(actor, document, "seal");
        step.refuseChangedText(document);
        var seal = seals.forUse(actor, document.origin.unit(), sealKind(document));
        refuseSealOfAnother(document, seal);
        var today = LocalDate.ofInstant(now, Moments.ZONE);
        var page = pages.page(document, today, new OfficialPage.Seal(seal.picture(), seal.diameter()));
        var unit = document.origin.unit();
        var printed = papers.print(page);
        var paper = new Paper(sealing.pdf(unit, page.signature(), printed.pdf()), printed.pages(), printed.missing());
        var stored = store(actor, document, paper, document.printed == null ? today : document.printed.date());
        document.printed = stored;
        document.ofd = store(actor, document, ".ofd", sealing.ofd(actor, seal, papers.printOfd(page)));
        var signature = document.signature;
        uses.enter(
                actor,
                seal.id(),
                new SealUses.NewUse(
                        id,
                        document.elements.title(),
                        document.number,
                        Math.max(1, document.elements.copies()),
                        paper.pages(),
                        document.origin.authorName(),
                        signature == null ? "" : signature.name(),
                        files.file(stored.paper()).sha256(),
                        now));
        records.save(actor, document, "seal", Map.of("seal", seal.name(), "pages", paper.pages()));
        step.send(actor, document, "seal", "sent", "");
    }

    /** An order carries 签名章 of who signed it and no other seal (GB/T 9704-2012 10.2). */
    private static String sealKind(Document document) {
        if (document.elements.kind().equals(Kind.ORDER)) {
            return Seals.SIGNATURE_SEAL;
        }
        return document.elements.issuedBy() == IssuedBy.OFFICE ? Seals.OFFICE_SEAL : Seals.UNIT_SEAL;
    }

    private static void refuseSealOfAnother(Document document, Seals.Seal seal) {
        var signature = document.signature;
        boolean personal = document.elements.kind().equals(Kind.ORDER);
        if (personal && signature != null && !seal.name().startsWith(signature.name())) {
            throw new DocumentRefused.SealOfAnother(seal.name(), signature.name());
        }
    }

    /** The document as it would look now, without seal. */
    Paper preview(Actor actor, long id) {
        grants.requireReadable(actor, id);
        var document = store.find(id).orElseThrow(DocumentStore.NoSuchDocument::new);
        return papers.print(pages.page(document, LocalDate.ofInstant(records.now(), Moments.ZONE), null));
    }

    private Document.Printed store(Actor actor, Document document, Paper paper, LocalDate date) {
        return new Document.Printed(store(actor, document, ".pdf", paper.pdf()), paper.missing(), date);
    }

    private long store(Actor actor, Document document, String extension, byte[] content) {
        var stored = files.store(actor, fileName(document) + extension, new ByteArrayInputStream(content));
        files.hold(actor, List.of(stored.id()), DocumentRecords.record(document.id));
        return stored.id();
    }

    private static String fileName(Document document) {
        var name = document.elements.title().replaceAll("[\\\\/:*?\"<>|]", " ");
        return (document.number == null ? "" : document.number + " ") + name;
    }
}
