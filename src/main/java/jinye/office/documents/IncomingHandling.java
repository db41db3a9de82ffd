package jinye.office.documents;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.office.documents.elements.DraftContent;
import jinye.office.documents.elements.Kind;
import jinye.office.documents.numbers.HandledTime;
import jinye.office.documents.relations.Links;
import jinye.office.documents.relations.ReplyPeriods;
import jinye.office.documents.text.Fields;
import jinye.office.documents.text.PlainText;
import jinye.office.documents.text.UnknownWord;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Person;
import jinye.platform.workflow.Matters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Proposing how an incoming document is handled, and the ends of 收文 and 签报. */
@Service
@Transactional
class IncomingHandling {

    /** To be read, or to be acted on (阅件, 办件). */
    static final Set<String> HANDLINGS = Set.of("READ", "ACT");

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
    private final Directory directory;
    private final Matters matters;
    private final Links links;
    private final ReplyPeriods periods;
    private final HandledTime handled;

    IncomingHandling(
            DocumentStore store,
            DocumentRecords records,
            DocumentGrants grants,
            Directory directory,
            Matters matters,
            Links links,
            ReplyPeriods periods,
            HandledTime handled) {
        this.store = store;
        this.records = records;
        this.grants = grants;
        this.directory = directory;
        this.matters = matters;
        this.links = links;
        this.periods = periods;
        this.handled = handled;
    }

    static String oneOf(String field, String word, Set<String> words) {
        if (!words.contains(word)) {
            throw new UnknownWord(field, word);
        }
        return word;
    }

    /** 拟办. */
    void propose(Actor actor, long id, ProposeHandling command) {
        var document = incoming(actor, id, DocumentState.S40, "拟办", "propose");
        var before = document.requireIncoming();
        var handling =
                command.handling() == null ? before.handling() : oneOf("handling", command.handling(), HANDLINGS);
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
        document.incoming = new Incoming(
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

    /** 办结 with its result, which is mandatory. A 请示 is answered by a 批复 first, or the result says why there is none. */
    void close(Actor actor, long id, @Nullable String result, boolean withoutAnswer) {
        var document = incoming(actor, id, DocumentState.S90, "办结", "close");
        document.result = PlainText.required("result", result, 1000);
        if (document.elements.kind().equals(Kind.REQUEST)
                && periods.owed(id)
                && links.answersTo(id).isEmpty()) {
            if (!withoutAnswer) {
                throw new DocumentReplies.Unanswered();
            }
            periods.waive(id, document.result);
        }
        records.save(actor, document, "close", Map.of("result", document.result));
        handled.keep(id, document.requireIncoming().receivedAt(), records.now());
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

    static Incoming rejected(Incoming before, String reason) {
        return new Incoming(
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
