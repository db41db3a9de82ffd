package jinye.platform.seals;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import jinye.platform.papers.SealPlace;
import jinye.platform.papers.reading.OfdXml;
import jinye.safeguard.certificates.Signer;
import jinye.safeguard.cryptography.Digests;
import org.jspecify.annotations.Nullable;

/** Adds an electronic seal to the parts of an OFD file (GB/T 33190-2016, 18): everything that lies in the file is protected by it. */
final class OfdSealing {

    static final String SM3 = "1.2.156.10197.1.401";

    private static final String FOLDER = "Doc_0/Signs/";
    private static final String LIST = FOLDER + "Signatures.xml";
    private static final String MAIN = "OFD.xml";
    private static final String NAMESPACE = "xmlns:ofd=\"http://www.ofdspec.org/2016\"";
    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private record Listed(String id, String type, String place) {}

    private final TreeMap<String, byte[]> parts;

    private OfdSealing(Map<String, byte[]> parts) {
        this.parts = new TreeMap<>(parts);
    }

    /** @param last the list of signatures is protected too, so that none can be added or taken away any more */
    static Map<String, byte[]> seal(
            Map<String, byte[]> parts,
            ElectronicSeal seal,
            List<SealPlace> places,
            boolean last,
            Instant at,
            Signer signer,
            SealSignature.@Nullable Stamping timestamps) {
        return new OfdSealing(parts).seal(seal, places, last, at, signer, timestamps);
    }

    private Map<String, byte[]> seal(
            ElectronicSeal seal,
            List<SealPlace> places,
            boolean last,
            Instant at,
            Signer signer,
            SealSignature.@Nullable Stamping timestamps) {
        var pages = pageIds();
        var listed = listed();
        int number = listed.size();
        var folder = FOLDER + "Sign_" + number + "/";
        // an xs:ID must not begin with a digit
        var id = "s%03d".formatted(number + 1);
        listed.add(new Listed(id, "Seal", "/" + folder + "Signature.xml"));
        parts.put(folder + "Seal.esl", seal.der());
        put(LIST, list(listed));
        put(folder + "Signature.xml", """
                <ofd:Signature %s><ofd:SignedInfo><ofd:Provider ProviderName="Jinye" Version="1.0" Company="Jinye"/>\
                <ofd:SignatureMethod>%s</ofd:SignatureMethod><ofd:SignatureDateTime>%s</ofd:SignatureDateTime>\
                <ofd:References CheckMethod="%s">%s</ofd:References>%s<ofd:Seal><ofd:BaseLoc>/%sSeal.esl</ofd:BaseLoc></ofd:Seal>\
                </ofd:SignedInfo><ofd:SignedValue>/%sSignedValue.dat</ofd:SignedValue></ofd:Signature>""".formatted(
                        NAMESPACE,
                        ElectronicSeal.SM2_WITH_SM3.getId(),
                        MOMENT.format(at),
                        SM3,
                        references(last),
                        stamps(id, places, pages),
                        folder,
                        folder));
        var digest = Digests.sm3(part(folder + "Signature.xml"));
        parts.put(
                folder + "SignedValue.dat",
                SealSignature.make(seal, digest, "/" + folder + "Signature.xml", at, signer, timestamps));
        return parts;
    }

    private void put(String part, String xml) {
        parts.put(part, (XML + xml).getBytes(UTF_8));
    }

    private byte[] part(String name) {
        return Objects.requireNonNull(parts.get(name), name);
    }

    private List<String> pageIds() {
        var body = OfdXml.need(OfdXml.read(parts, MAIN), "DocBody", MAIN);
        var root = OfdXml.resolve("", OfdXml.need(body, "DocRoot", MAIN).getTextContent());
        return OfdXml.children(OfdXml.need(OfdXml.read(parts, root), "Pages", root)).stream()
                .map(page -> page.getAttribute("ID"))
                .toList();
    }

    /** The signatures there are; a file without any gets its list, and its first part the way to it. */
    private List<Listed> listed() {
        var listed = new ArrayList<Listed>();
        if (parts.containsKey(LIST)) {
            OfdXml.children(OfdXml.read(parts, LIST), "Signature")
                    .forEach(one -> listed.add(
                            new Listed(one.getAttribute("ID"), one.getAttribute("Type"), one.getAttribute("BaseLoc"))));
            return listed;
        }
        var main = new String(part(MAIN), UTF_8);
        var link = "</ofd:DocRoot><ofd:Signatures>/" + LIST + "</ofd:Signatures>";
        parts.put(MAIN, main.replace("</ofd:DocRoot>", link).getBytes(UTF_8));
        return listed;
    }

    private static String list(List<Listed> listed) {
        var xml = new StringBuilder(
                "<ofd:Signatures %s><ofd:MaxSignId>%d</ofd:MaxSignId>".formatted(NAMESPACE, listed.size()));
        for (var one : listed) {
            xml.append("<ofd:Signature ID=\"%s\" Type=\"%s\" BaseLoc=\"%s\"/>"
                    .formatted(one.id(), one.type(), one.place()));
        }
        return xml.append("</ofd:Signatures>").toString();
    }

    private String references(boolean last) {
        var xml = new StringBuilder();
        for (var part : parts.entrySet()) {
            // the list stays open for the next seal
            if (last || !part.getKey().equals(LIST)) {
                var digest = Base64.getEncoder().encodeToString(Digests.sm3(part.getValue()));
                xml.append("<ofd:Reference FileRef=\"/%s\"><ofd:CheckValue>%s</ofd:CheckValue></ofd:Reference>"
                        .formatted(part.getKey(), digest));
            }
        }
        return xml.toString();
    }

    private static String stamps(String id, List<SealPlace> places, List<String> pages) {
        var xml = new StringBuilder();
        for (int i = 0; i < places.size(); i++) {
            var place = places.get(i);
            xml.append(String.format(
                    Locale.ROOT,
                    "<ofd:StampAnnot ID=\"%sa%d\" PageRef=\"%s\" Boundary=\"%.3f %.3f %.3f %.3f\"/>",
                    id,
                    i,
                    pages.get(place.page()),
                    place.x(),
                    place.y(),
                    place.width(),
                    place.height()));
        }
        return xml.toString();
    }
}
