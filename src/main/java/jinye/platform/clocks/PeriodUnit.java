package jinye.platform.clocks;

/** In what a period is counted. */
public enum PeriodUnit {
    /** The law's 工作日, and its "日" up to ten days where the law says so (行政处罚法 art. 85, 行政强制法 art. 69). */
    WORKING_DAYS("个工作日"),
    CALENDAR_DAYS("日"),
    /** Counted only while the office is open. */
    WORKING_HOURS("个工作小时"),
    WORKING_MINUTES("分钟（工作时间）"),
    /** Day and night: for what the duty desk must do. */
    MINUTES("分钟");

    private final String term;

    PeriodUnit(String term) {
        this.term = term;
    }

    public String term() {
        return term;
    }

    boolean isDays() {
        return this == WORKING_DAYS || this == CALENDAR_DAYS;
    }
}
