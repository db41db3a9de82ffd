package jinye.platform.forms;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jinye.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A form, read from its two files. Needs no database and never changes: kinds carry their forms in packages and keep them in
 * memory. Two texts make a form:
 *
 * <p>{@code form.schema.json}, JSON Schema 2020-12 of the data, an object. Annotations say what JSON Schema has no word for:
 * {@code x-dict: "leave.kind"}, {@code x-person}, {@code x-unit}, {@code x-department}, {@code x-money} (all {@code true}),
 * {@code x-file: true} or {@code {"max": 5, "accept": ".pdf"}} on an array, {@code x-computed: "$sum(items.amount)"},
 * {@code x-analyse: "dimension" | "measure" | "none"}, {@code x-message: "…"} said instead of our sentence when the value does
 * not fit. An array of objects is a detail table.
 *
 * <p>{@code form.layout.json}, a JSON Forms UI schema of {@code VerticalLayout}, {@code HorizontalLayout}, {@code Group},
 * {@code Control} and {@code Label} with rules, and on its root {@code access}: for each step (node of the process) what it may
 * do with which field, {@code {"apply": {"*": "edit", "reason": "required", "items/price": "hidden"}}}. A field that is not named
 * follows what it is in, then {@code *}; a step that is not named only reads.
 */
public final class Form {

    /** Draft or decision. */
    public enum Purpose {
        /** 暂存: what is there must make sense, but much may still be missing. */
        SAVE,
        /** 提交: all that the step demands must be there. */
        SEND
    }

    private final JsonNode schema;
    private final JsonNode layout;
    private final FormLimits limits;
    final Map<String, FormField> fields;
    final Layout plan;
    final Map<String, Formula> formulas = new LinkedHashMap<>();
    private final List<FormFinding> findings;
    private final DataCheck dataCheck;

    private Form(JsonNode schema, JsonNode layout, Map<String, FormField> fields, Layout plan, FormLimits limits) {
        this.schema = schema;
        this.layout = layout;
        this.fields = fields;
        this.plan = plan;
        this.limits = limits;
        this.findings = List.copyOf(new FormLint(this).look());
        this.dataCheck = new DataCheck(this, limits);
    }

    /** With the usual limits. {@link Forms#read} reads with those of this installation. */
    public static Form read(String schema, String layout) {
        return read(schema, layout, FormLimits.USUAL);
    }

    /** @throws Unreadable when it cannot be used at all; what is merely wrong or forgotten is among the {@link #findings} */
    public static Form read(String schema, String layout, FormLimits limits) {
        var schemaTree = tree(schema, FormFinding.Part.SCHEMA);
        var layoutTree = tree(layout, FormFinding.Part.LAYOUT);
        var faults = new ArrayList<Refusal.Fault>();
        if (!schemaTree.path("type").asString("").equals("object")) {
            faults.add(Refusal.Fault.at("/schema/type", "forms.schema-no-object"));
        }
        for (var objection : Schemas.acceptable(schemaTree)) {
            faults.add(new Refusal.Fault(
                    "/schema" + objection.pointer(), objection.code(), List.<Object>of(objection.what())));
        }
        var plan = new Layout(layoutTree);
        plan.broken.forEach(broken ->
                faults.add(new Refusal.Fault("/layout" + broken.pointer(), broken.code(), List.of(broken.facts()))));
        Map<String, FormField> fields = Map.of();
        if (faults.isEmpty()) {
            try {
                fields = FieldReader.fields(schemaTree);
            } catch (FieldReader.BadField bad) {
                faults.add(new Refusal.Fault("/schema" + bad.pointer, bad.code, List.<Object>of(bad.what)));
            }
        }
        if (fields.size() > limits.fields()) {
            faults.add(Refusal.Fault.at("/schema/properties", "forms.too-many-fields", fields.size(), limits.fields()));
        }
        if (!faults.isEmpty()) {
            throw new Unreadable(faults);
        }
        return new Form(schemaTree, layoutTree, fields, plan, limits);
    }

    private static JsonNode tree(String text, FormFinding.Part part) {
        var place = part == FormFinding.Part.SCHEMA ? "/schema" : "/layout";
        if (text.length() > FormLimits.TEXT_MAX) {
            throw new Unreadable(List.of(Refusal.Fault.at(place, "forms.text-too-long", FormLimits.TEXT_MAX)));
        }
        try {
            var tree = Texts.read(text);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JacksonException broken) {
            var where = broken.getLocation();
            throw new Unreadable(List.of(Refusal.Fault.at(
                    place,
                    "forms.text-broken",
                    where == null ? 0 : where.getLineNr(),
                    where == null ? 0 : where.getColumnNr())));
        }
        throw new Unreadable(List.of(Refusal.Fault.at(place, "forms.text-no-object")));
    }

    /** What the designer should mend. Dictionaries are looked up by {@link Forms#findings}. */
    public List<FormFinding> findings() {
        return findings;
    }

