package jinye.platform.numbering;

import org.jspecify.annotations.Nullable;

/**
 * 断号: a number below the highest one that stands for nothing.
 *
 * @param state     null when it is missing from the ledger altogether
 * @param explained false asks for a reason
 */
record NumberGap(
        String series,
        int year,
        int number,
        String text,
        @Nullable NumberState state,
        @Nullable String reason,
        boolean explained) {}
