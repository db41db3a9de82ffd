package jinye.platform.forms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jinye.kernel.Refusal;
import jinye.platform.codes.Codes;
import jinye.platform.web.Sentences;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A form as pages that work without scripts: each group of the layout is a page, the server says which comes next. The same
 * schema, rules and sentences as in the workspace; the templates are {@code forms/pages/*.html}.
 */
@Component
class FormPages {

    /** Rows offered beyond those that are filled in. */
    private static final int SPARE_ROWS = 3;

    /** One choice of a list. */
    record PageChoice(String value, String title, boolean chosen) {}

    /**
     * One field as the template shows it.
     *
     * @param name  pointer into the data; also the name of the input
     * @param look  which fragment: text, words, money, number, date, moment, yesno, choice, choices, file, table, read
     * @param rows  of a table, each with its fields
     */
    record PageField(
            String name,
            String look,
            String title,
            String hint,
            String value,
            boolean required,
            @Nullable String fault,
            List<PageChoice> choices,
            List<String> heads,
            List<List<PageField>> rows) {}

    /** @param elements paths of fields, in order */
    record PagePlan(String title, List<String> elements) {}

    private final Codes codes;
    private final Sentences sentences;
    private final Forms forms;

    FormPages(Codes codes, Sentences sentences, Forms forms) {
        this.codes = codes;
        this.sentences = sentences;
        this.forms = forms;
    }

    /** Groups at the root are pages; what stands between them is a page together. */
    List<PagePlan> plan(Form form) {
        var pages = new ArrayList<PagePlan>();
        var loose = new ArrayList<String>();
        for (var element : form.layout().path("elements")) {
            if (element.path("type").asString("").equals("Group")) {
                flush(form, loose, pages);
                var found = new ArrayList<String>();
                collect(element, found);
                pages.add(new PagePlan(element.path("label").asString(form.title()), List.copyOf(found)));
            } else {
                collect(element, loose);
            }
        }
        flush(form, loose, pages);
        return pages;
    }

    private static void flush(Form form, List<String> loose, List<PagePlan> pages) {
        if (!loose.isEmpty()) {
            pages.add(new PagePlan(form.title(), List.copyOf(loose)));
            loose.clear();
        }
    }

    private static void collect(JsonNode element, List<String> found) {
        var path = Layout.path(element.path("scope").asString(""));
        if (path != null) {
            found.add(path);
        }
        element.path("elements").forEach(inner -> collect(inner, found));
    }

    /** The fields of a page that are to be seen now; none when rules hide the whole page. */
    List<FormField> seen(Form form, String step, PagePlan page, ObjectNode data) {
        var hidden = form.plan.state(data).hidden();
        return page.elements().stream()
                .map(form::field)
                .filter(field ->
                        field != null && !hidden.contains(field.path()) && form.access(step, field) != Access.HIDDEN)
                .toList();
    }

    List<PageField> show(
            Form form, String step, List<FormField> fields, ObjectNode data, List<Refusal.Fault> faults, int moreRows) {
        var told = new LinkedHashMap<String, String>();
        faults.forEach(fault -> told.putIfAbsent(fault.pointer(), sentences.of(fault.code(), fault.facts())));
        return fields.stream()
                .map(field -> field.kind() == FieldKind.TABLE
                        ? table(form, step, field, data, told, moreRows)
                        : single(
                                form,
                                step,
                                field,
                                DataCheck.pointer(field.path()),
                                Condition.at(data, field.path()),
                                told))
                .toList();
    }

    private PageField single(
            Form form, String step, FormField field, String name, JsonNode value, Map<String, String> told) {
        boolean editable = form.access(step, field).editable();
        var access = form.access(step, field);
        return new PageField(
                name,
                editable ? look(form, field) : "read",
                field.title(),
                field.schema().path("description").asString(""),
                editable ? typed(field, value) : forms.words(field, value),
                access == Access.REQUIRED || access == Access.EDIT && field.demanded(),
                told.get(name),
                editable ? choices(field, value) : List.of(),
                List.of(),
                List.of());
    }

    private PageField table(
            Form form, String step, FormField table, ObjectNode data, Map<String, String> told, int moreRows) {
        var columns = form.within(table.path()).stream()
                .filter(column -> form.access(step, column) != Access.HIDDEN)
                .toList();
        var rows = Condition.at(data, table.path());
        boolean open = form.access(step, table).editable();
        var name = DataCheck.pointer(table.path());
        var shown = new ArrayList<List<PageField>>();
        for (int n = 0; n < rows.size() + (open ? SPARE_ROWS + moreRows : 0); n++) {
            var row = rows.path(n);
            var at = name + "/" + n;
            shown.add(columns.stream()
                    .map(column -> single(form, step, column, at + "/" + column.name(), row.path(column.name()), told))
                    .toList());
        }
        return new PageField(
                name,
                "table",
                table.title(),
                table.schema().path("description").asString(""),
                "",
                form.access(step, table) == Access.REQUIRED || table.demanded() && open,
                told.get(name),
                List.of(),
                columns.stream().map(FormField::title).toList(),
                shown);
    }

    private static String look(Form form, FormField field) {
        return switch (field.kind()) {
            case TEXT -> words(form, field) ? "words" : "text";
            case INTEGER, NUMBER -> "number";
            case MONEY -> "money";
            case DATE -> "date";
            case DATE_TIME -> "moment";
            case BOOLEAN -> "yesno";
            case CHOICE, DICTIONARY -> field.multiple() ? "choices" : "choice";
            case FILE -> field.table() == null ? "file" : "read";
            // members of staff are chosen by members of staff
            case PERSON, DEPARTMENT, UNIT, TABLE, GROUP -> "read";
        };
    }

    private static boolean words(Form form, FormField field) {
        return form.plan.controls.stream()
                .anyMatch(control -> control.path().equals(field.path())
                        && control.options().path("multi").asBoolean(false));
    }

    private static String typed(FormField field, JsonNode value) {
        if (Texts.empty(value)) {
            return "";
        }
        return switch (field.kind()) {
            case DATE_TIME ->
                value.asString("").substring(0, Math.min(16, value.asString("").length()));
            case FILE, PERSON, DEPARTMENT, UNIT ->
                value.isArray()
                        ? String.join(
                                "、",
                                value.valueStream()
                                        .map(one -> one.path("name").asString(""))
                                        .toList())
                        : value.path("name").asString("");
            default -> value.isValueNode() ? value.asString() : "";
        };
    }

    private List<PageChoice> choices(FormField field, JsonNode value) {
        var chosen = value.isArray()
                ? value.valueStream().map(JsonNode::asString).toList()
                : Texts.empty(value) ? List.<String>of() : List.of(value.asString());
        var one = field.one();
        if (field.kind() == FieldKind.DICTIONARY) {
            var dictionary = one.path("x-dict").asString("");
            return codes.exists(dictionary)
                    ? codes.items(dictionary).stream()
                            .map(item -> new PageChoice(item.code(), item.name(), chosen.contains(item.code())))
                            .toList()
                    : List.of();
        }
        if (one.path("oneOf").isArray()) {
            return one.path("oneOf")
                    .valueStream()
                    .map(each -> choice(
                            each.path("const").asString(""), each.path("title").asString(""), chosen))
                    .toList();
        }
        return one.path("enum")
                .valueStream()
                .map(each -> choice(each.asString(), each.asString(), chosen))
                .toList();
    }

    private static PageChoice choice(String value, String title, List<String> chosen) {
        return new PageChoice(value, title.isEmpty() ? value : title, chosen.contains(value));
    }
}
