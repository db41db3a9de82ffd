package jinye.office.approvals;

import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import jinye.kernel.Actor;
import jinye.kernel.Grant;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.kernel.SecrecyWords;
import jinye.kernel.Urgency;
import jinye.office.approvals.kinds.ApprovalKinds;
import jinye.office.approvals.kinds.Kind;
import jinye.office.approvals.kinds.KindSettings;
import jinye.platform.directory.Directory;
import jinye.platform.files.Files;
import jinye.platform.forms.Form;
import jinye.platform.forms.Forms;
import jinye.platform.journal.Journal;
import jinye.platform.workflow.Matters;
import jinye.platform.workflow.StartMatter;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** The front door of requests: beginning, filling in, asking again, making void. Sending is the matter's. */
@Service
@Transactional
public class Requests {

    /** The permission to begin requests. */
    static final String APPLY = "approvals.apply";

    private static final Pattern PLACE = Pattern.compile("\\{([\\p{L}_][\\p{L}\\p{N}_]*)}");
    private static final int TITLE_MAX = 200;

    /** @param version to be sent back with the next change */
    public record SavedRequest(long id, long version) {}

    private final RequestStore store;
    private final RequestGrants grants;
    private final PartStore parts;
    private final Parts asking;
    private final ApprovalKinds kinds;
    private final Forms forms;
    private final IndicatorStore indicators;
    private final Directory directory;
    private final Matters matters;
    private final StepForms stepForms;
    private final Files files;
    private final Journal journal;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Requests(
            RequestStore store,
            RequestGrants grants,
            PartStore parts,
            Parts asking,
            ApprovalKinds kinds,
            Forms forms,
            IndicatorStore indicators,
            Directory directory,
            Matters matters,
            StepForms stepForms,
            Files files,
            Journal journal,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.grants = grants;
        this.parts = parts;
        this.asking = asking;
        this.kinds = kinds;
        this.forms = forms;
        this.indicators = indicators;
        this.directory = directory;
        this.matters = matters;
        this.stepForms = stepForms;
        this.files = files;
        this.journal = journal;
        this.events = events;
        this.clock = clock;
    }

    static RecordId record(long request) {
        return new RecordId("approvals", request);
    }

    /** 发起: an empty form in the hands of the applicant. @param data what is known already, empty for nothing */
    public SavedRequest start(Actor actor, String name, ObjectNode data) {
        actor.require(APPLY);
        var kind = kinds.toStart(name);
        if (!mayStart(actor, kind.settings())) {
            throw new NotForYou(kind.settings().title());
        }
        var department = directory.department(actor.department());
        var request = Request.begin(
                store.nextId(),
                kind,
                actor,
                department.code(),
                kind.settings().title(),
                Forms.data("{}"),
                clock.instant());
        store.insert(request);
        grants.grant(request, Grant.person(actor.person()), "申请人");
        journal.record(
                actor,
                "approvals.start",
                record(request.id),
                Map.of("kind", kind.settings().title()));
        matters.start(
                actor,
                new StartMatter(kind.matter(), request.id, kind.settings().title(), "", Urgency.PLAIN, Map.of()));
        events.publishEvent(new RequestChanged(request.id));
        if (data.isEmpty()) {
            return new SavedRequest(request.id, request.version);
        }
        return save(actor, request.id, request.version, data);
    }

    /** Who may start a kind; empty lists allow everybody. */
    boolean mayStart(Actor actor, KindSettings settings) {
        var start = settings.start();
        boolean role = start.roles().isEmpty()
                || start.roles().stream().anyMatch(word -> actor.tokens().contains(Grant.role(word, actor.unit())));
        boolean level = start.levels().isEmpty()
                || start.levels().contains(directory.unit(actor.unit()).level().name());
        boolean department = start.departments().isEmpty()
                || start.departments()
                        .contains(directory.department(actor.department()).code());
        return actor.may(APPLY) && role && level && department;
    }

    /** Keeps what somebody who has the request in hand filled in. */
    public SavedRequest save(Actor actor, long id, long seen, ObjectNode data) {
        grants.requireReadable(actor, id);
        var request = store.lock(id);
        var kind = kinds.version(request.kind, request.kindVersion);
        var node = node(actor, kind.matter(), id);
        if (request.version != seen) {
            throw new RequestStore.Stale();
        }
        var form = stepForms.of(actor, kind, id, node);
        var kept = forms.check(actor, form, node, request.data, data, Form.Purpose.SAVE)
                .accepted();
        SecrecyWords.refuseIn(kept.toString());
        files.hold(actor, forms.files(kind.form(), kept), record(id));
        request.fill(kept, heading(kind, request, kept));
        store.fill(request);
        indicators.replace(id, null, kind.shown(forms.indicators(kind.form(), kept)));
        matters.rename(kind.matter(), id, request.title, request.number == null ? "" : request.number, request.urgency);
        events.publishEvent(new RequestChanged(id));
        return new SavedRequest(id, request.version);
    }

