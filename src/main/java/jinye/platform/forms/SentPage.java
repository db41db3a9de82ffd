package jinye.platform.forms;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what a page without scripts sent: texts by the pointers of their fields. */
final class SentPage {

    private SentPage() {}

    /** What was sent by a page, put upon the data so far. A field that was not sent (no box ticked) is emptied. */
    static void take(
            Form form, String step, List<FormField> fields, Function<String, List<String>> sent, ObjectNode data) {
        for (var field : fields) {
            if (field.kind() == FieldKind.TABLE) {
                takeTable(form, step, field, sent, data);
            } else if (takes(form, step, field)) {
                var around = around(data, field);
                var value = read(field, sent.apply(DataCheck.pointer(field.path())));
                if (value == null) {
                    around.remove(field.name());
                } else {
                    around.set(field.name(), value);
                }
            }
        }
    }

    private static boolean takes(Form form, String step, FormField field) {
        return form.access(step, field).editable()
                && switch (field.kind()) {
                    case PERSON, DEPARTMENT, UNIT, FILE, TABLE, GROUP -> false;
                    case TEXT, INTEGER, NUMBER, MONEY, DATE, DATE_TIME, BOOLEAN, CHOICE, DICTIONARY -> true;
                };
    }

    private static void takeTable(
            Form form, String step, FormField table, Function<String, List<String>> sent, ObjectNode data) {
        if (!form.access(step, table).editable()) {
            return;
        }
        var columns = form.within(table.path()).stream()
                .filter(column -> takes(form, step, column))
                .toList();
        var rows = Texts.JSON.createArrayNode();
        var before = Condition.at(data, table.path());
        for (int n = 0; n < before.size() + 100; n++) {
            var row = Texts.JSON.createObjectNode();
            for (var column : columns) {
                var value = read(column, sent.apply(DataCheck.pointer(table.path()) + "/" + n + "/" + column.name()));
                if (value != null) {
                    row.set(column.name(), value);
                }
            }
            if (!row.isEmpty()) {
                rows.add(row);
            }
        }
        around(data, table).set(table.name(), rows);
    }

    private static ObjectNode around(ObjectNode data, FormField field) {
        var at = data;
        if (!field.parent().isEmpty()) {
            for (var name : field.parent().split("/")) {
                at = at.path(name) instanceof ObjectNode inner ? inner : at.putObject(name);
            }
        }
        return at;
    }

    private static @Nullable JsonNode read(FormField field, List<String> sent) {
        var values =
                sent.stream().map(String::strip).filter(text -> !text.isEmpty()).toList();
        if (values.isEmpty()) {
            return null;
        }
        var nodes = Texts.JSON.getNodeFactory();
        if (field.multiple()) {
            var list = Texts.JSON.createArrayNode();
            values.forEach(list::add);
            return list;
        }
        var text = values.getFirst();
        return switch (field.kind()) {
            case INTEGER, NUMBER ->
                text.matches("-?\\d{1,15}(\\.\\d{1,10})?")
                        ? nodes.numberNode(new java.math.BigDecimal(text))
                        : nodes.stringNode(text);
            case BOOLEAN -> nodes.booleanNode(text.equals("true"));
            case DATE_TIME -> nodes.stringNode(text.length() == 16 ? text + ":00+08:00" : text);
            default -> nodes.stringNode(text);
        };
    }
}
