package jinye.office.documents;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import jinye.kernel.Actor;
import jinye.kernel.Grant;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.office.documents.elements.DraftContent;
import jinye.office.documents.elements.Elements;
import jinye.office.documents.elements.Kinds;
import jinye.office.documents.elements.StateSecret;
import jinye.office.documents.text.Body;
import jinye.office.documents.text.BodyReader;
import jinye.office.documents.text.Fields;
import jinye.office.documents.text.PlainText;
import jinye.office.documents.text.UnknownWord;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Person;
import jinye.platform.files.Files;
import jinye.platform.numbering.Numbering;
import jinye.platform.workflow.Matters;
import jinye.platform.workflow.StartMatter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 收文 and the ends of 收文 and 签报: registering, proposing, closing. */
@Service
@Transactional
class IncomingHandling {

    private static final String SERIES = "收";
    private static final Set<String> SOURCES = Set.of("上级", "同级", "下级", "其他");

    /** 拟办: who instructs, who leads and assists or who reads, until when. */
    record ProposeHandling(
            @Nullable List<Long> leaders,
            @Nullable Long leadDepartment,
            @Nullable List<Long> assistDepartments,
            @Nullable List<Long> readers,
            @Nullable String handling,
            @Nullable LocalDate deadline,
            @Nullable String opinion) {}

    private final DocumentStore store;
    private final DocumentRecords records;
    private final DocumentGrants grants;
    private final DocumentAttachments attachments;
    private final Kinds kinds;
    private final Directory directory;
    private final Numbering numbering;
    private final Matters matters;
    private final Files files;

    IncomingHandling(
            DocumentStore store,
            DocumentRecords records,
            DocumentGrants grants,
            DocumentAttachments attachments,
            Kinds kinds,
            Directory directory,
            Numbering numbering,
            Matters matters,
            Files files) {
        this.store = store;
        this.records = records;
        this.grants = grants;
        this.attachments = attachments;
        this.kinds = kinds;
        this.directory = directory;
        this.numbering = numbering;
        this.matters = matters;
        this.files = files;
    }

    /** 收文登记. A marked secret is refused and nothing of it kept. */
    long register(Actor actor, RegisterIncoming command) {
        actor.require("documents.register");
        var elements = elements(command);
        long id = store.nextId();
        var now = records.now();
        var document = Document.begin(
                id,
                Flow.INCOMING,
                elements,
                actor,
                directory.department(actor.department()).code(),
                now);
        document.state = DocumentState.S20;
        int year = LocalDate.ofInstant(now, Moments.ZONE).getYear();
        var register = numbering.take(actor, actor.unit(), SERIES, year, DocumentRecords.record(id));
        numbering.use(DocumentRecords.record(id));
        document.number = PlainText.line("number", command.number(), 60);
        document.issueDate = command.issueDate();
        if (command.paper() != null) {
            document.printed = new Document.Printed(command.paper(), List.of(), LocalDate.ofInstant(now, Moments.ZONE));
        }
        document.incoming = new Document.Incoming(
                command.envelope(),
                register.text(),
                PlainText.required("fromUnitName", PlainText.line("fromUnitName", command.fromUnitName(), 100), 100),
                oneOf("sourceClass", command.sourceClass(), SOURCES),
                oneOf("handling", command.handling(), Set.of("READ", "ACT")),
                command.receivedAt(),
                List.of(),
                null,
                List.of(),
                List.of(),
                null,
                null);
        store.insert(document);
        attachments.replace(id, attached(actor, id, command));
        grants.grant(id, Flow.INCOMING, Grant.person(actor.person()), "收文登记人");
        grants.grant(id, Flow.INCOMING, Grant.role("R_REGISTRAR", actor.unit()), "本单位收发员");
        grants.grant(id, Flow.INCOMING, Grant.role("R_OFFICE", actor.unit()), "办公室收文登记");
        grants.grant(id, Flow.INCOMING, Grant.role("R_OFFICE_HEAD", actor.unit()), "办公室收文登记");
        matters.start(
                actor,
                new StartMatter(
                        Flow.INCOMING.matter(), id, elements.title(), register.text(), elements.urgency(), Map.of()));
        var registered = store.lock(id);
        records.save(actor, registered, "register", Map.of("number", register.text(), "from", command.fromUnitName()));
        matters.send(actor, Flow.INCOMING.matter(), id, "register", "sent", "");
        return id;
    }

