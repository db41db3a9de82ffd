package jinye.office.documents.text;

import java.util.List;
import jinye.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Every text that people type: measured, and free of characters that change how other text is shown. Markup is never
 * interpreted anywhere, so {@code <script>} is nine harmless characters.
 */
public final class PlainText {

    private PlainText() {}

    /** One line of text, without blanks around it. */
    public static String line(String field, @Nullable String text, int length) {
        var line = text == null ? "" : text.strip();
        measure(field, line, length);
        for (int i = 0; i < line.length(); ) {
            int character = line.codePointAt(i);
            if (forbidden(character)) {
                throw new ForbiddenCharacter(field, character);
            }
            i += Character.charCount(character);
        }
        return line;
    }

    /** Several lines: opinions, reasons, results. */
    public static String lines(String field, @Nullable String text, int length) {
        var whole = text == null ? "" : text.strip().replace("\r\n", "\n");
        measure(field, whole, length);
        for (int i = 0; i < whole.length(); ) {
            int character = whole.codePointAt(i);
            if (character != '\n' && forbidden(character)) {
                throw new ForbiddenCharacter(field, character);
            }
            i += Character.charCount(character);
        }
        return whole;
    }

    public static String required(String field, @Nullable String text, int length) {
        var line = lines(field, text, length);
        if (line.isEmpty()) {
            throw new Missing(field);
        }
        return line;
    }

    /** Text that comes out of a file or another system: what would be refused from a person is left out. */
    public static String cleaned(String text) {
        return text.codePoints()
                .filter(character -> character == '\n' || !forbidden(character))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Control characters, half characters, non-characters and those that turn the reading direction round (CVE-2021-42574). */
    static boolean forbidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default ->
                (character >= 0x202A && character <= 0x202E)
                        || (character >= 0x2066 && character <= 0x2069)
                        || (character & 0xFFFE) == 0xFFFE
                        || (character >= 0xFDD0 && character <= 0xFDEF)
                        || character == 0xFEFF;
        };
    }

    private static void measure(String field, String text, int length) {
        int actual = text.codePointCount(0, text.length());
        if (actual > length) {
            throw new TooLong(field, length, actual);
        }
    }

    static final class TooLong extends Refusal {
        private final transient Fault fault;

        TooLong(String field, int allowed, int actual) {
            super(Kind.INVALID, "documents.too-long", Fields.term(field), allowed, actual);
            fault = Fault.at("/" + field, "documents.too-long", Fields.term(field), allowed, actual);
        }

        @Override
        public List<Fault> faults() {
            return List.of(fault);
        }
    }

    public static final class Missing extends Refusal {
        private final transient Fault fault;

        public Missing(String field) {
            super(Kind.INVALID, "documents.missing", Fields.term(field));
            fault = Fault.at("/" + field, "documents.missing", Fields.term(field));
        }

        @Override
        public List<Fault> faults() {
            return List.of(fault);
        }
    }

    static final class ForbiddenCharacter extends Refusal {
        private final transient Fault fault;

        ForbiddenCharacter(String field, int character) {
            super(Kind.INVALID, "documents.forbidden-character", Fields.term(field), code(character));
            fault = Fault.at("/" + field, "documents.forbidden-character", Fields.term(field), code(character));
        }

        private static String code(int character) {
            return "U+%04X".formatted(character);
        }

        @Override
        public List<Fault> faults() {
            return List.of(fault);
        }
    }
}
