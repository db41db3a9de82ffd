package jinye.office.approvals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import jinye.platform.clocks.Light;
import jinye.platform.rules.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a request that its page shows.
 *
 * @param schema, layout, data JSON texts; hidden fields are not in the data
 * @param node  at which the reader has it in hand, null while only reading
 * @param step  whose rights to the fields the form is shown with
 * @param acts  what the reader may do besides sending: void, ask-again, file
 * @param earlier values of fields that left the form when the matter was migrated
 * @param parts what departments were asked, null unless the kind asks any
 */
record RequestView(
        long id,
        long version,
        String kind,
        String kindTitle,
        int kindVersion,
        String title,
        @Nullable String number,
        String urgency,
        String state,
        String stateTerm,
        String applicantName,
        String departmentName,
        String unitName,
        Instant createdAt,
        @Nullable Instant sentAt,
        @Nullable Instant endedAt,
        @Nullable String archiveNumber,
        String schema,
        String layout,
        String data,
        @Nullable String node,
        String step,
        List<String> acts,
        List<Verdict> verdicts,
        @Nullable PartsView parts,
        @Nullable RequestClock clock,
        List<EarlierContent> earlier) {

    /** What a form of another version held that the present one has no place for. */
    record EarlierContent(int kindVersion, Instant replacedAt, List<EarlierValue> values) {}

    record EarlierValue(String title, String value) {}

    /** The promised period of the whole way. @param light null when it was kept, or is paused */
    record RequestClock(
            Instant due, boolean provisional, @Nullable Light light, String explanation, boolean stopped) {}

    /**
     * @param columns  fields of the answers, in the order of the form
     * @param conflicts by field
     */
    record PartsView(
            String title,
            List<PartColumn> columns,
            List<PartRow> rows,
            List<Comparison.PartConflict> conflicts,
            int agree,
            int disagree,
            int silent) {}

    record PartColumn(String field, String title, boolean number) {}

    /** @param values as people read them, by field. @param earlier answers that were replaced */
    record PartRow(
            long id,
            String departmentName,
            int round,
            String state,
            String stateTerm,
            String question,
            @Nullable String conclusion,
            @Nullable String conclusionLabel,
            boolean agrees,
            boolean silent,
            Map<String, String> values,
            Instant askedAt,
            @Nullable Instant answeredAt,
            @Nullable String answeredByName,
            List<EarlierPart> earlier) {}

    record EarlierPart(
            int round,
            @Nullable String conclusionLabel,
            Map<String, String> values,
            @Nullable Instant answeredAt,
            @Nullable String askedAgain) {}
}