    /** Keeps what a department that was asked filled in. */
    public SavedRequest saveAnswer(Actor actor, long id, long seen, ObjectNode data) {
        var part = parts.lock(id);
        var request = store.get(part.request);
        grants.requireReadable(actor, request.id);
        var kind = kinds.version(request.kind, part.kindVersion);
        var form = kind.partForm();
        var node = node(actor, kind.partMatter(), id);
        if (part.version != seen) {
            throw new RequestStore.Stale();
        }
        if (form == null || part.state != Part.State.ASKED) {
            throw new NotInHand();
        }
        var allowed = stepForms.ofPart(actor, kind, part, node);
        part.data = forms.check(actor, allowed, node, part.data, data, Form.Purpose.SAVE)
                .accepted();
        SecrecyWords.refuseIn(part.data.toString());
        files.hold(actor, forms.files(form, part.data), record(request.id));
        parts.update(part);
        return new SavedRequest(id, part.version);
    }

    /** The node at which the actor has the record in hand. */
    private String node(Actor actor, String matter, long record) {
        return matters.openNodes(actor, matter, record).stream().findFirst().orElseThrow(NotInHand::new);
    }

    /** 紧急程度, while it is the applicant's draft. */
    public void hurry(Actor actor, long id, Urgency urgency) {
        grants.requireReadable(actor, id);
        var request = store.lock(id);
        if (request.state != RequestState.DRAFT || request.origin.applicant() != actor.person()) {
            throw new NotInHand();
        }
        request.urgency = urgency;
        store.progress(request);
        matters.rename(request.matter(), id, request.title, "", urgency);
    }

    /** 重新征求: one department is asked once more, nobody else is troubled. */
    public void askAgain(Actor actor, long id, long partId, String question) {
        SecrecyWords.refuseIn(question);
        grants.requireReadable(actor, id);
        var request = store.lock(id);
        var kind = kinds.version(request.kind, request.kindVersion);
        var settings = kind.settings().part();
        if (settings == null || !matters.handles(actor, kind.matter(), id, settings.summary())) {
            throw new NotInHand();
        }
        var part = parts.lock(partId);
        if (part.request != id || part.state != Part.State.ANSWERED) {
            throw new RequestStore.NoSuchRequest();
        }
        asking.replace(part, question);
        journal.record(
                actor,
                "approvals.ask-again",
                record(id),
                Map.of("department", part.departmentName, "question", question));
        matters.send(actor, kind.matter(), id, settings.summary(), ApprovalDesk.ASK_AGAIN, question);
    }

    /** 作废: the applicant takes the request back for good, with a reason. */
    public void makeVoid(Actor actor, long id, String reason) {
        SecrecyWords.refuseIn(reason);
        grants.requireReadable(actor, id);
        var request = store.lock(id);
        if (request.origin.applicant() != actor.person()) {
            throw new NotInHand();
        }
        if (request.state.isOver()) {
            throw new Request.Over(request.title, request.state.term());
        }
        journal.record(actor, "approvals.void", record(id), Map.of("reason", reason));
        matters.terminate(actor, request.matter(), id, reason);
    }

    /** {@code {applicant}请假{days}天}, filled with what everybody may read who sees the title. */
    private String heading(Kind kind, Request request, ObjectNode data) {
        var words = new TreeMap<String, String>();
        words.put("applicant", request.origin.applicantName());
        words.put("department", request.origin.departmentName());
        words.put("unit", request.origin.unitName());
        for (var field : kind.form().fields()) {
            if (field.path().equals(field.name()) && !kind.secrets().contains(field.path())) {
                words.putIfAbsent(field.name(), forms.words(field, data.path(field.name())));
            }
        }
        var heading = PLACE.matcher(kind.settings().heading())
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(words.getOrDefault(found.group(1), "")))
                .replaceAll("\\s+", " ")
                .strip();
        return heading.isEmpty()
                ? kind.settings().title()
                : heading.length() > TITLE_MAX ? heading.substring(0, TITLE_MAX) : heading;
    }

    static final class NotForYou extends Refusal {
        NotForYou(String kind) {
            super(Kind.FORBIDDEN, "approvals.not-for-you", kind);
        }
    }

    static final class NotInHand extends Refusal {
        NotInHand() {
            super(Kind.CONFLICT, "approvals.not-in-hand");
        }
    }
}
