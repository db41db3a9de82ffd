package jinye.platform.rules;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import jinye.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/** A table with its cells read. */
final class ReadTable {

    /** One row. @param outputs values, null where the row says nothing */
    record Row(int number, List<Cell> inputs, List<@Nullable Comparable<?>> outputs, List<String> notes) {}

    final DecisionTable table;
    final List<Row> rows;
    final List<TableFinding> unreadable;

    private ReadTable(DecisionTable table, List<Row> rows, List<TableFinding> unreadable) {
        this.table = table;
        this.rows = rows;
        this.unreadable = unreadable;
    }

    /** Rows that cannot be read are left out and named. */
    static ReadTable of(DecisionTable table, Findings says) {
        var rows = new ArrayList<Row>();
        var bad = new ArrayList<TableFinding>();
        int number = 0;
        for (var rule : table.rules()) {
            number++;
            if (rule.inputs().size() != table.inputs().size()
                    || rule.outputs().size() != table.outputs().size()) {
                bad.add(says.error(number, "row-length"));
                continue;
            }
            var inputs = new ArrayList<Cell>();
            var outputs = new ArrayList<@Nullable Comparable<?>>();
            int before = bad.size();
            for (int n = 0; n < table.inputs().size(); n++) {
                var column = table.inputs().get(n);
                try {
                    inputs.add(Cell.read(rule.inputs().get(n), column.type()));
                } catch (Cell.Unreadable unreadable) {
                    bad.add(says.error(
                            number, "cell", column.label(), rule.inputs().get(n)));
                }
            }
            for (int n = 0; n < table.outputs().size(); n++) {
                var column = table.outputs().get(n);
                var text = rule.outputs().get(n).strip();
                try {
                    outputs.add(text.isEmpty() || text.equals("-") ? null : Cell.value(text, column.type()));
                } catch (Cell.Unreadable unreadable) {
                    bad.add(says.error(number, "cell", column.label(), text));
                }
            }
            if (bad.size() == before) {
                rows.add(new Row(number, inputs, outputs, rule.notes()));
            }
        }
        return new ReadTable(table, rows, bad);
    }

    /** The facts a table looks at, as its types have them; what has another type counts as missing. */
    List<@Nullable Object> values(Map<String, ?> facts) {
        var values = new ArrayList<@Nullable Object>();
        for (var input : table.inputs()) {
            values.add(typed(facts.get(input.name()), input.type()));
        }
        return values;
    }

    static @Nullable Object typed(@Nullable Object fact, DecisionTable.Type type) {
        if (fact instanceof Collection<?> many) {
            return many.stream()
                    .map(one -> typed(one, type))
                    .filter(Objects::nonNull)
                    .toList();
        }
        if (fact == null) {
            return null;
        }
        try {
            return switch (type) {
                case STRING -> String.valueOf(fact);
                case NUMBER -> new BigDecimal(String.valueOf(fact).strip());
                case BOOLEAN -> Boolean.valueOf(String.valueOf(fact));
                case DATE ->
                    fact instanceof LocalDate day
                            ? day
                            : LocalDate.parse(String.valueOf(fact).substring(0, 10));
            };
        } catch (RuntimeException another) {
            return null;
        }
    }

    List<Row> holding(List<@Nullable Object> values) {
        var holding = new ArrayList<Row>();
        for (var row : rows) {
            boolean holds = true;
            for (int n = 0; n < values.size() && holds; n++) {
                holds = row.inputs().get(n).holds(values.get(n));
            }
            if (holds) {
                holding.add(row);
            }
        }
        return holding;
    }

    Verdict decide(Map<String, ?> facts, DecisionTables.Names names) {
        var holding = holding(values(facts));
        var outputs = new LinkedHashMap<String, Object>();
        if (holding.isEmpty()) {
            return new Verdict(table.name(), outputs, List.of());
        }
        var deciding = switch (table.hitPolicy()) {
            case UNIQUE -> {
                if (holding.size() > 1) {
                    throw new Torn("rules.not-unique", table.name(), numbers(holding));
                }
                yield holding;
            }
            case ANY -> {
                if (holding.stream().map(Row::outputs).distinct().count() > 1) {
                    throw new Torn("rules.not-the-same", table.name(), numbers(holding));
                }
                yield holding;
            }
            case FIRST -> List.of(holding.getFirst());
            case PRIORITY -> List.of(strongest(holding));
            case COLLECT -> holding;
        };
        for (int n = 0; n < table.outputs().size(); n++) {
            int column = n;
            var name = table.outputs().get(n).name();
            if (table.hitPolicy() == DecisionTable.HitPolicy.COLLECT) {
                outputs.put(name, collected(deciding, column));
            } else {
                var value = deciding.getFirst().outputs().get(column);
                if (value != null) {
                    outputs.put(name, value);
                }
            }
        }
        return new Verdict(
                table.name(),
                outputs,
                deciding.stream().map(row -> fired(row, names)).toList());
    }

    private Object collected(List<Row> rows, int column) {
        var values = new ArrayList<Comparable<?>>();
        rows.forEach(row -> {
            var value = row.outputs().get(column);
            if (value != null) {
                values.add(value);
            }
        });
        var numbers = values.stream()
                .filter(BigDecimal.class::isInstance)
                .map(BigDecimal.class::cast)
                .toList();
        return switch (table.aggregation()) {
            case NONE -> values.stream().distinct().toList();
            case COUNT -> BigDecimal.valueOf(values.size());
            case SUM -> numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            case MIN -> numbers.stream().reduce(BigDecimal::min).orElse(BigDecimal.ZERO);
            case MAX -> numbers.stream().reduce(BigDecimal::max).orElse(BigDecimal.ZERO);
        };
    }

    /** The row whose first output stands first in its list of values; what the list does not name is weakest. */
    private Row strongest(List<Row> holding) {
        var best = holding.getFirst();
        for (var row : holding) {
            if (rank(row) < rank(best)) {
                best = row;
            }
        }
        return best;
    }

    private int rank(Row row) {
        int place = table.outputs()
                .getFirst()
                .values()
                .indexOf(Cell.text(String.valueOf(row.outputs().getFirst())));
        return place < 0 ? Integer.MAX_VALUE : place;
    }

    static String numbers(List<Row> rows) {
        return rows.stream().map(row -> String.valueOf(row.number())).collect(Collectors.joining("、"));
    }

    private Verdict.FiredRow fired(Row row, DecisionTables.Names names) {
        var reasons = new ArrayList<String>();
        for (int n = 0; n < table.inputs().size(); n++) {
            if (!row.inputs().get(n).isAny()) {
                var input = table.inputs().get(n);
                reasons.add(row.inputs().get(n).words(input.label(), code -> names.of(input.name(), code)));
            }
        }
        if (reasons.isEmpty() && table.hitPolicy() == DecisionTable.HitPolicy.COLLECT) {
            // where rows are gathered, one without conditions is no remainder but holds for all
            reasons.add("所有情形");
        }
        var says = new ArrayList<String>();
        for (int n = 0; n < table.outputs().size(); n++) {
            var value = row.outputs().get(n);
            if (value != null) {
                var output = table.outputs().get(n);
                says.add(output.label() + " = " + Cell.text(value, code -> names.of(output.name(), code)));
            }
        }
        return new Verdict.FiredRow(row.number(), String.join("，", reasons), String.join("，", says), row.notes());
    }

    /** Rows contradict each other for these facts; checks find this before a table is used. */
    static final class Torn extends Refusal {
        Torn(String code, String table, String rows) {
            super(Kind.CONFLICT, code, table, rows);
        }
    }
}
