package jinye.safeguard.certificates;

/** 吊销原因 (RFC 5280, 5.3.1). Numbers 7 and 8 do not exist or belong to delta lists, which we do not make. */
public enum RevocationReason {
    UNSPECIFIED(0, "未说明"),
    KEY_COMPROMISE(1, "密钥丢失或泄露"),
    AUTHORITY_COMPROMISE(2, "签发机构密钥泄露"),
    AFFILIATION_CHANGED(3, "隶属关系变更"),
    SUPERSEDED(4, "已被新证书取代"),
    CESSATION(5, "停止使用"),
    CERTIFICATE_HOLD(6, "暂停使用"),
    PRIVILEGE_WITHDRAWN(9, "撤销授权");

    private final int code;
    private final String term;

    RevocationReason(int code, String term) {
        this.code = code;
        this.term = term;
    }

    public int code() {
        return code;
    }

    public String term() {
        return term;
    }
}
