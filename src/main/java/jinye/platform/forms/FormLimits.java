package jinye.platform.forms;

/**
 * How large a form may be.
 *
 * @param fields of one form, columns included
 * @param rows   of one detail table
 */
public record FormLimits(int fields, int rows) {

    public static final FormLimits USUAL = new FormLimits(1_000, 5_000);

    /** Characters of a schema or a layout. */
    static final int TEXT_MAX = 1_000_000;
    /** Objects within objects. */
    static final int DEPTH_MAX = 5;
    /** Characters of a text whose schema sets no limit. */
    static final int WORDS_MAX = 4_000;
}
