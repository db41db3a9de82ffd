package jinye.platform.papers;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import jinye.kernel.Refusal;
import jinye.platform.papers.reading.OfdFile;
import jinye.platform.papers.reading.OfdNumbers;
import jinye.platform.papers.reading.OfdXml;
import jinye.platform.papers.reading.TextPlaces;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Draws the objects of pages (GB/T 33190-2016, 8 to 13) in millimetres. What it does not know is left out and named. */
final class OfdDrawing {

    private static final int OBJECTS_MAX = 200_000;
    private static final int DEPTH_MAX = 20;
    private static final double SLACK = 0.5;

    private final OfdFile file;
    private final OfdGlyphs glyphs;
    private final Set<String> notShown;
    private final OfdImages images;
    private final int nested;
    private int objects;

    /** @param nested how many files stand around this one: a seal may be an OFD file itself */
    OfdDrawing(OfdFile file, OfdGlyphs glyphs, Set<String> notShown, int nested) {
        this.file = file;
        this.glyphs = glyphs;
        this.notShown = notShown;
        this.images = new OfdImages(file, notShown);
        this.nested = nested;
    }

    void page(Graphics2D graphics, int number) {
        var drawing = file.drawings().get(number);
        drawing.below().forEach(part -> content(graphics, part));
        content(graphics, drawing.page());
        drawing.above().forEach(part -> content(graphics, part));
        for (var annotation : file.annotations()) {
            if (annotation.page() == number) {
                annotation(graphics, annotation);
            }
        }
    }

    private void content(Graphics2D graphics, String part) {
        OfdXml.child(OfdXml.read(file.parts(), part), "Content")
                .ifPresent(content -> objects(graphics, content, "", 0));
    }

    private void annotation(Graphics2D graphics, OfdFile.Annotation annotation) {
        OfdXml.children(OfdXml.read(file.parts(), annotation.part()), "Annot").stream()
                .filter(one -> one.getAttribute("ID").equals(annotation.id())
                        && !one.getAttribute("Visible").equals("false"))
                .findFirst()
                .flatMap(one -> OfdXml.child(one, "Appearance"))
                .ifPresent(appearance -> {
                    var own = (Graphics2D) graphics.create();
                    if (appearance.hasAttribute("Boundary")) {
                        var box = OfdNumbers.list(appearance.getAttribute("Boundary"), 4);
                        own.translate(box[0], box[1]);
                    }
                    objects(own, appearance, "", 0);
                    own.dispose();
                });
    }

    void stamp(Graphics2D graphics, OfdPictures.Stamp stamp) {
        var own = (Graphics2D) graphics.create();
        try {
            own.translate(stamp.x(), stamp.y());
            var clip = stamp.clip();
            if (clip != null) {
                own.clip(new Rectangle2D.Double(clip[0], clip[1], clip[2], clip[3]));
            }
            if (stamp.picture().length > 1 && stamp.picture()[0] == 'P' && stamp.picture()[1] == 'K') {
                nested(own, stamp);
            } else {
                own.scale(stamp.width(), stamp.height());
                images.drawUnit(own, stamp.picture(), "印章");
            }
        } catch (Refusal | IllegalArgumentException unreadable) {
            notShown.add("有一枚印章的图样无法读取，没有画出。");
        } finally {
            own.dispose();
        }
    }

    private void nested(Graphics2D graphics, OfdPictures.Stamp stamp) {
        if (nested > 0) {
            notShown.add("有一枚印章的图样套叠过多，没有画出。");
            return;
        }
        var inner = OfdFile.read(stamp.picture());
        if (inner.pages().isEmpty()) {
            return;
        }
        var page = inner.pages().getFirst();
        graphics.scale(stamp.width() / page.width(), stamp.height() / page.height());
        new OfdDrawing(inner, glyphs.of(inner), notShown, nested + 1).page(graphics, 0);
    }

    /** @param parameters the drawing parameters of the layer around */
    private void objects(Graphics2D graphics, Element parent, String parameters, int depth) {
        if (depth > DEPTH_MAX) {
            notShown.add("页面内容层次过多，没有全部画出。");
            return;
        }
        for (var object : OfdXml.children(parent)) {
            if (++objects > OBJECTS_MAX) {
                notShown.add("页面内容过多，没有全部画出。");
                return;
            }
            if (object.getAttribute("Visible").equals("false")) {
                continue;
            }
            switch (object.getLocalName()) {
                case "Layer", "PageBlock" -> {
                    var own = object.getAttribute("DrawParam");
                    objects(graphics, object, own.isEmpty() ? parameters : own, depth + 1);
                }
                case "TextObject", "PathObject", "ImageObject", "CompositeObject" ->
                    object(graphics, object, parameters, depth);
                case "VideoObject" -> notShown.add("页面中有音频或者视频，没有画出。");
                default -> {
                    // clips, actions and whatever else says how, not what
                }
            }
        }
    }

