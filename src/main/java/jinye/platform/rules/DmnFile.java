package jinye.platform.rules;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads DMN 1.1 to 1.5, which say decision tables the same way. Nothing outside is fetched. */
final class DmnFile {

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
}
