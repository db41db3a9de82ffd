package jinye.office.documents.seals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.platform.journal.Journal;
import org.dhatim.fastexcel.Workbook;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 用印登记簿 as a table of texts, which no program computes. All of it or nothing: half a register would pass for a whole one. */
@Component
class SealUseExport {

    private static final int ROWS_MAX = 5_000;
    private static final List<String> HEADINGS =
            List.of("用印时间", "文件标题", "文号", "印章", "份数", "页数", "申请人", "批准人", "用印人", "地址");
    private static final int[] WIDTHS = {20, 60, 24, 36, 8, 8, 12, 12, 12, 18};
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(Moments.ZONE);

    private final SealUses uses;
    private final Journal journal;

    SealUseExport(SealUses uses, Journal journal) {
        this.uses = uses;
        this.journal = journal;
    }

    @Transactional
    byte[] write(Actor actor, SealUses.Wanted wanted) {
        SealDesk.requireSome(actor);
        var rows = uses.list(actor.unit(), wanted, null, ROWS_MAX + 1);
        if (rows.isEmpty()) {
            throw SealRefused.invalid("documents.seal-uses-none");
        }
        if (rows.size() > ROWS_MAX) {
            throw SealRefused.invalid("documents.seal-uses-too-many", ROWS_MAX);
        }
        journal.record(
                actor,
                "documents.export-seal-uses",
                new RecordId("directory.unit", actor.unit()),
                Map.of("rows", rows.size()));
        try (var out = new ByteArrayOutputStream()) {
            try (var workbook = new Workbook(out, "Jinye", "1.0")) {
                var sheet = workbook.newWorksheet("用印登记");
                for (int column = 0; column < WIDTHS.length; column++) {
                    sheet.width(column, WIDTHS[column]);
                    sheet.value(0, column, HEADINGS.get(column));
                    sheet.style(0, column).bold().set();
                }
                sheet.freezePane(0, 1);
                int line = 1;
                for (var use : rows) {
                    var cells = cells(use);
                    for (int column = 0; column < cells.size(); column++) {
                        sheet.value(line, column, cells.get(column));
                    }
                    line++;
                }
            }
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static List<String> cells(SealUses.SealUse use) {
        return List.of(
                MOMENT.format(use.at()),
                use.title(),
                Objects.requireNonNullElse(use.number(), ""),
                use.sealName(),
                String.valueOf(use.copies()),
                String.valueOf(use.pages()),
                use.askedBy(),
                use.approvedBy(),
                use.by(),
                Objects.requireNonNullElse(use.address(), ""));
    }
}
