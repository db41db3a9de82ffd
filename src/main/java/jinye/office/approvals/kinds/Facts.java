package jinye.office.approvals.kinds;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jinye.platform.forms.FieldKind;
import jinye.platform.forms.Form;
import jinye.platform.forms.FormField;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What conditions of a process and decision tables may ask for: the fields of the form by name, who applies, what the decision
 * tables say, and what came together from the departments asked.
 */
public final class Facts {

    /** Of every request: level of the unit, whether the applicant is a head or a leader, whether somebody is in charge. */
    static final Set<String> OF_APPLICANT =
            Set.of("unitLevel", "departmentCode", "applicantIsHead", "applicantIsLeader", "hasLeaderInCharge");

    /** Of parallel kinds: how many were asked and how they answered. */
    static final Set<String> OF_PARTS = Set.of(
            "asked", "partsAsked", "partsAnswered", "partsAgree", "partsDisagree", "partsSilent", "partsConflict");

    private Facts() {}

    /** Fields outside detail tables, whose names an expression can hold. */
    public static Map<String, Object> of(Form form, ObjectNode data) {
        var facts = new HashMap<String, Object>();
        for (var field : form.fields()) {
            var value = isFact(field) ? value(field, data.path(field.name())) : null;
            if (value != null) {
                facts.put(field.name(), value);
            }
        }
        return facts;
    }

    static Set<String> names(Form form) {
        var names = new LinkedHashSet<String>();
        form.fields().stream().filter(Facts::isFact).forEach(field -> names.add(field.name()));
        return names;
    }

    private static boolean isFact(FormField field) {
        return field.path().equals(field.name())
                && field.kind() != FieldKind.FILE
                && field.kind() != FieldKind.GROUP
                && field.kind() != FieldKind.TABLE
                && field.name().matches("[A-Za-z][A-Za-z0-9_]*");
    }

    private static @Nullable Object value(FormField field, JsonNode value) {
        if (field.multiple() && value.isArray()) {
            var many = new ArrayList<Object>();
            for (var one : value) {
                var read = one(field.kind(), one);
                if (read != null) {
                    many.add(read);
                }
            }
            return List.copyOf(many);
        }
        return one(field.kind(), value);
    }

    private static @Nullable Object one(FieldKind kind, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        return switch (kind) {
            case INTEGER, NUMBER -> value.isNumber() ? value.decimalValue() : null;
            case MONEY -> money(value.asString(""));
            case BOOLEAN -> value.asBoolean(false);
            case PERSON, DEPARTMENT, UNIT ->
                value.path("id").isNumber() ? value.path("id").asLong() : null;
            case TEXT, DATE, DATE_TIME, CHOICE, DICTIONARY -> value.asString("").isEmpty() ? null : value.asString("");
            case FILE, TABLE, GROUP -> null;
        };
    }

    private static @Nullable BigDecimal money(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException notOne) {
            return null;
        }
    }
}
