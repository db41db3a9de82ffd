package jinye.platform.papers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Writes OFD (GB/T 33190-2016): text with explicit glyph positions and one embedded subset per face. */
final class OfdCanvas implements PageCanvas {

    /** A face with what has been used of it. */
    private static final class Embedded {
        final Face face;
        final int id;
        final TreeSet<Integer> characters = new TreeSet<>();
        final List<RareCharacter> rare = new ArrayList<>();

        Embedded(Face face, int id) {
            this.face = face;
            this.id = id;
        }
    }

    /** A character that is shown by its glyph number, which is known only when the subset is made. */
    private record RareCharacter(StringBuilder page, String placeholder, int character) {}

    private final OfdIds ids = new OfdIds();
    private final List<StringBuilder> pages = new ArrayList<>();
    private final Map<Face, Embedded> fonts = new LinkedHashMap<>();
    private final Map<Integer, byte[]> images = new LinkedHashMap<>();

    @Override
    public void page() {
        pages.add(new StringBuilder());
    }

    @Override
    public void text(Run run) {
        Embedded font = fonts.computeIfAbsent(run.face(), face -> new Embedded(face, ids.next()));
        int[] all = run.text().codePoints().toArray();
        for (int from = 0, to; from < all.length; from = to) {
            to = end(all, from);
            object(run, all, from, to, font);
            for (int i = from; i < to; i++) {
                font.characters.add(all[i]);
            }
        }
    }

    /** A character beyond the first plane stands alone: readers disagree on how to count it among positions. */
    private static int end(int[] characters, int from) {
        int to = from + 1;
        if (Character.isBmpCodePoint(characters[from])) {
            while (to < characters.length && Character.isBmpCodePoint(characters[to])) {
                to++;
            }
        }
        return to;
    }

    private void object(Run run, int[] characters, int from, int to, Embedded font) {
        double em = run.points() * Grid.POINT;
        // a little larger than the em boxes, because readers may clip at the boundary
        double left = run.x()[from] - 0.1 * em;
        double top = run.baseline() - Grid.ASCENT * em - 0.1 * em;
        double width = run.x()[to - 1] + 1.1 * em - left;
        StringBuilder page = pages.getLast();
        String place = "Boundary=\"" + box(left, top, width, 1.2 * em) + '"';
        if (run.turned()) {
            String turn = "0 -1 1 0 0 " + number(width);
            place = "Boundary=\"%s\" CTM=\"%s\""
                    .formatted(box(top, Grid.PAGE_HEIGHT - left - width, 1.2 * em, width), turn);
        }
        page.append("<ofd:TextObject ID=\"%d\" %s Font=\"%d\" Size=\"%s\"><ofd:FillColor Value=\"%s\"/>"
                .formatted(ids.next(), place, font.id, number(em), colour(run.colour())));
        if (!Character.isBmpCodePoint(characters[from])) {
            var one = new RareCharacter(page, "<!--" + ids.next() + "-->", characters[from]);
            page.append(one.placeholder());
            font.rare.add(one);
        }
        page.append("<ofd:TextCode X=\"%s\" Y=\"%s\"".formatted(number(0.1 * em), number(run.baseline() - top)));
        if (to - from > 1) {
            page.append(" DeltaX=\"").append(distances(run.x(), from, to)).append('"');
        }
        String text = new String(characters, from, to - from);
        page.append('>').append(OfdPackage.escape(text)).append("</ofd:TextCode></ofd:TextObject>");
    }

    /** Distances between rounded absolute places, so that rounding never adds up; repeated ones as "g count value". */
    private static String distances(double[] x, int from, int to) {
        var distances = new StringBuilder();
        int i = from + 1;
        while (i < to) {
            String distance = number(rounded(x[i] - x[from]) - rounded(x[i - 1] - x[from]));
            int after = i + 1;
            while (after < to
                    && number(rounded(x[after] - x[from]) - rounded(x[after - 1] - x[from]))
                            .equals(distance)) {
                after++;
            }
            distances.append(distances.isEmpty() ? "" : " ");
            distances.append(
                    after - i > 2
                            ? "g " + (after - i) + " " + distance
                            : (distance + " ").repeat(after - i).strip());
            i = after;
        }
        return distances.toString();
    }

    @Override
    public void rule(Rule rule) {
        double half = rule.thickness() / 2;
        double left = Math.min(rule.fromX(), rule.toX()) - half;
        double top = Math.min(rule.fromY(), rule.toY()) - half;
        double width = Math.abs(rule.toX() - rule.fromX()) + rule.thickness();
        double height = Math.abs(rule.toY() - rule.fromY()) + rule.thickness();
        pages.getLast()
                .append(("<ofd:PathObject ID=\"%d\" Boundary=\"%s\" LineWidth=\"%s\" Stroke=\"true\">"
                                + "<ofd:StrokeColor Value=\"%s\"/>"
                                + "<ofd:AbbreviatedData>M %s %s L %s %s</ofd:AbbreviatedData></ofd:PathObject>")
                        .formatted(
                                ids.next(),
                                box(left, top, width, height),
                                number(rule.thickness()),
                                colour(rule.colour()),
                                number(rule.fromX() - left),
                                number(rule.fromY() - top),
                                number(rule.toX() - left),
                                number(rule.toY() - top)));
    }

    @Override
    public void picture(Picture picture) {
        int resource = ids.next();
        images.put(resource, picture.bytes());
        pages.getLast()
                .append("<ofd:ImageObject ID=\"%d\" Boundary=\"%s\" CTM=\"%s 0 0 %s 0 0\" ResourceID=\"%d\"/>"
                        .formatted(
                                ids.next(),
                                box(picture.x(), picture.y(), picture.width(), picture.height()),
                                number(picture.width()),
                                number(picture.height()),
                                resource));
    }

    /** The place stays empty: readers draw the seal that has signed (GB/T 33190), and none where nothing has. */
    @Override
    public void seal(Picture seal) {}

    byte[] finish(String title, String author, Instant created) {
        var ofd = new OfdPackage(ids);
        for (Embedded font : fonts.values()) {
            Face.Subset subset = font.face.subset(font.characters);
            ofd.font(font.id, font.face.name(), subset.file());
            font.rare.forEach(one -> show(one, subset.glyphs().getOrDefault(font.face.glyph(one.character()), 0)));
        }
        images.forEach(ofd::image);
        pages.forEach(ofd::page);
        return ofd.write(title, author, created);
    }

    private static void show(RareCharacter one, int glyph) {
        int at = one.page().indexOf(one.placeholder());
        String shown =
                "<ofd:CGTransform CodePosition=\"0\" CodeCount=\"1\" GlyphCount=\"1\"><ofd:Glyphs>%d</ofd:Glyphs></ofd:CGTransform>"
                        .formatted(glyph);
        one.page().replace(at, at + one.placeholder().length(), shown);
    }

    private static String box(double left, double top, double width, double height) {
        return number(left) + " " + number(top) + " " + number(width) + " " + number(height);
    }

    private static String colour(int colour) {
        return (colour >> 16 & 255) + " " + (colour >> 8 & 255) + " " + (colour & 255);
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private static String number(double value) {
        String text = java.math.BigDecimal.valueOf(Math.round(value * 1000), 3)
                .stripTrailingZeros()
                .toPlainString();
        return text;
    }
}
