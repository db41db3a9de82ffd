package jinye.office.approvals;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import jinye.office.approvals.kinds.Kind;
import jinye.office.approvals.kinds.PaperChoices;
import jinye.office.approvals.kinds.PaperSheet;
import jinye.platform.forms.FormPrint;
import jinye.platform.forms.FormPrint.Fact;
import jinye.platform.forms.FormPrint.Notes;
import jinye.platform.forms.FormPrint.Said;
import jinye.platform.forms.Forms;
import jinye.platform.workflow.MatterOpinion;
import jinye.platform.workflow.Matters;
import org.springframework.stereotype.Component;

/** 打印: what the designer of a kind chose to have around the form, filled in with what the reader sees. */
@Component
class ComposedPaper {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm").withZone(ApprovalDesk.ZONE);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy年M月d日").withZone(ApprovalDesk.ZONE);

    private final Forms forms;
    private final FormPrint print;
    private final PaperSheet sheet;
    private final Matters matters;

    ComposedPaper(Forms forms, FormPrint print, PaperSheet sheet, Matters matters) {
        this.forms = forms;
        this.print = print;
        this.sheet = sheet;
        this.matters = matters;
    }

    byte[] pdf(Request request, Kind kind, RequestView view) {
        var paper = kind.settings().paper();
        var form = forms.read(view.schema(), view.layout());
        return sheet.pdf(
                around(request, kind, view),
                paper.format(),
                print.blocks(form, view.step(), Forms.data(view.data()), paper.without()));
    }

    FormPrint.Around around(Request request, Kind kind, RequestView view) {
        var paper = kind.settings().paper();
        var facts = List.of(
                new Fact("编号", request.number == null ? "" : request.number),
                new Fact("申请日期", DAY.format(request.sentAt == null ? request.origin.createdAt() : request.sentAt)),
                new Fact("申请部门", request.origin.departmentName()),
                new Fact("申请人", request.origin.applicantName()));
        var notes = new ArrayList<Notes>();
        var parts = view.parts();
        if (parts != null && paper.answers()) {
            notes.add(new Notes(
                    parts.title(),
                    parts.rows().stream().map(ComposedPaper::answer).toList()));
        }
        if (paper.verdicts()) {
            notes.add(new Notes(
                    "规则判定",
                    view.verdicts().stream()
                            .map(verdict -> new Said(verdict.table(), verdict.sentence(), ""))
                            .toList()));
        }
        notes.add(new Notes("办理意见", said(paper, matters.opinions(kind.matter(), request.id))));
        return new FormPrint.Around(
                kind.settings().sheet(), paper.format().css(), paper.without(), facts, List.copyOf(notes));
    }

    private static Said answer(RequestView.PartRow row) {
        var conclusion = row.conclusionLabel() == null ? row.stateTerm() : row.conclusionLabel();
        var opinion = row.values().getOrDefault("opinion", "");
        return new Said(
                row.departmentName(),
                opinion.isEmpty() ? conclusion : conclusion + "。" + opinion,
                row.answeredAt() == null || row.answeredByName() == null
                        ? ""
                        : row.answeredByName() + "　" + MOMENT.format(row.answeredAt()));
    }

    /** Cells to sign first, also while nobody has said anything there; then what was said elsewhere. */
    private static List<Said> said(PaperChoices paper, List<MatterOpinion> opinions) {
        var shown = paper.opinions() ? opinions : List.<MatterOpinion>of();
        var all = new ArrayList<Said>();
        for (var cell : paper.signatures()) {
            var here = shown.stream()
                    .filter(opinion -> cell.step().equals(opinion.node()))
                    .map(opinion -> new Said(cell.title(), words(opinion), by(opinion)))
                    .toList();
            all.addAll(here.isEmpty() ? List.of(PaperSheet.empty(cell.title())) : here);
        }
        shown.stream()
                .filter(opinion -> paper.signatures().stream()
                        .noneMatch(cell -> cell.step().equals(opinion.node())))
                .forEach(opinion -> all.add(new Said(opinion.nodeName(), words(opinion), by(opinion))));
        return all;
    }

    /** Who decided without words has said no more than the decision. */
    static String words(MatterOpinion opinion) {
        if (!opinion.text().isBlank()) {
            return opinion.text();
        }
        return switch (opinion.decision()) {
            case "agree" -> "同意。";
            case "refuse", "disagree" -> "不同意。";
            default -> "已办理。";
        };
    }

    static String by(MatterOpinion opinion) {
        return name(opinion) + "　" + MOMENT.format(opinion.at());
    }

    static String name(MatterOpinion opinion) {
        return opinion.onBehalfOfName() == null
                ? opinion.personName()
                : opinion.personName() + "（代" + opinion.onBehalfOfName() + "）";
    }
}
