package jinye.platform.workflow.process;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.flowable.bpmn.model.BpmnModel;
import org.flowable.bpmn.model.GraphicInfo;

/** Writes an imported diagram as plain BPMN: our elements, our settings, and the layout it came with. */
final class ImportWriter {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String DI = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static final String DC = "http://www.omg.org/spec/DD/20100524/DC";
    private static final String DD = "http://www.omg.org/spec/DD/20100524/DI";
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    private final BpmnModel model;
    private final Map<String, Piece> pieces;
    private final List<Way> ways;
    private final Map<String, String> defaults;
    private final StringWriter text = new StringWriter();

    ImportWriter(BpmnModel model, ImportDiagram diagram) {
        this.model = model;
        this.pieces = diagram.pieces;
        this.ways = diagram.ways;
        this.defaults = diagram.defaults;
    }

    String write(String id, String name) {
        try {
            var xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("definitions");
            xml.writeDefaultNamespace(BPMN);
            xml.writeNamespace("xsi", XSI);
            xml.writeNamespace("jinye", ProcessFile.NAMESPACE);
            xml.writeNamespace("bpmndi", DI);
            xml.writeNamespace("dc", DC);
            xml.writeNamespace("di", DD);
            xml.writeAttribute("targetNamespace", ProcessFile.NAMESPACE);
            xml.writeStartElement("process");
            xml.writeAttribute("id", id);
            xml.writeAttribute("name", name);
            xml.writeAttribute("isExecutable", "true");
            for (var piece : pieces.values()) {
                write(xml, piece);
            }
            for (var way : ways) {
                write(xml, way);
            }
            xml.writeEndElement();
            if (pieces.keySet().stream().allMatch(piece -> model.getGraphicInfo(piece) != null)) {
                writeLayout(xml, id);
            }
            xml.writeEndDocument();
            xml.close();
            return text.toString();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void write(XMLStreamWriter xml, Piece piece) throws XMLStreamException {
        xml.writeStartElement(piece.tag);
        xml.writeAttribute("id", piece.id);
        if (!piece.name.isEmpty()) {
            xml.writeAttribute("name", piece.name);
        }
        for (var own : piece.own.entrySet()) {
            xml.writeAttribute(own.getKey(), own.getValue());
        }
        var otherwise = defaults.get(piece.id);
        if (otherwise != null) {
            xml.writeAttribute("default", otherwise);
        }
        for (var setting : piece.settings.entrySet()) {
            xml.writeAttribute("jinye", ProcessFile.NAMESPACE, setting.getKey(), setting.getValue());
        }
        if (piece.timer != null) {
            xml.writeStartElement("timerEventDefinition");
            xml.writeStartElement(piece.timer);
            xml.writeCharacters(piece.timing);
            xml.writeEndElement();
            xml.writeEndElement();
        } else if (piece.message) {
            xml.writeEmptyElement("messageEventDefinition");
        }
        xml.writeEndElement();
        xml.writeCharacters("\n");
    }

    private void write(XMLStreamWriter xml, Way way) throws XMLStreamException {
        xml.writeStartElement("sequenceFlow");
        xml.writeAttribute("id", way.id);
        if (!way.name.isEmpty()) {
            xml.writeAttribute("name", way.name);
        }
        xml.writeAttribute("sourceRef", way.from);
        xml.writeAttribute("targetRef", way.to);
        if (way.condition != null) {
            xml.writeStartElement("conditionExpression");
            xml.writeAttribute("xsi", XSI, "type", "tFormalExpression");
            xml.writeCharacters(way.condition);
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeCharacters("\n");
    }

    private void writeLayout(XMLStreamWriter xml, String process) throws XMLStreamException {
        xml.writeStartElement("bpmndi", "BPMNDiagram", DI);
        xml.writeAttribute("id", "diagram");
        xml.writeStartElement("bpmndi", "BPMNPlane", DI);
        xml.writeAttribute("id", "plane");
        xml.writeAttribute("bpmnElement", process);
        for (var id : pieces.keySet()) {
            var box = model.getGraphicInfo(id);
            xml.writeStartElement("bpmndi", "BPMNShape", DI);
            xml.writeAttribute("id", id + "_di");
            xml.writeAttribute("bpmnElement", id);
            xml.writeEmptyElement("dc", "Bounds", DC);
            xml.writeAttribute("x", Double.toString(box.getX()));
            xml.writeAttribute("y", Double.toString(box.getY()));
            xml.writeAttribute("width", Double.toString(box.getWidth()));
            xml.writeAttribute("height", Double.toString(box.getHeight()));
            xml.writeEndElement();
        }
        for (var way : ways) {
            var line = model.getFlowLocationGraphicInfo(way.id);
            xml.writeStartElement("bpmndi", "BPMNEdge", DI);
            xml.writeAttribute("id", way.id + "_di");
            xml.writeAttribute("bpmnElement", way.id);
            for (var point : line == null || line.size() < 2 ? straight(way) : line) {
                xml.writeEmptyElement("di", "waypoint", DD);
                xml.writeAttribute("x", Double.toString(point.getX()));
                xml.writeAttribute("y", Double.toString(point.getY()));
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private List<GraphicInfo> straight(Way way) {
        return List.of(middle(way.from), middle(way.to));
    }

    private GraphicInfo middle(String node) {
        var box = model.getGraphicInfo(node);
        return new GraphicInfo(box.getX() + box.getWidth() / 2, box.getY() + box.getHeight() / 2);
    }
}