    private Elements elements(RegisterIncoming command) {
        var title = PlainText.required("title", PlainText.line("title", command.title(), 200), 200);
        var text = PlainText.cleaned(command.bodyText());
        if (text.length() > BodyReader.CHARACTERS_MAX) {
            throw new BodyReader.BodyTooLarge(BodyReader.CHARACTERS_MAX + " 字");
        }
        StateSecret.refuseIn(Stream.of(title, text));
        var content = new DraftContent(
                command.kindCode(),
                title,
                Body.paragraphs(text).json(),
                command.urgency().name(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        return content.on(Elements.blank(kinds.kind(command.kindCode())), kinds);
    }

    private List<DocumentAttachments.Attached> attached(Actor actor, long id, RegisterIncoming command) {
        if (command.envelope() == null) {
            // on paper: the registrar's own scans; a transmitted document shares the files of its envelope
            var own = Stream.concat(Stream.ofNullable(command.paper()), command.attachments().stream())
                    .distinct()
                    .toList();
            files.hold(actor, own, DocumentRecords.record(id));
        }
        return files.files(command.attachments()).stream()
                .map(file -> {
                    StateSecret.refuseIn(Stream.of(file.name()));
                    return new DocumentAttachments.Attached(file.id(), file.name());
                })
                .toList();
    }

    private static String oneOf(String field, String word, Set<String> words) {
        if (!words.contains(word)) {
            throw new UnknownWord(field, word);
        }
        return word;
    }

    /** 拟办. */
    void propose(Actor actor, long id, ProposeHandling command) {
        var document = incoming(actor, id, DocumentState.S40, "拟办", "propose");
        var before = document.requireIncoming();
        var handling = command.handling() == null
                ? before.handling()
                : oneOf("handling", command.handling(), Set.of("READ", "ACT"));
        var leaders = list(command.leaders());
        var unit = document.origin.unit();
        var own = directory.leadersOf(unit).stream().map(Person::id).toList();
        var ownDepartments = directory.departmentsOf(unit).stream()
                .map(department -> department.id())
                .toList();
        requireIn("leaders", leaders, own);
        requireIn("assistDepartments", list(command.assistDepartments()), ownDepartments);
        if (handling.equals("ACT")) {
            if (command.leadDepartment() == null) {
                throw new PlainText.Missing("leadDepartment");
            }
            requireIn("leadDepartment", List.of(command.leadDepartment()), ownDepartments);
        } else if (list(command.readers()).isEmpty()) {
            throw new PlainText.Missing("readers");
        }
        if (directory.people(list(command.readers())).size()
                < list(command.readers()).size()) {
            throw new NotOfThisHouse(Fields.term("readers"));
        }
        var today = LocalDate.ofInstant(records.now(), Moments.ZONE);
        if (command.deadline() != null && command.deadline().isBefore(today)) {
            throw new DeadlinePassed(command.deadline());
        }
        document.incoming = new Document.Incoming(
                before.envelope(),
                before.registerNumber(),
                before.from(),
                before.sourceClass(),
                handling,
                before.receivedAt(),
                leaders,
                command.leadDepartment(),
                list(command.assistDepartments()).stream()
                        .filter(department -> !department.equals(command.leadDepartment()))
                        .toList(),
                list(command.readers()),
                command.deadline(),
                null);
        records.save(actor, document, "propose", Map.of("handling", handling));
        var words = PlainText.lines("opinion", command.opinion(), 1000);
        matters.send(actor, Flow.INCOMING.matter(), id, "propose", "sent", words);
    }

    /** 办结 with its result, which is mandatory. */
    void close(Actor actor, long id, @Nullable String result) {
        var document = incoming(actor, id, DocumentState.S90, "办结", "close");
        document.result = PlainText.required("result", result, 1000);
        records.save(actor, document, "close", Map.of("result", document.result));
        matters.send(actor, Flow.INCOMING.matter(), id, "close", "sent", document.result);
    }

    /** 结果反馈 of a memo. */
    void report(Actor actor, long id, @Nullable String result) {
        grants.requireReadable(actor, id);
        var document = store.lock(id);
        document.requireFlow(Flow.MEMO);
        document.require(DocumentState.M90, "结果反馈");
        requireHandling(actor, document, "result");
        document.result = PlainText.required("result", result, 1000);
        records.save(actor, document, "report", Map.of("result", document.result));
        matters.send(actor, Flow.MEMO.matter(), id, "result", "sent", document.result);
    }

    private Document incoming(Actor actor, long id, DocumentState state, String act, String node) {
        grants.requireReadable(actor, id);
        var document = store.lock(id);
        document.requireIncoming();
        document.refuseWhenFiled();
        document.require(state, act);
        requireHandling(actor, document, node);
        return document;
    }

    private void requireHandling(Actor actor, Document document, String node) {
        if (!matters.handles(actor, document.flow.matter(), document.id, node)) {
            throw new DocumentDrafting.NotYours(document.state.term());
        }
    }

    private static List<Long> list(@Nullable List<Long> ids) {
        if (ids == null) {
            return List.of();
        }
        if (ids.size() > 200) {
            throw new DraftContent.TooMany("readers", 200);
        }
        return ids.stream().filter(Objects::nonNull).distinct().toList();
    }

    private static void requireIn(String field, List<Long> chosen, List<Long> allowed) {
        if (!allowed.containsAll(chosen)) {
            throw new NotOfThisHouse(Fields.term(field));
        }
    }

    static Document.Incoming rejected(Document.Incoming before, String reason) {
        return new Document.Incoming(
                before.envelope(),
                before.registerNumber(),
                before.from(),
                before.sourceClass(),
                before.handling(),
                before.receivedAt(),
                before.leaders(),
                before.leadDepartment(),
                before.assistDepartments(),
                before.readers(),
                before.deadline(),
                reason);
    }

    static final class NotOfThisHouse extends Refusal {
        NotOfThisHouse(String what) {
            super(Kind.INVALID, "documents.not-of-this-house", what);
        }
    }

    static final class DeadlinePassed extends Refusal {
        DeadlinePassed(LocalDate deadline) {
            super(Kind.INVALID, "documents.deadline-passed", deadline);
        }
    }
}
