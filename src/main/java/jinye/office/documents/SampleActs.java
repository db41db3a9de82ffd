package jinye.office.documents;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Urgency;
import jinye.office.documents.elements.DraftContent;
import jinye.office.documents.elements.Kind;
import jinye.office.documents.elements.Publicity;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Person;
import jinye.platform.directory.Unit;
import jinye.platform.workflow.Matters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The acts that make a sample, step by step, each by the person whose step it is. */
@Component
class SampleActs {

    private static final int STEPS_MAX = 20;

    private final DocumentDrafting drafting;
    private final DocumentIssuing issuing;
    private final DocumentPrinting printing;
    private final IncomingRegister register;
    private final IncomingHandling incoming;
    private final DocumentStore store;
    private final Directory directory;
    private final SamplePeople people;
    private final Matters matters;
    private final Clock clock;

    SampleActs(
            DocumentDrafting drafting,
            DocumentIssuing issuing,
            DocumentPrinting printing,
            IncomingRegister register,
            IncomingHandling incoming,
            DocumentStore store,
            Directory directory,
            SamplePeople people,
            Matters matters,
            Clock clock) {
        this.drafting = drafting;
        this.issuing = issuing;
        this.printing = printing;
        this.register = register;
        this.incoming = incoming;
        this.store = store;
        this.directory = directory;
        this.people = people;
        this.matters = matters;
        this.clock = clock;
    }

    /** Makes the document and walks it to the node at which it is left lying. */
    void make(Sample sample) {
        long id = sample.flow() == Flow.INCOMING ? register(sample) : draft(sample);
        carry(sample, id);
    }

    private long draft(Sample sample) {
        var unit = people.unit(sample.text("unit", "43000000"));
        var department = sample.text("department", "ZMC");
        var author = people.staff(unit, department);
        var signer = directory.leadersOf(unit.id()).stream().skip(1).findFirst().map(Person::id);
        var cities = directory.unitsBelow(unit.id()).stream().map(Unit::id).toList();
        boolean memo = sample.flow() == Flow.MEMO;
        var kind = sample.text("kind", memo ? "N1" : Kind.NOTICE);
        var amount = sample.text("amount", "");
        var content = new DraftContent(
                kind,
                sample.text("title", ""),
                Sample.body(sample.text("body", "")).json(),
                sample.text("urgency", Urgency.PLAIN.name()),
                null,
                null,
                memo ? List.of() : cities,
                null,
                null,
                null,
                memo ? null : sample.text("publicity", Publicity.OPEN.name()),
                sample.text("publicityReason", ""),
                null,
                null,
                null,
                memo ? null : 30,
                null,
                null,
                Boolean.valueOf(sample.text("normative", "false")),
                sample.list("countersigners").stream()
                        .map(code -> people.department(unit, code))
                        .toList(),
                null,
                memo ? null : signer.orElse(null),
                null,
                null,
                null,
                "D30",
                null,
                memo ? sample.text("matter", "") : null,
                amount.isEmpty() ? null : new BigDecimal(amount),
                sample.text("budgetItem", ""),
                null);
        return drafting.start(author, sample.flow(), content).id();
    }

    private long register(Sample sample) {
        var unit = people.unit(sample.text("unit", "43000000"));
        var registrar = people.actor(people.first("R_REGISTRAR", unit.id()).orElseThrow());
        return register.register(
                registrar,
                new RegisterIncoming(
                        null,
                        sample.text("from", ""),
                        sample.text("number", ""),
                        sample.text("title", ""),
                        sample.text("kind", Kind.NOTICE),
                        Urgency.PLAIN,
                        sample.text("sourceClass", "其他"),
                        sample.text("handling", "ACT"),
                        null,
                        clock.instant().minus(Duration.ofHours(1)),
                        sample.text("body", ""),
                        null,
                        List.of()));
    }

    /** Walks the document to the node at which it is left lying. */
    private void carry(Sample sample, long id) {
        var until = sample.text("until", "draft");
        for (int steps = 0; steps < STEPS_MAX; steps++) {
            var document = store.find(id).orElseThrow();
            var node = node(document);
            if (node == null || node.equals(until)) {
                return;
            }
            step(document, node);
        }
        throw new IllegalStateException("The sample “" + sample.text("title", "") + "” never reaches " + until);
    }

    private void step(Document document, String node) {
        var handlers = people.handlers(document, node);
        for (var handler : handlers) {
            switch (node) {
                case "sign" -> issuing.sign(handler, document.id, "同意签发。");
                case "number" -> issuing.number(handler, document.id, null);
                case "recheck" -> issuing.recheck(handler, document.id, "");
                case "typeset" -> printing.typeset(handler, document.id, true);
                case "seal" -> printing.seal(handler, document.id);
                case "propose" -> propose(handler, document);
                case "review" -> send(handler, document, node, "accept", "符合要求，拟请办公室提出拟办意见。");
                case "draft" -> send(handler, document, node, "sent", "");
                case "instruct" -> send(handler, document, node, "sent", "请专卖科牵头落实，并报结果。");
                default -> send(handler, document, node, "agree", "同意。");
            }
        }
    }

    private void propose(Actor handler, Document document) {
        long unit = document.origin.unit();
        boolean read = document.requireIncoming().toRead();
        incoming.propose(
                handler,
                document.id,
                new IncomingHandling.ProposeHandling(
                        read
                                ? List.of()
                                : directory.leadersOf(unit).stream()
                                        .limit(1)
                                        .map(Person::id)
                                        .toList(),
                        read ? null : Long.valueOf(people.department(directory.unit(unit), "ZMC")),
                        List.of(),
                        read
                                ? directory.leadersOf(unit).stream()
                                        .map(Person::id)
                                        .toList()
                                : List.of(),
                        null,
                        null,
                        read ? "请各位局领导阅。" : "建议由专卖科牵头办理。"));
    }

    private void send(Actor handler, Document document, String node, String decision, String opinion) {
        matters.send(handler, document.flow.matter(), document.id, node, decision, opinion);
    }

    private static @Nullable String node(Document document) {
        for (var node : List.of(
                "draft",
                "department",
                "countersign",
                "legal",
                "office",
                "leader",
                "sign",
                "number",
                "recheck",
                "typeset",
                "seal",
                "distribute",
                "review",
                "propose",
                "instruct",
                "handle",
                "circulate",
                "close",
                "principal",
                "result")) {
            if (DocumentState.at(document.flow, node) == document.state) {
                return node;
            }
        }
        return null;
    }
}
