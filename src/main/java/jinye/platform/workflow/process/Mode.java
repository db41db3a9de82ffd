package jinye.platform.workflow.process;

/** How many handlers make a step complete. */
public enum Mode {
    ONE("单人办理"),
    ANY("或签"),
    ALL("会签"),
    SEQUENCE("依次会签"),
    VOTE("票决"),
    LEAD_ASSIST("主办协办"),
    /** Nobody handles it: it waits for a moment, a service, a message or sub-matters. */
    WAIT("自动等待");

    private final String term;

    Mode(String term) {
        this.term = term;
    }

    public String term() {
        return term;
    }
}
