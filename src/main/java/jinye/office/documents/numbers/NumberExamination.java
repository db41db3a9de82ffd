package jinye.office.documents.numbers;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jinye.office.documents.numbers.NumberReport.NumberFinding;
import jinye.office.documents.numbers.NumberReport.SeriesFigures;
import jinye.platform.numbering.NumberFact;
import org.jspecify.annotations.Nullable;

/** Compares the ledger of a year with the documents that carry its numbers. Plain arithmetic, nothing is changed. */
final class NumberExamination {

    /** A numbered outgoing document. */
    record Numbered(
            long id,
            String number,
            String title,
            @Nullable Instant signedAt,
            @Nullable LocalDate issueDate,
            boolean issued,
            boolean ended) {}

    private final List<NumberFinding> findings = new ArrayList<>();

    NumberReport examine(String unitName, int year, List<NumberFact> ledger, List<Numbered> documents) {
        var byNumber = new HashMap<String, List<Numbered>>();
        documents.forEach(one -> byNumber.computeIfAbsent(one.number(), number -> new ArrayList<>())
                .add(one));
        var series = new LinkedHashMap<String, List<NumberFact>>();
        ledger.forEach(fact ->
                series.computeIfAbsent(fact.series(), code -> new ArrayList<>()).add(fact));
        var figures = new ArrayList<SeriesFigures>();
        series.forEach((code, facts) -> {
            figures.add(figures(code, facts));
            gaps(facts);
            order(facts, byNumber);
        });
        ledger.forEach(fact -> document(fact, byNumber));
        duplicates(byNumber);
        var known = ledger.stream().map(NumberFact::text).collect(java.util.stream.Collectors.toSet());
        documents.stream()
                .filter(one -> !known.contains(one.number()))
                .forEach(one ->
                        find(NumberFault.NOT_IN_LEDGER, one.number(), "《" + one.title() + "》的字号不在号簿里。", one.id()));
        return new NumberReport(unitName, year, figures, List.copyOf(findings));
    }

    private static SeriesFigures figures(String code, List<NumberFact> facts) {
        Map<String, Integer> states = new HashMap<>();
        facts.forEach(fact -> states.merge(fact.state(), 1, Integer::sum));
        return new SeriesFigures(
                code,
                facts.stream().mapToInt(NumberFact::number).max().orElse(0),
                states.getOrDefault("USED", 0),
                states.getOrDefault("TAKEN", 0),
                states.getOrDefault("CANCELLED", 0),
                states.getOrDefault("SKIPPED", 0),
                states.getOrDefault("RESERVED", 0));
    }

    /** From 1 upwards every number is in the ledger; those left out or cancelled carry a reason there. */
    private void gaps(List<NumberFact> facts) {
        int expected = 1;
        for (var fact : facts) {
            if (fact.number() > expected) {
                var first = fact.text().replace(fact.number() + "号", expected + "号");
                int missing = fact.number() - expected;
                find(NumberFault.GAP, first, missing == 1 ? "缺这个号，没有登记原因。" : "从这个号起缺 " + missing + " 个号，没有登记原因。", null);
            }
            expected = fact.number() + 1;
        }
    }

    private void order(List<NumberFact> facts, Map<String, List<Numbered>> byNumber) {
        LocalDate latest = LocalDate.MIN;
        String latestNumber = "";
        for (var fact : facts) {
            for (var document : byNumber.getOrDefault(fact.text(), List.of())) {
                var date = document.issueDate();
                if (date == null) {
                    continue;
                }
                if (date.isBefore(latest)) {
                    find(
                            NumberFault.DATE_ORDER,
                            fact.text(),
                            "成文日期 " + date + " 早于前面的 " + latestNumber + "（" + latest + "）。",
                            document.id());
                } else {
                    latest = date;
                    latestNumber = fact.text();
                }
            }
        }
    }

    private void document(NumberFact fact, Map<String, List<Numbered>> byNumber) {
        if (!fact.state().equals("TAKEN") && !fact.state().equals("USED")) {
            return;
        }
        var found = byNumber.getOrDefault(fact.text(), List.of());
        if (found.isEmpty()) {
            find(NumberFault.UNKNOWN, fact.text(), "号簿登记已取号，没有找到这份公文。", null);
            return;
        }
        for (var one : found) {
            var signed = one.signedAt();
            if (signed == null || fact.takenAt().isBefore(signed)) {
                find(NumberFault.BEFORE_SIGNING, fact.text(), "《" + one.title() + "》在签发之前编号。", one.id());
            }
            if (!one.issued()) {
                find(
                        NumberFault.NOT_ISSUED,
                        fact.text(),
                        "《" + one.title() + "》编号后" + (one.ended() ? "没有印发就结束了，号没有作废。" : "还没有印发。"),
                        one.id());
            }
        }
    }

    private void duplicates(Map<String, List<Numbered>> byNumber) {
        byNumber.forEach((number, documents) -> {
            if (documents.size() > 1) {
                documents.forEach(
                        one -> find(NumberFault.DUPLICATE, number, "《" + one.title() + "》与另外的公文用了同一个号。", one.id()));
            }
        });
    }

    private void find(NumberFault fault, String number, String sentence, @Nullable Long document) {
        findings.add(new NumberFinding(fault, fault.term(), fault.blocks(), number, sentence, document));
    }
}
