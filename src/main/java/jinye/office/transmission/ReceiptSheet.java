package jinye.office.transmission;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import jinye.kernel.Moments;
import jinye.platform.papers.Papers;
import jinye.platform.papers.Sheet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 签收清单 on paper. */
@Component
class ReceiptSheet {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("M月d日 HH:mm").withZone(Moments.ZONE);

    private final Papers papers;

    ReceiptSheet(Papers papers) {
        this.papers = papers;
    }

    byte[] print(DispatchList.Board board) {
        var dispatch = board.dispatch();
        var lines = new ArrayList<Sheet.Line>();
        lines.add(Sheet.Line.of(
                10,
                Sheet.Cell.heading(3, "单位"),
                Sheet.Cell.heading(1, "方式"),
                Sheet.Cell.heading(2, "签收时间"),
                Sheet.Cell.heading(2, "签收人"),
                Sheet.Cell.heading(2, "状态")));
        for (var row : board.rows()) {
            lines.add(Sheet.Line.of(
                    10,
                    Sheet.Cell.text(3, row.unitName()),
                    Sheet.Cell.centred(1, row.roleTerm()),
                    Sheet.Cell.centred(2, moment(row.signedAt())),
                    Sheet.Cell.centred(2, row.signedByName() == null ? "" : row.signedByName()),
                    Sheet.Cell.centred(2, row.stateTerm())));
        }
        var about = "《" + dispatch.title() + "》" + dispatch.number();
        var sent = MOMENT.format(dispatch.sentAt()) + " 发出";
        return papers.sheet(new Sheet("签收清单", false, about, sent, lines, 1)).pdf();
    }

    private static String moment(@Nullable Instant at) {
        return at == null ? "" : MOMENT.format(at);
    }
}
