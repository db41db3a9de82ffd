package jinye.office.documents.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jinye.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Reads the editor's JSON by the letter: a node, mark or attribute that is not listed here is refused, so nothing unknown can
 * ever be stored and shown to somebody else. Depth is bounded by the grammar itself.
 */
public final class BodyReader {

    static final int BLOCKS_MAX = 3_000;
    public static final int CHARACTERS_MAX = 300_000;
    static final int PICTURES_MAX = 50;
    static final int CELLS_MAX = 8_000;

    private int characters;
    private int cells;
    private int pictures;

    public Body read(Map<?, ?> json) {
        expect(json, "doc", Set.of());
        var blocks = new ArrayList<Body.Block>();
        for (var node : content(json)) {
            blocks.add(block(node));
            if (blocks.size() > BLOCKS_MAX) {
                throw new BodyTooLarge(BLOCKS_MAX + " 段");
            }
        }
        return new Body(List.copyOf(blocks));
    }

    private Body.Block block(Map<?, ?> node) {
        var type = type(node);
        return switch (type) {
            case "heading" -> {
                expect(node, type, Set.of("level", "textAlign"));
                yield new Body.Heading(number(node, "level", 1, 1, 4), text(node));
            }
            case "paragraph" -> {
                expect(node, type, Set.of("textAlign"));
                yield new Body.Paragraph(text(node));
            }
            case "table" -> {
                expect(node, type, Set.of());
                yield new Body.Table(content(node).stream().map(this::row).toList());
            }
            case "image" -> picture(node);
            default -> throw new UnknownNode(type);
        };
    }

    private Body.Picture picture(Map<?, ?> node) {
        expect(node, "image", Set.of("file", "alt", "src", "title", "width", "height"));
        if (!(attributes(node).get("file") instanceof Number file) || file.longValue() <= 0) {
            throw new UnknownNode("image");
        }
        if (++pictures > PICTURES_MAX) {
            throw new BodyTooLarge(PICTURES_MAX + " 幅图");
        }
        var alt = attributes(node).get("alt") instanceof String text ? PlainText.line("body", text, 200) : "";
        return new Body.Picture(file.longValue(), alt);
    }

    private List<Body.Cell> row(Map<?, ?> node) {
        expect(node, "tableRow", Set.of());
        return content(node).stream().map(this::cell).toList();
    }

    private Body.Cell cell(Map<?, ?> node) {
        var type = type(node);
        if (!type.equals("tableCell") && !type.equals("tableHeader")) {
            throw new UnknownNode(type);
        }
        expect(node, type, Set.of("colspan", "rowspan", "colwidth"));
        if (++cells > CELLS_MAX) {
            throw new BodyTooLarge(CELLS_MAX + " 个单元格");
        }
        var text = content(node).stream()
                .map(paragraph -> {
                    expect(paragraph, "paragraph", Set.of("textAlign"));
                    return text(paragraph);
                })
                .collect(Collectors.joining("\n"));
        return new Body.Cell(
                text,
                type.equals("tableHeader"),
                number(node, "colspan", 1, 1, 50),
                number(node, "rowspan", 1, 1, 500));
    }

    private String text(Map<?, ?> node) {
        var text = new StringBuilder();
        for (var part : content(node)) {
            expect(part, "text", Set.of());
            if (part.get("marks") instanceof List<?> marks && !marks.isEmpty()) {
                throw new UnknownNode("marks");
            }
            if (!(part.get("text") instanceof String words)) {
                throw new UnknownNode("text");
            }
            characters += words.length();
            if (characters > CHARACTERS_MAX) {
                throw new BodyTooLarge(CHARACTERS_MAX + " 字");
            }
            words.codePoints().filter(PlainText::forbidden).findFirst().ifPresent(character -> {
                throw new PlainText.ForbiddenCharacter("body", character);
            });
            text.append(words);
        }
        return text.toString();
    }

    private static String type(Map<?, ?> node) {
        return node.get("type") instanceof String type ? type : "";
    }

    private static void expect(Map<?, ?> node, String type, Set<String> attributes) {
        if (!type(node).equals(type)) {
            throw new UnknownNode(type(node));
        }
        for (var key : node.keySet()) {
            if (!Set.of("type", "attrs", "content", "text", "marks").contains(key)) {
                throw new UnknownNode(type + "." + key);
            }
        }
        for (var attribute : attributes(node).entrySet()) {
            // the editor writes attributes that are not set as null
            if (attribute.getValue() != null && !attributes.contains(String.valueOf(attribute.getKey()))) {
                throw new UnknownNode(type + "." + attribute.getKey());
            }
        }
    }

    private static Map<?, ?> attributes(Map<?, ?> node) {
        @Nullable Object attributes = node.get("attrs");
        if (attributes == null) {
            return Map.of();
        }
        if (attributes instanceof Map<?, ?> map) {
            return map;
        }
        throw new UnknownNode("attrs");
    }

    private static List<Map<?, ?>> content(Map<?, ?> node) {
        @Nullable Object content = node.get("content");
        if (content == null) {
            return List.of();
        }
        if (!(content instanceof List<?> list)) {
            throw new UnknownNode("content");
        }
        var nodes = new ArrayList<Map<?, ?>>();
        for (var item : list) {
            if (!(item instanceof Map<?, ?> map)) {
                throw new UnknownNode("content");
            }
            nodes.add(map);
        }
        return nodes;
    }

    private static int number(Map<?, ?> node, String name, int missing, int from, int to) {
        @Nullable Object value = attributes(node).get(name);
        if (value == null) {
            return missing;
        }
        if (value instanceof Integer number && number >= from && number <= to) {
            return number;
        }
        throw new UnknownNode(type(node) + "." + name);
    }

    static final class UnknownNode extends Refusal {
        UnknownNode(String name) {
            super(Kind.INVALID, "documents.unknown-node", name.length() > 60 ? name.substring(0, 60) : name);
        }

        @Override
        public List<Fault> faults() {
            return List.of(new Fault("/body", code(), facts()));
        }
    }

    public static final class BodyTooLarge extends Refusal {
        public BodyTooLarge(String limit) {
            super(Kind.TOO_LARGE, "documents.body-too-large", limit);
        }

        @Override
        public List<Fault> faults() {
            return List.of(new Fault("/body", code(), facts()));
        }
    }
}
