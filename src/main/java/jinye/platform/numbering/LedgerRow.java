package jinye.platform.numbering;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One number of the ledger. @param reason why it is reserved, cancelled or skipped */
record LedgerRow(
        long id,
        String series,
        int year,
        int number,
        String text,
        NumberState state,
        String stateTerm,
        @Nullable String module,
        @Nullable Long record,
        String takenByName,
        Instant takenAt,
        @Nullable String reason,
        @Nullable String endedByName,
        @Nullable Instant endedAt) {}
