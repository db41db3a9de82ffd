package jinye.platform.papers.reading;

import static jinye.platform.papers.reading.OfdRefused.Reason.BAD_REFERENCE;
import static jinye.platform.papers.reading.OfdRefused.Reason.BAD_XML;
import static jinye.platform.papers.reading.OfdRefused.Reason.PAGE_SIZE;
import static jinye.platform.papers.reading.OfdRefused.Reason.TOO_MANY_PAGES;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * An OFD file (GB/T 33190-2016) of anybody: what it says about itself, its pages with their text, and the way to its signatures.
 * Lengths are in millimetres from the upper left corner.
 */
public final class OfdFile {

    /** One character with the left end of its base line. */
    public record Glyph(int character, double x, double y, double size, String font) {}

    public record Page(double width, double height, List<Glyph> glyphs, List<Image> images) {

        /** Line by line, in the order of reading. */
        public String text() {
            var lines = glyphs.stream()
                    .collect(Collectors.groupingBy(
                            glyph -> Math.round(glyph.y() * 2), java.util.TreeMap::new, Collectors.toList()));
            return lines.values().stream()
                    .map(line -> line.stream()
                            .sorted(java.util.Comparator.comparingDouble(Glyph::x))
                            .map(glyph -> Character.toString(glyph.character()))
                            .collect(Collectors.joining()))
                    .collect(Collectors.joining("\n"));
        }
    }

    /** @param part where its bytes are */
    public record Image(String part, double x, double y, double width, double height) {}

    /** 附件. @param size in bytes */
    public record Attachment(String name, String format, long size, String part) {}

    /** 注释. @param page counted from 0. @param type Link, Path, Highlight, Stamp, Watermark … */
    public record Annotation(
            int page, String part, String id, String type, String creator, String changed, String remark) {}

    /** Where the drawing of a page stands. @param below parts drawn first, templates. @param above drawn last */
    public record Drawing(List<String> below, String page, List<String> above) {}

    private static final String MAIN = "OFD.xml";
    private static final int PAGES_MAX = 3_000;
    private static final double PAGE_MIN = 5;
    private static final double PAGE_MAX = 2_000;

    private final Map<String, byte[]> parts;
    private final Map<String, String> about = new LinkedHashMap<>();
    private final List<Page> pages = new ArrayList<>();
    private final List<Drawing> drawings = new ArrayList<>();
    private final List<String> pageIds = new ArrayList<>();
    private final OfdResources resources;
    private List<Attachment> attachments = List.of();
    private List<Annotation> annotations = List.of();
    private @Nullable String signatures;

    private OfdFile(Map<String, byte[]> parts) {
        this.parts = parts;
        this.resources = new OfdResources(parts);
    }

    public static OfdFile read(byte[] file) {
        return read(ZipParts.of(file));
    }

    public static OfdFile read(Map<String, byte[]> parts) {
        var ofd = new OfdFile(parts);
        ofd.read();
        return ofd;
    }

    /** Name → bytes. */
    public Map<String, byte[]> parts() {
        return parts;
    }

    /** What the file says about itself: Title, Author, CreationDate …, as written. */
    public Map<String, String> about() {
        return about;
    }

    public List<Page> pages() {
        return pages;
    }

    /** Id of a font → the part with its file; fonts that are not embedded are missing. */
    public Map<String, String> fonts() {
        return resources.fontParts();
    }

    public OfdResources resources() {
        return resources;
    }

    /** One for each page. */
    public List<Drawing> drawings() {
        return drawings;
    }

    /** The ids of the pages, by which signatures and annotations call them. */
    public List<String> pageIds() {
        return pageIds;
    }

    public List<Attachment> attachments() {
        return attachments;
    }

    public List<Annotation> annotations() {
        return annotations;
    }

    /** The part that lists the signatures; null when there are none. */
    public @Nullable String signatures() {
        return signatures;
    }

