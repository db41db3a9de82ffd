package jinye.platform.directory;

/** What a post stands for in its unit; some roles come with it. */
enum PostCategory {
    PRINCIPAL("主要负责人"),
    DEPUTY("副职领导"),
    HEAD("部门负责人"),
    DEPUTY_HEAD("部门副职"),
    STAFF("一般员工");

    private final String term;

    PostCategory(String term) {
        this.term = term;
    }

    String term() {
        return term;
    }

    boolean leads() {
        return this == PRINCIPAL || this == DEPUTY;
    }
}
