package jinye.platform.clocks;

import java.time.Instant;

/**
 * A due moment and how it came about.
 *
 * @param at          the last moment in time, such as 23:59:59.999 of the last day, or the minute for periods in working hours
 * @param provisional the period runs into a year whose holidays are not announced; recomputed when they are
 * @param explanation Chinese, one paragraph: start, rule with its source, days skipped and counted
 */
public record Due(Instant at, String rule, int ruleVersion, boolean provisional, String explanation) {}