    private void read() {
        var main = OfdXml.read(parts, MAIN);
        if (!"OFD".equals(main.getLocalName())) {
            throw new OfdRefused(BAD_XML, MAIN);
        }
        var body = OfdXml.need(main, "DocBody", MAIN);
        OfdXml.child(body, "DocInfo").ifPresent(this::readAbout);
        signatures = OfdXml.child(body, "Signatures")
                .map(place -> OfdXml.resolve("", place.getTextContent()))
                .orElse(null);
        var root = OfdXml.resolve("", OfdXml.need(body, "DocRoot", MAIN).getTextContent());
        var document = OfdXml.read(parts, root);
        var common = OfdXml.need(document, "CommonData", root);
        for (var name : List.of("PublicRes", "DocumentRes")) {
            OfdXml.children(common, name)
                    .forEach(resource -> resources.read(OfdXml.resolve(root, resource.getTextContent())));
        }
        readPages(root, document, common);
        var extras = new OfdExtras(parts);
        attachments = extras.attachments(document, root);
        annotations = extras.annotations(document, root, pageIds);
    }

    private void readAbout(Element info) {
        for (var entry : OfdXml.children(info)) {
            if (entry.getLocalName().equals("CustomDatas")) {
                OfdXml.children(entry)
                        .forEach(own -> about.put(
                                own.getAttribute("Name"), OfdRefused.clipped(String.valueOf(own.getTextContent()))));
            } else {
                about.put(entry.getLocalName(), OfdRefused.clipped(String.valueOf(entry.getTextContent())));
            }
        }
    }

    private void readPages(String root, Element document, Element common) {
        var templates = new HashMap<String, Element>();
        var places = new HashMap<String, String>();
        OfdXml.children(common, "TemplatePage").forEach(template -> {
            var place = OfdXml.resolve(root, template.getAttribute("BaseLoc"));
            places.put(template.getAttribute("ID"), place);
            templates.put(template.getAttribute("ID"), OfdXml.read(parts, place));
        });
        var area = OfdXml.child(common, "PageArea").map(OfdNumbers::box).orElse(null);
        var objects = new PageObjects(resources.mediaParts());
        // a part used as many pages would be parsed as often
        var seen = new HashSet<String>();
        for (var entry : OfdXml.children(OfdXml.need(document, "Pages", root))) {
            if (pages.size() >= PAGES_MAX) {
                throw new OfdRefused(TOO_MANY_PAGES, Integer.toString(PAGES_MAX));
            }
            var place = OfdXml.resolve(root, entry.getAttribute("BaseLoc"));
            if (!seen.add(place)) {
                throw new OfdRefused(BAD_REFERENCE, place);
            }
            var page = OfdXml.read(parts, place);
            var box = OfdXml.child(page, "Area").map(OfdNumbers::box).orElse(area);
            if (box == null || !isSize(box[2]) || !isSize(box[3])) {
                throw new OfdRefused(PAGE_SIZE, place);
            }
            OfdXml.children(page, "PageRes")
                    .forEach(own -> resources.read(OfdXml.resolve(place, own.getTextContent())));
            var below = new ArrayList<String>();
            var above = new ArrayList<String>();
            for (var use : OfdXml.children(page, "Template")) {
                var template = places.get(use.getAttribute("TemplateID"));
                if (template != null) {
                    (use.getAttribute("ZOrder").equals("Foreground") ? above : below).add(template);
                }
            }
            drawings.add(new Drawing(List.copyOf(below), place, List.copyOf(above)));
            pageIds.add(entry.getAttribute("ID"));
            var drawn = new ArrayList<Element>();
            OfdXml.children(page, "Template").stream()
                    .map(use -> templates.get(use.getAttribute("TemplateID")))
                    .filter(java.util.Objects::nonNull)
                    .forEach(drawn::add);
            OfdXml.child(page, "Content").ifPresent(drawn::add);
            pages.add(objects.page(box[2], box[3], drawn));
        }
    }

    private static boolean isSize(double millimetres) {
        return millimetres >= PAGE_MIN && millimetres <= PAGE_MAX;
    }
}
