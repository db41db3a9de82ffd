package jinye.safeguard.certificates;

/**
 * 持有者: in whose name a certificate speaks.
 *
 * @param key the id in the directory for people, departments and units; a host or gateway's name for a server; the seal's
 *            number for a seal
 */
public record Holder(Kind kind, String key) {

    public enum Kind {
        PERSON("个人"),
        DEPARTMENT("部门"),
        UNIT("单位"),
        SERVER("服务器"),
        SEAL("电子印章"),
        /** The authority's own answering services. */
        SERVICE("认证服务");

        private final String term;

        Kind(String term) {
            this.term = term;
        }

        public String term() {
            return term;
        }

        boolean inDirectory() {
            return this == PERSON || this == DEPARTMENT || this == UNIT;
        }
    }

    public static Holder person(long id) {
        return new Holder(Kind.PERSON, Long.toString(id));
    }

    public static Holder department(long id) {
        return new Holder(Kind.DEPARTMENT, Long.toString(id));
    }

    public static Holder unit(long id) {
        return new Holder(Kind.UNIT, Long.toString(id));
    }

    public static Holder server(String name) {
        return new Holder(Kind.SERVER, name);
    }

    public static Holder seal(String number) {
        return new Holder(Kind.SEAL, number);
    }

    /** Of people, departments and units. */
    public long id() {
        return Long.parseLong(key);
    }

    /** Stands in the certificate as user id, so that two of one name are told apart. */
    String word() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + "-" + key;
    }
}
