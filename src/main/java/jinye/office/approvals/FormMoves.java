package jinye.office.approvals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import jinye.kernel.Actor;
import jinye.office.approvals.kinds.ApprovalKinds;
import jinye.office.approvals.kinds.Kind;
import jinye.platform.forms.Access;
import jinye.platform.forms.FieldKind;
import jinye.platform.forms.Form;
import jinye.platform.forms.FormField;
import jinye.platform.forms.Forms;
import jinye.platform.journal.Journal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A matter that is migrated to another version of its process takes the form that belongs to that process with it: steps and
 * form of a kind are made for each other. Values whose field is still there go along; all others stay readable beside the form.
 */
@Component
class FormMoves {

    private final RequestStore store;
    private final PartStore parts;
    private final EarlierForms earlier;
    private final IndicatorStore indicators;
    private final ApprovalKinds kinds;
    private final Forms forms;
    private final Journal journal;
    private final ApplicationEventPublisher events;

    FormMoves(
            RequestStore store,
            PartStore parts,
            EarlierForms earlier,
            IndicatorStore indicators,
            ApprovalKinds kinds,
            Forms forms,
            Journal journal,
            ApplicationEventPublisher events) {
        this.store = store;
        this.parts = parts;
        this.earlier = earlier;
        this.indicators = indicators;
        this.kinds = kinds;
        this.forms = forms;
        this.journal = journal;
        this.events = events;
    }

    /** @return what the trail says about it, empty when the form stays */
    String request(Actor actor, long id, int process) {
        var request = store.lock(id);
        int target = target(id, request.kind, request.kindVersion, process, false);
        if (target == request.kindVersion) {
            return "";
        }
        var before = kinds.version(request.kind, request.kindVersion).form();
        var kind = kinds.version(request.kind, target);
        var after = kind.form();
        var carried = moved(id, request.kindVersion, target, before, after, request.data);
        request.kindVersion = target;
        request.data = carried.data();
        store.reform(request);
        indicators.replace(id, null, kind.shown(forms.indicators(after, request.data)));
        events.publishEvent(new RequestChanged(id));
        return told(actor, request.id, target, before, carried.left());
    }

    String part(Actor actor, long id, int process) {
        var part = parts.lock(id);
        var request = store.get(part.request);
        int target = target(id, request.kind, part.kindVersion, process, true);
        if (target == part.kindVersion) {
            return "";
        }
        var before = partForm(request.kind, part.kindVersion);
        var after = partForm(request.kind, target);
        var carried = moved(id, part.kindVersion, target, before, after, part.data);
        part.kindVersion = target;
        part.data = carried.data();
        parts.reform(part);
        return told(actor, request.id, target, before, carried.left());
    }

    Form partForm(String kind, int version) {
        return Objects.requireNonNull(kinds.version(kind, version).partForm());
    }

    /** The version it had before when it goes back there, otherwise the newest with the process. */
    private int target(long record, String kind, int now, int process, boolean part) {
        var fitting = kinds.versionsWith(kind, process, part);
        if (fitting.isEmpty() || fitting.contains(now)) {
            return now;
        }
        return earlier.of(record).stream()
                .map(EarlierForms.EarlierForm::kindVersion)
                .filter(fitting::contains)
                .findFirst()
                .orElseGet(fitting::getFirst);
    }

    private Forms.Carried moved(long record, int from, int to, Form before, Form after, ObjectNode data) {
        var carried = forms.carry(before, after, data);
        earlier.of(record).stream()
                .filter(one -> one.kindVersion() == to)
                .findFirst()
                .ifPresent(one -> giveBack(one, carried.data()));
        earlier.keep(record, from, data, carried.left());
        return new Forms.Carried(forms.carry(after, after, carried.data()).data(), carried.left());
    }

    /** What was put aside when the record left this form comes back into it. */
    private static void giveBack(EarlierForms.EarlierForm one, ObjectNode data) {
        for (var path : one.left()) {
            giveBack(path, one.data(), data);
        }
    }

