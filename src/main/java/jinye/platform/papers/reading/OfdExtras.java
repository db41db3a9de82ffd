package jinye.platform.papers.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** What lies in a file besides its pages: attachments (GB/T 33190-2016, 17) and annotations (15). */
final class OfdExtras {

    private static final int MANY = 500;

    private final Map<String, byte[]> parts;

    OfdExtras(Map<String, byte[]> parts) {
        this.parts = parts;
    }

    List<OfdFile.Attachment> attachments(@Nullable Element document, String root) {
        var found = new ArrayList<OfdFile.Attachment>();
        if (document == null) {
            return found;
        }
        OfdXml.child(document, "Attachments").ifPresent(place -> {
            var list = OfdXml.resolve(root, place.getTextContent());
            for (var one : OfdXml.children(OfdXml.read(parts, list), "Attachment")) {
                var part =
                        OfdXml.resolve(list, OfdXml.need(one, "FileLoc", list).getTextContent());
                var bytes = parts.get(part);
                if (found.size() < MANY) {
                    found.add(new OfdFile.Attachment(
                            OfdRefused.clipped(one.getAttribute("Name")),
                            OfdRefused.clipped(one.getAttribute("Format")),
                            bytes == null ? 0 : bytes.length,
                            part));
                }
            }
        });
        return found;
    }

    /** @param pageIds in the order of the pages */
    List<OfdFile.Annotation> annotations(Element document, String root, List<String> pageIds) {
        var found = new ArrayList<OfdFile.Annotation>();
        OfdXml.child(document, "Annotations").ifPresent(place -> {
            var list = OfdXml.resolve(root, place.getTextContent());
            for (var page : OfdXml.children(OfdXml.read(parts, list), "Page")) {
                int number = pageIds.indexOf(page.getAttribute("PageID"));
                var part =
                        OfdXml.resolve(list, OfdXml.need(page, "FileLoc", list).getTextContent());
                if (number >= 0 && parts.containsKey(part)) {
                    for (var one : OfdXml.children(OfdXml.read(parts, part), "Annot")) {
                        if (found.size() < MANY) {
                            found.add(annotation(number, part, one));
                        }
                    }
                }
            }
        });
        return found;
    }

    private static OfdFile.Annotation annotation(int page, String part, Element one) {
        var remark = OfdXml.child(one, "Remark").map(Element::getTextContent).orElse("");
        return new OfdFile.Annotation(
                page,
                part,
                one.getAttribute("ID"),
                OfdRefused.clipped(one.getAttribute("Type")),
                OfdRefused.clipped(one.getAttribute("Creator")),
                OfdRefused.clipped(one.getAttribute("LastModDate")),
                OfdRefused.clipped(String.valueOf(remark)));
    }
}
