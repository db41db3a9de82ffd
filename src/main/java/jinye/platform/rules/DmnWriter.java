package jinye.platform.rules;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes DMN 1.3. */
final class DmnWriter {

    private static final String NAMESPACE = "https://www.omg.org/spec/DMN/20191111/MODEL/";

    private DmnWriter() {}

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
