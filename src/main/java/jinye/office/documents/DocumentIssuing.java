package jinye.office.documents;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Grant;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.office.documents.elements.Kind;
import jinye.office.documents.relations.JointSignatures;
import jinye.office.documents.rules.RulesBroken;
import jinye.office.documents.text.PlainText;
import jinye.office.documents.text.UnknownWord;
import jinye.office.documents.versions.DocumentVersions;
import jinye.office.documents.versions.Recheck;
import jinye.platform.directory.Directory;
import jinye.platform.numbering.Numbering;
import jinye.platform.workflow.Matters;
import jinye.safeguard.access.StepUp;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** From signing to distributing: the acts that make a draft an official document, its paper left to {@link DocumentPrinting}. Each completes the step it belongs to. */
@Service
@Transactional
class DocumentIssuing {

    private final IssuingStep step;
    private final DocumentStore store;
    private final DocumentRecords records;
    private final DocumentGrants grants;
    private final DocumentVersions versions;
    private final Proposals proposals;
    private final Directory directory;
    private final Matters matters;
    private final Numbering numbering;
    private final DocumentEffects effects;
    private final JointSignatures joint;
    private final StepUp stepUp;

    DocumentIssuing(
            IssuingStep step,
            DocumentStore store,
            DocumentRecords records,
            DocumentGrants grants,
            DocumentVersions versions,
            Proposals proposals,
            Directory directory,
            Matters matters,
            Numbering numbering,
            DocumentEffects effects,
            JointSignatures joint,
            StepUp stepUp) {
        this.step = step;
        this.store = store;
        this.records = records;
        this.grants = grants;
        this.versions = versions;
        this.proposals = proposals;
        this.directory = directory;
        this.matters = matters;
        this.numbering = numbering;
        this.effects = effects;
        this.joint = joint;
        this.stepUp = stepUp;
    }

    /** 签发. An empty opinion counts as agreement (圈阅或者签名视为同意, 条例 art. 22). */
    void sign(Actor actor, long id, @Nullable String opinion) {
        var document = step.outgoing(actor, id);
        if (document.signature != null) {
            throw new DocumentRefused.AlreadySigned(document.signature.name(), document.signature.date());
        }
        document.require(DocumentState.D40, "签发");
        step.requireHandling(actor, document, "sign");
        stepUp.require(actor);
        var words = PlainText.lines("opinion", opinion, 1000);
        RulesBroken.refuseIfAny(proposals.findings(document));
        signAs(document, actor.person(), actor.name(), words.isEmpty() ? "同意。" : words);
        records.save(actor, document, "sign", Map.of("title", document.elements.title()));
        step.send(actor, document, "sign", "agree", words.isEmpty() ? "同意。" : words);
    }

    void signAs(Document document, long person, String name, String opinion) {
        JointIssue.requireAll(document, records.hash(document), joint.of(document.id));
        var now = records.now();
        var date = LocalDate.ofInstant(now, Moments.ZONE);
        document.sign(new Document.Signature(person, name, opinion, date, now, records.hash(document)), date);
        for (var role : List.of("R_OFFICE", "R_OFFICE_HEAD")) {
            grants.grant(document.id, document.flow, Grant.role(role, document.origin.unit()), "办公室发文登记");
        }
    }

    /** 编号. */
    void number(Actor actor, long id, @Nullable String series) {
        var document = step.outgoing(actor, id);
        document.require(DocumentState.D50, "编号");
        step.requireHandling(actor, document, "number");
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
        step.send(actor, document, "number", "sent", "");
    }

    /** The series (机关代字) this document may be numbered in, the usual one first. */
    List<String> series(Document document) {
        var mark = directory.unit(document.origin.unit()).docMark();
        if (document.elements.kind().equals(Kind.LETTER)) {
            return List.of(mark + "函");
        }
        if (document.elements.kind().equals(Kind.ORDER)) {
            return List.of(mark + "令");
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
        var document = step.outgoing(actor, id);
        document.require(DocumentState.D60, "复核");
        step.requireHandling(actor, document, "recheck");
        var signature = document.signature;
        if (signature == null) {
            throw new DocumentRefused.NotSigned();
        }
        var words = PlainText.lines("opinion", note, 1000);
        var hash = records.hash(document);
        if (!hash.equals(signature.hash())) {
            var signed = versions.withHash(id, signature.hash()).orElseThrow(IssuingStep.SubstantiveChange::new);
            if (Recheck.substantive(signed, document.elements, records.titles(document))) {
                throw new IssuingStep.SubstantiveChange();
            }
            if (words.isEmpty()) {
                throw new PlainText.Missing("opinion");
            }
            document.signature = new Document.Signature(
                    signature.person(), signature.name(), signature.opinion(), signature.date(), signature.at(), hash);
        }
        records.save(actor, document, "recheck", Map.of("corrected", !hash.equals(signature.hash())));
        step.send(actor, document, "recheck", "sent", words);
    }

    /** 分发 to receivers who are not in the tree, or to nobody: on paper or by publication. */
    void distributeOnPaper(Actor actor, long id, @Nullable String note) {
        var document = step.outgoing(actor, id);
        step.requireHandling(actor, document, "distribute");
        if (!document.elements.mainTo().isEmpty() || !document.elements.copyTo().isEmpty()) {
            throw new ByTransmission();
        }
        distribute(actor, document, 0, PlainText.lines("opinion", note, 1000));
    }

    void distribute(Actor actor, Document document, int receivers, String note) {
        document.distribute(receivers, records.now());
        numbering.use(DocumentRecords.record(document.id));
        records.save(actor, document, "distribute", Map.of("receivers", receivers));
        effects.given(actor, document);
        step.send(actor, document, "distribute", "sent", note);
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
        document.makeVoid(new Voiding("VOID", why, records.now()));
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
