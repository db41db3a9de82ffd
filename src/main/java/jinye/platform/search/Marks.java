package jinye.platform.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import jinye.platform.search.SearchResult.Part;

/** Shows in a text what was looked for. Cuts the text, adds nothing to it. */
final class Marks {

    private static final int SNIPPET = 140;
    private static final int LEAD = 30;
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final Set<String> sought = new LinkedHashSet<>();

    Marks(Words words) {
        for (var word : words.included()) {
            for (var piece : NO_WORD.split(word.text())) {
                add(piece);
            }
            word.parts().stream().filter(part -> part.length() > 1).forEach(this::add);
        }
    }

    List<Part> whole(String text) {
        return parts(text, marked(text), 0, text.length());
    }

    /** A piece of the first text that has a mark, otherwise the beginning of the first. */
    List<Part> snippet(String... texts) {
        for (var text : texts) {
            int first = first(text);
            if (first >= 0) {
                return cut(text, Math.max(0, first - LEAD));
            }
        }
        return cut(texts[0], 0);
    }

    private List<Part> cut(String text, int from) {
        int start = from > 0 && Character.isLowSurrogate(text.charAt(from)) ? from - 1 : from;
        int end = Math.min(text.length(), start + SNIPPET);
        if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
            end--;
        }
        var piece = SPACES.matcher(text.substring(start, end)).replaceAll(" ");
        var shown = (start > 0 ? "…" : "") + piece + (end < text.length() ? "…" : "");
        return whole(shown);
    }

    private void add(String text) {
        var folded = folded(text);
        if (!folded.isEmpty()) {
            sought.add(folded);
        }
    }

    private int first(String text) {
        var folded = folded(text);
        return sought.stream()
                .mapToInt(folded::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(-1);
    }

    private BitSet marked(String text) {
        var folded = folded(text);
        var marked = new BitSet(text.length());
        for (var word : sought) {
            for (int at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length())) {
                marked.set(at, at + word.length());
            }
        }
        return marked;
    }

    private static List<Part> parts(String text, BitSet marked, int from, int to) {
        var parts = new ArrayList<Part>();
        for (int at = from; at < to; ) {
            boolean mark = marked.get(at);
            int end = mark ? marked.nextClearBit(at) : marked.nextSetBit(at);
            end = end < 0 ? to : Math.min(end, to);
            parts.add(new Part(text.substring(at, end), mark));
            at = end;
        }
        return parts;
    }

    /** Lower case and half width, character by character, so that places stay the same. */
    private static String folded(String text) {
        var folded = text.toCharArray();
        for (int i = 0; i < folded.length; i++) {
            char c = folded[i] >= '！' && folded[i] <= '～' ? (char) (folded[i] - 0xfee0) : folded[i];
            folded[i] = Character.toLowerCase(c);
        }
        return new String(folded);
    }
}
