package jinye.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jinye.office.approvals.Walk;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Approvals in the browser: a leave from the catalogue to its paper, a payment judged by departments at once, a kind redesigned. */
class ApprovalJourneyTests extends Journey {

    @Autowired
    private Walk walk;

    @Test
    void aLeaveGoesFromTheCatalogueToItsPaper() {
        var staff = as("limin");
        staff.navigate(address("/workspace/approvals/catalogue"));
        staff.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("人事"))
                .waitFor();
        onlyButton(staff, "收藏请假").first().click();
        var liked = staff.getByRole(
                AriaRole.REGION, new Page.GetByRoleOptions().setName("收藏").setExact(true));
        assertThat(liked.getByRole(AriaRole.HEADING, new Locator.GetByRoleOptions().setName("请假")))
                .isVisible();
        picture(staff, "catalogue");
        accessible(staff);
        staff.getByLabel("名称、拼音或首字母").fill("qj");
        assertThat(onlyButton(staff, "发起用印")).hasCount(0);
        onlyButton(staff, "发起请假").first().click();
        staff.waitForURL(Pattern.compile(".*/workflow/matters/\\d+"));
        staff.getByLabel("假别（必填）").selectOption("年休假");
        staff.getByLabel("累计工作年限").fill("12");
        staff.getByLabel("开始日期（必填）").fill("2026-12-21");
        staff.getByLabel("结束日期（必填）").fill("2026-12-23");
        staff.getByLabel("天数（必填）").fill("3");
        staff.getByLabel("事由（必填）").fill("陪父母体检，计划往返长沙与岳阳。");
        staff.getByText(Pattern.compile("已保存 \\d")).waitFor();
        picture(staff, "leave");
        accessible(staff);
        onlyButton(staff, "☆ 关注").click();
        assertThat(onlyButton(staff, "★ 已关注")).isVisible();
        onlyButton(staff, "提交").click();
        told(staff, "已提交");
        long request = walk.latest("limin", "leave");

        var head = as("zhaowei");
        open(head, "李敏年休假3天");
        assertThat(head.getByText("应休天数 = 10")).isVisible();
        opinion(head).fill("同意，请安排好工作。");
        picture(head, "leave-review");
        accessible(head);
        onlyButton(head, "同意").click();
        told(head, "已同意");

        staff.navigate(address("/workspace/workflow/followed"));
        assertThat(staff.getByText("李敏年休假3天").first()).isVisible();
        walk.send("approvals.leave", request, "record", "sent");

        open(staff, "李敏年休假3天");
        staff.getByLabel("实际返岗日期（必填）").fill("2026-12-24");
        staff.getByLabel("实际休假天数（必填）").fill("3");
        staff.getByText(Pattern.compile("已保存 \\d")).waitFor();
        onlyButton(staff, "销假").click();
        told(staff, "已销假");

