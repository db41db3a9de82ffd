package jinye.office.documents;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the receiving house adds. @param rejected why it was sent back (S31) */
record Incoming(
        @Nullable Long envelope,
        String registerNumber,
        String from,
        String sourceClass,
        String handling,
        Instant receivedAt,
        List<Long> leaders,
        @Nullable Long leadDepartment,
        List<Long> assistDepartments,
        List<Long> readers,
        @Nullable LocalDate deadline,
        @Nullable String rejected) {

    boolean toRead() {
        return handling.equals("READ");
    }
}
