package jinye.office.archives.disposal;

import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jinye.kernel.Actor;
import jinye.kernel.Grant;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.office.archives.items.ArchiveNumber;
import jinye.office.archives.items.ItemComponents;
import jinye.office.archives.items.ItemFiling;
import jinye.office.archives.items.ItemStore;
import jinye.office.archives.items.ItemTable;
import jinye.office.archives.items.Source;
import jinye.platform.directory.Directory;
import jinye.platform.files.Files;
import jinye.platform.papers.Papers;
import jinye.platform.papers.Sheet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 鉴定报告 and 销毁清册; the register of what was destroyed becomes a permanent item itself (会计档案管理办法 and 机关档案管理规定: 永久). */
@Component
@Transactional
class DisposalPapers {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm").withZone(Moments.ZONE);
    private static final String OFFICE = "BGS";

    private final DisposalRegister disposals;
    private final AppraisalRegister appraisals;
    private final Directory directory;
    private final Papers papers;
    private final Files files;
    private final ItemComponents components;
    private final ItemStore items;
    private final ItemFiling filing;
    private final Clock clock;

    DisposalPapers(
            DisposalRegister disposals,
            AppraisalRegister appraisals,
            Directory directory,
            Papers papers,
            Files files,
            ItemComponents components,
            ItemStore items,
            ItemFiling filing,
            Clock clock) {
        this.disposals = disposals;
        this.appraisals = appraisals;
        this.directory = directory;
        this.papers = papers;
        this.files = files;
        this.components = components;
        this.items = items;
        this.filing = filing;
        this.clock = clock;
    }

    byte[] report(long appraisal) {
        var found = appraisals.find(appraisal);
        var opinions = appraisals.opinions(appraisal);
        var lines = new ArrayList<Sheet.Line>();
        lines.add(Sheet.Line.of(
                9,
                Sheet.Cell.heading(2.4, "档号"),
                Sheet.Cell.heading(3, "题名"),
                Sheet.Cell.heading(1.2, "原期限"),
                Sheet.Cell.heading(3.4, "鉴定意见"),
                Sheet.Cell.heading(1.4, "结论")));
        for (var item : appraisals.items(appraisal)) {
            lines.add(Sheet.Line.of(
                    9,
                    Sheet.Cell.text(2.4, item.archiveNumber()),
                    Sheet.Cell.text(3, item.title()),
                    Sheet.Cell.centred(1.2, term(item.retention())),
                    Sheet.Cell.text(
                            3.4,
                            opinions.stream()
                                    .filter(one -> one.item() == item.item())
                                    .map(one -> one.personName() + "：" + outcome(one.outcome(), one.retention()) + "，"
                                            + one.reason())
                                    .collect(Collectors.joining("\n"))),
                    Sheet.Cell.centred(1.4, outcome(item.outcome(), item.outcomeRetention()))));
        }
        var group = appraisals.members(appraisal).stream()
                .map(one -> one.name() + "（" + one.departmentName() + "）")
                .collect(Collectors.joining("、"));
        lines.add(Sheet.Line.of(12, Sheet.Cell.field(1, "鉴定小组", group)));
        return papers.sheet(new Sheet(
                        directory.unit(found.unit()).name() + "档案鉴定报告",
                        false,
                        found.name(),
                        found.concludedAt() == null ? "" : MOMENT.format(found.concludedAt()),
                        lines,
                        1))
                .pdf();
    }

    /** As it stands: for approval, and in the end with both who watched. */
    byte[] register(long id) {
        var disposal = disposals.find(id);
        var entries = disposals.items(id).stream()
                .filter(item -> item.removedBecause() == null)
                .map(item -> new ItemTable.Entry(
                        item.archiveNumber(),
                        item.documentNumber(),
                        item.responsible(),
                        item.title(),
                        item.documentDate(),
                        item.pages(),
                        List.of(term(item.retention()) + "至" + item.retentionUntil(), done(item))))
                .toList();
        var lines = new ArrayList<>(
                ItemTable.lines(entries, new ItemTable.Column(1.3, "期限"), new ItemTable.Column(1.2, "销毁情况")));
        lines.add(Sheet.Line.of(
                12,
                Sheet.Cell.field(1, "编制", disposal.listedByName() + " " + moment(disposal.listedAt())),
                Sheet.Cell.field(
                        1,
                        "批准",
                        disposal.approvedByName() == null
                                ? ""
                                : disposal.approvedByName() + " " + moment(disposal.approvedAt()))));
        lines.add(Sheet.Line.of(
                12,
                Sheet.Cell.field(
                        1,
                        "监销人",
                        disposals.supervisors(id).stream()
                                .map(one -> one.name() + " " + moment(one.confirmedAt()))
                                .collect(Collectors.joining("；")))));
        return papers.sheet(new Sheet(
                        directory.unit(disposal.unit()).name() + "档案销毁清册",
                        false,
                        disposal.number() + "　依据：" + disposal.appraisalName(),
                        "共 " + entries.size() + " 件",
                        lines,
                        1))
                .pdf();
    }

    /** The register with both signatures, filed at once and for ever. */
    void fileCertificate(Actor actor, long id) {
        var disposal = disposals.find(id);
        var unit = directory.unit(disposal.unit());
        var pdf = files.store(actor, "销毁清册-" + disposal.number() + ".pdf", new ByteArrayInputStream(register(id)));
        var record = new RecordId("archives.disposal", id);
        files.hold(actor, List.of(pdf.id()), record);
        var today = LocalDate.ofInstant(clock.instant(), Moments.ZONE);
        var source = new Source(
                record,
                disposal.unit(),
                "disposal",
                "archives.disposal",
                unit.name() + "档案销毁清册",
                disposal.number(),
                "销毁清册",
                unit.name(),
                today,
                "",
                "",
                "",
                "",
                OFFICE,
                "Y",
                "",
                pdf.id(),
                null,
                List.of(),
                null,
                Set.of(new Grant(Grant.role("R_OFFICE_HEAD", disposal.unit()), "本单位档案主管")));
        int next = items.nextNumber(unit.fonds(), ArchiveNumber.DOCUMENTS, today.getYear(), "Y", OFFICE);
        var number = new ArchiveNumber(unit.fonds(), ArchiveNumber.DOCUMENTS, today.getYear(), "Y", OFFICE, next);
        var filed = filing.file(actor, source, number, components.of(source));
        disposals.certified(id, pdf.id(), filed.item());
    }

    private static String done(DisposalRegister.DisposalItem item) {
        if (item.filesErased() == null) {
            return "";
        }
        return "电子文件 " + item.filesErased() + " 个已删除"
                + (item.filesKept() == null || item.filesKept() == 0 ? "" : "，另 " + item.filesKept() + " 个由其他单位持有")
                + (item.place() == null ? "" : "，纸质 " + item.place());
    }

    private static String outcome(@Nullable String outcome, @Nullable String retention) {
        if (outcome == null) {
            return "";
        }
        return outcome.equals("DESTROY") ? "销毁" : "续存，" + term(retention == null ? "" : retention);
    }

    private static String term(String retention) {
        return switch (retention) {
            case "Y" -> "永久";
            case "D30" -> "定期30年";
            default -> "定期10年";
        };
    }

    private static String moment(@Nullable Instant at) {
        return at == null ? "" : MOMENT.format(at);
    }
}
