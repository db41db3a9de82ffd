package jinye.office.approvals.kinds;

import java.util.ArrayList;
import java.util.List;
import jinye.platform.forms.Form;
import jinye.platform.forms.FormPrint;
import jinye.platform.forms.FormPrint.Fact;
import jinye.platform.forms.FormPrint.PrintBlock;
import jinye.platform.forms.FormPrint.Said;
import jinye.platform.papers.PageFormat;
import jinye.platform.papers.Papers;
import jinye.platform.papers.Sheet;
import org.springframework.stereotype.Component;

/** The paper that a clerk composed by choices, as PDF; {@link FormPrint} makes the same for the browser's printer. */
@Component
public class PaperSheet {

    private static final int LEAST = 10;
    private static final int COLUMNS_MAX = 8;
    private static final int ROOM_TO_SIGN = 24;

    private final FormPrint print;
    private final Papers papers;

    PaperSheet(FormPrint print, Papers papers) {
        this.print = print;
        this.papers = papers;
    }

    /** What the paper will look like, with the names of fields where their values will stand. */
    byte[] sample(KindSettings settings, Form form, boolean rules) {
        var paper = settings.paper();
        var notes = new ArrayList<FormPrint.Notes>();
        var part = settings.part();
        if (part != null && paper.answers()) {
            notes.add(new FormPrint.Notes(part.title(), List.of(new Said("〔会审部门〕", "〔结论与意见〕", "〔答复人、时间〕"))));
        }
        if (rules && paper.verdicts()) {
            notes.add(new FormPrint.Notes("规则判定", List.of(new Said("规则判定", "〔判定与依据〕", ""))));
        }
        var said = new ArrayList<Said>();
        paper.signatures()
                .forEach(cell ->
                        said.add(paper.opinions() ? new Said(cell.title(), "〔意见〕", "〔姓名、时间〕") : empty(cell.title())));
        if (paper.opinions()) {
            said.add(new Said("〔其他环节〕", "〔意见〕", "〔姓名、时间〕"));
        }
        notes.add(new FormPrint.Notes("办理意见", said));
        var facts = List.of(
                new Fact("编号", "〔编号〕"),
                new Fact("申请日期", "〔申请日期〕"),
                new Fact("申请部门", "〔申请部门〕"),
                new Fact("申请人", "〔申请人〕"));
        return pdf(
                new FormPrint.Around(settings.sheet(), paper.format().css(), paper.without(), facts, notes),
                paper.format(),
                print.names(form, paper.without()));
    }

    /** A cell that will be signed by hand. */
    public static Said empty(String title) {
        return new Said(title, "", "签字：　　　　　　　年　　月　　日");
    }

    public byte[] pdf(FormPrint.Around around, PageFormat format, List<PrintBlock> blocks) {
        var lines = new ArrayList<Sheet.Line>();
        for (int n = 0; n < around.facts().size(); n += 2) {
            lines.add(new Sheet.Line(
                    LEAST,
                    around.facts().subList(n, Math.min(n + 2, around.facts().size())).stream()
                            .map(fact -> Sheet.Cell.field(1, fact.title(), fact.words()))
                            .toList()));
        }
        blocks.forEach(block -> lines(block, lines));
        for (var notes : around.notes()) {
            for (var said : notes.said()) {
                boolean open = said.words().isEmpty();
                lines.add(Sheet.Line.of(
                        open ? ROOM_TO_SIGN : LEAST,
                        Sheet.Cell.field(1, said.title(), said.words().isEmpty() ? said.by() : words(said))));
            }
        }
        return papers.sheet(new Sheet(around.title(), false, "", "", List.copyOf(lines), 0, format))
                .pdf();
    }

    private static String words(Said said) {
        return said.by().isEmpty() ? said.words() : said.words() + "\n" + said.by();
    }

    private static void lines(PrintBlock block, List<Sheet.Line> lines) {
        switch (block.look()) {
            case "heading" -> lines.add(Sheet.Line.of(LEAST, Sheet.Cell.heading(1, block.title())));
            case "words" -> lines.add(Sheet.Line.of(LEAST, Sheet.Cell.text(1, block.title())));
            case "line" ->
                lines.add(new Sheet.Line(
                        LEAST,
                        block.cells().stream()
                                .map(cell -> Sheet.Cell.field(1, cell.title(), cell.words()))
                                .toList()));
            default -> {
                lines.add(Sheet.Line.of(LEAST, Sheet.Cell.heading(1, block.title())));
                lines.add(new Sheet.Line(
                        8,
                        block.heads().stream()
                                .limit(COLUMNS_MAX)
                                .map(head -> Sheet.Cell.heading(1, head))
                                .toList()));
                block.rows()
                        .forEach(row -> lines.add(new Sheet.Line(
                                8,
                                row.stream()
                                        .limit(COLUMNS_MAX)
                                        .map(words -> Sheet.Cell.text(1, words))
                                        .toList())));
            }
        }
    }
}
