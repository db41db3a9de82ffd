package jinye.platform.search;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import jinye.kernel.Refusal;

/**
 * What a person typed, read so that nothing is ever a syntax error: words are parted by space or by punctuation of a sentence,
 * quotes of any sort keep words together, a minus in front excludes.
 *
 * @param none something was typed, but nothing that can be looked for
 */
record Words(List<Word> words, boolean none) {

    static final int LENGTH_MAX = 200;
    static final int WORDS_MAX = 20;
    private static final String OPENING = "\"“”„「『《";
    private static final String CLOSING = "\"“”„」』》";
    private static final String PARTING = "，、；。！？,;!?";
    private static final String MINUS = "-−－–";

    /**
     * @param exact was quoted: the characters must follow each other
     * @param parts its dictionary words; none of a quoted one
     */
    record Word(String text, boolean exact, boolean excluded, List<String> parts) {

        Word(String text, boolean exact, boolean excluded) {
            this(text, exact, excluded, exact ? List.of() : IndexAnalysis.words(text));
        }

        /** Two or more Chinese characters and nothing else. */
        boolean isChinese() {
            return text.codePointCount(0, text.length()) > 1
                    && text.codePoints().allMatch(c -> UnicodeScript.of(c) == UnicodeScript.HAN);
        }

        /** The beginning of a number or a code, such as 430102. */
        boolean isCode() {
            return !exact && text.length() >= 3 && text.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
        }
    }

    static Words read(String typed) {
        if (typed.length() > LENGTH_MAX) {
            throw new TextTooLong();
        }
        var text = Normalizer.normalize(typed, Normalizer.Form.NFKC);
        var words = new ArrayList<Word>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean excluded = MINUS.indexOf(c) >= 0 && at + 1 < text.length();
            if (excluded) {
                c = text.charAt(++at);
            }
            if (isParting(c)) {
                at++;
                continue;
            }
            boolean exact = OPENING.indexOf(c) >= 0;
            int from = exact ? at + 1 : at;
            int to = from;
            while (to < text.length() && !(exact ? CLOSING.indexOf(text.charAt(to)) >= 0 : ends(text.charAt(to)))) {
                to++;
            }
            var word = text.substring(from, to).strip();
            if (word.codePoints().anyMatch(Character::isLetterOrDigit)) {
                words.add(new Word(word, exact, excluded));
            }
            at = exact ? to + 1 : Math.max(to, at + 1);
        }
        if (words.size() > WORDS_MAX) {
            throw new TooManyWords();
        }
        return new Words(List.copyOf(words), words.isEmpty() && !typed.isBlank());
    }

    List<Word> included() {
        return words.stream().filter(word -> !word.excluded()).toList();
    }

    List<Word> excluded() {
        return words.stream().filter(Word::excluded).toList();
    }

    private static boolean ends(char c) {
        return isParting(c) || OPENING.indexOf(c) >= 0;
    }

    private static boolean isParting(char c) {
        return Character.isWhitespace(c) || Character.isISOControl(c) || PARTING.indexOf(c) >= 0;
    }

    static final class TextTooLong extends Refusal {
        TextTooLong() {
            super(Kind.INVALID, "search.text-too-long", LENGTH_MAX);
        }
    }

    static final class TooManyWords extends Refusal {
        TooManyWords() {
            super(Kind.INVALID, "search.too-many-words", WORDS_MAX);
        }
    }
}
