package jinye.platform.forms;

import static jinye.platform.forms.FormFinding.Part.LAYOUT;
import static jinye.platform.forms.FormFinding.Part.SCHEMA;
import static jinye.platform.forms.FormFinding.error;
import static jinye.platform.forms.FormFinding.warning;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** 发布前检查: what names a field that is not there, what nobody can fill in, what was forgotten. */
final class FormLint {

    private static final Set<FieldKind> COMPUTABLE = Set.of(
            FieldKind.TEXT,
            FieldKind.INTEGER,
            FieldKind.NUMBER,
            FieldKind.MONEY,
            FieldKind.DATE,
            FieldKind.BOOLEAN,
            FieldKind.CHOICE,
            FieldKind.DICTIONARY);

    private final Form form;
    private final List<FormFinding> found = new ArrayList<>();

    FormLint(Form form) {
        this.form = form;
    }

    List<FormFinding> look() {
        formulas();
        circles();
        summands();
        controls();
        rules();
        access();
        fillable();
        return found;
    }

    private void formulas() {
        var reader = new FormulaReader(form.fields);
        for (var field : form.fields.values()) {
            var text = field.computed();
            if (text == null) {
                continue;
            }
            if (!COMPUTABLE.contains(field.kind()) || field.multiple()) {
                found.add(error(SCHEMA, pointer(field) + "/x-computed", "forms.computed-kind", field.title()));
                continue;
            }
            try {
                form.formulas.put(field.path(), reader.read(text, field.parent()));
            } catch (FormulaReader.BadFormula bad) {
                found.add(error(SCHEMA, pointer(field) + "/x-computed", bad.code, bad.what, field.title()));
            }
        }
    }

    private void circles() {
        for (var field : form.fields.values()) {
            if (form.formulas.containsKey(field.path()) && reaches(field.path(), field.path(), new HashSet<>())) {
                found.add(error(SCHEMA, pointer(field) + "/x-computed", "forms.computed-circle", field.title()));
            }
        }
    }

    /** What is hidden has no value, and a sum with it has none either; whoever writes a choice has thought of it. */
    private void summands() {
        for (var field : form.fields.values()) {
            var formula = form.formulas.get(field.path());
            if (formula == null || formula.text.contains("?")) {
                continue;
            }
            var own = rulesOf(field.path());
            for (var read : formula.reads) {
                var summand = form.fields.get(read);
                if (summand != null && !own.containsAll(rulesOf(read))) {
                    var at = pointer(field) + "/x-computed";
                    found.add(warning(SCHEMA, at, "forms.computed-hidden", field.title(), summand.title()));
                }
            }
        }
    }

    private Set<Layout.Rule> rulesOf(String path) {
        return form.plan.controls.stream()
                .filter(control -> control.path().equals(path))
                .flatMap(control -> control.rules().stream())
                .filter(rule -> rule.effect() == Layout.Effect.SHOW || rule.effect() == Layout.Effect.HIDE)
                .collect(Collectors.toSet());
    }

    private boolean reaches(String from, String target, Set<String> seen) {
        var formula = form.formulas.get(from);
        if (formula == null || !seen.add(from)) {
            return false;
        }
        return formula.reads.contains(target) || formula.reads.stream().anyMatch(read -> reaches(read, target, seen));
    }

    private void controls() {
        var placed = new LinkedHashSet<String>();
        for (var control : form.plan.controls) {
            var field = form.fields.get(control.path());
            if (field == null) {
                found.add(error(LAYOUT, control.pointer() + "/scope", "forms.control-field", control.path()));
            } else if (field.table() != null) {
                found.add(error(LAYOUT, control.pointer() + "/scope", "forms.control-column", field.title()));
            } else if (!placed.add(control.path())) {
                found.add(warning(LAYOUT, control.pointer(), "forms.control-twice", field.title()));
            }
        }
        for (var field : form.fields.values()) {
            if (field.table() == null && field.kind() != FieldKind.GROUP && !placed.contains(field.path())) {
                found.add(warning(SCHEMA, pointer(field), "forms.field-unused", field.title()));
            }
        }
    }

    private void rules() {
        var seen = new LinkedHashSet<String>();
        for (var control : form.plan.controls) {
            for (var rule : control.rules()) {
                if (seen.add(rule.pointer())) {
                    rule.condition()
                            .paths()
                            .filter(path -> !form.fields.containsKey(path))
                            .forEach(path -> found.add(error(LAYOUT, rule.pointer(), "forms.rule-field", path)));
                }
            }
        }
    }

    private void access() {
        form.plan.access.forEach((step, fields) -> fields.keySet().forEach(path -> {
            if (!path.equals("*") && !form.fields.containsKey(path)) {
                var at = "/access/" + Texts.escaped(step) + "/" + Texts.escaped(path);
                found.add(error(LAYOUT, at, "forms.access-field", step, path));
            }
        }));
        if (form.plan.access.isEmpty()) {
            found.add(error(LAYOUT, "/access", "forms.access-missing"));
        }
    }

    private void fillable() {
        if (form.plan.access.isEmpty()) {
            return;
        }
        for (var field : form.fields.values()) {
            boolean filled = field.computed() != null
                    || field.kind() == FieldKind.GROUP
                    || form.plan.access.keySet().stream()
                            .anyMatch(step -> form.access(step, field).editable());
            boolean shown = field.table() != null
                    || form.plan.controls.stream()
                            .anyMatch(control -> control.path().equals(field.path()));
            if (!filled && shown) {
                found.add(error(SCHEMA, pointer(field), "forms.field-nobody-fills", field.title()));
            } else if (filled && !shown && field.demanded() && field.kind() != FieldKind.GROUP) {
                found.add(error(SCHEMA, pointer(field), "forms.field-demanded-unseen", field.title()));
            }
        }
    }

    private String pointer(FormField field) {
        var pointer = new StringBuilder();
        var path = new StringBuilder();
        for (var name : field.path().split("/")) {
            path.append(path.isEmpty() ? "" : "/").append(name);
            pointer.append("/properties/").append(name);
            var at = form.fields.get(path.toString());
            if (at != null && at.kind() == FieldKind.TABLE && at != field) {
                pointer.append("/items");
            }
        }
        return pointer.toString();
    }
}
