package jinye.office.documents;

import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Grant;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.office.documents.elements.IssuedBy;
import jinye.office.documents.elements.Kind;
import jinye.office.documents.rules.RulesBroken;
import jinye.office.documents.seals.Seals;
import jinye.office.documents.text.PlainText;
import jinye.office.documents.text.UnknownWord;
import jinye.office.documents.versions.DocumentVersions;
import jinye.office.documents.versions.Recheck;
import jinye.platform.directory.Directory;
import jinye.platform.files.Files;
import jinye.platform.numbering.Numbering;
import jinye.platform.papers.OfficialPage;
import jinye.platform.papers.Paper;
import jinye.platform.papers.Papers;
import jinye.platform.workflow.Matters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** From signing to distributing: the acts that make a draft an official document. Each completes the step it belongs to. */
@Service
@Transactional
class DocumentIssuing {

    private final DocumentStore store;
    private final DocumentRecords records;
    private final DocumentGrants grants;
    private final DocumentVersions versions;
    private final Proposals proposals;
    private final OfficialPages pages;
    private final Seals seals;
    private final Directory directory;
    private final Matters matters;
    private final Numbering numbering;
    private final Papers papers;
    private final Files files;

    DocumentIssuing(
            DocumentStore store,
            DocumentRecords records,
            DocumentGrants grants,
            DocumentVersions versions,
            Proposals proposals,
            OfficialPages pages,
            Seals seals,
            Directory directory,
            Matters matters,
            Numbering numbering,
            Papers papers,
            Files files) {
        this.store = store;
        this.records = records;
        this.grants = grants;
        this.versions = versions;
        this.proposals = proposals;
        this.pages = pages;
        this.seals = seals;
        this.directory = directory;
        this.matters = matters;
        this.numbering = numbering;
        this.papers = papers;
        this.files = files;
    }

    /** 签发. An empty opinion counts as agreement (圈阅或者签名视为同意, 条例 art. 22). */
    void sign(Actor actor, long id, @Nullable String opinion) {
        var document = outgoing(actor, id);
        if (document.signature != null) {
            throw new Document.AlreadySigned(document.signature.name(), document.signature.date());
        }
        document.require(DocumentState.D40, "签发");
        requireHandling(actor, document, "sign");
        var words = PlainText.lines("opinion", opinion, 1000);
        RulesBroken.refuseIfAny(proposals.findings(document));
        signAs(document, actor.person(), actor.name(), words.isEmpty() ? "同意。" : words);
        records.save(actor, document, "sign", Map.of("title", document.elements.title()));
        send(actor, document, "sign", "agree", words.isEmpty() ? "同意。" : words);
    }

    void signAs(Document document, long person, String name, String opinion) {
        var now = records.now();
        var date = LocalDate.ofInstant(now, Moments.ZONE);
        document.sign(new Document.Signature(person, name, opinion, date, now, records.hash(document)), date);
        for (var role : List.of("R_OFFICE", "R_OFFICE_HEAD")) {
            grants.grant(document.id, document.flow, Grant.role(role, document.origin.unit()), "办公室发文登记");
        }
    }

    /** 编号. */
    void number(Actor actor, long id, @Nullable String series) {
        var document = outgoing(actor, id);
        document.require(DocumentState.D50, "编号");
        requireHandling(actor, document, "number");
        if (document.number == null) {
            var choices = series(document);
            var chosen = series == null || series.isEmpty() ? choices.getFirst() : series;
            if (!choices.contains(chosen)) {
                throw new UnknownWord("series", chosen);
            }
            int year = LocalDate.ofInstant(records.now(), Moments.ZONE).getYear();
            document.number(numbering.take(actor, document.origin.unit(), chosen, year, DocumentRecords.record(id)));
            records.save(actor, document, "number", Map.of("number", String.valueOf(document.number)));
            matters.rename(
                    document.flow.matter(),
                    id,
                    document.elements.title(),
                    String.valueOf(document.number),
                    document.elements.urgency());
        }
        send(actor, document, "number", "sent", "");
    }