        staff.navigate(address("/workspace/approvals/requests/" + request));
        assertThat(staff.getByText("已批准").first()).isVisible();
        tab(staff, "打印");
        assertThat(staff.frameLocator("iframe").getByText("请假审批单")).isVisible();
        assertThat(staff.frameLocator("iframe").getByText("同意，请安排好工作。")).isVisible();
        picture(staff, "leave-paper");
        tab(staff, "谁能看");
        assertThat(staff.getByRole(AriaRole.CELL, new Page.GetByRoleOptions().setName("赵伟")))
                .isVisible();
        accessible(staff);
    }

    @Test
    void aLargePaymentIsJudgedByFiveDepartmentsAtOnceAndOneIsAskedAgain() {
        var title = "支付湖南恒通物流装备有限公司6,800,000.00元";
        long request = walk.payment("limin", "6800000.00");
        for (var code : List.of("ZHC", "JJZ", "JHC")) {
            walk.answerBy(request, code, answer("agree", "6800000.00", "low", "程序完备。"));
        }
        walk.answerBy(request, "SJC", answer("disagree", "5900000.00", "high", "完成比例不足，建议核减。"));

        var law = as("luowenbin");
        open(law, title);
        law.getByText("申请内容").first().waitFor();
        law.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("同意").setExact(true))
                .check();
        law.getByLabel("核定支付金额（必填）").fill("6800000");
        law.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("低").setExact(true))
                .check();
        law.getByLabel("意见（必填）").fill("合同合法有效。");
        law.getByText(Pattern.compile("已保存 \\d")).waitFor();
        picture(law, "payment-part");
        accessible(law);
        onlyButton(law, "答复").click();
        told(law, "已答复");
        walk.wake();

        var lead = as("dengxia");
        open(lead, title);
        assertThat(lead.getByText("3 处不一致")).isVisible();
        assertThat(lead.getByText("已征求 5 个部门，同意 4，不同意 1")).isVisible();
        assertThat(lead.getByText("有部门不同意，须说明采纳情况").first()).isVisible();
        assertThat(lead.getByText("单位级次 = 省级").first()).isVisible();
        // people read names, never codes
        assertThat(lead.getByText(Pattern.compile("PROVINCE|FGC|SJC|purchase"))).hasCount(0);
        picture(lead, "payment-comparison");
        accessible(lead);
        onlyButton(lead, "重新征求审计处").click();
        lead.getByRole(AriaRole.DIALOG).getByRole(AriaRole.TEXTBOX).fill("请说明核减 90 万元的依据");
        confirm(lead, "重新征求");
        told(lead, "其他部门的答复不受影响");
        walk.answerBy(request, "SJC", answer("agree", "6800000.00", "low", "已补充资料，同意。"));
        walk.wake();

        open(lead, title);
        assertThat(lead.getByText("各部门一致同意").first()).isVisible();
        lead.getByText("第 1 次：不同意").click();
        assertThat(lead.getByText("重新征求：请说明核减 90 万元的依据")).isVisible();
        picture(lead, "payment-settled");

        var phone = as("dengxia", Screen.PHONE);
        open(phone, title);
        assertThat(phone.getByText("各部门一致同意").first()).isVisible();
        picture(phone, "payment-settled-phone");
        accessible(phone);
    }

    @Test
    void oneMoreDepartmentIsAskedAboutAProjectAndOneFewer() {
        long request = walk.project("limin");
        // whoever steers opens it from all that is under way
        var matter = address("/workspace/workflow/matters/" + walk.matter(request));
        var office = as("hewei");
        office.navigate(matter);
        branches(office);
        var dialog = office.getByRole(AriaRole.DIALOG);
        dialog.getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName(Pattern.compile("增加 一个部门")))
                .check();
        pick(office, "部门", "安全管理处");
        dialog.getByLabel("原因（必填）").fill("机房改造涉及安全设施");
        picture(office, "branch-added");
        accessible(office);
        confirm(office, "增加分支");
        told(office, "已调整分支");
        picture(office, "branch-added-after");

        var phone = as("hewei", Screen.PHONE);
        phone.navigate(matter);
        branches(phone);
        dialog = phone.getByRole(AriaRole.DIALOG);
        dialog.getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName(Pattern.compile("减去 审计处")))
                .check();
        dialog.getByLabel("原因（必填）").fill("投资由审计处事后审计");
        picture(phone, "branch-removed-phone");
        accessible(phone);
        confirm(phone, "减去分支");
        told(phone, "已调整分支");

        var staff = as("limin");
        staff.navigate(address("/workspace/approvals/requests/" + request));
        assertThat(staff.getByText("已征求 4 个部门，同意 0，不同意 0")).isVisible();
        assertThat(staff.getByRole(AriaRole.COLUMNHEADER, new Page.GetByRoleOptions().setName("安全管理处")))
                .isVisible();
        assertThat(staff.getByRole(AriaRole.COLUMNHEADER, new Page.GetByRoleOptions().setName("审计处")))
                .hasCount(0);
        picture(staff, "branches-compared");
        accessible(staff);
    }

    private static void branches(Page page) {
        onlyButton(page, "管理办件").click();
        onlyButton(page, "增减分支").click();
    }

    @Test
    void declaredValuesAreAnalysedDownToTheRequests() {
        var reader = as("limin");
        long request = walk.begin(
                "limin",
                "leave",
                Map.of("kind", "sick", "days", 2, "begin", "2026-12-01", "end", "2026-12-02", "reason", "感冒"));
        walk.send("approvals.leave", request, "apply", "sent");
        reader.navigate(address("/workspace/approvals/analysis"));
        assertThat(reader.getByLabel("事项")).not().hasValue("");
        assertThat(reader.getByText("没有可以统计的申请。")).hasCount(0);
        reader.navigate(address("/workspace/approvals/analysis?kind=leave&dimension=kind&measure=count"));
        reader.getByText("按假别统计件数").waitFor();
        accessible(reader);
        picture(reader, "approval-analysis");
        reader.navigate(address("/workspace/approvals/requests?kind=leave"));
        assertThat(reader.getByRole(AriaRole.COLUMNHEADER, new Page.GetByRoleOptions().setName("天数")))
                .isVisible();
        accessible(reader);
        picture(reader, "approval-register");
        reader.navigate(address("/workspace/approvals/analysis"));
        assertThat(reader.getByLabel("事项")).hasValue("leave");
    }

    private static Map<String, Object> answer(String conclusion, String amount, String risk, String opinion) {
        return Map.of("conclusion", conclusion, "checked", amount, "risk", risk, "opinion", opinion);
    }

    @Test
    void aKindIsChangedCheckedAndPublished() {
        var designer = as("hewei");
        designer.navigate(address("/workspace/approvals/kinds"));
        designer.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("设备维修"))
                .click();
        designer.getByLabel("简介").waitFor();
        assertThat(designer.getByLabel("归口部门")).not().hasValue("");
        assertThat(designer.getByLabel("标题样式")).hasValue(Pattern.compile("\\{[\\u4e00-\\u9fff]+}"));
        picture(designer, "kind-settings");
        accessible(designer);
        tab(designer, "规则");
        designer.getByLabel("第 2 行 预计费用").waitFor();
        picture(designer, "kind-rules");
        accessible(designer);
        designer.getByLabel("第 2 行 预计费用").fill(">= 1500");
        assertThat(designer.getByText("第 1、2 行同时适用").first()).isVisible();
        designer.getByLabel("第 1 行 预计费用").fill("< 1500");
        assertThat(designer.getByText("没有重叠和遗漏，样例全部通过。")).isVisible();
        tab(designer, "检查与发布");
        assertThat(designer.getByText("检查通过，没有发现问题。")
                        .or(designer.getByText(Pattern.compile("^提示：")))
                        .first())
                .isVisible();
        designer.getByLabel("修改说明").fill("维修费用限额调整为 1500 元");
        picture(designer, "kind-publish");
        accessible(designer);
        onlyButton(designer, "发布").click();
        assertThat(designer.getByRole(AriaRole.STATUS)
                        .filter(new Locator.FilterOptions().setHasText("已发布第 2 版"))
                        .first())
                .isVisible();
        for (var name : List.of("表单", "流程", "打印", "版本")) {
            tab(designer, name);
            designer.getByRole(AriaRole.TABPANEL).first().waitFor();
            picture(
                    designer,
                    "kind-"
                            + Map.of("表单", "form", "流程", "process", "打印", "paper", "版本", "versions")
                                    .get(name));
        }
    }

    private void open(Page page, String title) {
        page.navigate(address("/workspace/workflow/todo"));
        page.getByRole(AriaRole.LINK)
                .filter(new Locator.FilterOptions().setHasText(title))
                .first()
                .click();
        page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(title))
                .first()
                .waitFor();
    }

    private static Locator opinion(Page page) {
        return page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("办理意见"));
    }

    private static void told(Page page, String words) {
        assertThat(page.getByRole(AriaRole.STATUS)
                        .filter(new Locator.FilterOptions().setHasText(words))
                        .first())
                .isVisible();
    }

    private static void tab(Page page, String name) {
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
    }

    private static Locator onlyButton(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
