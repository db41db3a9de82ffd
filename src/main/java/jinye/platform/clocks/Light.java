package jinye.platform.clocks;

/** 红绿灯: how much of a period is left. */
public enum Light {
    /** More than 40 % left. */
    GREEN("绿"),
    /** At most 40 % left, but more than one working day: the handler is told. */
    YELLOW("黄"),
    /** At most one working day left: the head of the department is told too. */
    ORANGE("橙"),
    /** Overdue: the supervisor is told, and it counts in the appraisal. */
    RED("红");

    private final String term;

    Light(String term) {
        this.term = term;
    }

    public String term() {
        return term;
    }
}
