package jinye.platform.forms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jinye.kernel.Refusal;
import jinye.platform.codes.Codes;
import jinye.platform.directory.Directory;
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
     * @param look  which fragment: text, words, money, number, date, moment, yesno, choice, choices, find, file, table, read, or
     *     label for words between the fields
     * @param choices of a list; for a reference those that are chosen and those offered; for files those uploaded
     * @param accept which files may be uploaded
     * @param several more than one may be chosen
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
            String accept,
            boolean several,
            List<String> heads,
            List<List<PageField>> rows) {}

    /** A field, or words between the fields. */
    private record PageElement(@Nullable FormField field, Layout.@Nullable Words words) {}

    /** One page. */
    record PagePlan(String title, List<PageElement> elements) {}

    /** What a page shows beside its data: why it was sent back, bearers of a name to choose from, rows that were asked for. */
    record PageAnswer(List<Refusal.Fault> faults, Map<String, List<Directory.Named>> offers, int moreRows) {
        static final PageAnswer NONE = new PageAnswer(List.of(), Map.of(), 0);
    }

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
        var loose = new ArrayList<PageElement>();
        int n = 0;
        for (var element : form.layout().path("elements")) {
            var pointer = "/elements/" + n++;
            if (element.path("type").asString("").equals("Group")) {
                flush(form, loose, pages);
                var found = new ArrayList<PageElement>();
                collect(form, element, pointer, found);
                pages.add(new PagePlan(element.path("label").asString(form.title()), List.copyOf(found)));
            } else {
                collect(form, element, pointer, loose);
            }
        }
        flush(form, loose, pages);
        return pages;
    }

    private static void flush(Form form, List<PageElement> loose, List<PagePlan> pages) {
        if (!loose.isEmpty()) {
            pages.add(new PagePlan(form.title(), List.copyOf(loose)));
            loose.clear();
        }
    }

    private static void collect(Form form, JsonNode element, String pointer, List<PageElement> found) {
        var path = Layout.path(element.path("scope").asString(""));
        if (path != null) {
            found.add(new PageElement(form.field(path), null));
        }
        var words = form.plan.words.get(pointer);
        if (words != null) {
            found.add(new PageElement(null, words));
        }
        int n = 0;
        for (var inner : element.path("elements")) {
            collect(form, inner, pointer + "/elements/" + n++, found);
        }
    }

    /** The fields of a page that are to be seen now; none when rules hide the whole page. */
    List<FormField> seen(Form form, String step, PagePlan page, ObjectNode data) {
        var hidden = form.plan.state(data).hidden();
        return page.elements().stream()
                .map(PageElement::field)
                .filter(Objects::nonNull)
                .filter(field -> !hidden.contains(field.path()) && form.access(step, field) != Access.HIDDEN)
                .toList();
    }

    List<PageField> show(Form form, String step, PagePlan page, ObjectNode data, PageAnswer answer) {
        var told = new LinkedHashMap<String, String>();
        answer.faults().forEach(fault -> told.putIfAbsent(fault.pointer(), sentences.of(fault.code(), fault.facts())));
        var seen = seen(form, step, page, data);
        var shown = new ArrayList<PageField>();
        for (var element : page.elements()) {
            var field = element.field();
            var words = element.words();
            if (words != null && words.seen(data)) {
                shown.add(label(words));
            } else if (field != null && seen.contains(field)) {
                shown.add(
                        field.kind() == FieldKind.TABLE
                                ? table(form, step, field, data, told, answer)
                                : single(
                                        form,
                                        step,
                                        field,
                                        DataCheck.pointer(field.path()),
                                        Condition.at(data, field.path()),
                                        told,
                                        answer));
            }
        }
        return shown;
    }

    private static PageField label(Layout.Words words) {
        return new PageField(
                words.pointer(),
                "label",
                words.text(),
                "",
                "",
                false,
                null,
                List.of(),
                "",
                false,
                List.of(),
                List.of());
    }

    private PageField single(
            Form form,
            String step,
            FormField field,
            String name,
            JsonNode value,
            Map<String, String> told,
            PageAnswer answer) {
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
                editable ? choices(field, value, answer.offers().getOrDefault(name, List.of())) : List.of(),
                field.one()
                        .path("x-file")
                        .path("accept")
                        .asString(field.schema().path("x-file").path("accept").asString("")),
                field.multiple(),
                List.of(),
                List.of());
    }

    private PageField table(
            Form form, String step, FormField table, ObjectNode data, Map<String, String> told, PageAnswer answer) {
        var columns = form.within(table.path()).stream()
                .filter(column -> form.access(step, column) != Access.HIDDEN)
                .toList();
        var rows = Condition.at(data, table.path());
        boolean open = form.access(step, table).editable();
        var name = DataCheck.pointer(table.path());
        var shown = new ArrayList<List<PageField>>();
        for (int n = 0; n < rows.size() + (open ? SPARE_ROWS + answer.moreRows() : 0); n++) {
            var row = rows.path(n);
            var at = name + "/" + n;
            shown.add(columns.stream()
                    .map(column ->
                            single(form, step, column, at + "/" + column.name(), row.path(column.name()), told, answer))
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
                "",
                false,
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
            case FILE -> "file";
            case PERSON, DEPARTMENT, UNIT -> "find";
            case TABLE, GROUP -> "read";
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
            default -> value.isValueNode() ? value.asString() : "";
        };
    }

    /** What is there already can be taken away, what bears the name that was typed can be chosen. */
    private static List<PageChoice> present(FormField field, JsonNode value, List<Directory.Named> offered) {
        var there = value.isArray()
                ? value.valueStream().toList()
                : Texts.empty(value) ? List.<JsonNode>of() : List.of(value);
        var choices = new ArrayList<PageChoice>();
        there.forEach(one -> choices.add(new PageChoice(
                one.path("id").asString(), one.path("name").asString(""), field.kind() != FieldKind.FILE)));
        offered.stream()
                .filter(one -> choices.stream().noneMatch(other -> other.value().equals(String.valueOf(one.id()))))
                .forEach(one -> choices.add(
                        new PageChoice(String.valueOf(one.id()), one.name() + "（" + one.note() + "）", false)));
        return choices;
    }

    private List<PageChoice> choices(FormField field, JsonNode value, List<Directory.Named> offered) {
        if (field.kind() == FieldKind.FILE || field.kind().reference()) {
            return present(field, value, offered);
        }
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
