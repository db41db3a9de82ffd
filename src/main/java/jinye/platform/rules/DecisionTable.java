package jinye.platform.rules;

import java.util.List;

/**
 * A decision table (DMN 1.3, chapter 8). The cells are kept as written; {@link DecisionTables} reads them.
 *
 * @param notes titles of the columns that explain the rules, such as 依据; they decide nothing
 */
public record DecisionTable(
        String id,
        String name,
        HitPolicy hitPolicy,
        Aggregation aggregation,
        List<TableInput> inputs,
        List<TableOutput> outputs,
        List<String> notes,
        List<TableRow> rules) {

    /** What becomes of several rows that hold at once. */
    public enum HitPolicy {
        /** Only one row may hold. */
        UNIQUE("唯一命中"),
        /** The first in the order of the table decides. */
        FIRST("首行命中"),
        /** The row decides whose outputs stand first in the lists of values. */
        PRIORITY("优先命中"),
        /** Several rows may hold if they say the same. */
        ANY("任意命中"),
        /** All rows that hold, together. */
        COLLECT("汇集");

        private final String term;

        HitPolicy(String term) {
            this.term = term;
        }

        public String term() {
            return term;
        }
    }

    /** What is made of the numbers that {@link HitPolicy#COLLECT} gathers. */
    public enum Aggregation {
        NONE,
        SUM,
        MIN,
        MAX,
        COUNT
    }

    public enum Type {
        STRING("string"),
        NUMBER("number"),
        BOOLEAN("boolean"),
        DATE("date");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        /** As in DMN's {@code typeRef}. */
        public String word() {
            return word;
        }
    }

    /** @param name of the fact it looks at. @param values those it may have, empty when any */
    public record TableInput(String label, String name, Type type, List<String> values) {}

    /** @param name of the fact it gives. @param values those it may give, for {@link HitPolicy#PRIORITY} the strongest first */
    public record TableOutput(String label, String name, Type type, List<String> values) {}

    /** One row; as many cells as there are columns. */
    public record TableRow(List<String> inputs, List<String> outputs, List<String> notes) {}
}
