package jinye.office.documents.seals;

import jinye.kernel.Refusal;

/** Why a seal is not used or not changed. */
final class SealRefused extends Refusal {

    private SealRefused(Kind kind, String code, Object... facts) {
        super(kind, code, facts);
    }

    static SealRefused none(String kind) {
        return new SealRefused(Kind.CONFLICT, "documents.no-seal", kind);
    }

    static SealRefused unknown() {
        return new SealRefused(Kind.NOT_FOUND, "documents.no-such-seal");
    }

    static SealRefused conflict(String code, Object... facts) {
        return new SealRefused(Kind.CONFLICT, code, facts);
    }

    static SealRefused forbidden(String code, Object... facts) {
        return new SealRefused(Kind.FORBIDDEN, code, facts);
    }

    static SealRefused invalid(String code, Object... facts) {
        return new SealRefused(Kind.INVALID, code, facts);
    }
}