    /** The series (机关代字) this document may be numbered in, the usual one first. */
    List<String> series(Document document) {
        var mark = directory.unit(document.origin.unit()).docMark();
        if (document.elements.kind().equals(Kind.LETTER)) {
            return List.of(mark + "函");
        }
        var usual = switch (document.origin.departmentCode()) {
            case "ZMC", "JCZ", "NGC" -> "专";
            case "FGC" -> "法";
            case "CWC" -> "财";
            case "RSC" -> "人";
            case "JJZ" -> "纪";
            default -> "办";
        };
        return java.util.stream.Stream.of(usual, "办", "专", "法", "财", "人", "纪")
                .map(category -> mark + category)
                .distinct()
                .toList();
    }

    /** 复核: unchanged passes, a formal correction passes with a note, anything more goes back to the signer. */
    void recheck(Actor actor, long id, @Nullable String note) {
        var document = outgoing(actor, id);
        document.require(DocumentState.D60, "复核");
        requireHandling(actor, document, "recheck");
        var signature = document.signature;
        if (signature == null) {
            throw new Document.NotSigned();
        }
        var words = PlainText.lines("opinion", note, 1000);
        var hash = records.hash(document);
        if (!hash.equals(signature.hash())) {
            var signed = versions.withHash(id, signature.hash()).orElseThrow(SubstantiveChange::new);
            if (Recheck.substantive(signed, document.elements, records.titles(document))) {
                throw new SubstantiveChange();
            }
            if (words.isEmpty()) {
                throw new PlainText.Missing("opinion");
            }
            document.signature = new Document.Signature(
                    signature.person(), signature.name(), signature.opinion(), signature.date(), signature.at(), hash);
        }
        records.save(actor, document, "recheck", Map.of("corrected", !hash.equals(signature.hash())));
        send(actor, document, "recheck", "sent", words);
    }

    /** 排版成文. @param complete whether proofreading (校对) is done and the step is too */
    Document.Printed typeset(Actor actor, long id, boolean complete) {
        var document = outgoing(actor, id);
        document.require(DocumentState.D70, "排版成文");
        requireHandling(actor, document, "typeset");
        refuseChangedText(document);
        var today = LocalDate.ofInstant(records.now(), Moments.ZONE);
        var printed = store(actor, document, papers.print(pages.page(document, today, null)), today);
        document.print(printed);
        records.save(actor, document, "typeset", Map.of("paper", printed.paper()));
        if (complete) {
            send(actor, document, "typeset", "sent", "");
        }
        return printed;
    }

    /** 用印: prints the final file with the seal and writes the use into the register. */
    void seal(Actor actor, long id) {
        actor.require("documents.seal");
        var document = outgoing(actor, id);
        var now = records.now();
        document.seal(actor, now);
        requireHandling(actor, document, "seal");
        refuseChangedText(document);
        var seal = seals.inUse(
                document.origin.unit(),
                document.elements.issuedBy() == IssuedBy.OFFICE ? Seals.OFFICE_SEAL : Seals.UNIT_SEAL);
        var today = LocalDate.ofInstant(now, Moments.ZONE);
        var paper = papers.print(pages.page(document, today, new OfficialPage.Seal(seal.picture(), seal.diameter())));
        var stored = store(actor, document, paper, document.printed == null ? today : document.printed.date());
        document.printed = stored;
        var signature = document.signature;
        seals.use(
                actor,
                seal,
                id,
                signature == null ? "" : signature.name(),
                files.file(stored.paper()).sha256(),
                paper.pages(),
                now);
        records.save(actor, document, "seal", Map.of("seal", seal.name(), "pages", paper.pages()));
        send(actor, document, "seal", "sent", "");
    }

    /** 分发 to receivers who are not in the tree, or to nobody: on paper or by publication. */
    void distributeOnPaper(Actor actor, long id, @Nullable String note) {
        var document = outgoing(actor, id);
        requireHandling(actor, document, "distribute");
        if (!document.elements.mainTo().isEmpty() || !document.elements.copyTo().isEmpty()) {
            throw new ByTransmission();
        }
        distribute(actor, document, 0, PlainText.lines("opinion", note, 1000));
    }

