package jinye.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A clerk makes a kind of approval that nobody had before, and the colleagues work with it the same day. */
class NewKindJourneyTests extends Journey {

    @Test
    void fromNothingToAHandledRequestInTheBrowser() {
        var designer = as("sysadmin");
        designer.navigate(address("/workspace/approvals/kinds"));
        button(designer, "新建事项").click();
        var dialog = designer.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("事项名称（必填）").fill("外出报备");
        dialog.getByLabel("代号（必填）").fill("going-out");
        confirm(designer, "新建");
        designer.getByLabel("简介").fill("工作时间外出前报备");
        design(designer);
        draw(designer);
        decide(designer);
        compose(designer);
        publish(designer);

        var staff = as("limin");
        staff.navigate(address("/workspace/approvals/catalogue"));
        button(staff, "发起外出报备").click();
        staff.waitForURL(Pattern.compile(".*/workflow/matters/\\d+"));
        staff.getByLabel("事由（必填）").fill("到长沙市局核对数据");
        staff.getByLabel("市外").check();
        staff.getByLabel("天数（必填）").fill("4");
        staff.getByText(Pattern.compile("已保存 \\d")).waitFor();
        picture(staff, "new-kind-request");
        accessible(staff);
        button(staff, "提交").click();
        told(staff, "已提交");

        var head = as("zhaowei");
        head.navigate(address("/workspace/workflow/todo"));
        head.getByRole(AriaRole.LINK)
                .filter(new Locator.FilterOptions().setHasText("李敏外出4天"))
                .first()
                .click();
        assertThat(head.getByText("到长沙市局核对数据").first()).isVisible();
        assertThat(head.getByText("外出时长判定").first()).isVisible();
        head.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("办理意见"))
                .fill("同意，注意安全。");
        accessible(head);
        button(head, "同意").click();
        told(head, "已同意");

        staff.navigate(address("/workspace/approvals/requests?kind=going-out"));
        var row = staff.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("李敏外出4天"));
        assertThat(row).containsText("已批准");
        row.getByRole(AriaRole.LINK).first().click();
        tab(staff, "打印");
        assertThat(staff.frameLocator("iframe").getByText("同意，注意安全。")).isVisible();
        assertThat(staff.frameLocator("iframe").getByText("部门负责人签字")).isVisible();
    }

    /** The form: a choice, a number, and who fills in what. */
    private void design(Page page) {
        tab(page, "表单");
        button(page, "添加单选").click();
        property(page, "名称").fill("去向");
        property(page, "值").first().fill("市内");
        property(page, "值").nth(1).fill("市外");
        button(page, "添加整数").click();
        property(page, "名称").fill("天数");
        page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("属性"))
                .locator("fieldset")
                .filter(new Locator.FilterOptions().setHasText("必填"))
                .getByLabel("是")
                .check();
        property(page, "字段代码").fill("days");
        page.waitForTimeout(300);
        tab(page, "环节权限");
        assertThat(page.getByLabel("申请：全部字段")).hasValue("edit");
        accessible(page);
        tab(page, "预览试填");
        page.getByLabel("天数").fill("2");
        accessible(page);
        tab(page, "基本信息");
        page.getByLabel("标题样式").fill("{申请人}外出{天数}天");
    }

    /** The process comes with two steps that suffice. */
    private void draw(Page page) {
        tab(page, "流程");
        assertThat(page.getByText("没有发现问题，可以试走。")).isVisible();
    }

    /** A table that says who ought to be told, with an example. */
    private void decide(Page page) {
        tab(page, "规则");
        button(page, "新建规则表").click();
        page.getByLabel("规则表名称").fill("外出时长判定");
        page.getByText("列设置").click();
        page.getByLabel("条件 1 字段").selectOption(new SelectOption().setLabel("天数"));
        page.getByLabel("结论 1 标题").fill("须告知分管领导");
        page.getByLabel("结论 1 代号").fill("tell");
        page.getByLabel("结论 1 类型").selectOption("是否");
        page.getByLabel("第 1 行 天数").fill("> 3");
        page.getByLabel("第 1 行 须告知分管领导").selectOption("是");
        button(page, "在第 1 行后加一行").click();
        page.getByLabel("第 2 行 天数").fill("<= 3");
        page.getByLabel("第 2 行 须告知分管领导").selectOption("否");
        assertThat(page.getByText("没有重叠和遗漏，样例全部通过。")).isVisible();
        picture(page, "new-kind-rules");
        accessible(page);
    }

    /** The paper, without a word of HTML. */
    private void compose(Page page) {
        tab(page, "打印");
        page.getByLabel("单据名称").fill("外出报备单");
        page.getByLabel("纸张").selectOption("A5");
        page.getByLabel("横向").check();
        page.getByLabel("部门审核", new Page.GetByLabelOptions().setExact(true)).check();
        page.getByLabel("部门审核签字格名称").fill("部门负责人签字");
        page.getByLabel("部门审核签字格名称").press("Tab");
        button(page, "预览 PDF").click();
        var preview = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("外出报备单.pdf"));
        assertThat(preview.getByText("〔天数〕").first()).isVisible();
        picture(page, "new-kind-paper");
        accessible(page);
        page.getByLabel("自行编写 HTML，供熟悉的人使用").check();
        assertThat(page.getByLabel("打印模板（HTML）")).isVisible();
        page.getByLabel("自行编写 HTML，供熟悉的人使用").uncheck();
    }

    private void publish(Page page) {
        tab(page, "检查与发布");
        assertThat(page.getByText(Pattern.compile("^错误："))).hasCount(0);
        page.getByLabel("修改说明").fill("首次发布");
        button(page, "发布").click();
        told(page, "已发布第 1 版");
    }

    private static void tab(Page page, String name) {
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
    }

    private static Locator property(Page page, String label) {
        // the panel follows the choice a moment later
        page.waitForTimeout(300);
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("属性"))
                .getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
    }

    private static void told(Page page, String words) {
        assertThat(page.getByRole(AriaRole.STATUS)
                        .filter(new Locator.FilterOptions().setHasText(words))
                        .first())
                .isVisible();
    }
}
