package jinye.platform.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Files that begin like markup: only an SVG drawing that cannot run anything is let through. */
final class MarkupLook {

    private static final Set<String> ACTIVE = Set.of(
            "script",
            "foreignobject",
            "iframe",
            "object",
            "embed",
            "handler",
            "listener",
            "animate",
            "set",
            "link",
            "style");

    private MarkupLook() {}

    static boolean isMarkup(byte[] head) {
        var start = FileLook.decode(head.length > 1024 ? java.util.Arrays.copyOf(head, 1024) : head)
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        return start.matches("(?s)<(\\?xml|!doctype|!--|/?[a-z][a-z0-9:-]*[\\s/>]).*");
    }

    static String at(Path path, String name) throws IOException {
        try (var in = Files.newInputStream(path)) {
            var reader = HardenedXml.read(in);
            boolean drawing = false;
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.PROCESSING_INSTRUCTION) {
                    throw new FileLook.Script(name);
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    if (!drawing && !reader.getLocalName().equals("svg")) {
                        break;
                    }
                    drawing = true;
                    if (isActive(reader)) {
                        throw new FileLook.Script(name);
                    }
                }
            }
            if (drawing) {
                return "image/svg+xml";
            }
        } catch (XMLStreamException notXml) {
            // HTML is rarely well formed; refused below
        }
        throw new FileLook.Script(name);
    }

    private static boolean isActive(XMLStreamReader reader) {
        if (ACTIVE.contains(reader.getLocalName().toLowerCase(Locale.ROOT))) {
            return true;
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            var attribute = reader.getAttributeLocalName(i).toLowerCase(Locale.ROOT);
            var value = reader.getAttributeValue(i).strip().toLowerCase(Locale.ROOT);
            boolean leads = attribute.equals("href") || attribute.equals("src");
            boolean harmless = value.startsWith("#") || value.matches("(?s)data:image/(png|jpeg);base64,.*");
            if (attribute.startsWith("on") || leads && !harmless || value.contains("javascript:")) {
                return true;
            }
        }
        return false;
    }
}
