package jinye.office.documents;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.office.documents.relations.JointSignatures;
import jinye.office.documents.relations.JointSignatures.JointSignature;
import jinye.office.documents.text.PlainText;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Person;
import jinye.platform.messages.Message;
import jinye.platform.messages.Messages;
import jinye.platform.workflow.Matters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 联合行文: the lead organ drafts and numbers, the heads of all others agree to the same text before it is signed (条例 art. 22).
 * Whoever does not agree stops it and says why.
 */
@Service
@Transactional
class JointIssue {

    /** @param current whether the answer is to the text as it stands now */
    record JointOrgan(
            long unit,
            String unitName,
            String state,
            boolean current,
            @Nullable String personName,
            @Nullable String opinion,
            @Nullable Instant answeredAt) {}

    /**
     * @param mayAsk      the reader handles the document and somebody has to be asked
     * @param mayAnswer   the reader is asked
     * @param mayWithdraw the reader agreed to the text as it stands and it is not signed yet
     */
    record JointSignaturesView(List<JointOrgan> organs, boolean mayAsk, boolean mayAnswer, boolean mayWithdraw) {}

    record JointRequest(long document, String title, String leadUnitName, String askedByName, Instant askedAt) {}

    private final DocumentStore store;
    private final DocumentRecords records;
    private final DocumentGrants grants;
    private final JointSignatures signatures;
    private final Directory directory;
    private final Matters matters;
    private final Messages messages;

    JointIssue(
            DocumentStore store,
            DocumentRecords records,
            DocumentGrants grants,
            JointSignatures signatures,
            Directory directory,
            Matters matters,
            Messages messages) {
        this.store = store;
        this.records = records;
        this.grants = grants;
        this.signatures = signatures;
        this.directory = directory;
        this.matters = matters;
        this.messages = messages;
    }

    /** 送会签: to the heads of all organs that have not agreed to the text as it stands. */
    void ask(Actor actor, long id) {
        grants.requireReadable(actor, id);
        var document = store.lock(id);
        document.refuseWhenFiled();
        if (document.signature != null) {
            throw new DocumentRefused.AlreadySigned(document.signature.name(), document.signature.date());
        }
        if (!handles(actor, document)) {
            throw new DocumentDrafting.NotYours(document.state.term());
        }
        var hash = records.hash(document);
        var open = open(document, hash);
        if (open.isEmpty()) {
            throw new NobodyToAsk();
        }
        var units = directory.units(open);
        for (long unit : open) {
            var name = units.get(unit) == null ? "" : units.get(unit).name();
            var head = directory.principalOf(unit).orElseThrow(() -> new NoHead(name));
            signatures.ask(actor, id, unit, name, document.elements.jointUnits().indexOf(unit), hash, records.now());
            grants.grant(id, document.flow, jinye.kernel.Grant.person(head.id()), "联合行文会签");
            messages.tell(
                    List.of(head.id()),
                    new Message(
                            "joint:" + id + ":" + unit + ":" + hash.substring(0, 12),
                            "arrived",
                            document.origin.unitName() + "请会签联合行文《" + document.elements.title() + "》",
                            "/documents/" + id,
                            document.elements.urgency()));
        }
        records.note(actor, id, "ask-jointly", Map.of("units", open.size()));
    }

    /** Organs that were not asked about this text, or said no to it. */
    private List<Long> open(Document document, String hash) {
        var open = new ArrayList<>(document.elements.jointUnits());
        signatures.of(document.id).stream()
                .filter(one -> one.hash().equals(hash) && !isNo(one))
                .map(JointSignature::unit)
                .forEach(open::remove);
        return open;
    }

    void answer(Actor actor, long id, boolean agree, @Nullable String opinion) {
        var document = askedAbout(actor, id);
        var words = agree ? PlainText.lines("opinion", opinion, 500) : PlainText.required("reason", opinion, 500);
        if (!signatures.answer(
                actor, id, records.hash(document), agree, words.isEmpty() ? "同意。" : words, records.now())) {
            throw new NotAsked();
        }
        records.note(actor, id, "answer-jointly", Map.of("agree", agree, "unit", actor.unitName()));
        tellLead(actor, document, agree ? "arrived" : "returned", agree ? "已会签" : "不同意会签", agree ? "" : words);
    }

    /** 撤回会签: until the document is signed an organ may change its mind; it is not signed then, and everybody sees why. */
    void withdraw(Actor actor, long id, @Nullable String reason) {
        var document = askedAbout(actor, id);
        var words = PlainText.required("reason", reason, 500);
        if (!signatures.withdraw(actor, id, records.hash(document), words, records.now())) {
            throw new NotAgreed();
        }
        records.note(actor, id, "withdraw-jointly", Map.of("unit", actor.unitName()));
        tellLead(actor, document, "returned", "撤回会签", words);
    }

    /** The document, as the head of an organ that was asked about it may speak about it. */
    private Document askedAbout(Actor actor, long id) {
        grants.requireReadable(actor, id);
        var document = store.lock(id);
        document.refuseWhenFiled();
        if (!isHead(actor)) {
            throw new NotTheHead();
        }
        if (document.signature != null) {
            throw new DocumentRefused.AlreadySigned(document.signature.name(), document.signature.date());
        }
        return document;
    }

