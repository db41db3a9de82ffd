package jinye.platform.papers.reading;

import static jinye.platform.papers.reading.OfdRefused.Reason.BAD_XML;
import static jinye.platform.papers.reading.OfdRefused.Reason.TOO_MUCH_TEXT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jinye.platform.papers.reading.OfdFile.Glyph;
import jinye.platform.papers.reading.OfdFile.Image;
import jinye.platform.papers.reading.OfdFile.Page;
import org.w3c.dom.Element;

/** Text and pictures of the pages of one file, with their places. */
final class PageObjects {

    private static final int GLYPHS_MAX = 5_000_000;
    private static final int DEPTH_MAX = 40;

    private final Map<String, String> media;
    private int count;

    PageObjects(Map<String, String> media) {
        this.media = media;
    }

    Page page(double width, double height, List<Element> drawn) {
        var page = new Page(width, height, new ArrayList<>(), new ArrayList<>());
        drawn.forEach(element -> collect(element, page, 0));
        return page;
    }

    private void collect(Element element, Page page, int depth) {
        if (depth > DEPTH_MAX) {
            throw new OfdRefused(BAD_XML, element.getLocalName());
        }
        switch (element.getLocalName()) {
            case "TextObject" -> text(element, page);
            case "ImageObject" -> image(element, page);
            default -> OfdXml.children(element).forEach(child -> collect(child, page, depth + 1));
        }
    }

    private void image(Element object, Page page) {
        var part = media.get(object.getAttribute("ResourceID"));
        if (part != null) {
            var box = OfdNumbers.list(object.getAttribute("Boundary"), 4);
            page.images().add(new Image(part, box[0], box[1], box[2], box[3]));
        }
    }

    private void text(Element object, Page page) {
        var box = OfdNumbers.list(object.getAttribute("Boundary"), 4);
        var matrix = object.hasAttribute("CTM")
                ? OfdNumbers.list(object.getAttribute("CTM"), 6)
                : new double[] {1, 0, 0, 1, 0, 0};
        double size = OfdNumbers.one(object.getAttribute("Size"))
                * Math.sqrt(Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]));
        TextPlaces.each(object, (index, character, x, y) -> {
            if (++count > GLYPHS_MAX) {
                throw new OfdRefused(TOO_MUCH_TEXT, Integer.toString(GLYPHS_MAX));
            }
            page.glyphs()
                    .add(new Glyph(
                            character,
                            box[0] + matrix[0] * x + matrix[2] * y + matrix[4],
                            box[1] + matrix[1] * x + matrix[3] * y + matrix[5],
                            size,
                            object.getAttribute("Font")));
        });
    }
}
