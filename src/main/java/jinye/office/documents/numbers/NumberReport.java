package jinye.office.documents.numbers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the check of a year's numbers found. */
public record NumberReport(String unitName, int year, List<SeriesFigures> series, List<NumberFinding> findings) {

    /** @param open given to a document that has not been issued yet */
    public record SeriesFigures(
            String series, int last, int used, int open, int cancelled, int skipped, int reserved) {}

    /** @param document null when there is none, or when it is not of this system */
    public record NumberFinding(
            NumberFault fault,
            String faultName,
            boolean blocks,
            String number,
            String sentence,
            @Nullable Long document) {}

    public boolean isBroken() {
        return findings.stream().anyMatch(NumberFinding::blocks);
    }
}