    public String title() {
        return schema.path("title").asString("");
    }

    public JsonNode schema() {
        return schema;
    }

    public JsonNode layout() {
        return layout;
    }

    public FormLimits limits() {
        return limits;
    }

    /** All fields in the order of the schema; a table stands before its columns. */
    public Collection<FormField> fields() {
        return fields.values();
    }

    public @Nullable FormField field(String path) {
        return fields.get(path);
    }

    /** The steps that {@code access} names. */
    public Set<String> steps() {
        return plan.access.keySet();
    }

    /** What a step may do with a field; a computed field is never edited. */
    public Access access(String step, FormField field) {
        var told = plan.access.get(step);
        if (told == null) {
            return Access.READ;
        }
        var access = told.get(field.path());
        if (access == null) {
            access = inherited(told, field.parent());
        }
        return field.computed() != null && access.editable() ? Access.READ : access;
    }

    private static Access inherited(Map<String, Access> told, String around) {
        for (var path = around;
                !path.isEmpty();
                path = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "") {
            var access = told.get(path);
            if (access != null) {
                return access == Access.REQUIRED ? Access.EDIT : access;
            }
        }
        return told.getOrDefault("*", Access.READ);
    }

    /** The fields a computed field is reckoned from, by path; none for any other. */
    public Set<String> reads(FormField field) {
        var formula = formulas.get(field.path());
        return formula == null ? Set.of() : Set.copyOf(formula.reads);
    }

    /** The same form, in which a step may do less: what its process says beside the form's own {@code access}. @param less by path */
    public Form narrowed(String step, Map<String, Access> less) {
        if (less.isEmpty()) {
            return this;
        }
        var narrower = (ObjectNode) layout.deepCopy();
        var fieldsOfStep = inside(inside(narrower, "access"), step);
        less.forEach((path, access) -> fieldsOfStep.put(path, access.name().toLowerCase(Locale.ROOT)));
        return new Form(schema, narrower, fields, new Layout(narrower), limits);
    }

    private static ObjectNode inside(ObjectNode around, String name) {
        return around.path(name) instanceof ObjectNode inner ? inner : around.putObject(name);
    }

    /**
     * Checks what a step filled in, without looking anything up: people, codes and files are {@link Forms#check}'s.
     *
     * @param before what is kept of the form, empty at the start
     * @param after  what the step sends: whole, or only the fields it may edit
     */
    public Checked check(String step, ObjectNode before, ObjectNode after, Purpose purpose) {
        return dataCheck.check(step, before, after, purpose);
    }

    /** The data as a step may see it: without what is hidden from it. A step that is not named sees everything. */
    public ObjectNode show(String step, ObjectNode data) {
        var shown = data.deepCopy();
        for (var field : fields.values()) {
            if (access(step, field) == Access.HIDDEN) {
                remove(shown, field);
            }
        }
        return shown;
    }

    private void remove(ObjectNode data, FormField field) {
        var parent = field.parent();
        if (field.table() == null) {
            var around = parent.isEmpty() ? data : Condition.at(data, parent);
            if (around instanceof ObjectNode object) {
                object.remove(field.name());
            }
        } else {
            for (var row : Condition.at(data, field.table())) {
                ((ObjectNode) row).remove(field.name());
            }
        }
    }

    /** The declared values ({@code x-analyse}), typed. Labels of codes are the codes: {@link Forms#indicators} knows their names. */
    public List<Indicator> indicators(ObjectNode data) {
        return new Indicators(this).of(data);
    }

    /** Fields by name of their parent, for reading the data object by object. */
    List<FormField> within(String parent) {
        var found = new ArrayList<FormField>();
        for (var field : fields.values()) {
            if (field.parent().equals(parent)) {
                found.add(field);
            }
        }
        return found;
    }

    /** Computed fields, each after those it reads; a circle is broken somewhere and is among the findings. */
    List<FormField> inOrder() {
        var ordered = new LinkedHashSet<FormField>();
        for (var path : formulas.keySet()) {
            place(path, ordered, new LinkedHashSet<>());
        }
        return List.copyOf(ordered);
    }

    private void place(String path, Set<FormField> ordered, Set<String> under) {
        var field = fields.get(path);
        var formula = formulas.get(path);
        if (field == null || formula == null || ordered.contains(field) || !under.add(path)) {
            return;
        }
        formula.reads.forEach(read -> place(read, ordered, under));
        ordered.add(field);
    }

    /** A form that cannot be used, with everything that is wrong; pointers begin with {@code /schema} or {@code /layout}. */
    public static final class Unreadable extends Refusal {
        private final transient List<Fault> faults;

        Unreadable(List<Fault> faults) {
            super(Kind.INVALID, "forms.unreadable", faults.size());
            this.faults = List.copyOf(faults);
        }

        @Override
        public List<Fault> faults() {
            return faults;
        }
    }
}
