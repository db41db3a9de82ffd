package jinye.platform.rules;

import jinye.kernel.Refusal;

/** A table that cannot be read or used at all. */
public final class BadTable extends Refusal {

    BadTable(String reason, Object... facts) {
        super(Kind.INVALID, "rules." + reason, facts);
    }
}
