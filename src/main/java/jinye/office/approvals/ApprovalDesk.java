package jinye.office.approvals;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.office.approvals.kinds.ApprovalKinds;
import jinye.office.approvals.kinds.Facts;
import jinye.office.approvals.kinds.Kind;
import jinye.platform.clocks.Clocks;
import jinye.platform.directory.Department;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Person;
import jinye.platform.forms.Form;
import jinye.platform.forms.Forms;
import jinye.platform.numbering.Numbering;
import jinye.platform.workflow.MatterDesk;
import jinye.platform.workflow.MatterPart;
import jinye.platform.workflow.MatterState;
import jinye.platform.workflow.StepDecided;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers for the matters of all kinds, those that people design included. No kind is named here. */
@Component
class ApprovalDesk implements MatterDesk {

    /** The word by which the lead of a parallel approval sends a matter back to be asked again. */
    static final String ASK_AGAIN = "ask-again";

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String DEPARTMENT = "department-";

    private final RequestStore store;
    private final PartStore parts;
    private final Parts asking;
    private final RequestGrants grants;
    private final RequestFacts facts;
    private final FormMoves moves;
    private final ApprovalKinds kinds;
    private final Forms forms;
    private final StepForms stepForms;
    private final Numbering numbering;
    private final Directory directory;
    private final Clocks clocks;
    private final JsonMapper json;
    private final Clock clock;

    ApprovalDesk(
            RequestStore store,
            PartStore parts,
            Parts asking,
            RequestGrants grants,
            RequestFacts facts,
            FormMoves moves,
            ApprovalKinds kinds,
            Forms forms,
            StepForms stepForms,
            Numbering numbering,
            Directory directory,
            Clocks clocks,
            JsonMapper json,
            Clock clock) {
        this.store = store;
        this.parts = parts;
        this.asking = asking;
        this.grants = grants;
        this.facts = facts;
        this.moves = moves;
        this.kinds = kinds;
        this.forms = forms;
        this.stepForms = stepForms;
        this.numbering = numbering;
        this.directory = directory;
        this.clocks = clocks;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "approvals";
    }

    @Override
    public boolean readable(Actor actor, long record) {
        return grants.readable(actor, record)
                || parts.find(record)
                        .filter(part -> grants.readable(actor, part.request))
                        .isPresent();
    }

    @Override
    public Map<String, Object> facts(long record) {
        var request = store.find(record);
        if (request.isPresent()) {
            return facts.of(request.get()).facts();
        }
        var part = parts.find(record).orElseThrow(RequestStore.NoSuchRequest::new);
        var asking = store.get(part.request);
        var known = new HashMap<>(facts.of(asking).facts());
        var form = kinds.version(asking.kind, part.kindVersion).partForm();
        if (form != null) {
            known.putAll(Facts.of(form, part.data));
        }
        return known;
    }

    @Override
    public void beforeSend(Actor actor, MatterState matter, String node, String decision) {
        if (decision.equals(StepDecided.RETURN)) {
            return;
        }
        if (matter.kind().endsWith("-part")) {
            var part = parts.lock(matter.record());
            var request = store.get(part.request);
            var kind = kinds.version(request.kind, part.kindVersion);
            if (kind.partForm() != null) {
                var allowed = stepForms.ofPart(actor, kind, part, node);
                forms.check(actor, allowed, node, part.data, part.data, Form.Purpose.SEND)
                        .accepted();
            }
            return;
        }
        var request = store.lock(matter.record());
        var kind = kinds.version(request.kind, request.kindVersion);
        // who asks once more need not have summed up yet
        var purpose = decision.equals(ASK_AGAIN) ? Form.Purpose.SAVE : Form.Purpose.SEND;
        var form = stepForms.of(actor, kind, request.id, node);
        forms.check(actor, form, node, request.data, request.data, purpose).accepted();
        var known = facts.of(request);
        if (decision.equals(ASK_AGAIN) && known.facts().get("asked") instanceof List<?> asked && asked.isEmpty()) {
            throw new NobodyToAsk();
        }
        number(actor, request, kind);
        var rule = kind.settings().clock();
        if (request.state == RequestState.DRAFT && rule != null) {
            clocks.start(Requests.record(request.id), rule, clock.instant(), List.of());
        }
        request.send(clock.instant());
        request.verdicts = json.writeValueAsString(known.verdicts());
        store.progress(request);
    }

    @Override
    public String migrated(Actor actor, MatterState matter, int version) {
        return matter.kind().endsWith("-part")
                ? moves.part(actor, matter.record(), version)
                : moves.request(actor, matter.record(), version);
    }

    private void number(Actor actor, Request request, Kind kind) {
        var series = kind.settings().number();
        if (series == null || request.number != null) {
            return;
        }
        numbering.openRegister(request.origin.unit(), series.series(), series.name());
        int year = LocalDate.ofInstant(clock.instant(), ZONE).getYear();
        request.number = numbering
                .take(actor, request.origin.unit(), series.series(), year, Requests.record(request.id))
                .text();
    }

    /** A department that is asked has a sheet of its own; other sub-matters are about the request itself. */
    @Override
    public long recordOfPart(Actor actor, MatterState parent, MatterPart part) {
        var department = part.department();
        return department == null
                ? parent.record()
                : asking.ask(
                        store.lock(parent.record()),
                        department,
                        directory.department(department).name());
    }

    /** What is filed stays as it is; a department that has answered is asked again by the lead instead. */
    @Override
    public List<String> reopenable(long record, List<String> nodes) {
        var request = store.find(record);
        if (request.isPresent()) {
            return request.get().filedAt == null ? nodes : List.of();
        }
        return parts.find(record)
                .filter(part -> part.state != Part.State.ANSWERED && part.state != Part.State.REPLACED)
                .map(part -> nodes)
                .orElse(List.of());
    }

    /** {@code desk:department-CWC}: the head of that department of the applicant's unit, of its office where it has none. */
    @Override
    public List<Long> handlers(String name, MatterState matter) {
        if (!name.startsWith(DEPARTMENT)) {
            return List.of();
        }
        var code = name.substring(DEPARTMENT.length());
        var own = directory.departmentsOf(matter.initiatorUnit());
        return own.stream()
                .filter(department -> department.code().equals(code))
                .findFirst()
                .or(() -> own.stream().filter(Department::isOffice).findFirst())
                .map(Department::id)
                .flatMap(directory::headOf)
                .map(Person::id)
                .map(List::of)
                .or(() -> Optional.of(List.of()))
                .orElseThrow();
    }

    /** The lead wanted to ask again but named no department. */
    static final class NobodyToAsk extends Refusal {
        NobodyToAsk() {
            super(Kind.CONFLICT, "approvals.nobody-to-ask");
        }
    }
}
