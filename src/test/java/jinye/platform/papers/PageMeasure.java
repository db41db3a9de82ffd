package jinye.platform.papers;

import java.awt.geom.Point2D;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;

/** Reads back from a PDF page where everything stands, in millimetres from the upper left corner. */
final class PageMeasure extends PDFGraphicsStreamEngine {

    /** @param width of the em box, which is what the standard's grid counts */
    record Character(String text, double x, double baseline, double size) {
        double top() {
            return baseline - Grid.ASCENT * size;
        }

        double bottom() {
            return top() + size;
        }
    }

    record Stroke(double fromX, double fromY, double toX, double toY, double thickness, boolean red) {}

    record Image(double x, double y, double width, double height) {}

    final List<Character> characters = new ArrayList<>();
    final List<Stroke> strokes = new ArrayList<>();
    final List<Image> images = new ArrayList<>();
    private Point2D.Float from = new Point2D.Float();
    private Point2D.Float to = new Point2D.Float();

    private PageMeasure(PDPage page) {
        super(page);
    }

    static List<PageMeasure> pages(Paper paper) {
        try (var document = Loader.loadPDF(paper.pdf())) {
            List<PageMeasure> pages = new ArrayList<>();
            for (PDPage page : document.getPages()) {
                var measure = new PageMeasure(page);
                measure.processPage(page);
                pages.add(measure);
            }
            return pages;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    String text() {
        return characters.stream().map(Character::text).collect(Collectors.joining());
    }

    /** The characters of each line of type, from top to bottom. */
    List<List<Character>> lines() {
        var lines = new TreeMap<Long, List<Character>>();
        for (Character character : characters) {
            lines.computeIfAbsent(Math.round(character.baseline() * 10), key -> new ArrayList<>())
                    .add(character);
        }
        return List.copyOf(lines.values());
    }

    List<Character> lineWith(String text) {
        return lines().stream()
                .filter(line -> line.stream()
                        .map(Character::text)
                        .collect(Collectors.joining())
                        .contains(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line with " + text + " in " + text()));
    }

    @Override
    protected void showGlyph(Matrix matrix, PDFont font, int code, Vector displacement) throws IOException {
        characters.add(new Character(
                font.toUnicode(code),
                millimetres(matrix.getTranslateX()),
                Grid.PAGE_HEIGHT - millimetres(matrix.getTranslateY()),
                millimetres(matrix.getScalingFactorY())));
    }

    @Override
    public void moveTo(float x, float y) {
        from = new Point2D.Float(x, y);
    }

    @Override
    public void lineTo(float x, float y) {
        to = new Point2D.Float(x, y);
    }

    @Override
    public void strokePath() throws IOException {
        float[] colour = getGraphicsState().getStrokingColor().getComponents();
        strokes.add(new Stroke(
                millimetres(from.x),
                Grid.PAGE_HEIGHT - millimetres(from.y),
                millimetres(to.x),
                Grid.PAGE_HEIGHT - millimetres(to.y),
                millimetres(getGraphicsState().getLineWidth()),
                colour[0] > 0.5));
    }

    @Override
    public void drawImage(PDImage image) {
        Matrix matrix = getGraphicsState().getCurrentTransformationMatrix();
        double height = millimetres(matrix.getScalingFactorY());
        images.add(new Image(
                millimetres(matrix.getTranslateX()),
                Grid.PAGE_HEIGHT - millimetres(matrix.getTranslateY()) - height,
                millimetres(matrix.getScalingFactorX()),
                height));
    }

    private static double millimetres(double points) {
        return points * Grid.POINT;
    }

    @Override
    public void appendRectangle(Point2D a, Point2D b, Point2D c, Point2D d) {}

    @Override
    public void clip(int rule) {}

    @Override
    public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {}

    @Override
    public Point2D getCurrentPoint() {
        return to;
    }

    @Override
    public void closePath() {}

    @Override
    public void endPath() {}

    @Override
    public void fillPath(int rule) {}

    @Override
    public void fillAndStrokePath(int rule) {}

    @Override
    public void shadingFill(COSName name) {}
}
