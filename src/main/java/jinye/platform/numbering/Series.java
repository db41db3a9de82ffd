package jinye.platform.numbering;

/**
 * A series of numbers that begins with 1 every year.
 *
 * @param code   机关代字 such as 湘烟办, or a register such as 收
 * @param name   what it is for
 * @param digits registers are filled up with zeros to so many digits
 */
public record Series(long unit, String code, String name, Kind kind, int digits) {

    public enum Kind {
        /** 发文字号: full year in hexagonal brackets, no leading zeros, no 第 (GB/T 9704-2012 7.2.5). */
        DOCUMENT("发文字号"),
        REGISTER("登记号");

        private final String term;

        Kind(String term) {
            this.term = term;
        }

        public String term() {
            return term;
        }
    }

    /** As printed: 湘烟办〔2026〕12号, 收〔2026〕0001, 签〔2026〕12号; what is filled with zeros is a mere serial and has no 号. */
    public String text(int year, int number) {
        return switch (kind) {
            case DOCUMENT -> code + "〔" + year + "〕" + number + "号";
            case REGISTER ->
                code + "〔" + year + "〕"
                        + "0"
                                .repeat(Math.max(
                                        0, digits - Integer.toString(number).length())) + number
                        + (digits == 1 ? "号" : "");
        };
    }
}
