package jinye.office.transmission;

/** What the sender of a document tells its receivers afterwards. */
public enum TellingKind {
    RECALL("撤回"),
    URGING("催收"),
    CORRECTION("更正"),
    REVOCATION("撤销"),
    ABOLITION("废止");

    private final String term;

    TellingKind(String term) {
        this.term = term;
    }

    public String term() {
        return term;
    }
}
