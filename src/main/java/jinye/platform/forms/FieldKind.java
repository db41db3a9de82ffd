package jinye.platform.forms;

/** What a field holds; follows from its part of the schema and its annotations. */
public enum FieldKind {
    TEXT,
    INTEGER,
    NUMBER,
    /** 元 with two decimals, a string such as {@code "1200.50"}; {@code x-money}. */
    MONEY,
    DATE,
    DATE_TIME,
    BOOLEAN,
    /** One of the words in {@code enum} or {@code oneOf}. */
    CHOICE,
    /** A code of a dictionary of {@code platform.codes}; {@code x-dict} names it. */
    DICTIONARY,
    /** {@code {"id": 12, "name": "王建国"}}; {@code x-person}. The name is the directory's, whatever was sent. */
    PERSON,
    DEPARTMENT,
    UNIT,
    /** A list of {@code {"id", "name", "size", "type"}}, always; {@code x-file}. */
    FILE,
    /** 明细表: a list of rows. A row carries its number for good in the property {@code #}. */
    TABLE,
    /** An object inside the form, no value of its own. */
    GROUP;

    boolean reference() {
        return this == PERSON || this == DEPARTMENT || this == UNIT;
    }
}
