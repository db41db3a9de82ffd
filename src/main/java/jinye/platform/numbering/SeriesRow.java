package jinye.platform.numbering;

/**
 * A series with where it stands in a year.
 *
 * @param last the highest number given, 0 when none
 * @param gaps numbers below it that stand for nothing
 */
record SeriesRow(
        String code,
        String name,
        Series.Kind kind,
        String kindTerm,
        String example,
        int last,
        int used,
        int gaps,
        String source,
        String tag) {}
