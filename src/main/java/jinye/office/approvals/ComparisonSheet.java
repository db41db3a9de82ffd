package jinye.office.approvals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jinye.kernel.Actor;
import jinye.office.approvals.kinds.ApprovalKinds;
import jinye.office.approvals.kinds.Kind;
import jinye.office.approvals.kinds.KindSettings.PartSettings;
import jinye.platform.forms.Access;
import jinye.platform.forms.FieldKind;
import jinye.platform.forms.Form;
import jinye.platform.forms.FormField;
import jinye.platform.forms.Forms;
import jinye.platform.workflow.Matters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 会审比对表: the answers of all departments beside each other, contradictions marked. */
@Component
class ComparisonSheet {

    /** No process has such a node: rights that the form gives to nobody in particular. */
    private static final String READER = "";

    private final PartStore store;
    private final Parts parts;
    private final ApprovalKinds kinds;
    private final StepForms stepForms;
    private final Forms forms;
    private final Matters matters;

    ComparisonSheet(
            PartStore store, Parts parts, ApprovalKinds kinds, StepForms stepForms, Forms forms, Matters matters) {
        this.store = store;
        this.parts = parts;
        this.kinds = kinds;
        this.stepForms = stepForms;
        this.forms = forms;
        this.matters = matters;
    }

    /** One department's answer with the form as somebody may see it. */
    private record Answer(Part part, Form form, String step) {

        boolean shows(String field) {
            var known = form.field(field);
            return known != null && form.access(step, known) != Access.HIDDEN;
        }
    }

    /** As far as the reader's steps may see what the departments filled in; null unless the kind asks any. */
    RequestView.@Nullable PartsView seen(Actor actor, Request request, Kind kind) {
        return kind.partForm() == null
                ? null
                : of(
                        request,
                        kind,
                        store.of(request.id).stream()
                                .map(part -> seen(actor, part, request.kind))
                                .toList());
    }

    /** Everything, for the archives. */
    RequestView.@Nullable PartsView whole(Request request, Kind kind) {
        return kind.partForm() == null
                ? null
                : of(
                        request,
                        kind,
                        store.of(request.id).stream()
                                .map(part ->
                                        new Answer(part, form(kinds.version(request.kind, part.kindVersion)), READER))
                                .toList());
    }

    /** Whether there is something in the answers that the reader's steps may not see. */
    boolean keepsBack(Actor actor, Request request) {
        return store.of(request.id).stream()
                .map(part -> seen(actor, part, request.kind))
                .anyMatch(answer -> answer.form().fields().stream().anyMatch(field -> !answer.shows(field.path())));
    }

    private Answer seen(Actor actor, Part part, String name) {
        var kind = kinds.version(name, part.kindVersion);
        if (kind.partSecrets().isEmpty()) {
            return new Answer(part, form(kind), READER);
        }
        var step = part.state == Part.State.ASKED
                ? matters.openNodes(actor, kind.partMatter(), part.id).stream()
                        .findFirst()
                        .orElse(READER)
                : READER;
        return new Answer(part, stepForms.ofPart(actor, kind, part, step), step);
    }

    private static Form form(Kind kind) {
        return Objects.requireNonNull(kind.partForm());
    }

    private RequestView.PartsView of(Request request, Kind kind, List<Answer> all) {
        var settings = Objects.requireNonNull(kind.settings().part());
        var columns = form(kind).fields().stream()
                .filter(field -> isColumn(field, settings))
                .filter(field -> all.isEmpty() || all.stream().anyMatch(answer -> answer.shows(field.path())))
                .map(field -> new RequestView.PartColumn(
                        field.path(),
                        field.title(),
                        field.kind() == FieldKind.MONEY
                                || field.kind() == FieldKind.NUMBER
                                || field.kind() == FieldKind.INTEGER))
                .toList();
        var rows = all.stream()
                .filter(answer -> answer.part().state.stands())
                .map(answer -> row(answer, all, columns, settings))
                .toList();
        var answered = all.stream()
                .filter(answer -> answer.part().state == Part.State.ANSWERED)
                .toList();
        int agree = (int) rows.stream().filter(RequestView.PartRow::agrees).count();
        var conflicts = parts
                .conflicts(
                        request, settings, answered.stream().map(Answer::part).toList())
                .stream()
                .filter(conflict -> answered.stream().allMatch(answer -> answer.shows(conflict.field())))
                .toList();
        return new RequestView.PartsView(
                settings.title(), columns, rows, conflicts, agree, answered.size() - agree, (int)
                        answered.stream().filter(answer -> answer.part().silent).count());
    }

    private static boolean isColumn(FormField field, PartSettings settings) {
        return field.table() == null
                && field.path().equals(field.name())
                && field.kind() != FieldKind.GROUP
                && field.kind() != FieldKind.FILE
                && !field.name().equals(settings.conclusion());
    }

    private RequestView.PartRow row(
            Answer answer, List<Answer> all, List<RequestView.PartColumn> columns, PartSettings settings) {
        var part = answer.part();
        var earlier = all.stream()
                .filter(other ->
                        other.part().state == Part.State.REPLACED && other.part().department == part.department)
                .map(other -> new RequestView.EarlierPart(
                        other.part().round,
                        other.part().conclusionLabel,
                        words(other, columns),
                        other.part().answeredAt,
                        other.part().askedAgain))
                .toList();
        boolean answered = part.state == Part.State.ANSWERED;
        return new RequestView.PartRow(
                part.id,
                part.departmentName,
                part.round,
                part.state.name(),
                part.state.term(),
                part.question,
                part.conclusion,
                part.conclusionLabel,
                answered && settings.agree().contains(String.valueOf(part.conclusion)),
                part.silent,
                answered ? words(answer, columns) : Map.of(),
                part.askedAt,
                part.answeredAt,
                part.answeredByName,
                earlier);
    }

    private Map<String, String> words(Answer answer, List<RequestView.PartColumn> columns) {
        var words = new LinkedHashMap<String, String>();
        for (var column : columns) {
            var field = answer.form().field(column.field());
            if (field != null && answer.shows(column.field())) {
                words.put(column.field(), forms.words(field, answer.part().data.path(field.name())));
            }
        }
        return words;
    }
}
