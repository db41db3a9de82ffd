package jinye.platform.papers;

import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Path2D;
import java.util.StringTokenizer;
import jinye.platform.papers.reading.OfdNumbers;
import jinye.platform.papers.reading.OfdXml;
import org.w3c.dom.Element;

/** 图形轮廓 as OFD writes it: S, M, L, Q, B, A, C with their numbers (GB/T 33190-2016, 9.3). */
final class OfdPath {

    private static final int STEPS_MAX = 500_000;

    private final StringTokenizer words;
    private final Path2D.Double path = new Path2D.Double();

    private OfdPath(String data) {
        this.words = new StringTokenizer(data);
    }

    static Path2D of(Element object) {
        var data = OfdXml.child(object, "AbbreviatedData")
                .map(Element::getTextContent)
                .orElse("");
        return new OfdPath(data).read();
    }

    private Path2D read() {
        for (int step = 0; words.hasMoreTokens() && step < STEPS_MAX; step++) {
            var verb = words.nextToken();
            if (path.getCurrentPoint() == null && !verb.equals("S") && !verb.equals("M")) {
                path.moveTo(0, 0);
            }
            switch (verb) {
                case "S", "M" -> path.moveTo(number(), number());
                case "L" -> path.lineTo(number(), number());
                case "Q" -> path.quadTo(number(), number(), number(), number());
                case "B" -> path.curveTo(number(), number(), number(), number(), number(), number());
                case "A" -> arc(number(), number(), number(), number() != 0, number() != 0, number(), number());
                case "C" -> path.closePath();
                default -> throw new IllegalArgumentException(verb);
            }
        }
        return path;
    }

    private double number() {
        if (!words.hasMoreTokens()) {
            throw new IllegalArgumentException("path ends");
        }
        return OfdNumbers.one(words.nextToken());
    }

    /** From end points to centre, as SVG 1.1, appendix F.6.5 does it. */
    private void arc(double rx, double ry, double degrees, boolean large, boolean clockwise, double x, double y) {
        var from = path.getCurrentPoint();
        double a = Math.abs(rx);
        double b = Math.abs(ry);
        if (a == 0 || b == 0 || (from.getX() == x && from.getY() == y)) {
            path.lineTo(x, y);
            return;
        }
        double turn = Math.toRadians(degrees);
        double halfX = (from.getX() - x) / 2;
        double halfY = (from.getY() - y) / 2;
        double x1 = Math.cos(turn) * halfX + Math.sin(turn) * halfY;
        double y1 = -Math.sin(turn) * halfX + Math.cos(turn) * halfY;
        double grown = Math.sqrt(Math.max(1, x1 * x1 / (a * a) + y1 * y1 / (b * b)));
        a *= grown;
        b *= grown;
        double below = a * a * y1 * y1 + b * b * x1 * x1;
        double root = Math.sqrt(Math.max(0, (a * a * b * b - below) / below)) * (large == clockwise ? -1 : 1);
        double cx = root * a * y1 / b;
        double cy = -root * b * x1 / a;
        double start = Math.atan2((y1 - cy) / b, (x1 - cx) / a);
        double span = Math.atan2((-y1 - cy) / b, (-x1 - cx) / a) - start;
        if (clockwise && span < 0) {
            span += 2 * Math.PI;
        } else if (!clockwise && span > 0) {
            span -= 2 * Math.PI;
        }
        var place = AffineTransform.getTranslateInstance(
                Math.cos(turn) * cx - Math.sin(turn) * cy + (from.getX() + x) / 2,
                Math.sin(turn) * cx + Math.cos(turn) * cy + (from.getY() + y) / 2);
        place.rotate(turn);
        var arc = new Arc2D.Double(-a, -b, 2 * a, 2 * b, -Math.toDegrees(start), -Math.toDegrees(span), Arc2D.OPEN);
        path.append(place.createTransformedShape(arc), true);
    }
}
