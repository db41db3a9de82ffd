package jinye.platform.forms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Values on their way into an expression and out of it. */
final class Reckoned {

    private static final JsonNodeFactory NODES = Texts.JSON.getNodeFactory();

    private Reckoned() {}

    /** What an expression sees of a value: amounts and numbers as numbers, all else as it is. */
    static Object seen(FormField field, JsonNode value) {
        if (field.kind() == FieldKind.MONEY) {
            try {
                return number(Double.parseDouble(value.asString("")));
            } catch (NumberFormatException noAmount) {
                return value.asString("");
            }
        }
        return plain(value);
    }

    private static Object plain(JsonNode value) {
        if (value.isNumber()) {
            return number(value.doubleValue());
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isArray()) {
            var list = new ArrayList<Object>();
            value.forEach(one -> list.add(plain(one)));
            return list;
        }
        if (value.isObject()) {
            var map = new LinkedHashMap<String, Object>();
            value.propertyStream().forEach(part -> map.put(part.getKey(), plain(part.getValue())));
            return map;
        }
        return value.asString("");
    }

    private static Number number(double number) {
        return number == Math.rint(number) && Math.abs(number) < Integer.MAX_VALUE
                ? (Number) (int) number
                : (Number) number;
    }

    /** The result as the field keeps it; null when it is no such value. */
    static @Nullable JsonNode typed(FormField field, @Nullable Object result) {
        return switch (field.kind()) {
            case MONEY -> {
                var amount =
                        result instanceof Number number && finite(number) ? Money.reckoned(number.doubleValue()) : null;
                yield amount == null ? null : NODES.stringNode(amount);
            }
            case NUMBER ->
                result instanceof Number number && finite(number)
                        ? NODES.numberNode(Money.certain(number.doubleValue()))
                        : null;
            case INTEGER ->
                result instanceof Number number && finite(number) && Math.abs(number.doubleValue()) < 1e15
                        ? NODES.numberNode(
                                Money.rounded(number.doubleValue(), 0).longValueExact())
                        : null;
            case BOOLEAN -> result instanceof Boolean answer ? NODES.booleanNode(answer) : null;
            case TEXT, DATE, CHOICE, DICTIONARY ->
                result instanceof String text && !text.isBlank() ? NODES.stringNode(text) : null;
            case DATE_TIME, PERSON, DEPARTMENT, UNIT, FILE, TABLE, GROUP -> null;
        };
    }

    private static boolean finite(Number number) {
        return Double.isFinite(number.doubleValue());
    }
}
