package jinye.office.approvals;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request in a list. @param values declared values as people read them, by field, without those the reader's step hides */
record RequestRow(
        long id,
        String kind,
        int kindVersion,
        String kindTitle,
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
        Map<String, String> values,
        @Nullable String sortKey) {}
