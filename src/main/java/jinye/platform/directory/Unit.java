package jinye.platform.directory;

import org.jspecify.annotations.Nullable;

/**
 * 单位: a bureau of the three levels.
 *
 * @param code      8 digits: GB/T 2260 division and two more, such as 43010000
 * @param name      full name, 长沙市烟草专卖局
 * @param shortName 长沙市局
 * @param docMark   机关代字 without category, such as 湘烟
 * @param fonds     全宗号 of its archives
 */
public record Unit(
        long id,
        String code,
        String name,
        String shortName,
        String docMark,
        String fonds,
        Level level,
        @Nullable Long parent) {

    /** 层级. A document may not skip a level without a reason (R04). */
    public enum Level {
        /** 国家烟草专卖局; its own Jinye, so that no other directory holds a unit of this level. */
        NATIONAL("国家级"),
        PROVINCE("省级"),
        CITY("市级"),
        COUNTY("县级");

        private final String term;

        Level(String term) {
            this.term = term;
        }

        public String term() {
            return term;
        }
    }
}
