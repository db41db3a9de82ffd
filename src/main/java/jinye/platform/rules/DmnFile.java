package jinye.platform.rules;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads and writes DMN 1.3 (and reads 1.1 to 1.5, which say decision tables the same way). Nothing outside is fetched. */
final class DmnFile {

    private static final String NAMESPACE = "https://www.omg.org/spec/DMN/20191111/MODEL/";
    private static final int SIZE_MAX = 1_000_000;
    private static final List<String> MODELS = List.of("http://www.omg.org/spec/DMN/", "https://www.omg.org/spec/DMN/");

    private DmnFile() {}

    static DecisionTable read(String dmn) {
        if (dmn.length() > SIZE_MAX) {
            throw new BadTable("file-too-large");
        }
        var root = root(dmn);
        var space = root.getNamespaceURI();
        if (!root.getLocalName().equals("definitions")
                || space == null
                || MODELS.stream().noneMatch(space::startsWith)) {
            throw new BadTable("not-dmn");
        }
        var decisions = children(root, "decision").toList();
        if (decisions.size() != 1) {
            throw new BadTable("one-decision", decisions.size());
        }
        var decision = decisions.getFirst();
        var table = child(decision, "decisionTable");
        if (table == null) {
            throw new BadTable("no-table", attribute(decision, "name", ""));
        }
        return new DecisionTable(
                attribute(decision, "id", "decision"),
                attribute(decision, "name", "规则表"),
                word(DecisionTable.HitPolicy.class, attribute(table, "hitPolicy", "UNIQUE")),
                word(DecisionTable.Aggregation.class, attribute(table, "aggregation", "NONE")),
                children(table, "input").map(DmnFile::input).toList(),
                children(table, "output").map(DmnFile::output).toList(),
                children(table, "annotation")
                        .map(annotation -> attribute(annotation, "name", ""))
                        .toList(),
                children(table, "rule").map(DmnFile::rule).toList());
    }

