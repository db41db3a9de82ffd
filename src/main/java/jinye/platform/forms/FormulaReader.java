package jinye.platform.forms;

import com.dashjoin.jsonata.Jsonata;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads expressions of computed fields: refuses what is not let in and finds out which fields they name. */
final class FormulaReader {

    /** {@code $days(from, to)} is ours: days from one date to the next, 1 from today to tomorrow. */
    static final Set<String> FUNCTIONS = Set.of(
            "sum",
            "count",
            "max",
            "min",
            "average",
            "round",
            "floor",
            "ceil",
            "abs",
            "string",
            "number",
            "length",
            "substring",
            "uppercase",
            "lowercase",
            "trim",
            "contains",
            "join",
            "exists",
            "not",
            "boolean",
            "distinct",
            "append",
            "days");

    private static final Set<String> WORDS = Set.of("and", "or", "in", "true", "false", "null");
    /** After these a value follows. */
    private static final Set<String> OPEN_AFTER = Set.of(
            "", "(", ",", "[", ".", "+", "-", "*", "/", "%", "=", "!=", "<", ">", "<=", ">=", "&", "?", ":", "and",
            "or", "in");

    private static final Set<String> PARTS_OF_VALUES = Set.of("id", "name", "size", "type");

    private static final Pattern TOKEN = Pattern.compile("""
            \\s+|"(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*'|`[^`]*`|\\d+(?:\\.\\d+)?|\\$[\\p{L}_]*[\\p{L}\\p{N}_]*|\
            [\\p{L}_][\\p{L}\\p{N}_]*|:=|\\.\\.|!=|<=|>=|~>|\\*\\*|[-+*/%=<>&?:.,;()\\[\\]{}^@#|]""");

    /** @param code of the sentence, @param what its fact */
    static final class BadFormula extends Exception {
        final String code;
        final String what;

        BadFormula(String code, String what) {
            super(code, null, false, false);
            this.code = code;
            this.what = what;
        }
    }

    private final Map<String, FormField> fields;

    FormulaReader(Map<String, FormField> fields) {
        this.fields = fields;
    }

    /** @param home path of the object whose properties the expression sees: empty for the form, the table for a column */
    Formula read(String text, String home) throws BadFormula {
        if (text.isBlank() || text.length() > 500) {
            throw new BadFormula("forms.formula-length", "500");
        }
        var formula = new Formula(text);
        new Walk(formula, home).walk();
        try {
            Jsonata.jsonata(text);
        } catch (RuntimeException unreadable) {
            throw new BadFormula("forms.formula-unreadable", text);
        }
        return formula;
    }

    /** One pass over the words of an expression; {@code place} is where the next name is looked for. */
    private final class Walk {
        private final Formula formula;
        private final String home;
        private final Deque<String> places = new ArrayDeque<>();
        private String place;
        private String before = "";
        private @Nullable String chain;

        Walk(Formula formula, String home) {
            this.formula = formula;
            this.home = home;
            this.place = home;
        }

        void walk() throws BadFormula {
            var tokens = TOKEN.matcher(formula.text);
            int at = 0;
            while (at < formula.text.length()) {
                tokens.region(at, formula.text.length());
                if (!tokens.lookingAt()) {
                    throw new BadFormula("forms.formula-sign", formula.text.substring(at, at + 1));
                }
                at = tokens.end();
                var token = tokens.group();
                if (!token.isBlank()) {
                    take(token);
                    before = token;
                }
            }
            if (!places.isEmpty()) {
                throw new BadFormula("forms.formula-unreadable", formula.text);
            }
        }

        private void take(String token) throws BadFormula {
            char first = token.charAt(0);
            if (first == '"' || first == '\'' || Character.isDigit(first)) {
                chain = null;
            } else if (first == '$') {
                variable(token.substring(1));
            } else if (first == '`' || Character.isLetter(first) || first == '_') {
                name(first == '`' ? token.substring(1, token.length() - 1) : token, first == '`');
            } else {
                sign(token);
            }
        }

        private void variable(String name) throws BadFormula {
            if (name.equals("form")) {
                chain = "";
            } else if (!FUNCTIONS.contains(name)) {
                throw new BadFormula("forms.formula-function", "$" + name);
            } else {
                chain = null;
            }
        }

        private void name(String name, boolean quoted) throws BadFormula {
            boolean continues = before.equals(".") && chain != null;
            if (!quoted && !continues && WORDS.contains(name)) {
                chain = null;
                return;
            }
            var from = continues && chain != null ? chain : place;
            var path = from.isEmpty() ? name : from + "/" + name;
            var field = fields.get(path);
            if (field != null) {
                formula.reads.add(path);
                chain = path;
            } else {
                var around = fields.get(from);
                if (around == null
                        || !PARTS_OF_VALUES.contains(name)
                        || !around.kind().reference() && around.kind() != FieldKind.FILE) {
                    throw new BadFormula("forms.formula-field", name);
                }
                chain = null;
            }
        }

        private void sign(String token) throws BadFormula {
            switch (token) {
                case "(", "[" -> {
                    places.push(place);
                    boolean within = token.equals("[") || before.equals(".");
                    if (within && chain != null) {
                        place = chain;
                    } else if (token.equals("(") && before.equals(".")) {
                        throw new BadFormula("forms.formula-unreadable", formula.text);
                    }
                    chain = null;
                }
                case ")", "]" -> {
                    if (places.isEmpty()) {
                        throw new BadFormula("forms.formula-unreadable", formula.text);
                    }
                    // after a predicate the path goes on: items[kind = 'A'].amount
                    chain = token.equals("]") && !place.equals(home) ? place : null;
                    place = places.pop();
                }
                case "." -> {
                    if (chain == null) {
                        throw new BadFormula("forms.formula-sign", ".");
                    }
                }
                case "*", "%", "/" -> {
                    // where a value should stand they mean any field, the object around, and a regular expression
                    if (OPEN_AFTER.contains(before)) {
                        throw new BadFormula("forms.formula-sign", token);
                    }
                    chain = null;
                }
                case "+", "-", "=", "!=", "<", ">", "<=", ">=", "&", "?", ":", "," -> chain = null;
                default -> throw new BadFormula("forms.formula-sign", token);
            }
        }
    }

    /** Null unless both are dates. */
    static @Nullable Object days(@Nullable Object from, @Nullable Object to) {
        try {
            return from instanceof String first && to instanceof String last
                    ? (Object) (int) ChronoUnit.DAYS.between(day(first), day(last))
                    : null;
        } catch (DateTimeParseException noDate) {
            return null;
        }
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
    }
}
