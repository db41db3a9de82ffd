package jinye.platform.mining;

import jinye.kernel.Refusal;

/** A log that cannot be read, with the reason. */
final class BadLog extends Refusal {
    BadLog(String reason, Object... facts) {
        super(Kind.INVALID, "mining.log-" + reason, facts);
    }
}
