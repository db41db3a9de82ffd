package jinye.platform.forms;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jinye.kernel.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks what was filled in: who may change what, rules and computed fields, what must be there, what the schema says. */
final class DataCheck {

    /** More would not be read by anybody. */
    private static final int FAULTS_MAX = 100;

    private final Form form;
    private final FormLimits limits;
    private final com.networknt.schema.Schema schema;

    DataCheck(Form form, FormLimits limits) {
        this.form = form;
        this.limits = limits;
        this.schema = Schemas.of(new StrictSchema(form).schema());
    }

    Checked check(String step, ObjectNode before, ObjectNode after, Form.Purpose purpose) {
        var faults = new ArrayList<Refusal.Fault>();
        var data = new Merge(form, step, limits.rows(), faults).merge(before, after);
        var state = new Settling(form).settle(data, before);
        prune(data);
        var at = new HashSet<String>();
        faults.forEach(fault -> at.add(fault.pointer()));
        if (purpose == Form.Purpose.SEND) {
            demand(step, state, data, faults, at);
        }
        fit(data, purpose, faults, at);
        return new Checked(data, faults.size() > FAULTS_MAX ? List.copyOf(faults.subList(0, FAULTS_MAX)) : faults);
    }

    /** Groups in which nothing is filled in are not kept. */
    private void prune(ObjectNode data) {
        for (var field : form.fields.values()) {
            if (field.kind() == FieldKind.GROUP && field.parent().isEmpty() && Texts.empty(data.path(field.name()))) {
                data.remove(field.name());
            }
        }
    }

    private void demand(String step, Layout.State state, ObjectNode data, List<Refusal.Fault> faults, Set<String> at) {
        for (var field : form.fields.values()) {
            if (!demanded(step, field) || hidden(state, field)) {
                continue;
            }
            if (field.table() == null) {
                need(field, pointer(field.path()), Condition.at(data, field.path()), faults, at);
            } else {
                var rows = Condition.at(data, field.table());
                for (int n = 0; n < rows.size() && faults.size() < FAULTS_MAX; n++) {
                    need(
                            field,
                            pointer(field.table()) + "/" + n + "/" + field.name(),
                            rows.path(n).path(field.name()),
                            faults,
                            at);
                }
            }
        }
    }

    private boolean demanded(String step, FormField field) {
        var access = form.access(step, field);
        return field.kind() != FieldKind.GROUP
                && (access == Access.REQUIRED || access == Access.EDIT && field.demanded());
    }

    private static boolean hidden(Layout.State state, FormField field) {
        return state.hidden().contains(field.path())
                || state.disabled().contains(field.path())
                || field.table() != null && state.hidden().contains(field.table());
    }

    private static void need(
            FormField field, String pointer, JsonNode value, List<Refusal.Fault> faults, Set<String> at) {
        if (!Texts.empty(value) || !at.add(pointer)) {
            return;
        }
        var title = field.title();
        faults.add(
                switch (field.kind()) {
                    case CHOICE, DICTIONARY, PERSON, DEPARTMENT, UNIT, BOOLEAN, DATE, DATE_TIME ->
                        Refusal.Fault.at(pointer, "forms.choose", title);
                    case FILE -> Refusal.Fault.at(pointer, "forms.upload", title);
                    case TABLE -> Refusal.Fault.at(pointer, "forms.add-row", title);
                    case TEXT, INTEGER, NUMBER, MONEY, GROUP -> Refusal.Fault.at(pointer, "forms.fill-in", title);
                });
    }

    private void fit(ObjectNode data, Form.Purpose purpose, List<Refusal.Fault> faults, Set<String> at) {
        for (var error : Schemas.errors(schema, data)) {
            if (faults.size() >= FAULTS_MAX) {
                return;
            }
            var fault = Misfit.fault(form, error, purpose);
            if (fault != null && at.add(fault.pointer())) {
                faults.add(fault);
            }
        }
        amounts(data, faults, at);
    }

    /** The bounds of amounts, which are texts to JSON Schema. */
    private void amounts(ObjectNode data, List<Refusal.Fault> faults, Set<String> at) {
        for (var field : form.fields.values()) {
            if (field.kind() != FieldKind.MONEY
                    || !field.schema().path("x-money").isObject()) {
                continue;
            }
            if (field.table() == null) {
                amount(field, pointer(field.path()), Condition.at(data, field.path()), faults, at);
            } else {
                var rows = Condition.at(data, field.table());
                for (int n = 0; n < rows.size(); n++) {
                    amount(
                            field,
                            pointer(field.table()) + "/" + n + "/" + field.name(),
                            rows.path(n).path(field.name()),
                            faults,
                            at);
                }
            }
        }
    }

    private static void amount(
            FormField field, String pointer, JsonNode value, List<Refusal.Fault> faults, Set<String> at) {
        var bounds = field.schema().path("x-money");
        if (!value.isString() || !value.asString().matches(Money.PATTERN) || at.contains(pointer)) {
            return;
        }
        var amount = new java.math.BigDecimal(value.asString());
        var min = Money.normal(bounds.path("min"));
        var max = Money.normal(bounds.path("max"));
        if (min != null && amount.compareTo(new java.math.BigDecimal(min)) < 0) {
            faults.add(Refusal.Fault.at(pointer, "forms.minimum", field.title(), min));
        } else if (max != null && amount.compareTo(new java.math.BigDecimal(max)) > 0) {
            faults.add(Refusal.Fault.at(pointer, "forms.maximum", field.title(), max));
        }
    }

    static String pointer(String path) {
        return "/" + path.replace("~", "~0");
    }
}