    private static Element root(String dmn) {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(dmn))).getDocumentElement();
        } catch (SAXException | java.io.IOException unreadable) {
            throw new BadTable("unreadable");
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static DecisionTable.TableInput input(Element input) {
        var expression = child(input, "inputExpression");
        var name = expression == null ? "" : text(expression);
        return new DecisionTable.TableInput(
                attribute(input, "label", name),
                name,
                type(expression == null ? "string" : attribute(expression, "typeRef", "string")),
                values(child(input, "inputValues")));
    }

    private static DecisionTable.TableOutput output(Element output) {
        var name = attribute(output, "name", "");
        return new DecisionTable.TableOutput(
                attribute(output, "label", name),
                name,
                type(attribute(output, "typeRef", "string")),
                values(child(output, "outputValues")));
    }

    private static DecisionTable.TableRow rule(Element rule) {
        return new DecisionTable.TableRow(
                children(rule, "inputEntry").map(DmnFile::text).toList(),
                children(rule, "outputEntry").map(DmnFile::text).toList(),
                children(rule, "annotationEntry").map(DmnFile::text).toList());
    }

    private static DecisionTable.Type type(String written) {
        var word = written.substring(written.indexOf(':') + 1).toLowerCase(Locale.ROOT);
        return switch (word) {
            case "number", "integer", "long", "double" -> DecisionTable.Type.NUMBER;
            case "boolean" -> DecisionTable.Type.BOOLEAN;
            case "date" -> DecisionTable.Type.DATE;
            case "string" -> DecisionTable.Type.STRING;
            default -> throw new BadTable("type", written);
        };
    }

    /** {@code "a","b"}: the words between the quotes; numbers as they are. */
    private static List<String> values(@Nullable Element values) {
        if (values == null || text(values).isBlank()) {
            return List.of();
        }
        return Stream.of(text(values).split(","))
                .map(String::strip)
                .map(value -> value.startsWith("\"") && value.endsWith("\"") && value.length() > 1
                        ? value.substring(1, value.length() - 1)
                        : value)
                .toList();
    }

    private static <E extends Enum<E>> E word(Class<E> type, String written) {
        for (var value : type.getEnumConstants()) {
            if (value.name().equals(written.strip().toUpperCase(Locale.ROOT).replace(' ', '_'))) {
                return value;
            }
        }
        throw new BadTable("word", written);
    }

    private static Stream<Element> children(Element parent, String name) {
        var found = new ArrayList<Element>();
        for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getLocalName().equals(name)) {
                found.add(element);
            }
        }
        return found.stream();
    }

    private static @Nullable Element child(Element parent, String name) {
        return children(parent, name).findFirst().orElse(null);
    }

    private static String text(Element element) {
        var inside = child(element, "text");
        return (inside == null ? element : inside).getTextContent().strip();
    }

    private static String attribute(Element element, String name, String otherwise) {
        var value = element.getAttribute(name);
        return value.isBlank() ? otherwise : value.strip();
    }

    static String write(DecisionTable table) {
        var text = new StringWriter();
        try {
            var xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("definitions");
            xml.writeDefaultNamespace(NAMESPACE);
            attributes(xml, "id", table.id() + "-definitions", "name", table.name(), "namespace", "http://jinye/dmn");
            begin(xml, 1, "decision", "id", table.id(), "name", table.name());
            begin(
                    xml,
                    2,
                    "decisionTable",
                    "id",
                    table.id() + "-table",
                    "hitPolicy",
                    table.hitPolicy().name());
            if (table.aggregation() != DecisionTable.Aggregation.NONE) {
                xml.writeAttribute("aggregation", table.aggregation().name());
            }
            columns(xml, table);
            int number = 1;
            for (var rule : table.rules()) {
                begin(xml, 3, "rule", "id", table.id() + "-rule-" + number++);
                cells(xml, "inputEntry", rule.inputs());
                cells(xml, "outputEntry", rule.outputs());
                cells(xml, "annotationEntry", rule.notes());
                end(xml, 3);
            }
            end(xml, 2);
            end(xml, 1);
            end(xml, 0);
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
        return text.toString();
    }

    private static void columns(XMLStreamWriter xml, DecisionTable table) throws XMLStreamException {
        for (var input : table.inputs()) {
            begin(xml, 3, "input", "id", table.id() + "-" + input.name(), "label", input.label());
            begin(xml, 4, "inputExpression", "typeRef", input.type().word());
            leaf(xml, 5, "text", input.name());
            end(xml, 4);
            values(xml, "inputValues", input.values(), input.type());
            end(xml, 3);
        }
        for (var output : table.outputs()) {
            begin(xml, 3, "output", "id", table.id() + "-" + output.name(), "label", output.label());
            attributes(xml, "name", output.name(), "typeRef", output.type().word());
            values(xml, "outputValues", output.values(), output.type());
            end(xml, 3);
        }
        for (var note : table.notes()) {
            begin(xml, 3, "annotation", "name", note);
            xml.writeEndElement();
        }
    }

    private static void values(XMLStreamWriter xml, String name, List<String> values, DecisionTable.Type type)
            throws XMLStreamException {
        if (!values.isEmpty()) {
            begin(xml, 4, name);
            leaf(
                    xml,
                    5,
                    "text",
                    String.join(
                            ",",
                            values.stream()
                                    .map(value -> type == DecisionTable.Type.STRING ? "\"" + value + "\"" : value)
                                    .toList()));
            end(xml, 4);
        }
    }

    private static void cells(XMLStreamWriter xml, String name, List<String> cells) throws XMLStreamException {
        for (var cell : cells) {
            begin(xml, 4, name);
            leaf(xml, 5, "text", cell);
            end(xml, 4);
        }
    }

    private static void leaf(XMLStreamWriter xml, int depth, String name, String text) throws XMLStreamException {
        begin(xml, depth, name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private static void begin(XMLStreamWriter xml, int depth, String name, String... attributes)
            throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
        xml.writeStartElement(name);
        attributes(xml, attributes);
    }

    private static void attributes(XMLStreamWriter xml, String... pairs) throws XMLStreamException {
        for (int n = 0; n < pairs.length; n += 2) {
            xml.writeAttribute(pairs[n], pairs[n + 1]);
        }
    }

    private static void end(XMLStreamWriter xml, int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
        xml.writeEndElement();
    }
}
