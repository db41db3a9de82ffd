package jinye.safeguard.certificates;

/** 证书状态. The legal moves: valid ⇄ suspended → revoked, valid → revoked; what is revoked stays so. Expiry is the clock's. */
public enum CertificateState {
    VALID("有效"),
    SUSPENDED("已暂停"),
    REVOKED("已吊销");

    private final String term;

    CertificateState(String term) {
        this.term = term;
    }

    public String term() {
        return term;
    }

    boolean mayBecome(CertificateState next) {
        return switch (this) {
            case VALID -> next != VALID;
            case SUSPENDED -> next != SUSPENDED;
            case REVOKED -> false;
        };
    }
}
