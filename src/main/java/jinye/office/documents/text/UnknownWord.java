package jinye.office.documents.text;

import jinye.kernel.Refusal;

/** A word from a closed list was expected and something else was sent. */
public final class UnknownWord extends Refusal {
    public UnknownWord(String field, String word) {
        super(Kind.INVALID, "documents.unknown-word", field, word.length() > 40 ? word.substring(0, 40) : word);
    }

    /** The constant of a closed list, by its name. */
    public static <T extends Enum<T>> T read(Class<T> list, String field, String word) {
        for (var constant : list.getEnumConstants()) {
            if (constant.name().equals(word)) {
                return constant;
            }
        }
        throw new UnknownWord(field, word);
    }
}
