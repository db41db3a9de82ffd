package jinye.office.documents.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The body of a document: structure without looks. Headings of four levels (GB/T 9704-2012 7.3.3), paragraphs, tables and
 * pictures, nothing else; fonts, colours and numbers follow from the structure.
 */
public record Body(List<Block> blocks) {

    public static final Body EMPTY = new Body(List.of());

    public sealed interface Block {
        /** The text of the block for diffs, searching and checks. */
        String text();
    }

    public record Heading(int level, String text) implements Block {}

    public record Paragraph(String text) implements Block {}

    public record Table(List<List<Cell>> rows) implements Block {
        @Override
        public String text() {
            return rows.stream()
                    .map(row -> row.stream().map(Cell::text).collect(Collectors.joining("\t")))
                    .collect(Collectors.joining("\n"));
        }
    }

    public record Cell(String text, boolean head, int columns, int rows) {}

    /** @param file id of a stored file attached to the document */
    public record Picture(long file, String alt) implements Block {
        @Override
        public String text() {
            return "〔图：" + alt + "〕";
        }
    }

    public static Body paragraphs(String text) {
        return new Body(text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .<Block>map(Paragraph::new)
                .toList());
    }

    public boolean isEmpty() {
        return blocks.stream().allMatch(block -> block.text().isBlank());
    }

    public List<Long> pictures() {
        return blocks.stream()
                .filter(Picture.class::isInstance)
                .map(block -> ((Picture) block).file())
                .toList();
    }

    /** One line for each block, headings with their numbers. */
    public String plainText() {
        return lines().stream().map(Line::text).collect(Collectors.joining("\n"));
    }

    /** A block with its number set before its text: what a person reads. */
    public record Line(String kind, int level, String text) {}

    public List<Line> lines() {
        var numbers = new HeadingNumbers();
        var lines = new ArrayList<Line>();
        for (var block : blocks) {
            lines.add(
                    switch (block) {
                        case Heading heading -> new Line("heading", heading.level(), numbers.number(heading));
                        case Paragraph paragraph -> new Line("paragraph", 0, paragraph.text());
                        case Table table -> new Line("table", 0, table.text());
                        case Picture picture -> new Line("image", 0, picture.text());
                    });
        }
        return lines;
    }

    /** The same structure as the editor's JSON, in one canonical form: what was read equals what is written. */
    public Map<String, Object> json() {
        return Map.of("type", "doc", "content", blocks.stream().map(Body::json).toList());
    }

    private static Map<String, Object> json(Block block) {
        return switch (block) {
            case Heading heading ->
                Map.of(
                        "type", "heading",
                        "attrs", Map.of("level", heading.level()),
                        "content", inline(heading.text()));
            case Paragraph paragraph -> Map.of("type", "paragraph", "content", inline(paragraph.text()));
            case Picture picture ->
                Map.of("type", "image", "attrs", Map.of("file", picture.file(), "alt", picture.alt()));
            case Table table ->
                Map.of(
                        "type",
                        "table",
                        "content",
                        table.rows().stream().map(Body::row).toList());
        };
    }

    private static Map<String, Object> row(List<Cell> cells) {
        return Map.of(
                "type", "tableRow", "content", cells.stream().map(Body::cell).toList());
    }

    private static Map<String, Object> cell(Cell cell) {
        var paragraphs = cell.text()
                .lines()
                .map(line -> Map.of("type", "paragraph", "content", inline(line)))
                .toList();
        return Map.of(
                "type", cell.head() ? "tableHeader" : "tableCell",
                "attrs", Map.of("colspan", cell.columns(), "rowspan", cell.rows()),
                "content", paragraphs.isEmpty() ? List.of(Map.of("type", "paragraph")) : paragraphs);
    }

    private static List<Map<String, Object>> inline(String text) {
        return text.isEmpty() ? List.of() : List.of(Map.of("type", "text", "text", text));
    }

    public static Body read(@Nullable Map<String, ?> json) {
        return json == null || json.isEmpty() ? EMPTY : new BodyReader().read(json);
    }
}
