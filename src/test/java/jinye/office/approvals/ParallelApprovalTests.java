package jinye.office.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jinye.office.approvals.kinds.Kind;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 并联审批: several departments at once, each with typed values of its own; one asked again; silence; the rule's verdict. */
@JinyeTest
class ParallelApprovalTests {

    @Autowired
    Walk walk;

    @Autowired
    SampleBureau bureau;

    @Autowired
    RequestReading reading;

    @Autowired
    PartStore parts;

    @Autowired
    Requests requests;

    @Autowired
    JdbcClient jdbc;

    private Request payment(String amount) {
        return walk.now(walk.payment("limin", amount));
    }

    private static Map<String, Object> answer(String conclusion, String amount, String risk) {
        return Map.of("conclusion", conclusion, "checked", amount, "risk", risk, "opinion", "已核对合同与验收。");
    }

    private Part asked(Request request, String code) {
        long department = bureau.department("43000000", code);
        return parts.of(request.id).stream()
                .filter(part -> part.department == department)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Test
    void theTableNamesWhoIsAskedAndEachHasItsOwnSheet() {
        var request = payment("680000.00");

        Set<String> departments =
                parts.of(request.id).stream().map(part -> part.departmentName).collect(Collectors.toSet());
        assertThat(departments).hasSize(3).contains("审计处", "企业管理处");
        assertThat(walk.open(request)).containsExactly("ask");
        assertThat(reading.part(bureau.actor("luowenbin"), asked(request, "FGC").id)
                        .node())
                .isEqualTo("fill");
    }

    @Test
    void contradictionsAreMarkedAndOneDepartmentIsAskedAgainWithoutTheRest() {
        var request = payment("680000.00");
        walk.answer(asked(request, "FGC"), "large-payment", answer("agree", "680000.00", "low"));
        walk.answer(asked(request, "ZHC"), "large-payment", answer("agree", "680000.00", "low"));
        walk.answer(asked(request, "SJC"), "large-payment", answer("disagree", "590000.00", "high"));
        walk.wake();
        assertThat(walk.open(request)).containsExactly("summarise");

        var lead = bureau.actor("dengxia");
        var view = reading.view(lead, request.id);
        var sheet = view.parts();
        assertThat(sheet).isNotNull();
        assertThat(sheet.conflicts())
                .extracting(Comparison.PartConflict::field)
                .containsExactly("conclusion", "checked", "risk");
        assertThat(sheet.conflicts().get(1).reason()).contains("13.2%");
        assertThat(view.acts()).contains("ask-again");
        assertThat(view.verdicts())
                .anySatisfy(verdict -> assertThat(verdict.sentence())
                        .contains("会审结论判定")
                        .contains("有部门不同意")
                        .contains("第 2 行"));
        // people read names, never codes
        assertThat(view.verdicts())
                .extracting(jinye.platform.rules.Verdict::sentence)
                .anySatisfy(sentence ->
                        assertThat(sentence).contains("第 2 行（所有情形）：会审部门 = 审计处").contains("支付事项 = 采购货款 或 服务费"))
                .noneSatisfy(sentence -> assertThat(sentence).containsPattern("PROVINCE|FGC|SJC|ZHC|purchase"));

        assertThatExceptionOfType(ApprovalDesk.NobodyToAsk.class).isThrownBy(() -> {
            walk.send(request, "summarise", "ask-again");
        });
        requests.askAgain(lead, request.id, asked(request, "SJC").id, "请说明核减依据");
        assertThat(walk.open(request)).containsExactly("ask");
        assertThat(parts.of(request.id)).hasSize(4);
        var again = asked(request, "SJC");
        assertThat(again.round).isEqualTo(2);
        assertThat(again.question).isEqualTo("请说明核减依据");

        walk.answer(again, "large-payment", answer("agree", "680000.00", "low"));
        walk.wake();
        assertThat(walk.open(request)).containsExactly("summarise");
        var settled = reading.view(lead, request.id).parts();
        assertThat(settled).isNotNull();
        assertThat(settled.conflicts()).isEmpty();
        assertThat(settled.rows())
                .filteredOn(row -> row.round() == 2)
                .singleElement()
                .satisfies(row -> assertThat(row.earlier())
                        .singleElement()
                        .satisfies(
                                earlier -> assertThat(earlier.conclusionLabel()).isEqualTo("不同意")));

        walk.add(request, "summarise", Map.of("advice", "审计处已说明，一致同意"));
        walk.send(request, "summarise", "agree");
        walk.send(request, "leader", "agree");
        walk.add(request, "pay", Map.of("paidOn", "2026-11-25", "voucher", "记-9"));
        walk.send(request, "pay", "sent");
        walk.endsOnPaperAndInTheArchives(request);
    }

    @Test
    void silenceCountsAsTheKindSays() {
        var request = payment("680000.00");
        walk.answer(asked(request, "FGC"), "large-payment", answer("agree", "680000.00", "low"));
        walk.answer(asked(request, "ZHC"), "large-payment", answer("agree", "680000.00", "low"));
        walk.letTimePass(Kind.partMatter("large-payment"), asked(request, "SJC").id);

        assertThat(walk.open(request)).containsExactly("summarise");
        var sheet = reading.view(bureau.actor("dengxia"), request.id).parts();
        assertThat(sheet).isNotNull();
        assertThat(sheet.silent()).isEqualTo(1);
        assertThat(sheet.rows())
                .filteredOn(RequestView.PartRow::silent)
                .singleElement()
                .satisfies(row -> assertThat(row.conclusionLabel()).isEqualTo("逾期未复视为同意"));
    }

    @Test
    void aLargeAmountIsDecidedTogether() {
        var request = payment("6000000.00");
        for (var code : List.of("FGC", "ZHC", "SJC", "JJZ", "JHC")) {
            walk.answer(asked(request, code), "large-payment", answer("agree", "6000000.00", "low"));
        }
        walk.wake();
        walk.add(request, "summarise", Map.of("advice", "一致同意"));
        walk.send(request, "summarise", "agree");
        walk.send(request, "leader", "agree");
        walk.send(request, "principal", "agree");

        assertThat(walk.open(request)).containsExactly("meeting");
        assertThat(reading.view(bureau.actor("limin"), request.id).verdicts())
                .anySatisfy(verdict -> assertThat(verdict.sentence()).contains("局长办公会（党组会）"));
    }

    @Test
    void aKeyProjectIsComparedWithinItsTolerance() {
        var request = walk.now(walk.project("limin"));
        for (var part : parts.of(request.id)) {
            walk.answer(
                    part,
                    "key-project",
                    Map.of(
                            "conclusion",
                            "agree",
                            "checked",
                            part.departmentName.contains("审计") ? "3400000.00" : "3600000.00",
                            "months",
                            10,
                            "necessity",
                            4,
                            "risk",
                            "low",
                            "opinion",
                            "同意"));
        }
        walk.wake();

        var view = reading.view(bureau.actor("limin"), request.id);
        assertThat(view.parts()).isNotNull();
        assertThat(view.parts().conflicts()).isEmpty();
        walk.add(request, "summarise", Map.of("advice", "同意", "approvedAmount", "3500000.00"));
        walk.send(request, "summarise", "agree");
        walk.send(request, "leader", "agree");
        walk.send(request, "principal", "agree");
        walk.endsOnPaperAndInTheArchives(request);
    }

    @Test
    void aLayoutPlanWaitsForItsPublicNotice() {
        var data = new LinkedHashMap<String, Object>();
        data.put("area", "岳麓区");
        data.put("year", 2027);
        data.put("effective", "2027-03-01");
        data.put("quota", 2600);
        data.put("current", 2590);
        data.put("queued", 30);
        data.put("distance", 50);
        data.put("schoolDistance", 50);
        data.put("measure", "walk");
        data.put("units", List.of(Map.of("name", "大学城单元", "cap", 300, "now", 290)));
        data.put("reason", "人口变化");
        data.put("draft", List.of(walk.file("jiangbo", "草案.txt")));
        var request = walk.fill("jiangbo", "layout-plan", data);
        assertThat(walk.now(request).data.path("left").asInt()).isEqualTo(-20);
        walk.send(request, "apply", "sent");
        walk.send(request, "department", "agree");
        for (var part : parts.of(request.id)) {
            walk.answer(
                    part,
                    "layout-plan",
                    Map.of("conclusion", "agree", "quotaAdvised", 2600, "distanceAdvised", 50, "opinion", "同意"));
        }
        walk.wake();
        walk.add(request, "summarise", Map.of("advice", "同意", "noticeFrom", "2026-11-25", "noticePlace", "门户网站"));
        walk.send(request, "summarise", "agree");
        assertThat(walk.open(request)).containsExactly("notice");

        walk.letTimePass(request.matter(), request.id);
        assertThat(walk.open(request)).containsExactly("gather");
        walk.add(request, "gather", Map.of("comments", 3, "adopted", 1, "commentsSummary", "采纳一条"));
        walk.send(request, "gather", "sent");
        walk.send(request, "legal", "agree");
        walk.send(request, "leader", "agree");
        walk.send(request, "principal", "agree");
        walk.add(request, "report", Map.of("filed", "长烟专〔2026〕12号"));
        walk.send(request, "report", "sent");
        walk.endsOnPaperAndInTheArchives(request);
    }
}
