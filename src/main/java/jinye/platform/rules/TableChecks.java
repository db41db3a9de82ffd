package jinye.platform.rules;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds overlaps and gaps by trying one value from every piece into which the bounds of a column cut it: between two bounds no
 * cell changes its mind, so the pieces stand for all values.
 */
final class TableChecks {

    private static final int TRIED_MAX = 200_000;
    private static final int NAMED_MAX = 5;
    /** Stands for every word that no cell names. */
    private static final String OTHER = "其他";

    private final ReadTable read;
    private final Findings says;
    private final List<TableFinding> found = new ArrayList<>();
    private final Set<String> overlaps = new LinkedHashSet<>();
    private final Set<String> gaps = new LinkedHashSet<>();
    private final Set<Integer> used = new HashSet<>();

    private TableChecks(ReadTable read, Findings says) {
        this.read = read;
        this.says = says;
    }

    static List<TableFinding> of(DecisionTable table, Findings says) {
        var read = ReadTable.of(table, says);
        var checks = new TableChecks(read, says);
        checks.columns();
        checks.found.addAll(read.unreadable);
        if (checks.found.stream().noneMatch(TableFinding::isError)) {
            checks.combinations();
        }
        return List.copyOf(checks.found);
    }

    private void columns() {
        var table = read.table;
        if (table.inputs().isEmpty() || table.outputs().isEmpty()) {
            found.add(says.error(null, "no-columns"));
        }
        if (table.rules().isEmpty()) {
            found.add(says.error(null, "no-rows"));
        }
        var names = new HashSet<String>();
        table.inputs().forEach(input -> name(input.name(), names));
        table.outputs().forEach(output -> name(output.name(), names));
        if (table.aggregation() != DecisionTable.Aggregation.NONE
                && table.aggregation() != DecisionTable.Aggregation.COUNT
                && table.outputs().stream().anyMatch(output -> output.type() != DecisionTable.Type.NUMBER)) {
            found.add(says.error(null, "aggregates-words"));
        }
        if (table.hitPolicy() == DecisionTable.HitPolicy.PRIORITY
                && !table.outputs().isEmpty()
                && table.outputs().getFirst().values().isEmpty()) {
            found.add(
                    says.error(null, "no-priorities", table.outputs().getFirst().label()));
        }
    }

    private void name(String name, Set<String> names) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,63}")) {
            found.add(says.error(null, "column-name", name));
        } else if (!names.add(name)) {
            found.add(says.error(null, "column-twice", name));
        }
    }

    private void combinations() {
        var pieces = new ArrayList<List<Object>>();
        long combinations = 1;
        for (int n = 0; n < read.table.inputs().size(); n++) {
            pieces.add(pieces(n));
            combinations *= pieces.getLast().size();
            if (combinations > TRIED_MAX) {
                found.add(says.warning(null, "too-many-combinations"));
                return;
            }
        }
        walk(pieces, new ArrayList<>());
        overlaps.stream().limit(NAMED_MAX).forEach(text -> {
            var parts = text.split("\t", 2);
            found.add(says.error(null, "overlap", parts[0], parts[1]));
        });
        gaps.stream().limit(NAMED_MAX).forEach(text -> found.add(says.warning(null, "gap", text)));
        for (var row : read.rows) {
            if (!used.contains(row.number())) {
                found.add(says.warning(row.number(), "never"));
            }
        }
    }

    private void walk(List<List<Object>> pieces, List<@Nullable Object> chosen) {
        if (chosen.size() == pieces.size()) {
            look(chosen);
            return;
        }
        for (var piece : pieces.get(chosen.size())) {
            chosen.add(piece);
            walk(pieces, chosen);
            chosen.removeLast();
        }
    }

    private void look(List<@Nullable Object> values) {
        var holding = read.holding(values);
        switch (read.table.hitPolicy()) {
            case UNIQUE -> {
                if (holding.size() > 1) {
                    overlap(holding, values);
                }
                holding.forEach(row -> used.add(row.number()));
            }
            case ANY -> {
                if (holding.stream().map(ReadTable.Row::outputs).distinct().count() > 1) {
                    overlap(holding, values);
                }
                holding.forEach(row -> used.add(row.number()));
            }
            case FIRST -> holding.stream().limit(1).forEach(row -> used.add(row.number()));
            case PRIORITY, COLLECT -> holding.forEach(row -> used.add(row.number()));
        }
        if (holding.isEmpty() && read.table.hitPolicy() != DecisionTable.HitPolicy.COLLECT && gaps.size() < NAMED_MAX) {
            gaps.add(words(values));
        }
    }

    private void overlap(List<ReadTable.Row> rows, List<@Nullable Object> values) {
        var numbers = ReadTable.numbers(rows);
        if (overlaps.size() < NAMED_MAX && overlaps.stream().noneMatch(text -> text.startsWith(numbers + "\t"))) {
            overlaps.add(numbers + "\t" + words(values));
        }
    }

    private String words(List<@Nullable Object> values) {
        var words = new ArrayList<String>();
        for (int n = 0; n < values.size(); n++) {
            words.add(read.table.inputs().get(n).label() + " = " + Cell.text(String.valueOf(shown(values.get(n)))));
        }
        return String.join("，", words);
    }

    private static Object shown(@Nullable Object value) {
        return value == null ? "未填" : Cell.text(value);
    }

    private List<Object> pieces(int column) {
        var bounds = read.rows.stream()
                .flatMap(row -> row.inputs().get(column).bounds().stream())
                .collect(Collectors.toSet());
        return switch (read.table.inputs().get(column).type()) {
            case BOOLEAN -> List.of(true, false);
            case STRING -> {
                var words = new TreeSet<String>();
                bounds.forEach(bound -> words.add(String.valueOf(bound)));
                var allowed = read.table.inputs().get(column).values();
                words.addAll(allowed);
                if (allowed.isEmpty()) {
                    words.add(OTHER);
                }
                yield List.copyOf(words);
            }
            case NUMBER -> {
                var sorted = new TreeSet<BigDecimal>();
                bounds.forEach(bound -> sorted.add((BigDecimal) bound));
                yield numbers(List.copyOf(sorted));
            }
            case DATE -> {
                var days = new TreeSet<LocalDate>();
                bounds.forEach(bound -> {
                    var day = (LocalDate) bound;
                    days.addAll(List.of(day.minusDays(1), day, day.plusDays(1)));
                });
                yield days.isEmpty() ? List.of(LocalDate.of(2026, 1, 1)) : List.copyOf(days);
            }
        };
    }

    /** Below, at, between and above the bounds. Amounts and counts are never below zero, so nobody misses a row for that. */
    private static List<Object> numbers(List<BigDecimal> bounds) {
        var values = new LinkedHashSet<Object>();
        if (bounds.isEmpty()) {
            values.add(BigDecimal.ONE);
        }
        for (int n = 0; n < bounds.size(); n++) {
            var bound = bounds.get(n);
            var before = n == 0 ? (bound.signum() > 0 ? BigDecimal.ZERO : null) : bounds.get(n - 1);
            if (before != null) {
                values.add(before.add(bound).divide(BigDecimal.TWO).stripTrailingZeros());
            }
            values.add(bound);
        }
        if (!bounds.isEmpty()) {
            values.add(bounds.getLast().add(BigDecimal.ONE));
        }
        return List.copyOf(values);
    }
}