    /** Rows of a table are known by the number {@code #} that they keep. */
    private static void giveBack(String path, JsonNode kept, JsonNode data) {
        var name = path.split("/", 2)[0];
        if (!(data instanceof ObjectNode into) || !kept.has(name)) {
            return;
        }
        if (!into.has(name)) {
            into.set(name, kept.path(name).deepCopy());
        } else if (path.contains("/")) {
            var inside = path.substring(name.length() + 1);
            if (kept.path(name).isArray()) {
                for (var row : into.path(name)) {
                    kept.path(name)
                            .valueStream()
                            .filter(old ->
                                    old.path("#").asLong(0) == row.path("#").asLong(-1))
                            .forEach(old -> giveBack(inside, old, row));
                }
            } else {
                giveBack(inside, kept.path(name), into.path(name));
            }
        }
    }

    private String told(Actor actor, long request, int version, Form before, List<String> left) {
        var titles = left.stream()
                .map(before::field)
                .filter(Objects::nonNull)
                .map(field -> field.title().isEmpty() ? field.path() : field.title())
                .collect(Collectors.joining("、"));
        var told = "表单随之改为第 " + version + " 版" + (titles.isEmpty() ? "" : "；新表单没有的内容另存，可在表单下方查看：" + titles);
        journal.record(
                actor,
                "approvals.move-form",
                Requests.record(request),
                java.util.Map.of("version", version, "left", titles));
        return told;
    }

    /**
     * What earlier forms held that the present one has no place for, as far as the reader's step may see it.
     *
     * @param seen the form of an earlier version with the rights of the reader
     */
    List<RequestView.EarlierContent> contents(
            long record, String kind, int present, Function<Kind, Form> seen, String step) {
        var contents = new ArrayList<RequestView.EarlierContent>();
        var shown = new HashSet<Integer>();
        for (var one : earlier.of(record)) {
            if (one.kindVersion() == present || !shown.add(one.kindVersion())) {
                continue;
            }
            var form = seen.apply(kinds.version(kind, one.kindVersion()));
            var values = one.left().stream()
                    .map(form::field)
                    .filter(Objects::nonNull)
                    .filter(field -> form.access(step, field) != Access.HIDDEN)
                    .map(field -> new RequestView.EarlierValue(field.title(), words(form, field, step, one.data())))
                    .filter(value -> !value.value().isEmpty())
                    .toList();
            if (!values.isEmpty()) {
                contents.add(new RequestView.EarlierContent(one.kindVersion(), one.replacedAt(), values));
            }
        }
        return contents;
    }

    /** Files that stand there, to be opened by whoever sees them. */
    Set<Long> files(Request request, Kind kind, Function<Kind, Form> seen, String step) {
        var found = new LinkedHashSet<Long>();
        for (var one : earlier.of(request.id)) {
            if (one.kindVersion() != kind.version()) {
                var form = seen.apply(kinds.version(request.kind, one.kindVersion()));
                found.addAll(forms.files(form, form.show(step, one.data())));
            }
        }
        return found;
    }

    private String words(Form form, FormField field, String step, ObjectNode data) {
        if (field.table() != null) {
            var rows = new ArrayList<String>();
            int number = 1;
            for (var row : at(data, field.table())) {
                var words = forms.words(field, row.path(field.name()));
                if (!words.isEmpty()) {
                    rows.add("第 " + number + " 行 " + words);
                }
                number++;
            }
            return String.join("；", rows);
        }
        var value = at(data, field.path());
        if (field.kind() != FieldKind.TABLE) {
            return forms.words(field, value);
        }
        return value.valueStream()
                .map(row -> form.fields().stream()
                        .filter(column ->
                                field.path().equals(column.table()) && form.access(step, column) != Access.HIDDEN)
                        .map(column -> forms.words(column, row.path(column.name())))
                        .filter(words -> !words.isEmpty())
                        .collect(Collectors.joining("，")))
                .collect(Collectors.joining("；"));
    }

    private static JsonNode at(JsonNode data, String path) {
        var value = data;
        for (var name : path.split("/")) {
            value = value.path(name);
        }
        return value;
    }
}
