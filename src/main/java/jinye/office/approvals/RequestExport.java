package jinye.office.approvals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.office.approvals.kinds.ApprovalKinds;
import jinye.platform.forms.FormField;
import jinye.platform.journal.Journal;
import org.dhatim.fastexcel.Workbook;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a list found as one table; the declared values of one kind in columns of their own. Noted in the journal. */
@Service
@Transactional
class RequestExport {

    static final int MOST = 20_000;
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ApprovalDesk.ZONE);

    private final RequestList list;
    private final ApprovalKinds kinds;
    private final Journal journal;

    RequestExport(RequestList list, ApprovalKinds kinds, Journal journal) {
        this.list = list;
        this.kinds = kinds;
        this.journal = journal;
    }

    byte[] xlsx(Actor actor, RequestFilter filter) {
        var columns = columns(filter.kind());
        var bytes = new ByteArrayOutputStream();
        int rows;
        try (var workbook = new Workbook(bytes, "Jinye", "1.0")) {
            var sheet = workbook.newWorksheet("审批台账");
            var titles = List.of("编号", "标题", "事项", "状态", "申请人", "部门", "单位", "申请时间", "办结时间");
            for (int n = 0; n < titles.size(); n++) {
                sheet.value(0, n, titles.get(n));
            }
            for (int n = 0; n < columns.size(); n++) {
                sheet.value(0, titles.size() + n, columns.get(n).title());
            }
            var at = new AtomicInteger(1);
            list.all(actor, filter, MOST, row -> {
                int line = at.getAndIncrement();
                var cells = List.of(
                        row.number() == null ? "" : row.number(),
                        row.title(),
                        row.kindTitle(),
                        row.stateTerm(),
                        row.applicantName(),
                        row.departmentName(),
                        row.unitName(),
                        moment(row.createdAt()),
                        moment(row.endedAt()));
                for (int n = 0; n < cells.size(); n++) {
                    sheet.value(line, n, cells.get(n));
                }
                for (int n = 0; n < columns.size(); n++) {
                    var value = row.values().getOrDefault(columns.get(n).path(), "");
                    if (value.matches("-?\\d{1,14}(\\.\\d{1,4})?")) {
                        sheet.value(line, cells.size() + n, Double.parseDouble(value));
                    } else {
                        sheet.value(line, cells.size() + n, value);
                    }
                }
            });
            rows = at.get() - 1;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        if (rows == 0) {
            throw new NothingToExport();
        }
        journal.record(actor, "approvals.export", new RecordId("approvals", 0), Map.of("rows", rows));
        return bytes.toByteArray();
    }

    private List<FormField> columns(@Nullable String kind) {
        return kind == null
                ? List.of()
                : kinds.latest(kind)
                        .map(found -> found.form().fields().stream()
                                .filter(field -> field.table() == null
                                        && !found.secrets().contains(field.path())
                                        && field.schema().has("x-analyse")
                                        && !field.schema()
                                                .path("x-analyse")
                                                .asString("")
                                                .equals("none"))
                                .toList())
                        .orElse(List.of());
    }

    private static String moment(@Nullable Instant at) {
        return at == null ? "" : MOMENT.format(at);
    }

    static final class NothingToExport extends Refusal {
        NothingToExport() {
            super(Kind.CONFLICT, "approvals.nothing-to-export");
        }
    }
}