    void distribute(Actor actor, Document document, int receivers, String note) {
        document.distribute(receivers, records.now());
        numbering.use(DocumentRecords.record(document.id));
        records.save(actor, document, "distribute", Map.of("receivers", receivers));
        send(actor, document, "distribute", "sent", note);
    }

    /** 作废 before anything left the house: by the drafter while drafting, by the office later. The number stays used up. */
    void makeVoid(Actor actor, long id, @Nullable String reason) {
        grants.requireReadable(actor, id);
        var document = store.lock(id);
        boolean own = document.origin.author() == actor.person()
                && (document.state == DocumentState.D10 || document.state == DocumentState.M10);
        if (!own) {
            actor.require("documents.void");
            if (actor.unit() != document.origin.unit()) {
                throw new DocumentStore.NoSuchDocument();
            }
        }
        var why = PlainText.required("reason", reason, 500);
        if (document.distributedAt != null) {
            throw new LeftTheHouse();
        }
        document.makeVoid(new Document.Voiding("VOID", why, records.now()));
        giveNumberBack(actor, document, why);
        records.save(actor, document, "void", Map.of("reason", why));
        matters.terminate(actor, document.flow.matter(), id, why);
    }

    /** The number is never used again; the reason stands in the register (作废号). */
    void giveNumberBack(Actor actor, Document document, String reason) {
        var taken = document.taken;
        if (taken != null) {
            numbering.cancel(actor, document.origin.unit(), taken.series(), taken.year(), taken.number(), reason);
        }
    }

    /** The document as it would look now, without seal. */
    Paper preview(Actor actor, long id) {
        grants.requireReadable(actor, id);
        var document = store.find(id).orElseThrow(DocumentStore.NoSuchDocument::new);
        return papers.print(pages.page(document, LocalDate.ofInstant(records.now(), Moments.ZONE), null));
    }

    private Document.Printed store(Actor actor, Document document, Paper paper, LocalDate date) {
        var stored = files.store(actor, fileName(document), new ByteArrayInputStream(paper.pdf()));
        files.hold(actor, List.of(stored.id()), DocumentRecords.record(document.id));
        return new Document.Printed(stored.id(), paper.missing(), date);
    }

    private static String fileName(Document document) {
        var name = document.elements.title().replaceAll("[\\\\/:*?\"<>|]", " ");
        return (document.number == null ? "" : document.number + " ") + name + ".pdf";
    }

    /** The text has been frozen since 签发; this is the lock on that door. */
    private void refuseChangedText(Document document) {
        var signature = document.signature;
        if (signature == null) {
            throw new Document.NotSigned();
        }
        if (!signature.hash().equals(records.hash(document))) {
            throw new SubstantiveChange();
        }
    }

    private Document outgoing(Actor actor, long id) {
        grants.requireReadable(actor, id);
        var document = store.lock(id);
        document.requireFlow(Flow.OUTGOING);
        document.refuseWhenFiled();
        return document;
    }

    private void requireHandling(Actor actor, Document document, String node) {
        if (!matters.handles(actor, document.flow.matter(), document.id, node)) {
            throw new DocumentDrafting.NotYours(document.state.term());
        }
    }

    private void send(Actor actor, Document document, String node, String decision, String opinion) {
        matters.send(actor, document.flow.matter(), document.id, node, decision, opinion);
    }

    static final class SubstantiveChange extends Refusal {
        SubstantiveChange() {
            super(Kind.CONFLICT, "documents.substantive-change");
        }
    }

    static final class ByTransmission extends Refusal {
        ByTransmission() {
            super(Kind.CONFLICT, "documents.by-transmission");
        }
    }

    static final class LeftTheHouse extends Refusal {
        LeftTheHouse() {
            super(Kind.CONFLICT, "documents.left-the-house");
        }
    }
}
