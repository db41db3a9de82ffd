package jinye.office.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every kind that asks one after another, from the applicant to its end. */
@JinyeTest
class KindsEndToEndTests {

    @Autowired
    Walk walk;

    @Autowired
    SampleBureau bureau;

    @Autowired
    RequestReading reading;

    @Test
    void aPurchaseIsReckonedAndGoesAsHighAsItsAmount() {
        var request = walk.fill(
                "limin",
                "purchase",
                Map.of(
                        "subject", "执法记录仪",
                        "category", "goods",
                        "budget", "专卖管理费",
                        "needed", "2026-12-20",
                        "reason", "原有设备老化",
                        "items",
                                List.of(
                                        Map.of("name", "执法记录仪", "quantity", 100, "price", "5800.00", "unit", "台"),
                                        Map.of("name", "采集站", "quantity", 2, "price", "12000.50", "unit", "台"))));
        assertThat(walk.now(request).data.path("total").asString()).isEqualTo("604001.00");

        walk.send(request, "apply", "sent");
        walk.send(request, "department", "agree");
        walk.add(request, "purchaser", Map.of("method", "open-tender"));
        walk.send(request, "purchaser", "agree");
        walk.send(request, "finance", "agree");
        walk.send(request, "leader", "agree");
        walk.send(request, "principal", "agree");

        walk.endsOnPaperAndInTheArchives(request);
        var view = reading.view(bureau.actor("limin"), request.id);
        assertThat(view.verdicts())
                .anySatisfy(verdict -> assertThat(verdict.sentence()).contains("公开招标或同等竞争方式"));
    }

    @Test
    void aSealIsUsedByItsKeeperOnly() {
        var request = walk.fill(
                "limin",
                "seal-use",
                Map.of(
                        "subject", "市场监管情况证明",
                        "seal", "unit",
                        "purpose", "certificate",
                        "copies", 3,
                        "reason", "出具证明",
                        "material", List.of(walk.file("limin", "证明.txt"))));
        walk.send(request, "apply", "sent");
        walk.send(request, "department", "agree");
        walk.send(request, "leader", "agree");
        walk.add(request, "stamp", Map.of("stamped", 3));
        walk.send(request, "stamp", "sent");

        walk.endsOnPaperAndInTheArchives(request);
    }

    @Test
    void aContractIsCheckedByLawAndFinanceAtOnce() {
        var request = walk.fill("limin", "contract", contract());
        walk.send(request, "apply", "sent");
        walk.send(request, "department", "agree");
        assertThat(walk.open(request)).containsExactlyInAnyOrder("legal", "finance");
        walk.add(request, "legal", Map.of("risk", "low"));
        walk.send(request, "legal", "agree");
        walk.send(request, "finance", "agree");
        walk.send(request, "leader", "agree");
        walk.send(request, "principal", "agree");
        walk.send(request, "sign", "sent");

        walk.endsOnPaperAndInTheArchives(request);
    }

    @Test
    void aContractOneOfTheTwoRefusesIsRefused() {
        var request = walk.fill("limin", "contract", contract());
        walk.send(request, "apply", "sent");
        walk.send(request, "department", "agree");
        walk.send(request, "finance", "refuse");
        walk.add(request, "legal", Map.of("risk", "high"));
        walk.send(request, "legal", "agree");

        assertThat(walk.open(request)).isEmpty();
        assertThat(walk.now(request).state).isEqualTo(RequestState.REFUSED);
    }

    private Map<String, Object> contract() {
        var data = new LinkedHashMap<String, Object>();
        data.put("subject", "执法记录仪采购");
        data.put("type", "purchase");
        data.put("supplier", "湖南某科技有限公司");
        data.put("uscc", "91430100MA4L16JQ9B");
        data.put("qualified", "2028-12-31");
        data.put("signing", "2026-12-10");
        data.put("amount", "598000.00");
        data.put("approved", "604001.00");
        data.put("advance", 40);
        data.put("terms", "分两批交货，验收合格后付款");
        data.put("text", List.of(walk.file("limin", "合同.txt")));
        return data;
    }

