package jinye.platform.forms;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Amounts in 元, written with exactly two decimals and at most twelve digits before them. */
final class Money {

    static final String PATTERN = "^-?(0|[1-9][0-9]{0,11})\\.[0-9]{2}$";

    private static final Pattern TYPED = Pattern.compile("-?(0|[1-9][0-9]{0,11})(\\.[0-9]{1,2})?");
    /** What a double knows of a decimal for certain. The browser rounds by the same rule. */
    private static final MathContext CERTAIN = new MathContext(15, RoundingMode.HALF_EVEN);

    private Money() {}

    /** As it is kept, or null when it is no amount: {@code 1200.5} becomes {@code 1200.50}; more decimals are not rounded away. */
    static @Nullable String normal(JsonNode typed) {
        var text = typed.isNumber() ? typed.decimalValue().toPlainString() : typed.asString("");
        text = text.strip().replace(",", "");
        return TYPED.matcher(text).matches() ? new BigDecimal(text).setScale(2).toPlainString() : null;
    }

    /** A reckoned number, rounded half up as accountants do; null when it is too large. */
    static @Nullable String reckoned(double number) {
        var text = rounded(number, 2).toPlainString();
        return text.matches(PATTERN) ? text : null;
    }

    /** Half up at a place, after the binary noise behind the fifteenth digit is gone: 1.005 becomes 1.01. */
    static BigDecimal rounded(double number, int places) {
        return new BigDecimal(number).round(CERTAIN).setScale(places, RoundingMode.HALF_UP);
    }

    static BigDecimal certain(double number) {
        var decimal = new BigDecimal(number).round(CERTAIN);
        return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
    }
}
