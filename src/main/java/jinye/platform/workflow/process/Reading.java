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
    private static final String DECLARATION = "含有文档类型声明（DOCTYPE、ENTITY），为安全起见不予读取，请删去后再试";
    private static final String STUMBLED = "有的元素缺少必要的属性或数值有误，请用流程工具重新导出";
    private static final Set<String> CONTAINERS = Set.of("process", "subProcess", "transaction", "adHocSubProcess");

    private Reading() {}

    static BpmnModel model(String bpmn) {
        if (bpmn.length() > CHARACTERS_MAX) {
            throw new BadProcess("too-many-elements", ELEMENTS_MAX);
        }
        if (bpmn.contains("<!DOCTYPE") || bpmn.contains("<!ENTITY")) {
            throw new BadProcess("unreadable", DECLARATION);
        }
        try {
            measure(reader(bpmn));
            return new BpmnXMLConverter().convertToBpmnModel(reader(bpmn));
        } catch (BadProcess bad) {
            throw bad;
        } catch (XMLStreamException | XMLException unreadable) {
            throw new BadProcess("unreadable", where(unreadable));
        } catch (RuntimeException stumbled) {
            // the converter trusts its input: a missing attribute or a wrong number surfaces as anything
            throw new BadProcess("unreadable", STUMBLED);
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
            throw new BadProcess("unreadable", where(unreadable));
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

    /** What the parser says is not for the people who read this; where it stopped is. */
    private static String where(Exception unreadable) {
        var location = unreadable instanceof XMLStreamException stream ? stream.getLocation() : null;
        if (location == null && unreadable.getCause() instanceof XMLStreamException stream) {
            location = stream.getLocation();
        }
        return location == null
                ? "不是完整的 XML，请检查文件是否选错或不全"
                : "第 %d 行第 %d 列附近不是完整的 XML，请检查是否缺少或多了标签"
                        .formatted(location.getLineNumber(), location.getColumnNumber());
    }

    /** The converter and the checks walk it recursively, so it must not be deeper than a stack. */
    private static void measure(XMLStreamReader xml) throws XMLStreamException {
        int depth = 0;
        int elements = 0;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new BadProcess("unreadable", DECLARATION);
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
