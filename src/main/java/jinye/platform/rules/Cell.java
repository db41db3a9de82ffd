package jinye.platform.rules;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One cell of an input column: unary tests of FEEL (DMN 1.3, 7.3) over values and ranges, nothing that calculates. A value that
 * is missing fulfils only {@code -} and {@code null}; a list fulfils what one of its entries fulfils.
 */
final class Cell {

    /** What stands in a cell cannot be read. */
    static final class Unreadable extends Exception {
        Unreadable() {
            super(null, null, false, false);
        }
    }

    private static final Pattern RANGE = Pattern.compile("([\\[\\](])\\s*(.+?)\\s*\\.\\.\\s*(.+?)\\s*([\\[\\])])");
    private static final Pattern COMPARED = Pattern.compile("(<=|>=|<|>|=|!=)\\s*(.+)");
    private static final Pattern DATE = Pattern.compile("date\\(\\s*\"(\\d{4}-\\d{2}-\\d{2})\"\\s*\\)");

    private sealed interface Test {
        boolean holds(@Nullable Comparable<?> value);

        String words(String label, UnaryOperator<String> names);

        record Is(@Nullable Comparable<?> expected) implements Test {
            @Override
            public boolean holds(@Nullable Comparable<?> value) {
                return expected == null ? value == null : value != null && compare(value, expected) == 0;
            }

            @Override
            public String words(String label, UnaryOperator<String> names) {
                return expected == null ? label + " 未填" : label + " = " + text(expected, names);
            }
        }

        record Compared(String operator, Comparable<?> bound) implements Test {
            @Override
            public boolean holds(@Nullable Comparable<?> value) {
                if (value == null) {
                    return false;
                }
                int order = compare(value, bound);
                return switch (operator) {
                    case "<" -> order < 0;
                    case "<=" -> order <= 0;
                    case ">" -> order > 0;
                    case ">=" -> order >= 0;
                    case "!=" -> order != 0;
                    default -> order == 0;
                };
            }

            @Override
            public String words(String label, UnaryOperator<String> names) {
                var sign = operator.replace("<=", "≤").replace(">=", "≥").replace("!=", "≠");
                return label + " " + sign + " " + text(bound, names);
            }
        }

        record Between(Compared from, Compared to) implements Test {
            @Override
            public boolean holds(@Nullable Comparable<?> value) {
                return from.holds(value) && to.holds(value);
            }

            @Override
            public String words(String label, UnaryOperator<String> names) {
                return text(from.bound, names)
                        + (from.operator.equals(">") ? " < " : " ≤ ")
                        + label
                        + (to.operator.equals("<") ? " < " : " ≤ ")
                        + text(to.bound, names);
            }
        }
    }

    private final List<Test> tests;
    private final boolean negated;

    private Cell(List<Test> tests, boolean negated) {
        this.tests = tests;
        this.negated = negated;
    }

    static Cell read(String written, DecisionTable.Type type) throws Unreadable {
        var text = written.strip();
        if (text.isEmpty() || text.equals("-")) {
            return new Cell(List.of(), false);
        }
        boolean negated = text.startsWith("not(") && text.endsWith(")");
        if (negated) {
            text = text.substring(4, text.length() - 1);
        }
        var tests = new ArrayList<Test>();
        for (var part : parts(text)) {
            tests.add(test(part.strip(), type));
        }
        return new Cell(List.copyOf(tests), negated);
    }

    private static Test test(String text, DecisionTable.Type type) throws Unreadable {
        var range = RANGE.matcher(text);
        if (range.matches()) {
            ordered(type);
            boolean openFrom = !range.group(1).equals("[");
            boolean openTo = !range.group(4).equals("]");
            var from = value(range.group(2), type);
            var to = value(range.group(3), type);
            if (from == null || to == null || compare(from, to) > 0) {
                throw new Unreadable();
            }
            return new Test.Between(
                    new Test.Compared(openFrom ? ">" : ">=", from), new Test.Compared(openTo ? "<" : "<=", to));
        }
        var compared = COMPARED.matcher(text);
        if (compared.matches()) {
            var operator = compared.group(1);
            if (operator.startsWith("<") || operator.startsWith(">")) {
                ordered(type);
            }
            var bound = value(compared.group(2).strip(), type);
            if (bound == null) {
                throw new Unreadable();
            }
            return new Test.Compared(operator, bound);
        }
        return new Test.Is(value(text, type));
    }

