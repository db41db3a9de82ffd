package jinye.platform.seals;

import java.util.ArrayList;
import java.util.List;
import jinye.kernel.Refusal;
import jinye.platform.papers.OfdPictures.Stamp;
import jinye.platform.papers.reading.OfdFile;
import jinye.platform.papers.reading.OfdNumbers;
import jinye.platform.papers.reading.OfdXml;
import org.w3c.dom.Element;

/** Where the seals of a file stand on its pages. A seal that cannot be read is not shown; what is wrong with it says the check. */
final class OfdStamps {

    private static final int MANY = 200;

    private OfdStamps() {}

    static List<Stamp> of(OfdFile file) {
        var list = file.signatures();
        var stamps = new ArrayList<Stamp>();
        if (list == null) {
            return stamps;
        }
        try {
            for (var entry : OfdXml.children(OfdXml.read(file.parts(), list), "Signature")) {
                add(file, OfdXml.resolve(list, entry.getAttribute("BaseLoc")), stamps);
            }
        } catch (Refusal unreadable) {
            return stamps;
        }
        return stamps;
    }

    private static void add(OfdFile file, String place, List<Stamp> stamps) {
        try {
            var signature = OfdXml.read(file.parts(), place);
            var info = OfdXml.need(signature, "SignedInfo", place);
            var value = OfdXml.need(signature, "SignedValue", place).getTextContent();
            var bytes = file.parts().get(OfdXml.resolve(place, value));
            if (bytes == null) {
                return;
            }
            var picture = SealSignature.read(bytes).seal().picture();
            for (var stamp : OfdXml.children(info, "StampAnnot")) {
                int page = file.pageIds().indexOf(stamp.getAttribute("PageRef"));
                if (page >= 0 && stamps.size() < MANY) {
                    stamps.add(stamp(page, stamp, picture));
                }
            }
        } catch (Refusal | Der.Malformed unreadable) {
            // the check names what is wrong
            return;
        }
    }

    private static Stamp stamp(int page, Element stamp, byte[] picture) {
        var box = OfdNumbers.list(stamp.getAttribute("Boundary"), 4);
        var clip = stamp.hasAttribute("Clip") ? OfdNumbers.list(stamp.getAttribute("Clip"), 4) : null;
        return new Stamp(page, box[0], box[1], box[2], box[3], clip, picture);
    }
}
