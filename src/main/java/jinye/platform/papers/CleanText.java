package jinye.platform.papers;

/** Text as it may stand on paper: no control characters, no invisible ones. */
final class CleanText {

    private CleanText() {}

    static String line(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (character == '\n' || character == '\r' || character == '\t' || character == 0xA0) {
                clean.append(' ');
            } else if (isShown(character)) {
                clean.appendCodePoint(character);
            }
        });
        return clean.toString();
    }

    private static boolean isShown(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> false;
            // a variation selector only asks for another shape of the character before it
            case Character.NON_SPACING_MARK -> character < 0xFE00 || (character > 0xFE0F && character < 0xE0100);
            default -> true;
        };
    }
}
