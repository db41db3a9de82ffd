package jinye.office.documents;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** One line of 发文目录, 收文目录 or 签报目录. @param registerNumber 收文号, only of incoming documents */
record DocumentRow(
        long id,
        String flow,
        String state,
        String stateName,
        String kind,
        String kindName,
        String title,
        @Nullable String number,
        @Nullable String registerNumber,
        String urgency,
        String urgencyName,
        String unitName,
        String departmentName,
        String authorName,
        @Nullable String fromUnitName,
        @Nullable LocalDate issueDate,
        Instant createdAt,
        Instant changedAt,
        boolean ended,
        @Nullable String standing) {}