    private void tellLead(Actor actor, Document document, String kind, String said, String why) {
        messages.tell(
                List.of(document.origin.author()),
                new Message(
                        "joint-answer:" + document.id + ":" + actor.unit() + ":"
                                + records.now().toEpochMilli(),
                        kind,
                        actor.unitName() + said + "《" + document.elements.title() + "》"
                                + (why.isEmpty() ? "" : "：" + why),
                        "/documents/" + document.id,
                        document.elements.urgency()));
    }

    @Transactional(readOnly = true)
    JointSignaturesView of(Actor actor, long id) {
        grants.requireReadable(actor, id);
        var document = store.find(id).orElseThrow(DocumentStore.NoSuchDocument::new);
        var hash = records.hash(document);
        var said = signatures.of(id);
        var organs = new ArrayList<JointOrgan>();
        var units = directory.units(document.elements.jointUnits());
        for (long unit : document.elements.jointUnits()) {
            var last = said.stream().filter(one -> one.unit() == unit).findFirst();
            var name = units.get(unit) == null ? "" : units.get(unit).name();
            organs.add(last.map(one -> new JointOrgan(
                            unit,
                            name,
                            one.state(),
                            one.hash().equals(hash),
                            one.personName(),
                            one.opinion(),
                            one.answeredAt()))
                    .orElseGet(() -> new JointOrgan(unit, name, "NOT_ASKED", true, null, null, null)));
        }
        boolean open = document.signature == null && document.voiding == null;
        var mine = said.stream()
                .filter(one -> open && one.unit() == actor.unit() && one.hash().equals(hash) && isHead(actor))
                .map(JointSignature::state)
                .findFirst()
                .orElse("");
        return new JointSignaturesView(
                organs,
                open && handles(actor, document) && !open(document, hash).isEmpty(),
                mine.equals("ASKED"),
                mine.equals("AGREED"));
    }

    /** What waits for the reader's organ: not what was changed, signed or given up since it was asked. */
    @Transactional(readOnly = true)
    List<JointRequest> waiting(Actor actor) {
        var waiting = new ArrayList<JointRequest>();
        for (var one : signatures.waiting(actor.unit())) {
            var document = store.find(one.document()).orElseThrow();
            if (grants.readable(actor, document.id)
                    && document.signature == null
                    && document.voiding == null
                    && records.hash(document).equals(one.hash())) {
                waiting.add(new JointRequest(
                        document.id,
                        document.elements.title(),
                        document.origin.unitName(),
                        one.askedByName(),
                        one.askedAt()));
            }
        }
        return waiting;
    }

    private static boolean isNo(JointSignature said) {
        return said.state().equals("REFUSED") || said.state().equals("WITHDRAWN");
    }

    private boolean handles(Actor actor, Document document) {
        return document.endedAt == null
                && !matters.openNodes(actor, document.flow.matter(), document.id)
                        .isEmpty();
    }

    private boolean isHead(Actor actor) {
        return directory
                .principalOf(actor.unit())
                .map(Person::id)
                .filter(head -> head == actor.person())
                .isPresent();
    }

    /** Nothing is signed before every organ has agreed to this very text. */
    static void requireAll(Document document, String hash, List<JointSignature> said) {
        for (long unit : document.elements.jointUnits()) {
            var last = said.stream().filter(one -> one.unit() == unit).findFirst();
            if (last.isPresent() && isNo(last.get())) {
                throw new Refused(
                        last.get().unitName(),
                        last.get().state().equals("WITHDRAWN") ? "已撤回会签" : "不同意会签",
                        String.valueOf(last.get().opinion()));
            }
            boolean agreed = last.isPresent()
                    && last.get().state().equals("AGREED")
                    && last.get().hash().equals(hash);
            if (!agreed) {
                throw new NotAllAgreed(
                        said.stream()
                                .filter(one -> one.state().equals("AGREED")
                                        && one.hash().equals(hash))
                                .count(),
                        document.elements.jointUnits().size());
            }
        }
    }

    static final class NobodyToAsk extends Refusal {
        NobodyToAsk() {
            super(Kind.CONFLICT, "documents.joint-nobody-to-ask");
        }
    }

    static final class NoHead extends Refusal {
        NoHead(String unit) {
            super(Kind.CONFLICT, "documents.joint-no-head", unit);
        }
    }

    static final class NotTheHead extends Refusal {
        NotTheHead() {
            super(Kind.FORBIDDEN, "documents.joint-not-the-head");
        }
    }

    static final class NotAsked extends Refusal {
        NotAsked() {
            super(Kind.CONFLICT, "documents.joint-not-asked");
        }
    }

    static final class NotAgreed extends Refusal {
        NotAgreed() {
            super(Kind.CONFLICT, "documents.joint-not-agreed");
        }
    }

    static final class Refused extends Refusal {
        Refused(String unit, String said, String reason) {
            super(Kind.CONFLICT, "documents.joint-refused", unit, said, reason);
        }
    }

    static final class NotAllAgreed extends Refusal {
        NotAllAgreed(long agreed, int all) {
            super(Kind.CONFLICT, "documents.joint-not-all", agreed, all);
        }
    }
}
