package jinye.platform.mining;

import jinye.kernel.Refusal;

/** A log that cannot be read, with the reason. */
final class BadLog extends Refusal {
    BadLog(String code, Object... facts) {
        super(Kind.INVALID, code, facts);
    }
}
