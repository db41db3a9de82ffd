package jinye.office.documents.elements;

/** 公开属性. Decided with a reason before a document is signed. */
public enum Publicity {
    OPEN("主动公开"),
    ON_REQUEST("依申请公开"),
    CLOSED("不予公开");

    private final String term;

    Publicity(String term) {
        this.term = term;
    }

    public String term() {
        return term;
    }
}