    @Test
    void anExpenseWithoutATravelAllowanceHasItsSumAndATitleThatSaysIt() {
        var data = new LinkedHashMap<String, Object>();
        data.put("category", "meeting");
        data.put("happened", "2026-11-02");
        data.put("budget", "会议费");
        data.put("reason", "季度工作会议");
        data.put(
                "items",
                List.of(Map.of("date", "2026-11-02", "purpose", "场地", "invoice", "12345679", "amount", "1800.00")));
        data.put("payee", "李敏");
        data.put("account", "6222020000000000");
        data.put("proof", List.of(walk.file("limin", "会议发票.txt")));
        var request = walk.fill("limin", "expense", data);

        walk.send(request, "apply", "sent");

        assertThat(walk.now(request).data.path("total").asString()).isEqualTo("1800.00");
        assertThat(walk.now(request).title).endsWith("1,800.00元");
    }

    @Test
    void anExpenseAddsItsSubsidyAndIsPaid() {
        var data = new LinkedHashMap<String, Object>();
        data.put("category", "trip");
        data.put("happened", "2026-11-02");
        data.put("budget", "差旅费");
        data.put("reason", "赴株洲检查");
        data.put("days", 3);
        data.put(
                "items",
                List.of(Map.of("date", "2026-11-02", "purpose", "高铁", "invoice", "12345678", "amount", "246.00")));
        data.put("payee", "李敏");
        data.put("account", "6222020000000000");
        data.put("proof", List.of(walk.file("limin", "发票.txt")));
        var request = walk.fill("limin", "expense", data);
        assertThat(walk.now(request).data.path("total").asString()).isEqualTo("786.00");

        walk.send(request, "apply", "sent");
        var head = reading.view(bureau.actor("zhaowei"), request.id);
        assertThat(head.data()).doesNotContain("6222020000000000");
        walk.send(request, "department", "agree");
        walk.send(request, "finance", "agree");
        walk.add(request, "pay", Map.of("paid", "2026-11-25", "voucher", "记-118"));
        walk.send(request, "pay", "sent");

        walk.endsOnPaperAndInTheArchives(request);
    }

    @Test
    void aRepairThatDidNotHelpIsRepeated() {
        var request = walk.fill(
                "limin",
                "repair",
                Map.of("device", "激光打印机", "category", "office", "place", "专卖处 1206", "trouble", "卡纸", "urgent", true));
        walk.send(request, "apply", "sent");
        walk.send(request, "department", "agree");
        walk.add(request, "inspect", Map.of("finding", "repair", "cost", "300"));
        walk.send(request, "inspect", "agree");
        walk.add(request, "repair", Map.of("finished", "2026-11-26", "actual", "280.00"));
        walk.send(request, "repair", "sent");
        walk.add(request, "accept", Map.of("score", 2));
        walk.send(request, "accept", "again");
        walk.send(request, "repair", "sent");
        walk.add(request, "accept", Map.of("score", 5));
        walk.send(request, "accept", "sent");

        walk.endsOnPaperAndInTheArchives(request);
    }

    @Test
    void aTransferIsAgreedByBothDepartments() {
        var from = bureau.actor("limin");
        var request = walk.fill(
                "hewei",
                "transfer",
                Map.of(
                        "person", Map.of("id", from.person(), "name", "李敏"),
                        "from", Map.of("id", from.department(), "name", "专卖监督管理处"),
                        "to", Map.of("id", bureau.actor("luowenbin").department(), "name", "政策法规处"),
                        "post", "主任科员",
                        "reason", "rotation",
                        "effective", "2027-01-04",
                        "giving", Map.of("id", bureau.person("zhaowei"), "name", "赵伟"),
                        "taking", Map.of("id", bureau.person("luowenbin"), "name", "罗文斌")));
        assertThat(walk.now(request).title).startsWith("李敏调至");
        walk.send(request, "apply", "sent");
        walk.send(request, "giving", "agree");
        walk.send(request, "taking", "agree");
        walk.send(request, "personnel", "agree");
        walk.send(request, "leader", "agree");
        walk.add(request, "hand", Map.of("handover", "2027-01-08"));
        walk.send(request, "hand", "sent");

        walk.endsOnPaperAndInTheArchives(request);
    }
}
