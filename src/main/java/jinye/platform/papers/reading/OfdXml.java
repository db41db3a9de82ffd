package jinye.platform.papers.reading;

import static jinye.platform.papers.reading.OfdRefused.Reason.BAD_REFERENCE;
import static jinye.platform.papers.reading.OfdRefused.Reason.BAD_XML;
import static jinye.platform.papers.reading.OfdRefused.Reason.DOCTYPE;
import static jinye.platform.papers.reading.OfdRefused.Reason.MISSING_PART;
import static jinye.platform.papers.reading.OfdRefused.Reason.PART_TOO_LARGE;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** The XML of a package: no document types, no entities, nothing from outside; references stay inside the package. */
public final class OfdXml {

    private static final int XML_MAX = 32 << 20;
    private static final int REFERENCE_MAX = 260;

    private OfdXml() {}

    public static Element read(Map<String, byte[]> parts, String part) {
        var xml = parts.get(part);
        if (xml == null) {
            throw new OfdRefused(MISSING_PART, part);
        }
        if (xml.length > XML_MAX) {
            throw new OfdRefused(PART_TOO_LARGE, part);
        }
        try {
            var builder = factory().newDocumentBuilder();
            builder.setErrorHandler(null);
            builder.setEntityResolver((name, system) -> {
                throw new SAXException("external entity");
            });
            return builder.parse(new ByteArrayInputStream(xml)).getDocumentElement();
        } catch (SAXException bad) {
            boolean doctype = String.valueOf(bad.getMessage()).contains("DOCTYPE");
            throw new OfdRefused(doctype ? DOCTYPE : BAD_XML, part);
        } catch (ParserConfigurationException | IOException bad) {
            throw new OfdRefused(BAD_XML, part);
        }
    }

    /** The parser of the JDK, whatever else lies on the class path. */
    private static DocumentBuilderFactory factory() throws ParserConfigurationException {
        var factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        factory.setAttribute("jdk.xml.maxElementDepth", "64");
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        return factory;
    }

    public static List<Element> children(Element parent) {
        var children = new ArrayList<Element>();
        for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getLocalName() != null) {
                children.add(element);
            }
        }
        return children;
    }

    public static List<Element> children(Element parent, String name) {
        return children(parent).stream()
                .filter(child -> child.getLocalName().equals(name))
                .toList();
    }

    public static Optional<Element> child(Element parent, String name) {
        return children(parent, name).stream().findFirst();
    }

    /** @param part where it should be, for the refusal */
    public static Element need(Element parent, String name, String part) {
        return child(parent, name).orElseThrow(() -> new OfdRefused(BAD_XML, part + "：" + name));
    }

    /** The part that is meant by a reference in another part: absolute, or relative to the folder of that part. */
    public static String resolve(String from, String reference) {
        var wanted = reference.strip();
        if (wanted.isEmpty()
                || wanted.length() > REFERENCE_MAX
                || wanted.indexOf('\\') >= 0
                || wanted.indexOf(':') >= 0
                || wanted.chars().anyMatch(Character::isISOControl)) {
            throw new OfdRefused(BAD_REFERENCE, wanted);
        }
        var path = new ArrayDeque<String>();
        if (!wanted.startsWith("/") && from.contains("/")) {
            path.addAll(List.of(from.substring(0, from.lastIndexOf('/')).split("/")));
        }
        for (var step : wanted.split("/")) {
            if (step.equals("..") && path.pollLast() == null) {
                throw new OfdRefused(BAD_REFERENCE, wanted);
            }
            if (!step.isEmpty() && !step.equals(".") && !step.equals("..")) {
                path.addLast(step);
            }
        }
        return String.join("/", path);
    }
}
