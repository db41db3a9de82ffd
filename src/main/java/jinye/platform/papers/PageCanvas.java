package jinye.platform.papers;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a file format must be able to draw. Lengths are millimetres from the upper left corner, type sizes are points. */
interface PageCanvas {

    /** Begins the next page. */
    void page() throws IOException;

    void text(Run run) throws IOException;

    void rule(Rule rule) throws IOException;

    void picture(Picture picture) throws IOException;

    /** A seal over name and date. */
    default void seal(Picture seal) throws IOException {
        picture(seal);
    }

    /**
     * Characters of one face on one baseline.
     *
     * @param x      the origin of every code point
     * @param turned x and baseline are those of the page laid on its left side: a point (x, y) there is (y, 297 − x) here
     */
    record Run(
            Face face,
            double points,
            int colour,
            String text,
            double[] x,
            double baseline,
            @Nullable Element element,
            boolean turned) {}

    record Rule(double fromX, double fromY, double toX, double toY, double thickness, int colour) {}

    /** @param bytes PNG or JPEG */
    record Picture(byte[] bytes, double x, double y, double width, double height, Element element) {}
}
