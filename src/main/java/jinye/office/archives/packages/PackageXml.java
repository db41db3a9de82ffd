package jinye.office.archives.packages;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import jinye.kernel.Refusal;
import org.w3c.dom.Element;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** XML of packages, ours and strangers': no document types, no entities, nothing fetched, and nothing but what the schema knows. */
final class PackageXml {

    static final String SPACE = "urn:jinye:archives:package";

    private static final Schema SCHEMA = schema();

    private PackageXml() {}

    /** @throws Malformed naming the line that is wrong */
    static Element read(String name, byte[] xml) {
        try {
            var builder = factory().newDocumentBuilder();
            builder.setEntityResolver((publicId, systemId) -> {
                throw new SAXException("external entity");
            });
            builder.setErrorHandler(new Strict());
            return builder.parse(new ByteArrayInputStream(xml)).getDocumentElement();
        } catch (SAXParseException wrong) {
            throw new Malformed(name, wrong.getLineNumber());
        } catch (SAXException | IOException | IllegalArgumentException wrong) {
            throw new Malformed(name, 1);
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static List<Element> children(Element parent, String name) {
        var found = new ArrayList<Element>();
        for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && name.equals(element.getLocalName())) {
                found.add(element);
            }
        }
        return found;
    }

    /** The first of each name, one below the other. The schema has made sure that it is there. */
    static Element at(Element parent, String... names) {
        var found = parent;
        for (var name : names) {
            found = children(found, name).getFirst();
        }
        return found;
    }

    static String text(Element parent, String name) {
        return children(parent, name).stream()
                .findFirst()
                .map(Element::getTextContent)
                .orElse("");
    }

    private static DocumentBuilderFactory factory() throws ParserConfigurationException {
        // the parser of the JDK, whatever else lies on the class path
        var factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setSchema(SCHEMA);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        factory.setAttribute("jdk.xml.maxElementDepth", "16");
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        return factory;
    }

    private static Schema schema() {
        URL place = Objects.requireNonNull(PackageXml.class.getResource("/modules/archives/schema/package.xsd"));
        try (var in = place.openStream()) {
            var factory = SchemaFactory.newDefaultInstance();
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            // our own schema counts its files and documents beyond what is allowed to strangers' schemas
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, false);
            return factory.newSchema(new javax.xml.transform.stream.StreamSource(in));
        } catch (SAXException broken) {
            throw new IllegalStateException(broken);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException note) {
            // says nothing about whether it can be relied on
        }

        @Override
        public void error(SAXParseException wrong) throws SAXException {
            throw wrong;
        }

        @Override
        public void fatalError(SAXParseException wrong) throws SAXException {
            throw wrong;
        }
    }

    static final class Malformed extends Refusal {
        private final int line;

        Malformed(String name, int line) {
            super(Kind.INVALID, "archives.package-xml", name, Math.max(1, line));
            this.line = Math.max(1, line);
        }

        int line() {
            return line;
        }
    }
}
