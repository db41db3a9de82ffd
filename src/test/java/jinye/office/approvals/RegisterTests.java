package jinye.office.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import jinye.kernel.Grant;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What becomes of requests: counted, exported, kept with their sheet, filed. */
@JinyeTest
class RegisterTests {

    @Autowired
    Walk walk;

    @Autowired
    SampleBureau bureau;

    @Autowired
    RequestAnalysis analysis;

    @Autowired
    RequestExport export;

    @Autowired
    Filing filing;

    @Autowired
    RequestGrants grants;

    @Autowired
    RequestStore store;

    private Request repair(String cost) {
        var request = walk.fill(
                "dengxia", "repair", Map.of("device", "碎纸机", "category", "office", "place", "财务处", "trouble", "不转"));
        walk.send(request, "apply", "sent");
        walk.send(request, "department", "agree");
        walk.add(request, "inspect", Map.of("finding", "repair", "cost", cost));
        walk.send(request, "inspect", "agree");
        return request;
    }

    @Test
    void declaredValuesAreSummedByAnyDimensionAndLeadToTheirRows() {
        repair("300.00");
        repair("500.50");
        var filter = RequestFilter.of(true, "repair", null, null, null, null, null);

        var view = analysis.analyse(bureau.actor("dengxia"), "repair", filter, "finding", "cost:sum");

        assertThat(view.unit()).isEqualTo("元");
        assertThat(view.groups()).singleElement().satisfies(group -> {
            assertThat(group.label()).isEqualTo("可维修");
            assertThat(group.value()).isEqualByComparingTo("800.50");
            assertThat(group.requests()).isEqualTo(2);
            assertThat(group.condition()).isEqualTo("value:finding:eq:repair");
        });
        assertThatExceptionOfType(RequestFilter.Unreadable.class)
                .isThrownBy(() -> analysis.analyse(
                        bureau.actor("dengxia"), "repair", filter, "1; drop table approvals.request", "count"));
    }

    @Test
    void theRegisterIsExportedWithItsDeclaredValues() throws IOException {
        walk.fill("luowenbin", "expense", Map.of("category", "office", "reason", "墨盒"));

        var bytes =
                export.xlsx(bureau.actor("luowenbin"), RequestFilter.of(true, "expense", null, null, null, null, null));

        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(bytes))) {
            var rows = workbook.getFirstSheet().read();
            assertThat(rows.getFirst().getCellText(1)).isEqualTo("标题");
            assertThat(rows.getFirst().stream().map(cell -> cell.getText())).contains("费用类别", "报销金额");
            assertThat(rows).hasSizeGreaterThan(1);
        }
    }

    @Test
    void aFinishedRequestIsFiledWithItsSheetAndTrail() throws InterruptedException {
        var request = walk.fill("limin", "leave", LeaveTests.SHORT);
        walk.send(request, "apply", "sent");
        walk.send(request, "department", "refuse");
        for (int tries = 0; tries < 150 && store.get(request.id).sheet == null; tries++) {
            Thread.sleep(100);
        }

        var filed = filing.file(bureau.actor("pengfang"), request.id);

        assertThat(filed.archiveNumber()).contains("-D10-RSC-");
        assertThat(store.get(request.id).archiveNumber).isEqualTo(filed.archiveNumber());
        assertThat(grants.of(request.id)).extracting(Grant::reason).contains("本单位档案员", "申请人");
        assertThatExceptionOfType(Filing.AlreadyFiled.class)
                .isThrownBy(() -> filing.file(bureau.actor("pengfang"), request.id));
    }

    @Test
    void theApplicantTakesARequestBackForGood() {
        var request = walk.fill("limin", "leave", LeaveTests.SHORT);
        walk.send(request, "apply", "sent");

        walk.makeVoid("limin", request, "改期");

        assertThat(walk.now(request).state).isEqualTo(RequestState.VOID);
        assertThat(walk.open(request)).isEmpty();
        var another = walk.fill("limin", "leave", LeaveTests.SHORT);
        walk.send(another, "apply", "sent");
        assertThatExceptionOfType(Requests.NotInHand.class).isThrownBy(() -> walk.makeVoid("zhaowei", another, "不是本人"));
    }

    @Test
    void whoDoesNotHaveItInHandCannotFillItIn() {
        var request = walk.fill("limin", "leave", LeaveTests.SHORT);
        walk.send(request, "apply", "sent");

        assertThatExceptionOfType(Requests.NotInHand.class)
                .isThrownBy(() -> walk.addAs("limin", request, Map.of("days", 9)));
    }
}
