package jinye.office.transmission;

/** 主送 acts on it, 抄送 takes note. */
enum EnvelopeRole {
    MAIN("主送"),
    COPY("抄送");

    private final String term;

    EnvelopeRole(String term) {
        this.term = term;
    }

    String term() {
        return term;
    }
}
