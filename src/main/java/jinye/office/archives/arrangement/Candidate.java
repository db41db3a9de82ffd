package jinye.office.archives.arrangement;

import java.time.LocalDate;
import jinye.kernel.Refusal;
import jinye.office.archives.items.ArchiveNumber;
import jinye.office.archives.items.Source;
import org.jspecify.annotations.Nullable;

/**
 * 预归档: a closed record on its way to become an item.
 *
 * @param source as it was handed over
 */
record Candidate(
        long id,
        String title,
        Source source,
        int year,
        String schedule,
        @Nullable String retention,
        String classCode,
        boolean inScope,
        State state,
        @Nullable Long batch,
        @Nullable String archiveNumber) {

    enum State {
        POOL("待整理"),
        BATCH("整理中"),
        FILED("已归档");

        private final String term;

        State(String term) {
            this.term = term;
        }

        String term() {
            return term;
        }
    }

    /** Filed by 30 June of the year after its own (机关档案管理规定, 国家档案局令第13号). */
    static LocalDate due(int year) {
        return LocalDate.of(year + 1, 6, 30);
    }

    boolean freeFor(long wanted) {
        return inScope && (state == State.POOL || (batch != null && batch == wanted));
    }

    /** Whether the number it got earlier still fits its class. */
    boolean keepsNumber() {
        if (archiveNumber == null) {
            return false;
        }
        var number = ArchiveNumber.of(archiveNumber);
        return number.year() == year
                && number.retention().equals(retention)
                && number.classCode().equals(classCode);
    }

    ArchiveNumber number() {
        if (archiveNumber == null) {
            throw new NotNumbered(title);
        }
        return ArchiveNumber.of(archiveNumber);
    }

    static final class NotNumbered extends Refusal {
        NotNumbered(String title) {
            super(Kind.CONFLICT, "archives.not-numbered", title);
        }
    }
}
