package jinye.platform.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jinye.platform.web.Sentences;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The front door of decision tables. */
@Service
public class DecisionTables {

    static final int ROWS_MAX = 500;
    static final int COLUMNS_MAX = 30;

    /**
     * 样例: what a table must say for some facts, kept beside it. @param expected only the outputs named are compared; a null
     * value expects nothing
     */
    public record TableExample(
            String name, Map<String, @Nullable Object> inputs, Map<String, @Nullable Object> expected) {}

    /** What people read instead of a code: the name of a column, and the code that stands in it. */
    public interface Names {
        String of(String column, String code);
    }

    private final Findings says;

    DecisionTables(Sentences sentences) {
        this.says = new Findings(sentences);
    }

    /** Reads a DMN 1.3 file with one decision that is a decision table. */
    public DecisionTable read(String dmn) {
        return DmnFile.read(dmn);
    }

    public String write(DecisionTable table) {
        return DmnWriter.write(table);
    }

    /** What is wrong or doubtful, failed examples included. @param facts names that inputs may ask for, null when not known */
    public List<TableFinding> check(DecisionTable table, List<TableExample> examples, @Nullable Set<String> facts) {
        if (table.rules().size() > ROWS_MAX
                || table.inputs().size() + table.outputs().size() > COLUMNS_MAX) {
            return List.of(says.error(null, "too-large", ROWS_MAX, COLUMNS_MAX));
        }
        var found = new ArrayList<>(TableChecks.of(table, says));
        if (facts != null) {
            table.inputs().stream()
                    .filter(input -> !facts.contains(input.name()))
                    .forEach(input -> found.add(says.error(null, "no-such-fact", input.label(), input.name())));
        }
        if (found.stream().noneMatch(TableFinding::isError)) {
            examples.forEach(example -> compare(table, example, found));
        }
        return found;
    }

    private void compare(DecisionTable table, TableExample example, List<TableFinding> found) {
        Map<String, Object> said;
        try {
            said = evaluate(table, withoutNulls(example.inputs())).outputs();
        } catch (ReadTable.Torn torn) {
            found.add(says.error(null, "example-torn", example.name()));
            return;
        }
        for (var output : table.outputs()) {
            if (!example.expected().containsKey(output.name())) {
                continue;
            }
            var expected = ReadTable.typed(example.expected().get(output.name()), output.type());
            var actual = ReadTable.typed(said.get(output.name()), output.type());
            if (!same(expected, actual)) {
                found.add(says.error(null, "example", example.name(), output.label(), words(expected), words(actual)));
            }
        }
    }

    static Map<String, Object> withoutNulls(Map<String, @Nullable Object> facts) {
        var known = new java.util.HashMap<String, Object>();
        facts.forEach((name, value) -> {
            if (value != null) {
                known.put(name, value);
            }
        });
        return known;
    }

    private static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Comparable<?> left && other instanceof Comparable<?> right) {
            return Cell.compare(left, right) == 0;
        }
        return one == null ? other == null : one.equals(other);
    }

    private static String words(@Nullable Object value) {
        return value == null ? "（无）" : Cell.text(value);
    }

    /** What the table says for these facts, with the rows that fired. */
    public Verdict evaluate(DecisionTable table, Map<String, ?> facts) {
        return evaluate(table, facts, (column, code) -> code);
    }

    /** The same, its reasons in the words of those who read them. */
    public Verdict evaluate(DecisionTable table, Map<String, ?> facts, Names names) {
        var read = ReadTable.of(table, says);
        if (!read.unreadable.isEmpty()) {
            throw new BadTable(
                    "unreadable-row", table.name(), read.unreadable.getFirst().sentence());
        }
        return read.decide(facts, names);
    }

    /** The names of all outputs, for conditions that ask for them. */
    public static Set<String> outputs(DecisionTable table) {
        var names = new LinkedHashSet<String>();
        table.outputs().forEach(output -> names.add(output.name()));
        return names;
    }
}
