package jinye.platform.mining;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** XES, the interchange format of event logs (IEEE 1849-2016), with its concept, time, organizational and lifecycle extensions. */
final class XesFile {

    private XesFile() {}

    /** Reads trace by trace; no document type, no entities, nothing fetched. */
    static void read(InputStream in, BiConsumer<String, List<ForeignEvent>> cases) {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            var xml = factory.createXMLStreamReader(in);
            int traces = 0;
            while (xml.hasNext()) {
                int next = xml.next();
                if (next == XMLStreamConstants.DTD) {
                    throw new BadLog("mining.log-doctype");
                }
                if (next == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("trace")) {
                    trace(xml, ++traces, cases);
                }
            }
        } catch (XMLStreamException unreadable) {
            throw new BadLog(
                    "mining.log-unreadable",
                    unreadable.getLocation() == null
                            ? 0
                            : unreadable.getLocation().getLineNumber());
        }
    }

    private static void trace(XMLStreamReader xml, int number, BiConsumer<String, List<ForeignEvent>> cases)
            throws XMLStreamException {
        var own = new HashMap<String, String>();
        var events = new ArrayList<Map<String, String>>();
        Map<String, String> into = own;
        for (int depth = 1; depth > 0; ) {
            int next = xml.next();
            if (next == XMLStreamConstants.START_ELEMENT) {
                depth++;
                if (xml.getLocalName().equals("event")) {
                    into = new HashMap<>();
                    events.add(into);
                    if (events.size() > 2 * LogIntake.EVENTS_MAX) {
                        throw new BadLog("mining.log-too-many-events", LogIntake.EVENTS_MAX);
                    }
                } else if (depth <= 3) {
                    var key = xml.getAttributeValue(null, "key");
                    var value = xml.getAttributeValue(null, "value");
                    if (key != null && value != null) {
                        into.put(key, value);
                    }
                }
            } else if (next == XMLStreamConstants.END_ELEMENT) {
                depth--;
                if (depth == 1) {
                    into = own;
                }
            }
        }
        cases.accept(own.getOrDefault("concept:name", Integer.toString(number)), joined(events));
    }

    /** An activity may be told twice, when it began and when it was done; both become one line. */
    private static List<ForeignEvent> joined(List<Map<String, String>> events) {
        var began = new HashMap<String, Instant>();
        var joined = new ArrayList<ForeignEvent>();
        for (var event : events) {
            var activity = event.getOrDefault("concept:name", "");
            var at = moment(event.get("time:timestamp"));
            var transition =
                    event.getOrDefault("lifecycle:transition", "complete").toLowerCase(java.util.Locale.ROOT);
            if (activity.isBlank() || at == null || !ForeignEvent.isUsual(at)) {
                throw new BadLog("mining.log-event-incomplete");
            }
            if (transition.equals("start")) {
                began.put(activity, at);
            } else if (transition.equals("complete")) {
                joined.add(new ForeignEvent(
                        activity, at, began.remove(activity), event.get("org:resource"), event.get("org:group")));
            }
        }
        joined.sort(Comparator.comparing(ForeignEvent::done));
        return joined;
    }

    static @Nullable Instant moment(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException notThat) {
            return null;
        }
    }

    /** Writes cases one after the other; an event that began earlier than it was done is told twice, as the standard has it. */
    static final class Writer implements AutoCloseable {

        private final XMLStreamWriter xml;

        Writer(OutputStream out) {
            try {
                xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
                xml.writeStartDocument("UTF-8", "1.0");
                xml.writeStartElement("log");
                xml.writeAttribute("xes.version", "1849-2016");
                xml.writeAttribute("xes.features", "");
                for (var extension :
                        List.of("Concept:concept", "Time:time", "Organizational:org", "Lifecycle:lifecycle")) {
                    var words = extension.split(":");
                    xml.writeEmptyElement("extension");
                    xml.writeAttribute("name", words[0]);
                    xml.writeAttribute("prefix", words[1]);
                    xml.writeAttribute("uri", "http://www.xes-standard.org/" + words[1] + ".xesext");
                }
            } catch (XMLStreamException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        void trace(String name, List<ForeignEvent> events) {
            try {
                xml.writeStartElement("trace");
                value("string", "concept:name", name);
                for (var event : events) {
                    if (event.began() != null) {
                        event(event, event.began(), "start");
                    }
                    event(event, event.done(), "complete");
                }
                xml.writeEndElement();
            } catch (XMLStreamException broken) {
                throw new IllegalStateException(broken);
            }
        }

        private void event(ForeignEvent event, Instant at, String transition) throws XMLStreamException {
            xml.writeStartElement("event");
            value("string", "concept:name", event.activity());
            value("date", "time:timestamp", at.toString());
            value("string", "lifecycle:transition", transition);
            if (event.person() != null) {
                value("string", "org:resource", event.person());
            }
            if (event.department() != null) {
                value("string", "org:group", event.department());
            }
            xml.writeEndElement();
        }

        private void value(String type, String key, String value) throws XMLStreamException {
            xml.writeEmptyElement(type);
            xml.writeAttribute("key", key);
            xml.writeAttribute("value", value);
        }

        @Override
        public void close() {
            try {
                xml.writeEndElement();
                xml.writeEndDocument();
                xml.flush();
            } catch (XMLStreamException broken) {
                throw new IllegalStateException(broken);
            }
        }
    }
}
