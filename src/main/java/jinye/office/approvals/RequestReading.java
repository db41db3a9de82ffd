package jinye.office.approvals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.office.approvals.kinds.ApprovalKinds;
import jinye.office.approvals.kinds.Kind;
import jinye.platform.clocks.Clocks;
import jinye.platform.forms.Access;
import jinye.platform.forms.Form;
import jinye.platform.forms.Forms;
import jinye.platform.rules.DecisionTable;
import jinye.platform.rules.Verdict;
import jinye.platform.workflow.Matters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Requests as their readers see them. */
@Service
@Transactional(readOnly = true)
class RequestReading {

    private static final TypeReference<List<Verdict>> VERDICTS = new TypeReference<>() {};
    /** No process has such a node: rights that the form gives to nobody in particular. */
    private static final String READER = "";

    private final RequestStore store;
    private final PartStore partStore;
    private final ComparisonSheet comparison;
    private final RequestGrants grants;
    private final RequestFacts facts;
    private final FormMoves moves;
    private final ApprovalKinds kinds;
    private final Forms forms;
    private final StepForms stepForms;
    private final Matters matters;
    private final Clocks clocks;
    private final JsonMapper json;

    RequestReading(
            RequestStore store,
            PartStore partStore,
            ComparisonSheet comparison,
            RequestGrants grants,
            RequestFacts facts,
            FormMoves moves,
            ApprovalKinds kinds,
            Forms forms,
            StepForms stepForms,
            Matters matters,
            Clocks clocks,
            JsonMapper json) {
        this.store = store;
        this.partStore = partStore;
        this.comparison = comparison;
        this.grants = grants;
        this.facts = facts;
        this.moves = moves;
        this.kinds = kinds;
        this.forms = forms;
        this.stepForms = stepForms;
        this.matters = matters;
        this.clocks = clocks;
        this.json = json;
    }

    Request readable(Actor actor, long id) {
        grants.requireReadable(actor, id);
        return store.get(id);
    }

    RequestView view(Actor actor, long id) {
        var request = readable(actor, id);
        var kind = kinds.version(request.kind, request.kindVersion);
        return view(actor, request, kind, true);
    }

    /** @param toHandle whether the reader may act here; what their step hides stays hidden anyway */
    private RequestView view(Actor actor, Request request, Kind kind, boolean toHandle) {
        var inHand = request.state.isOver() ? null : firstNode(actor, kind.matter(), request.id);
        var step = inHand == null ? READER : inHand;
        var form = stepForms.of(actor, kind, request.id, step);
        var node = toHandle ? inHand : null;
        return new RequestView(
                request.id,
                request.version,
                request.kind,
                kind.settings().title(),
                request.kindVersion,
                request.title,
                request.number,
                request.urgency.name(),
                request.state.name(),
                request.state.term(),
                request.origin.applicantName(),
                request.origin.departmentName(),
                request.origin.unitName(),
                request.origin.createdAt(),
                request.sentAt,
                request.endedAt,
                request.archiveNumber,
                form.schema().toString(),
                form.layout().toString(),
                form.show(step, request.data).toString(),
                node,
                step,
                acts(actor, request, kind, node),
                seen(verdicts(request), kind, form, step),
                comparison.seen(actor, request, kind),
                clock(request.id),
                moves.contents(
                        request.id,
                        request.kind,
                        request.kindVersion,
                        before -> stepForms.of(actor, before, request.id, step),
                        step));
    }

    private RequestView.@Nullable RequestClock clock(long request) {
        return clocks.of(Requests.record(request)).stream()
                .findFirst()
                .map(kept -> new RequestView.RequestClock(
                        kept.due(), kept.provisional(), kept.light(), kept.explanation(), kept.stoppedAt() != null))
                .orElse(null);
    }

    private @Nullable String firstNode(Actor actor, String matter, long record) {
        return matters.openNodes(actor, matter, record).stream().findFirst().orElse(null);
    }

    private List<String> acts(Actor actor, Request request, Kind kind, @Nullable String node) {
        var acts = new ArrayList<String>();
        if (!request.state.isOver() && request.origin.applicant() == actor.person()) {
            acts.add("void");
        }
        var part = kind.settings().part();
        if (part != null && part.summary().equals(node)) {
            acts.add("ask-again");
        }
        boolean over = request.state == RequestState.APPROVED || request.state == RequestState.REFUSED;
        if (over
                && request.filedAt == null
                && actor.may("archives.file")
                && actor.unit() == request.origin.unit()
                && kind.settings().archive() != null) {
            acts.add("file");
        }
        return acts;
    }

