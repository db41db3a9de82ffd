package jinye.platform.papers;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a line must not cut: a Chinese character, a number, a Latin word, —— or ……. Lengths are millimetres. */
final class Piece {

    private static final String NEVER_FIRST = "、，。；：？！）》」』】〉〕〗｝”’％‰℃·～－.,;:?!)]}%/";
    private static final String NEVER_LAST = "（《「『【〈〔〖｛“‘([{/";
    /** Ink on the left, so that the right half may shrink. */
    private static final String BLANK_BEHIND = "、，。；：）》」』】〉〕”’";
    /** Ink on the right, so that the left half may shrink. */
    private static final String BLANK_BEFORE = "（《「『【〈〔“‘";

    private static final int REPLACEMENT = '〓';

    final String text;
    final Face face;
    final double width;
    /** Where the ink of each code point starts. */
    final double[] offsets;
    /** Where the cell of each code point ends. */
    final double[] ends;
    /** Null for plain text. */
    @Nullable
    Ink ink;

    private Piece(String text, Face face, double[] offsets, double[] ends) {
        this.text = text;
        this.face = face;
        this.offsets = offsets;
        this.ends = ends;
        this.width = ends[ends.length - 1];
    }

    /** Sets characters of one face into cells: a Chinese one takes a cell, a digit or Latin letter what it needs (half a cell in the official fonts). */
    static Piece set(int[] characters, Face face, double points, double cell) {
        double em = points * Grid.POINT;
        double x = 0;
        var offsets = new double[characters.length];
        var ends = new double[characters.length];
        for (int i = 0; i < characters.length; i++) {
            int character = characters[i];
            double natural = face.advance(character);
            double wide = isNarrow(character) ? natural * cell : cell;
            double slack = wide - natural * em;
            offsets[i] = x + slack * share(character, natural);
            x += wide;
            ends[i] = x;
        }
        if (characters.length == 2 && characters[0] == '—' && characters[1] == '—') {
            joinDashes(face, em, cell, offsets);
        }
        return new Piece(new String(characters, 0, characters.length), face, offsets, ends);
    }

    /** —— is one stroke; in many fonts a single — leaves a gap at both ends. */
    private static void joinDashes(Face face, double em, double cell, double[] offsets) {
        double left = face.inkLeft('—') * em;
        double stroke = face.inkRight('—') * em - left;
        if (stroke < cell) {
            double overlap = 0.02 * em;
            offsets[0] = cell - stroke - left + overlap / 2;
            offsets[1] = cell - left - overlap / 2;
        }
    }

    static Piece replacement(Face face, double points, double cell) {
        return set(new int[] {REPLACEMENT}, face, points, cell);
    }

    static int replacement() {
        return REPLACEMENT;
    }

    static boolean isNarrow(int character) {
        return character < 0x2000 && character != '·';
    }

    /** A quotation mark that is narrow in its font keeps to its inner side; all else stands in the middle of its cell. */
    private static double share(int character, double natural) {
        if (natural >= 0.9) {
            return 0.5;
        }
        return BLANK_BEFORE.indexOf(character) >= 0 ? 1 : BLANK_BEHIND.indexOf(character) >= 0 ? 0 : 0.5;
    }

    boolean isBlank() {
        return text.isBlank();
    }

    boolean isNeverFirst() {
        return NEVER_FIRST.indexOf(text.codePointAt(0)) >= 0;
    }

    boolean isNeverLast() {
        return NEVER_LAST.indexOf(text.codePointBefore(text.length())) >= 0;
    }

    boolean hasBlankBefore() {
        return BLANK_BEFORE.indexOf(text.codePointAt(0)) >= 0;
    }

    boolean hasBlankBehind() {
        return BLANK_BEHIND.indexOf(text.codePointBefore(text.length())) >= 0;
    }

    boolean isSoft() {
        return hasBlankBefore() || hasBlankBehind();
    }

    int length() {
        return offsets.length;
    }

    /** How many of its characters fit, at least one. */
    int fitting(double room) {
        int count = 1;
        while (count < ends.length && ends[count] <= room + 1e-6) {
            count++;
        }
        return count;
    }

    Piece part(int from, int to) {
        int[] characters = text.codePoints().toArray();
        double start = from == 0 ? 0 : ends[from - 1];
        var part = new Piece(
                new String(characters, from, to - from),
                face,
                Arrays.stream(offsets, from, to).map(x -> x - start).toArray(),
                Arrays.stream(ends, from, to).map(x -> x - start).toArray());
        part.ink = ink;
        return part;
    }
}
