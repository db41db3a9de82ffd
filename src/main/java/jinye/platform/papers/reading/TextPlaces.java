package jinye.platform.papers.reading;

import org.w3c.dom.Element;

/** Where the characters of a text object stand, in the object's own coordinates (GB/T 33190-2016, 11.3). */
public final class TextPlaces {

    /** One character after the other. @param index over all text codes of the object, as glyph transforms count them */
    @FunctionalInterface
    public interface Visitor {
        void visit(int index, int character, double x, double y);
    }

    private TextPlaces() {}

    public static void each(Element object, Visitor visitor) {
        double x = 0;
        double y = 0;
        int index = 0;
        for (var code : OfdXml.children(object, "TextCode")) {
            x = code.hasAttribute("X") ? OfdNumbers.one(code.getAttribute("X")) : x;
            y = code.hasAttribute("Y") ? OfdNumbers.one(code.getAttribute("Y")) : y;
            var characters = code.getTextContent().codePoints().toArray();
            var right = OfdNumbers.distances(code.getAttribute("DeltaX"), characters.length);
            var down = OfdNumbers.distances(code.getAttribute("DeltaY"), characters.length);
            double atX = x;
            double atY = y;
            for (int i = 0; i < characters.length; i++) {
                visitor.visit(index++, characters[i], atX, atY);
                atX += right[i];
                atY += down[i];
            }
        }
    }
}
