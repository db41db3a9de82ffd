package jinye.platform.workflow.process;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.flowable.bpmn.converter.BpmnXMLConverter;
import org.flowable.bpmn.exceptions.XMLException;
import org.flowable.bpmn.model.BpmnModel;

/**
 * Reads BPMN text that may come from outside: no document type, no entities, nothing fetched, neither endless nor bottomless, and
 * whatever stumbles over it is a sentence and not a fault.
 */
final class Reading {

    private static final int CHARACTERS_MAX = 8 * 1024 * 1024;
    private static final int ELEMENTS_MAX = 60_000;
    private static final int DEPTH_MAX = 60;
    private static final Set<String> CONTAINERS = Set.of("process", "subProcess", "transaction", "adHocSubProcess");

    private Reading() {}

    static BpmnModel model(String bpmn) {
        if (bpmn.length() > CHARACTERS_MAX) {
            throw new BadProcess("too-many-elements", ELEMENTS_MAX);
        }
        if (bpmn.contains("<!DOCTYPE") || bpmn.contains("<!ENTITY")) {
            throw new BadProcess("unreadable", "DOCTYPE");
        }
        try {
            measure(reader(bpmn));
            return new BpmnXMLConverter().convertToBpmnModel(reader(bpmn));
        } catch (BadProcess bad) {
            throw bad;
        } catch (XMLStreamException | XMLException unreadable) {
            throw new BadProcess("unreadable", String.valueOf(unreadable.getMessage()));
        } catch (RuntimeException stumbled) {
            // the converter trusts its input: a missing attribute or a wrong number surfaces as anything
            throw new BadProcess("unreadable", stumbled.getClass().getSimpleName());
        }
    }

    /** What stands in a process or a part of it, by id: the converter takes some elements for others and passes over some. */
    static Map<String, String> elements(String bpmn) {
        var elements = new LinkedHashMap<String, String>();
        var inside = new ArrayDeque<String>();
        try {
            var xml = reader(bpmn);
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    var id = xml.getAttributeValue(null, "id");
                    if (id != null && !inside.isEmpty() && CONTAINERS.contains(inside.peek())) {
                        elements.put(id, xml.getLocalName());
                    }
                    inside.push(xml.getLocalName());
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    inside.pop();
                }
            }
        } catch (XMLStreamException unreadable) {
            throw new BadProcess("unreadable", String.valueOf(unreadable.getMessage()));
        }
        return elements;
    }

    private static XMLStreamReader reader(String bpmn) throws XMLStreamException {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory.createXMLStreamReader(new StringReader(bpmn));
    }

    /** The converter and the checks walk it recursively, so it must not be deeper than a stack. */
    private static void measure(XMLStreamReader xml) throws XMLStreamException {
        int depth = 0;
        int elements = 0;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new BadProcess("unreadable", "DOCTYPE");
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                elements++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
            if (depth > DEPTH_MAX || elements > ELEMENTS_MAX) {
                throw new BadProcess("too-many-elements", ELEMENTS_MAX);
            }
        }
    }
}
