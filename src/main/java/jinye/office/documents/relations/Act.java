package jinye.office.documents.relations;

/**
 * What one document does to another. 条例 art. 35: 撤销 is void from the start, 废止 from the day of abolition. None of them
 * erases anything.
 */
public enum Act {
    ANSWER("答复", "已答复", false),
    CORRECTION("更正", "已更正", false),
    REVOCATION("撤销", "已撤销", true),
    ABOLITION("废止", "已废止", true),
    SUPERSESSION("代替", "已被代替", true);

    private final String term;
    private final String standing;
    private final boolean ends;

    Act(String term, String standing, boolean ends) {
        this.term = term;
        this.standing = standing;
        this.ends = ends;
    }

    public String term() {
        return term;
    }

    /** How the older document stands afterwards. */
    public String standing() {
        return standing;
    }

    /** Whether the older document is no longer to be carried out. */
    public boolean ends() {
        return ends;
    }
}
