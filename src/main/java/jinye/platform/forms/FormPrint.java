package jinye.platform.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A filled-in form on paper, in the order of its layout and by the rights of a step: a page that runs nothing and loads nothing, for
 * the browser's own printer. Every kind of field has a place; what rules or rights hide has none.
 */
@Component
public class FormPrint {

    /** Goes with every page made here. */
    public static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

    /** Two fields stand beside each other where the layout says so. */
    private static final int BESIDE = 2;

    /** A label with its value: 编号, 申请人. */
    public record Fact(String title, String words) {}

    /** What somebody said, below the form. @param by name and moment */
    public record Said(String title, String words, String by) {}

    /** What stands below the form under one heading: 办理意见. */
    public record Notes(String title, List<Said> said) {}

    /**
     * What is printed around the form.
     *
     * @param size    of the page as a style sheet names it: {@code A4 landscape}
     * @param without labels of sections that are left out
     */
    public record Around(String title, String size, List<String> without, List<Fact> facts, List<Notes> notes) {
        public static Around plain(String title) {
            return new Around(title, "A4 portrait", List.of(), List.of(), List.of());
        }
    }

    /** @param look heading, words, line (of cells) or table */
    public record PrintBlock(
            String look, String title, List<PrintCell> cells, List<String> heads, List<List<String>> rows) {}

    /** @param across whether it takes the whole line */
    public record PrintCell(String title, String words, boolean across) {}

    private final Forms forms;
    private final ITemplateEngine templates;

    FormPrint(Forms forms, ITemplateEngine templates) {
        this.forms = forms;
        this.templates = templates;
    }

    public String html(Form form, String step, ObjectNode data, Around around) {
        var context = new Context(Locale.CHINA);
        context.setVariable("title", around.title());
        context.setVariable("size", around.size());
        context.setVariable("facts", around.facts());
        context.setVariable("blocks", blocks(form, step, data, around.without()));
        context.setVariable(
                "notes",
                around.notes().stream().filter(notes -> !notes.said().isEmpty()).toList());
        return templates.process("forms/pages/print", context);
    }

    public List<PrintBlock> blocks(Form form, String step, ObjectNode data, List<String> without) {
        return new Walk(form, step, data, form.plan.state(data).hidden(), without, false).walked();
    }

    /** An empty form as it will be printed: names of fields where their values will stand, nothing left out by conditions. */
    public List<PrintBlock> names(Form form, List<String> without) {
        return new Walk(form, "", Forms.data("{}"), Set.of(), without, true).walked();
    }

    /** Labels of the sections that {@link #blocks} can leave out. */
    public static List<String> sections(Form form) {
        return form.layout().findParents("type").stream()
                .filter(element -> element.path("type").asString("").equals("Group"))
                .map(element -> element.path("label").asString(""))
                .filter(label -> !label.isEmpty())
                .distinct()
                .toList();
    }

    List<String> heads(Form form, String step, FormField table) {
        return columns(form, step, table).stream().map(FormField::title).toList();
    }

    List<List<String>> rows(Form form, String step, FormField table, ObjectNode data) {
        var columns = columns(form, step, table);
        return columns.isEmpty()
                ? List.of()
                : Condition.at(data, table.path())
                        .valueStream()
                        .map(row -> columns.stream()
                                .map(column -> words(column, row.path(column.name())))
                                .toList())
                        .toList();
    }

    private static List<FormField> columns(Form form, String step, FormField table) {
        return table.kind() == FieldKind.TABLE
                ? form.within(table.path()).stream()
                        .filter(column -> form.access(step, column) != Access.HIDDEN)
                        .toList()
                : List.of();
    }

    private String words(FormField field, JsonNode value) {
        var words = forms.words(field, value);
        return field.kind() == FieldKind.MONEY && !words.isEmpty() ? words + " 元" : words;
    }

    /** The layout from top to bottom. */
    private final class Walk {
        private final Form form;
        private final String step;
        private final ObjectNode data;
        private final Set<String> hidden;
        private final List<String> without;
        private final boolean names;
        private final List<PrintBlock> blocks = new ArrayList<>();

        Walk(Form form, String step, ObjectNode data, Set<String> hidden, List<String> without, boolean names) {
            this.form = form;
            this.step = step;
            this.data = data;
            this.hidden = hidden;
            this.without = without;
            this.names = names;
        }

        List<PrintBlock> walked() {
            walk(form.layout(), "");
            return blocks;
        }

        private void walk(JsonNode element, String pointer) {
            switch (element.path("type").asString("")) {
                case "HorizontalLayout" -> beside(element, pointer);
                case "Group" -> group(element, pointer);
                case "Control" -> {
                    var field = seen(element);
                    if (field != null) {
                        alone(field);
                    }
                }
                case "Label" -> {
                    var words = form.plan.words.get(pointer);
                    if (words != null && (names || words.seen(data))) {
                        blocks.add(new PrintBlock("words", words.text(), List.of(), List.of(), List.of()));
                    }
                }
                default -> inside(element, pointer);
            }
        }

        private void inside(JsonNode element, String pointer) {
            int n = 0;
            for (var inner : element.path("elements")) {
                walk(inner, pointer + "/elements/" + n++);
            }
        }

        private void group(JsonNode element, String pointer) {
            var label = element.path("label").asString("");
            if (without.contains(label)) {
                return;
            }
            int before = blocks.size();
            inside(element, pointer);
            if (blocks.size() > before && !label.isEmpty()) {
                blocks.add(before, new PrintBlock("heading", label, List.of(), List.of(), List.of()));
            }
        }

        /** Single fields side by side; whatever else stands in the row keeps a line of its own. */
        private void beside(JsonNode element, String pointer) {
            var cells = new ArrayList<PrintCell>();
            int n = 0;
            for (var inner : element.path("elements")) {
                var field = inner.path("type").asString("").equals("Control") ? seen(inner) : null;
                if (field != null && field.kind() != FieldKind.TABLE) {
                    cells.add(cell(field, false));
                } else {
                    walk(inner, pointer + "/elements/" + n);
                }
                n++;
            }
            for (int at = 0; at < cells.size(); at += BESIDE) {
                var line = cells.subList(at, Math.min(cells.size(), at + BESIDE));
                blocks.add(line(
                        line.size() == BESIDE
                                ? List.copyOf(line)
                                : List.of(new PrintCell(
                                        line.getFirst().title(), line.getFirst().words(), true))));
            }
        }

        private @Nullable FormField seen(JsonNode control) {
            var path = Layout.path(control.path("scope").asString(""));
            var field = path == null ? null : form.field(path);
            return field == null
                            || field.kind() == FieldKind.GROUP
                            || hidden.contains(field.path())
                            || form.access(step, field) == Access.HIDDEN
                    ? null
                    : field;
        }

        private void alone(FormField field) {
            blocks.add(
                    field.kind() == FieldKind.TABLE
                            ? new PrintBlock(
                                    "table",
                                    field.title(),
                                    List.of(),
                                    heads(form, step, field),
                                    names ? List.of(named(field)) : rows(form, step, field, data))
                            : line(List.of(cell(field, true))));
        }

        private PrintCell cell(FormField field, boolean across) {
            var words = names ? name(field.title()) : words(field, Condition.at(data, field.path()));
            return new PrintCell(field.title(), words, across);
        }

        private List<String> named(FormField table) {
            return heads(form, step, table).stream().map(Walk::name).toList();
        }

        private static String name(String title) {
            return "〔" + title + "〕";
        }

        private static PrintBlock line(List<PrintCell> cells) {
            return new PrintBlock("line", "", cells, List.of(), List.of());
        }
    }
}
