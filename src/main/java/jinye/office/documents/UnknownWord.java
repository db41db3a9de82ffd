package jinye.office.documents;

import jinye.kernel.Refusal;

/** A word from a closed list was expected and something else was sent. */
final class UnknownWord extends Refusal {
    UnknownWord(String field, String word) {
        super(Kind.INVALID, "documents.unknown-word", field, word.length() > 40 ? word.substring(0, 40) : word);
    }

    /** The constant of a closed list, by its name. */
    static <T extends Enum<T>> T read(Class<T> list, String field, String word) {
        for (var constant : list.getEnumConstants()) {
            if (constant.name().equals(word)) {
                return constant;
            }
        }
        throw new UnknownWord(field, word);
    }
}
