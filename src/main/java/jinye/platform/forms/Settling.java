package jinye.platform.forms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lets rules and computed fields come to rest: what is hidden loses its value, what is disabled keeps the value it had, what is
 * computed is computed; again, while that changes what is hidden. The browser does the same in {@code settle.ts}.
 */
final class Settling {

    /** Rules that contradict each other would go on for ever. */
    private static final int ROUNDS = 8;

    private final Form form;

    Settling(Form form) {
        this.form = form;
    }

    /** @return what the rules say in the end */
    Layout.State settle(ObjectNode data, ObjectNode before) {
        var state = form.plan.state(data);
        for (int round = 0; round < ROUNDS; round++) {
            apply(state, data, before);
            compute(state, data);
            var next = form.plan.state(data);
            if (next.equals(state)) {
                break;
            }
            state = next;
        }
        return state;
    }

    private void apply(Layout.State state, ObjectNode data, ObjectNode before) {
        for (var path : state.hidden()) {
            set(data, path, null);
        }
        for (var path : state.disabled()) {
            var field = form.fields.get(path);
            if (field != null && field.computed() == null) {
                set(data, path, Condition.at(before, path));
            }
        }
    }

    private void set(ObjectNode data, String path, @Nullable JsonNode value) {
        int slash = path.lastIndexOf('/');
        var around = slash < 0 ? data : Condition.at(data, path.substring(0, slash));
        if (around instanceof ObjectNode object) {
            if (value == null || Texts.empty(value)) {
                object.remove(path.substring(slash + 1));
            } else {
                object.set(path.substring(slash + 1), value);
            }
        }
    }

    private void compute(Layout.State state, ObjectNode data) {
        var fields = form.inOrder();
        if (fields.isEmpty()) {
            return;
        }
        var seen = seen(form.within(""), data);
        for (var field : fields) {
            var formula =
                    Objects.requireNonNull(form.formulas.get(field.path())).ready();
            if (field.table() != null) {
                if (state.hidden().contains(field.table())) {
                    continue;
                }
                var rows = Condition.at(data, field.table());
                var seenRows = list(at(seen, field.table()));
                for (int n = 0; n < rows.size(); n++) {
                    put(
                            field,
                            (ObjectNode) rows.path(n),
                            map(seenRows.get(n)),
                            formula.evaluate(seenRows.get(n), seen));
                }
            } else if (!hidden(state, field.path())) {
                var around = field.parent().isEmpty() ? data : group(data, field.parent());
                var seenAround = field.parent().isEmpty() ? seen : map(at(seen, field.parent()));
                put(field, around, seenAround, formula.evaluate(seenAround, seen));
            }
        }
    }

    private static boolean hidden(Layout.State state, String path) {
        return state.hidden().contains(path);
    }

    private ObjectNode group(ObjectNode data, String path) {
        var at = data;
        for (var name : path.split("/")) {
            at = at.path(name) instanceof ObjectNode inner ? inner : at.putObject(name);
        }
        return at;
    }

    private static void put(FormField field, ObjectNode data, Map<String, Object> seen, @Nullable Object value) {
        var typed = Reckoned.typed(field, value);
        if (typed == null) {
            data.remove(field.name());
            seen.remove(field.name());
        } else {
            data.set(field.name(), typed);
            seen.put(field.name(), Reckoned.seen(field, typed));
        }
    }

    /** The data as expressions see it: amounts are numbers. */
    private Map<String, Object> seen(List<FormField> fields, JsonNode data) {
        var seen = new LinkedHashMap<String, Object>();
        for (var field : fields) {
            var value = data.path(field.name());
            if (field.kind() == FieldKind.GROUP) {
                seen.put(field.name(), seen(form.within(field.path()), value));
            } else if (field.kind() == FieldKind.TABLE) {
                var columns = form.within(field.path());
                var rows = new ArrayList<Object>();
                for (var row : value) {
                    rows.add(seen(columns, row));
                }
                seen.put(field.name(), rows);
            } else if (!Texts.empty(value)) {
                seen.put(field.name(), Reckoned.seen(field, value));
            }
        }
        return seen;
    }

    private static Object at(Map<String, Object> seen, String path) {
        Object at = seen;
        for (var name : path.split("/")) {
            at = Objects.requireNonNull(map(at).get(name));
        }
        return at;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object object) {
        return (Map<String, Object>) object;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object object) {
        return (List<Object>) object;
    }
}