    private void object(Graphics2D graphics, Element object, String parameters, int depth) {
        var own = (Graphics2D) graphics.create();
        try {
            var box = OfdNumbers.list(object.getAttribute("Boundary"), 4);
            own.translate(box[0], box[1]);
            var name = object.getLocalName();
            if (!name.equals("TextObject")) {
                own.clip(new Rectangle2D.Double(-SLACK, -SLACK, box[2] + 2 * SLACK, box[3] + 2 * SLACK));
            }
            var style = new OfdStyle(file.resources(), object, parameters);
            var clips = OfdXml.child(object, "Clips").orElse(null);
            boolean turned = clips == null || !clips.getAttribute("TransFlag").equals("false");
            if (!turned && clips != null) {
                clip(own, clips);
            }
            if (object.hasAttribute("CTM")) {
                own.transform(new AffineTransform(OfdNumbers.list(object.getAttribute("CTM"), 6)));
            } else if (name.equals("ImageObject")) {
                own.scale(box[2], box[3]);
            }
            if (turned && clips != null) {
                clip(own, clips);
            }
            own.setComposite(AlphaComposite.SrcOver.derive(style.alpha()));
            switch (name) {
                case "TextObject" -> text(own, object, style);
                case "PathObject" -> path(own, object, style);
                case "ImageObject" -> images.drawResource(own, object.getAttribute("ResourceID"));
                default ->
                    file.resources()
                            .composite(object.getAttribute("ResourceID"))
                            .flatMap(unit -> OfdXml.child(unit, "Content"))
                            .ifPresent(content -> objects(own, content, parameters, depth + 1));
            }
        } catch (Refusal | IllegalArgumentException bad) {
            notShown.add("有内容写法不符合国家标准，没有画出。");
        } finally {
            own.dispose();
        }
    }

    private void clip(Graphics2D graphics, Element clips) {
        for (var clip : OfdXml.children(clips, "Clip")) {
            var shown = new Area();
            for (var area : OfdXml.children(clip, "Area")) {
                OfdXml.child(area, "Path").ifPresent(path -> {
                    var shape = OfdPath.of(path);
                    var at = new AffineTransform();
                    if (path.hasAttribute("Boundary")) {
                        var box = OfdNumbers.list(path.getAttribute("Boundary"), 4);
                        at.translate(box[0], box[1]);
                    }
                    if (path.hasAttribute("CTM")) {
                        at.concatenate(new AffineTransform(OfdNumbers.list(path.getAttribute("CTM"), 6)));
                    }
                    if (area.hasAttribute("CTM")) {
                        at.preConcatenate(new AffineTransform(OfdNumbers.list(area.getAttribute("CTM"), 6)));
                    }
                    shown.add(new Area(at.createTransformedShape(shape)));
                });
                if (OfdXml.child(area, "Text").isPresent()) {
                    notShown.add("有内容以文字为裁剪区，按未裁剪画出。");
                    return;
                }
            }
            graphics.clip(shown);
        }
    }

    private void path(Graphics2D graphics, Element object, OfdStyle style) {
        var shape = OfdPath.of(object);
        shape.setWindingRule(
                object.getAttribute("Rule").equals("Even-Odd") ? Path2D.WIND_EVEN_ODD : Path2D.WIND_NON_ZERO);
        if (object.getAttribute("Fill").equals("true") && style.paint(graphics, "FillColor", false, notShown)) {
            graphics.fill(shape);
        }
        if (!object.getAttribute("Stroke").equals("false") && style.paint(graphics, "StrokeColor", true, notShown)) {
            graphics.setStroke(style.stroke());
            graphics.draw(shape);
        }
    }

    private void text(Graphics2D graphics, Element object, OfdStyle style) {
        var font = object.getAttribute("Font");
        double size = OfdNumbers.one(object.getAttribute("Size"));
        double wide = object.hasAttribute("HScale") ? OfdNumbers.one(object.getAttribute("HScale")) : 1;
        double turn = object.hasAttribute("CharDirection") ? OfdNumbers.one(object.getAttribute("CharDirection")) : 0;
        boolean italic = object.getAttribute("Italic").equals("true");
        var chosen = chosenGlyphs(object);
        boolean fill =
                !object.getAttribute("Fill").equals("false") && style.paint(graphics, "FillColor", true, notShown);
        boolean bold = object.hasAttribute("Weight") && OfdNumbers.one(object.getAttribute("Weight")) >= 600;
        TextPlaces.each(object, (index, character, x, y) -> {
            var outline = glyphs.outline(font, character, chosen.get(index));
            if (outline == null || !fill) {
                return;
            }
            var place = AffineTransform.getTranslateInstance(x, y);
            place.rotate(Math.toRadians(turn));
            place.scale(size * wide, -size);
            if (italic) {
                place.shear(0.25, 0);
            }
            var shape = place.createTransformedShape(outline);
            graphics.fill(shape);
            if (bold) {
                graphics.setStroke(new BasicStroke((float) (size * 0.03)));
                graphics.draw(shape);
            }
        });
    }

    /** 字形变换: which glyphs of the font stand for the characters, by the characters' index. */
    private static Map<Integer, @Nullable Integer> chosenGlyphs(Element object) {
        var chosen = new HashMap<Integer, @Nullable Integer>();
        for (var transform : OfdXml.children(object, "CGTransform")) {
            int first = (int) OfdNumbers.one(transform.getAttribute("CodePosition"));
            var written = OfdXml.child(transform, "Glyphs")
                    .map(Element::getTextContent)
                    .orElse("");
            if (written.isBlank()) {
                continue;
            }
            var numbers = written.strip().split("\\s+");
            for (int i = 0; i < numbers.length; i++) {
                chosen.put(first + i, (int) OfdNumbers.one(numbers[i]));
            }
        }
        return chosen;
    }
}