    private static void ordered(DecisionTable.Type type) throws Unreadable {
        if (type == DecisionTable.Type.STRING || type == DecisionTable.Type.BOOLEAN) {
            throw new Unreadable();
        }
    }

    /** A literal; also what an output cell holds. Null for {@code null}. */
    static @Nullable Comparable<?> value(String text, DecisionTable.Type type) throws Unreadable {
        if (text.equals("null")) {
            return null;
        }
        try {
            return switch (type) {
                case NUMBER -> new BigDecimal(text);
                case BOOLEAN -> {
                    if (!text.equals("true") && !text.equals("false")) {
                        throw new Unreadable();
                    }
                    yield Boolean.valueOf(text);
                }
                case DATE -> {
                    var date = DATE.matcher(text);
                    if (!date.matches()) {
                        throw new Unreadable();
                    }
                    yield LocalDate.parse(date.group(1));
                }
                case STRING -> {
                    if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
                        throw new Unreadable();
                    }
                    var inside = text.substring(1, text.length() - 1);
                    if (inside.contains("\"")) {
                        throw new Unreadable();
                    }
                    yield inside;
                }
            };
        } catch (NumberFormatException | DateTimeException notOne) {
            throw new Unreadable();
        }
    }

    /** Splits at commas outside quotes and brackets. */
    private static List<String> parts(String text) throws Unreadable {
        var parts = new ArrayList<String>();
        int start = 0;
        boolean quoted = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                parts.add(text.substring(start, at));
                start = at + 1;
            }
        }
        parts.add(text.substring(start));
        if (quoted || parts.stream().anyMatch(String::isBlank)) {
            throw new Unreadable();
        }
        return parts;
    }

    boolean isAny() {
        return tests.isEmpty();
    }

    boolean holds(@Nullable Object value) {
        if (tests.isEmpty()) {
            return true;
        }
        if (value instanceof Collection<?> many) {
            return negated != many.stream().anyMatch(one -> one instanceof Comparable<?> entry && anyHolds(entry));
        }
        return negated != anyHolds(value instanceof Comparable<?> one ? one : null);
    }

    private boolean anyHolds(@Nullable Comparable<?> value) {
        return tests.stream().anyMatch(test -> test.holds(value));
    }

    /** The values at which the cell changes its mind. */
    List<Comparable<?>> bounds() {
        var bounds = new ArrayList<Comparable<?>>();
        for (var test : tests) {
            switch (test) {
                case Test.Is is -> {
                    var expected = is.expected();
                    if (expected != null) {
                        bounds.add(expected);
                    }
                }
                case Test.Compared compared -> bounds.add(compared.bound());
                case Test.Between between -> {
                    bounds.add(between.from().bound());
                    bounds.add(between.to().bound());
                }
            }
        }
        return bounds;
    }

    /** @param names what people read instead of the column's codes */
    String words(String label, UnaryOperator<String> names) {
        var words = tests.stream().allMatch(Test.Is.class::isInstance) && tests.size() > 1
                ? label + " = "
                        + tests.stream()
                                .map(test -> test.words("", names).replaceFirst("^ = ", ""))
                                .collect(Collectors.joining(" 或 "))
                : tests.stream().map(test -> test.words(label, names)).collect(Collectors.joining(" 或 "));
        return negated ? "不是（" + words + "）" : words;
    }

    static String text(Object value, UnaryOperator<String> names) {
        return value instanceof String code ? names.apply(code) : text(value);
    }

    static String text(Object value) {
        return value instanceof BigDecimal number
                ? number.stripTrailingZeros().toPlainString()
                : value instanceof Boolean yes ? (yes ? "是" : "否") : String.valueOf(value);
    }

    @SuppressWarnings("unchecked")
    static int compare(Comparable<?> one, Comparable<?> other) {
        return one.getClass() == other.getClass()
                ? ((Comparable<Object>) one).compareTo(other)
                : one.toString().compareTo(other.toString());
    }
}
