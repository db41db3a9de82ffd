package jinye.office.documents;

/** 公开属性. Decided with a reason before a document is signed. */
enum Publicity {
    OPEN("主动公开"),
    ON_REQUEST("依申请公开"),
    CLOSED("不予公开");

    private final String term;

    Publicity(String term) {
        this.term = term;
    }

    String term() {
        return term;
    }
}
