package jinye.platform.files;

import java.text.Normalizer;
import java.util.Locale;

/**
 * What is left of a name once everything that could mislead a reader, a shell or another system is taken out: path parts,
 * control characters, invisible and direction-changing characters, characters Windows forbids.
 */
record FileName(String text, String extension) {

    static final int LENGTH_MAX = 200;
    private static final int EXTENSION_MAX = 10;

    /** @throws FileReception.NameMissing when nothing usable is left */
    static FileName clean(String claimed) {
        var last = claimed.substring(Math.max(claimed.lastIndexOf('/'), claimed.lastIndexOf('\\')) + 1);
        var text = new StringBuilder();
        Normalizer.normalize(last, Normalizer.Form.NFC).codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.UNASSIGNED,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> {
                    // left out
                }
                case Character.SPACE_SEPARATOR -> text.append(' ');
                default -> text.appendCodePoint("<>:\"|?*".indexOf(c) >= 0 ? '_' : c);
            }
        });
        var name = text.toString().replaceAll(" +", " ").replaceAll("[. ]+$", "");
        int dot = name.lastIndexOf('.');
        var stem = (dot < 0 ? name : name.substring(0, dot))
                .replaceAll("^[. ]+", "")
                .stripTrailing();
        var extension = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        if (stem.isEmpty()) {
            throw new FileReception.NameMissing();
        }
        if (extension.length() > EXTENSION_MAX) {
            return new FileName(shorten(name, LENGTH_MAX), "");
        }
        var suffix = dot < 0 ? "" : name.substring(dot);
        return new FileName(shorten(stem, LENGTH_MAX - suffix.length()) + suffix, extension);
    }

    private static String shorten(String text, int codePoints) {
        return text.codePointCount(0, text.length()) <= codePoints
                ? text
                : text.substring(0, text.offsetByCodePoints(0, codePoints));
    }
}