    /** While it is under way what the tables say now, afterwards what they said at the end. */
    List<Verdict> verdicts(Request request) {
        return request.state.isOver()
                ? json.readValue(request.verdicts, VERDICTS)
                : facts.of(request).verdicts();
    }

    /** A reason tells what a field holds: tables that look at a hidden one keep silent. */
    private static List<Verdict> seen(List<Verdict> verdicts, Kind kind, Form form, String step) {
        var telling = kind.tables().values().stream()
                .filter(table -> table.inputs().stream()
                        .map(input -> form.field(input.name()))
                        .anyMatch(field -> field != null && form.access(step, field) == Access.HIDDEN))
                .map(DecisionTable::name)
                .collect(Collectors.toSet());
        return verdicts.stream()
                .filter(verdict -> !telling.contains(verdict.table()))
                .toList();
    }

    /** Ids of the files that the reader may open: those of fields their step sees, and those of the departments' answers. */
    Set<Long> files(Actor actor, long id) {
        var request = readable(actor, id);
        var kind = kinds.version(request.kind, request.kindVersion);
        var view = view(actor, request, kind, false);
        var found = new HashSet<>(forms.files(kind.form(), Forms.data(view.data())));
        found.addAll(moves.files(
                request, kind, before -> stepForms.of(actor, before, request.id, view.step()), view.step()));
        for (var part : partStore.of(id)) {
            var asked = kinds.version(request.kind, part.kindVersion);
            if (asked.partForm() != null) {
                found.addAll(forms.files(asked.partForm(), shown(actor, part, asked)));
            }
        }
        return found;
    }

    PartView part(Actor actor, long id) {
        var part = partStore.find(id).orElseThrow(RequestStore.NoSuchRequest::new);
        var request = readable(actor, part.request);
        var kind = kinds.version(request.kind, part.kindVersion);
        var node = partNode(actor, part, kind);
        var step = node == null ? READER : node;
        var allowed = stepForms.ofPart(actor, kind, part, step);
        return new PartView(
                id,
                part.version,
                part.departmentName,
                part.round,
                part.question,
                part.state.name(),
                part.state.term(),
                part.silent,
                java.util.Objects.requireNonNull(kind.settings().part()).title(),
                allowed.schema().toString(),
                allowed.layout().toString(),
                allowed.show(step, part.data).toString(),
                node,
                step,
                moves.contents(
                        id,
                        request.kind,
                        part.kindVersion,
                        before -> stepForms.ofPart(actor, before, part, step),
                        step),
                view(actor, request, kinds.version(request.kind, request.kindVersion), false));
    }

    private @Nullable String partNode(Actor actor, Part part, Kind kind) {
        return part.state == Part.State.ASKED ? firstNode(actor, kind.partMatter(), part.id) : null;
    }

    private ObjectNode shown(Actor actor, Part part, Kind kind) {
        var node = partNode(actor, part, kind);
        var step = node == null ? READER : node;
        return stepForms.ofPart(actor, kind, part, step).show(step, part.data);
    }

    /** The printed sheet holds everything, so it is for those who see everything. */
    long sheet(Actor actor, long id) {
        var request = readable(actor, id);
        if (request.sheet == null) {
            throw new RequestStore.NoSuchRequest();
        }
        var kind = kinds.version(request.kind, request.kindVersion);
        var inHand = firstNode(actor, kind.matter(), id);
        var step = inHand == null ? READER : inHand;
        var form = stepForms.of(actor, kind, id, step);
        if (form.fields().stream()
                        .anyMatch(field ->
                                kind.secrets().contains(field.path()) && form.access(step, field) == Access.HIDDEN)
                || comparison.keepsBack(actor, request)) {
            throw new SheetKeepsBack();
        }
        return request.sheet;
    }

    static final class SheetKeepsBack extends Refusal {
        SheetKeepsBack() {
            super(Kind.FORBIDDEN, "approvals.sheet-keeps-back");
        }
    }
}
