package jinye.platform.papers;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jinye.platform.papers.reading.OfdNumbers;
import jinye.platform.papers.reading.OfdResources;
import jinye.platform.papers.reading.OfdXml;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** How an object is drawn: what it says itself, else its drawing parameters, else those of its layer (GB/T 33190-2016, 8.2). */
final class OfdStyle {

    private static final int CHAIN_MAX = 16;
    private static final double LINE_WIDTH = 0.353;
    private static final double MITER_LIMIT = 3.528;

    private final Element object;
    private final List<Element> sources = new ArrayList<>();

    OfdStyle(OfdResources resources, Element object, String layerParameters) {
        this.object = object;
        sources.add(object);
        chain(resources, object.getAttribute("DrawParam"));
        chain(resources, layerParameters);
    }

    private void chain(OfdResources resources, String id) {
        var next = id;
        for (int i = 0; i < CHAIN_MAX && !next.isEmpty(); i++) {
            var found = resources.parameters(next);
            if (found.isEmpty()) {
                return;
            }
            sources.add(found.get());
            next = found.get().getAttribute("Relative");
        }
    }

    private Optional<String> word(String name) {
        return sources.stream()
                .filter(source -> source.hasAttribute(name))
                .map(source -> source.getAttribute(name))
                .findFirst();
    }

    private double number(String name, double otherwise) {
        return word(name).map(OfdNumbers::one).orElse(otherwise);
    }

    float alpha() {
        return object.hasAttribute("Alpha")
                ? (float) Math.clamp(OfdNumbers.one(object.getAttribute("Alpha")) / 255, 0, 1)
                : 1;
    }

    BasicStroke stroke() {
        int cap = switch (word("Cap").orElse("Butt")) {
            case "Round" -> BasicStroke.CAP_ROUND;
            case "Square" -> BasicStroke.CAP_SQUARE;
            default -> BasicStroke.CAP_BUTT;
        };
        int join = switch (word("Join").orElse("Miter")) {
            case "Round" -> BasicStroke.JOIN_ROUND;
            case "Bevel" -> BasicStroke.JOIN_BEVEL;
            default -> BasicStroke.JOIN_MITER;
        };
        float width = (float) Math.max(0, number("LineWidth", LINE_WIDTH));
        float limit = (float) Math.max(1, number("MiterLimit", MITER_LIMIT));
        var dashes = dashes();
        return dashes == null
                ? new BasicStroke(width, cap, join, limit)
                : new BasicStroke(width, cap, join, limit, dashes, (float) Math.max(0, number("DashOffset", 0)));
    }

    private float @Nullable [] dashes() {
        var written = word("DashPattern").map(String::strip).orElse("");
        if (written.isEmpty()) {
            return null;
        }
        var words = written.split("\\s+");
        var dashes = new float[Math.min(words.length, 32)];
        float sum = 0;
        for (int i = 0; i < dashes.length; i++) {
            dashes[i] = (float) Math.max(0, OfdNumbers.one(words[i]));
            sum += dashes[i];
        }
        // so short that it would be drawn for ever
        return sum / dashes.length < 0.05 ? null : dashes;
    }

    /** @param always whether an object that names no colour is black. @return whether there is something to draw with */
    boolean paint(Graphics2D graphics, String name, boolean always, Set<String> notShown) {
        var colour = sources.stream()
                .flatMap(source -> OfdXml.child(source, name).stream())
                .findFirst();
        if (colour.isEmpty()) {
            graphics.setPaint(Color.BLACK);
            return always;
        }
        graphics.setPaint(paint(colour.get(), notShown));
        return true;
    }

    private static Paint paint(Element colour, Set<String> notShown) {
        var axial = OfdXml.child(colour, "AxialShd");
        var radial = OfdXml.child(colour, "RadialShd");
        if (axial.isPresent()) {
            var from = OfdNumbers.list(axial.get().getAttribute("StartPoint"), 2);
            var to = OfdNumbers.list(axial.get().getAttribute("EndPoint"), 2);
            var steps = Steps.of(axial.get());
            return steps == null || Point2D.distance(from[0], from[1], to[0], to[1]) < 1e-6
                    ? flat(colour)
                    : new LinearGradientPaint(
                            new Point2D.Double(from[0], from[1]),
                            new Point2D.Double(to[0], to[1]),
                            steps.places,
                            steps.colours);
        }
        if (radial.isPresent()) {
            var middle = OfdNumbers.list(radial.get().getAttribute("EndPoint"), 2);
            double radius = OfdNumbers.one(radial.get().getAttribute("EndRadius"));
            var steps = Steps.of(radial.get());
            return steps == null || radius <= 0
                    ? flat(colour)
                    : new RadialGradientPaint(
                            new Point2D.Double(middle[0], middle[1]), (float) radius, steps.places, steps.colours);
        }
        if (!colour.hasAttribute("Value") && !OfdXml.children(colour).isEmpty()) {
            notShown.add("有内容的底纹没有画出，以灰色代替。");
            return Color.LIGHT_GRAY;
        }
        return flat(colour);
    }

    private record Steps(float[] places, Color[] colours) {
        static @Nullable Steps of(Element shading) {
            var segments = OfdXml.children(shading, "Segment");
            var places = new float[segments.size()];
            var colours = new Color[segments.size()];
            for (int i = 0; i < places.length; i++) {
                var position = segments.get(i).getAttribute("Position");
                places[i] = position.isEmpty()
                        ? (places.length == 1 ? 0 : (float) i / (places.length - 1))
                        : (float) Math.clamp(OfdNumbers.one(position), 0, 1);
                if (i > 0 && places[i] <= places[i - 1]) {
                    return null;
                }
                colours[i] = OfdXml.child(segments.get(i), "Color")
                        .map(OfdStyle::flat)
                        .orElse(Color.BLACK);
            }
            return places.length < 2 ? null : new Steps(places, colours);
        }
    }

    private static Color flat(Element colour) {
        var words = colour.getAttribute("Value").strip().split("\\s+");
        int alpha = colour.hasAttribute("Alpha")
                ? (int) Math.clamp(OfdNumbers.one(colour.getAttribute("Alpha")), 0, 255)
                : 255;
        var values = new int[words.length];
        for (int i = 0; i < Math.min(values.length, 4); i++) {
            values[i] = value(words[i]);
        }
        return switch (words.length) {
            case 1 -> new Color(values[0], values[0], values[0], alpha);
            case 3 -> new Color(values[0], values[1], values[2], alpha);
            case 4 ->
                new Color(
                        (255 - values[0]) * (255 - values[3]) / 255,
                        (255 - values[1]) * (255 - values[3]) / 255,
                        (255 - values[2]) * (255 - values[3]) / 255,
                        alpha);
            default -> new Color(0, 0, 0, alpha);
        };
    }

    private static int value(String word) {
        if (word.isEmpty()) {
            return 0;
        }
        double value = word.startsWith("#") ? Integer.parseInt(word.substring(1), 16) : OfdNumbers.one(word);
        return Math.clamp(Math.round(value), 0, 255);
    }
}
