package jinye.platform.forms;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import jinye.kernel.Refusal;
import jinye.platform.directory.Directory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what a page without scripts sent: texts by the pointers of their fields, files, and names that are looked up. A name that
 * several bear is offered back to choose from.
 */
final class SentPage {

    /** Beside the pointer of a field: words to look up, and ids of files to leave out. */
    static final String WORDS = "/words";

    static final String DROP = "/drop";

    private static final int OFFERED = 12;
    private static final int ROWS_BEYOND = 100;

    /** What the request brought, by name of the input. */
    interface Sent {
        List<String> texts(String name);

        /** Stores what was uploaded. @return ids of the files */
        List<Long> files(String name);
    }

    /** People, departments or units that bear a name. */
    interface Named {
        List<Directory.Named> find(Directory.Sort sort, String words, int size);
    }

    private final Form form;
    private final String step;
    private final Sent sent;
    private final Named named;
    final List<Refusal.Fault> faults = new ArrayList<>();
    final Map<String, List<Directory.Named>> offers = new LinkedHashMap<>();

    SentPage(Form form, String step, Sent sent, Named named) {
        this.form = form;
        this.step = step;
        this.sent = sent;
        this.named = named;
    }

    /** Puts what was sent upon the data so far. A field that was not sent (no box ticked) is emptied. */
    void take(List<FormField> fields, ObjectNode data) {
        for (var field : fields) {
            if (field.kind() == FieldKind.TABLE) {
                takeTable(field, data);
            } else if (takes(field)) {
                put(around(data, field), field, DataCheck.pointer(field.path()));
            }
        }
    }

    private boolean takes(FormField field) {
        return form.access(step, field).editable() && field.kind() != FieldKind.GROUP;
    }

    /** Rows keep their numbers and what the step may not touch; a row without anything in it is gone. */
    private void takeTable(FormField table, ObjectNode data) {
        if (!form.access(step, table).editable()) {
            return;
        }
        var columns = form.within(table.path());
        var rows = Texts.JSON.createArrayNode();
        var before = Condition.at(data, table.path());
        for (int n = 0; n < before.size() + ROWS_BEYOND; n++) {
            var row = before.path(n) instanceof ObjectNode old ? old.deepCopy() : Texts.JSON.createObjectNode();
            var at = DataCheck.pointer(table.path()) + "/" + n + "/";
            for (var column : columns) {
                if (column.computed() != null) {
                    row.remove(column.name());
                } else if (takes(column)) {
                    put(row, column, at + column.name());
                }
            }
            if (row.propertyStream().anyMatch(value -> !value.getKey().equals(Merge.ROW))
                    || columns.stream().anyMatch(column -> offers.containsKey(at + column.name()))) {
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

    private void put(ObjectNode around, FormField field, String pointer) {
        var value = switch (field.kind()) {
            case PERSON -> reference(field, pointer, Directory.Sort.PERSON);
            case DEPARTMENT -> reference(field, pointer, Directory.Sort.DEPARTMENT);
            case UNIT -> reference(field, pointer, Directory.Sort.UNIT);
            case FILE -> files(around.path(field.name()), pointer);
            case TEXT, INTEGER, NUMBER, MONEY, DATE, DATE_TIME, BOOLEAN, CHOICE, DICTIONARY, TABLE, GROUP ->
                read(field, sent.texts(pointer));
        };
        if (value == null || value.isEmpty() && value.isContainer()) {
            around.remove(field.name());
        } else {
            around.set(field.name(), value);
        }
    }

    /** Ids that were ticked, and names that were typed: one bearer is taken, several are offered, none is said. */
    private @Nullable JsonNode reference(FormField field, String pointer, Directory.Sort sort) {
        Set<Long> ids = new LinkedHashSet<>();
        sent.texts(pointer).stream()
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .forEach(ids::add);
        for (var words : String.join("、", sent.texts(pointer + WORDS)).split("[、，,；;]")) {
            if (!words.isBlank()) {
                bearer(field, pointer, sort, words.strip(), ids);
            }
        }
        var chosen = Texts.JSON.createArrayNode();
        ids.forEach(id -> chosen.addObject().put("id", id));
        return field.multiple() ? chosen : chosen.isEmpty() ? null : chosen.get(chosen.size() - 1);
    }

    private void bearer(FormField field, String pointer, Directory.Sort sort, String words, Set<Long> ids) {
        var found = named.find(sort, words, OFFERED);
        var exact = found.stream().filter(one -> one.name().equals(words)).toList();
        if (exact.size() == 1) {
            ids.add(exact.getFirst().id());
        } else if (found.isEmpty()) {
            faults.add(Refusal.Fault.at(pointer, "forms.no-such-name", words, field.title()));
        } else {
            offers.computeIfAbsent(pointer, none -> new ArrayList<>()).addAll(exact.isEmpty() ? found : exact);
            faults.add(Refusal.Fault.at(pointer, "forms.choose-name", words, field.title()));
        }
    }

    private ArrayNode files(JsonNode before, String pointer) {
        var dropped = sent.texts(pointer + DROP);
        var kept = Texts.JSON.createArrayNode();
        before.forEach(file -> {
            if (!dropped.contains(file.path("id").asString())) {
                kept.add(file);
            }
        });
        sent.files(pointer).forEach(id -> kept.addObject().put("id", id));
        return kept;
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
        var text = Objects.requireNonNull(values.getFirst());
        return switch (field.kind()) {
            case INTEGER, NUMBER ->
                text.matches("-?\\d{1,15}(\\.\\d{1,10})?")
                        ? nodes.numberNode(new BigDecimal(text))
                        : nodes.stringNode(text);
            case BOOLEAN -> nodes.booleanNode(text.equals("true"));
            case DATE_TIME -> nodes.stringNode(text.length() == 16 ? text + ":00+08:00" : text);
            default -> nodes.stringNode(text);
        };
    }
}
