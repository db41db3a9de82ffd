package jinye.platform.forms;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jinye.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts what a step sent upon what was there: only fields the step may edit are taken; a changed field it may only read is
 * refused, a missing one is kept. Rows of a table are known by their number {@code #}, which we give and which stays.
 */
final class Merge {

    static final String ROW = "#";

    private final Form form;
    private final String step;
    private final int rowsMax;
    private final List<Refusal.Fault> faults;

    Merge(Form form, String step, int rowsMax, List<Refusal.Fault> faults) {
        this.form = form;
        this.step = step;
        this.rowsMax = rowsMax;
        this.faults = faults;
    }

    ObjectNode merge(ObjectNode before, ObjectNode after) {
        return object(form.within(""), "", before, after);
    }

    private ObjectNode object(List<FormField> fields, String pointer, JsonNode before, JsonNode after) {
        var merged = Texts.JSON.createObjectNode();
        var known = new HashSet<String>();
        for (var field : fields) {
            known.add(field.name());
            var kept = before.path(field.name());
            var sent = after.path(field.name());
            var at = pointer + "/" + Texts.escaped(field.name());
            var value = switch (field.kind()) {
                case GROUP -> group(field, at, kept, sent);
                case TABLE -> table(field, at, kept, sent);
                default -> value(field, at, kept, sent);
            };
            if (value != null && !Texts.empty(value)) {
                merged.set(field.name(), value);
            }
        }
        refuseStrangers(known, pointer, after);
        return merged;
    }

    private void refuseStrangers(Set<String> known, String pointer, JsonNode after) {
        after.propertyStream()
                .filter(sent -> !known.contains(sent.getKey()) && !Texts.empty(sent.getValue()))
                .limit(20)
                .forEach(sent -> faults.add(Refusal.Fault.at(
                        pointer + "/" + Texts.escaped(sent.getKey()), "forms.unknown-field", sent.getKey())));
    }

    private @Nullable JsonNode group(FormField field, String at, JsonNode kept, JsonNode sent) {
        if (!Texts.empty(sent) && !sent.isObject()) {
            faults.add(Refusal.Fault.at(at, "forms.wrong-type", field.title()));
            return kept;
        }
        return object(form.within(field.path()), at, kept, sent);
    }

    private @Nullable JsonNode value(FormField field, String at, JsonNode kept, JsonNode sent) {
        if (field.computed() != null) {
            return null;
        }
        var normal = normal(field, sent);
        if (form.access(step, field).editable()) {
            return normal;
        }
        if (!Texts.empty(normal) && !Texts.same(normal, kept)) {
            faults.add(Refusal.Fault.at(at, "forms.not-editable", field.title()));
        }
        return kept;
    }

    private JsonNode normal(FormField field, JsonNode sent) {
        if (field.kind() == FieldKind.MONEY && !Texts.empty(sent)) {
            var amount = Money.normal(sent);
            return amount == null ? sent : Texts.JSON.getNodeFactory().stringNode(amount);
        }
        return sent;
    }

    private @Nullable JsonNode table(FormField table, String at, JsonNode kept, JsonNode sent) {
        if (Texts.empty(sent)) {
            return form.access(step, table).editable() && sent.isArray() ? null : kept;
        }
        if (!sent.isArray()) {
            faults.add(Refusal.Fault.at(at, "forms.wrong-type", table.title()));
            return kept;
        }
        int rows = Math.min(rowsMax, table.schema().path("maxItems").asInt(rowsMax));
        if (sent.size() > rows) {
            faults.add(Refusal.Fault.at(at, "forms.too-many-rows", table.title(), sent.size(), rows));
            return kept;
        }
        var columns = form.within(table.path());
        return form.access(step, table).editable()
                ? openTable(table, columns, at, kept, sent)
                : closedTable(table, columns, at, kept, sent);
    }

    /** Rows come and go; a column the step may not edit keeps what its row had. */
    private JsonNode openTable(FormField table, List<FormField> columns, String at, JsonNode kept, JsonNode sent) {
        var before = byNumber(kept);
        long last = before.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
        var rows = Texts.JSON.createArrayNode();
        var taken = new HashSet<Long>();
        for (int n = 0; n < sent.size(); n++) {
            var row = sent.path(n);
            if (!row.isObject()) {
                faults.add(Refusal.Fault.at(at + "/" + n, "forms.wrong-type", table.title()));
                continue;
            }
            var number = row.path(ROW).asLong(0);
            var old = before.get(number);
            if (old == null || !taken.add(number)) {
                old = Texts.JSON.createObjectNode();
                number = ++last;
            }
            rows.add(row(columns, at + "/" + n, number, old, row));
        }
        return rows;
    }

    /** The rows are those of before, in their order; single columns may be edited. */
    private JsonNode closedTable(FormField table, List<FormField> columns, String at, JsonNode kept, JsonNode sent) {
        var filled = new HashMap<Long, Integer>();
        for (int n = 0; n < sent.size(); n++) {
            filled.putIfAbsent(sent.path(n).path(ROW).asLong(0), n);
        }
        if (!byNumber(kept).keySet().containsAll(filled.keySet()) || filled.size() < sent.size()) {
            faults.add(Refusal.Fault.at(at, "forms.rows-fixed", table.title()));
            return kept;
        }
        var rows = Texts.JSON.createArrayNode();
        for (var old : kept) {
            var number = old.path(ROW).asLong(0);
            var n = filled.get(number);
            rows.add(n == null ? old : row(columns, at + "/" + n, number, old, sent.path(n)));
        }
        return rows;
    }

    private ObjectNode row(List<FormField> columns, String at, long number, JsonNode before, JsonNode sent) {
        var plain = sent.deepCopy();
        ((ObjectNode) plain).remove(ROW);
        var row = Texts.JSON.createObjectNode().put(ROW, number);
        row.setAll(object(columns, at, before, plain));
        return row;
    }

    private static Map<Long, JsonNode> byNumber(JsonNode rows) {
        var found = new HashMap<Long, JsonNode>();
        for (var row : rows) {
            found.put(row.path(ROW).asLong(0), row);
        }
        return found;
    }
}
