package jinye.office.documents.elements;

/** In whose name a document is issued: the bureau, its office (办公室), or another internal department (only inside, R09). */
public enum IssuedBy {
    UNIT("本机关"),
    OFFICE("办公室"),
    DEPARTMENT("内设机构");

    private final String term;

    IssuedBy(String term) {
        this.term = term;
    }

    public String term() {
        return term;
    }
}
