package jinye.platform.forms;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes the declared values out of a filled-in form. */
final class Indicators {

    private final Form form;
    private final List<Indicator> found = new ArrayList<>();

    Indicators(Form form) {
        this.form = form;
    }

    List<Indicator> of(ObjectNode data) {
        for (var field : form.fields.values()) {
            field.analyse().ifPresent(role -> {
                if (field.table() == null) {
                    values(field, role, null, Condition.at(data, field.path()));
                } else {
                    for (var row : Condition.at(data, field.table())) {
                        values(field, role, row.path(Merge.ROW).asLong(0), row.path(field.name()));
                    }
                }
            });
        }
        return List.copyOf(found);
    }

    private void values(FormField field, Indicator.Role role, @Nullable Long row, JsonNode value) {
        if (Texts.empty(value)) {
            return;
        }
        if (field.multiple() && value.isArray()) {
            value.forEach(one -> value(field, role, row, one));
        } else {
            value(field, role, row, value);
        }
    }

    private void value(FormField field, Indicator.Role role, @Nullable Long row, JsonNode value) {
        switch (field.kind()) {
            case INTEGER, NUMBER -> {
                if (value.isNumber()) {
                    add(field, role, Indicator.Type.NUMBER, row, null, value.decimalValue(), null, value.asString());
                }
            }
            case MONEY -> {
                var amount = Money.normal(value);
                if (amount != null) {
                    add(field, role, Indicator.Type.MONEY, row, null, new BigDecimal(amount), null, amount);
                }
            }
            case DATE, DATE_TIME -> {
                var day = day(value.asString(""));
                if (day != null) {
                    add(field, role, Indicator.Type.DATE, row, null, null, day, day.toString());
                }
            }
            case BOOLEAN -> text(field, role, row, value.asString(), value.asBoolean(false) ? "是" : "否");
            case CHOICE -> text(field, role, row, value.asString(), choice(field, value.asString()));
            case TEXT, DICTIONARY -> text(field, role, row, value.asString(""), value.asString(""));
            case PERSON, DEPARTMENT, UNIT ->
                text(
                        field,
                        role,
                        row,
                        value.path("id").asString(),
                        value.path("name").asString(""));
            case FILE, TABLE ->
                add(
                        field,
                        role,
                        Indicator.Type.NUMBER,
                        row,
                        null,
                        BigDecimal.valueOf(value.size()),
                        null,
                        String.valueOf(value.size()));
            case GROUP -> {
                // has no value of its own
            }
        }
    }

    static String choice(FormField field, String value) {
        for (var one : field.one().path("oneOf")) {
            if (one.path("const").asString("").equals(value)) {
                return one.path("title").asString(value);
            }
        }
        return value;
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
        } catch (DateTimeParseException noDate) {
            return null;
        }
    }

    private void text(FormField field, Indicator.Role role, @Nullable Long row, String text, String label) {
        add(field, role, Indicator.Type.TEXT, row, text, null, null, label);
    }

    private void add(
            FormField field,
            Indicator.Role role,
            Indicator.Type type,
            @Nullable Long row,
            @Nullable String text,
            @Nullable BigDecimal number,
            @Nullable LocalDate date,
            String label) {
        found.add(new Indicator(field.path(), field.title(), role, type, row, text, number, date, label));
    }
}
