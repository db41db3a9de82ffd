package jinye.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A clerk designs a form, tries it and is told what is wrong; the public fills in the same form without scripts. */
class FormJourneyTests extends Journey {

    @Test
    void aFormIsDesignedTriedRefusedAndAccepted() {
        var page = as("sysadmin");
        page.navigate(address("/workspace/forms"));
        onlyButton(page, "新建表单").click();
        page.getByLabel("表单名称").fill("办公用品采购申请");
        onlyButton(page, "新建").click();

        onlyButton(page, "添加单行文字").click();
        property(page, "名称").fill("采购事由");
        page.locator("fieldset")
                .filter(new Locator.FilterOptions().setHasText("必填"))
                .getByLabel("是")
                .check();
        onlyButton(page, "添加明细表").click();
        property(page, "名称").fill("采购明细");
        column(page, "integer", "数量", "quantity");
        column(page, "money", "单价", "price");
        column(page, "computed", "小计", "amount");
        property(page, "算式").fill("quantity * price");
        onlyButton(page, "添加自动计算").click();
        property(page, "名称").fill("合计");
        property(page, "算式").fill("$sum(table.amount)");
        onlyButton(page, "添加单行文字").click();
        property(page, "名称").fill("大额依据");
        page.getByLabel("效果").selectOption("SHOW");
        page.getByLabel("看哪个字段").selectOption(new com.microsoft.playwright.options.SelectOption().setLabel("采购事由"));
        page.getByLabel("怎样比较").selectOption("equals");
        page.getByLabel("与什么比较").fill("大额采购");
        accessible(page);

        tab(page, "环节权限").click();
        step(page, "apply");
        step(page, "review");
        accessible(page);
        tab(page, "发布前检查").click();
        assertThat(page.getByText("没有发现问题，可以发布。")).isVisible();

        tab(page, "预览试填").click();
        onlyButton(page, "试提交").click();
        assertThat(page.getByText("请填写采购事由。")).isVisible();
        assertThat(page.getByLabel("大额依据")).hasCount(0);
        page.getByLabel("采购事由").fill("大额采购");
        assertThat(page.getByLabel("大额依据")).isVisible();
        onlyButton(page, "添加一行").click();
        page.getByLabel("数量").fill("3");
        page.getByLabel("单价").fill("1.999");
        onlyButton(page, "试提交").click();
        assertThat(page.getByText("单价应为金额，以元为单位，最多两位小数，如 1200.50。")).isVisible();
        page.getByLabel("单价").fill("1200.5");
        assertThat(page.getByText("3,601.50 元")).isVisible();
        assertThat(page.getByText("大写：叁仟陆佰零壹元伍角")).isVisible();
        accessible(page);
        picture(page, "form-preview");
        onlyButton(page, "试提交").click();
        assertThat(page.getByText("可以提交，已转到“review”环节接着试。")).isVisible();
        assertThat(page.getByLabel("采购事由")).hasCount(0);

        tab(page, "设计").click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^采购明细")))
                .click();
        picture(page, "form-designer");
        onlyButton(page, "保存").click();
        assertThat(page.getByText(Pattern.compile("第 2 版"))).not().hasCount(0);
    }

    @Test
    void theSecondDesignerIsToldAndNothingIsLost() {
        var id = draft();
        var first = as("sysadmin");
        var second = as("hewei");
        first.navigate(address("/workspace/forms/" + id));
        second.navigate(address("/workspace/forms/" + id));
        onlyButton(first, "添加金额").click();
        onlyButton(second, "添加日期").click();
        onlyButton(first, "保存").click();
        assertThat(first.getByText(Pattern.compile("第 2 版"))).not().hasCount(0);

        onlyButton(second, "保存").click();

        assertThat(second.getByText("情况已变化")).isVisible();
        assertThat(second.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^日期"))))
                .isVisible();
    }

    @Test
    void theSameFormIsFilledInWithoutScripts() {
        var page = withoutScripts(as("sysadmin"));
        page.navigate(address("/forms/previews/" + draft()));
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("申请人");
        onlyButton(page, "保存并继续").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("请填写姓名。");
        alsoAccessible(page);
        page.getByLabel("姓名").fill("<b>李敏</b>");
        page.getByLabel("企业").check();
        onlyButton(page, "保存并继续").click();

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("企业情况");
        page.getByLabel("注册资本").fill("三万");
        onlyButton(page, "保存并继续").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("注册资本应为金额");
        page.getByLabel("注册资本").fill("30000");
        onlyButton(page, "保存并继续").click();

        alsoAccessible(page);
        page.getByLabel("货架（元）").first().fill("120.00");
        page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("证明材料"))
                .getByLabel("选择文件")
                .setInputFiles(new FilePayload("证明.txt", "text/plain", "经营场所证明".getBytes(StandardCharsets.UTF_8)));
        onlyButton(page, "保存并继续").click();

        assertThat(page.getByText("<b>李敏</b>")).isVisible();
        assertThat(page.getByText("30,000.00")).isVisible();
        assertThat(page.getByText("证明.txt")).isVisible();
        alsoAccessible(page);
        onlyButton(page, "提交").click();
        assertThat(page.getByText("填写完整，可以提交")).isVisible();
    }

    @Test
    void peopleAndFilesOfRowsAreFilledInWithoutScriptsAndPrinted() {
        var page = withoutScripts(as("sysadmin"));
        var schema = """
                {"type":"object","title":"领用登记","required":["who"],"properties":{
                  "who":{"title":"领用人","x-person":true},"department":{"title":"领用部门","x-department":true},
                  "items":{"type":"array","title":"物品","items":{"type":"object","properties":{
                    "name":{"type":"string","title":"品名"},"photo":{"type":"array","title":"照片","x-file":true}}}}}}""";
        var layout = """
                {"type":"VerticalLayout","elements":[{"type":"Label","text":"领用后请妥善保管。"},
                  {"type":"Control","scope":"#/properties/who"},{"type":"Control","scope":"#/properties/department"},
                  {"type":"Control","scope":"#/properties/items"}],"access":{"apply":{"*":"edit"}}}""";
        page.navigate(address("/forms/previews/" + draft("领用登记", schema, layout)));
        assertThat(page.getByText("领用后请妥善保管。")).isVisible();
        var who = page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName(Pattern.compile("^领用人")));
        who.getByLabel("输入姓名或名称").fill("lm");
        page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("领用部门"))
                .getByLabel("输入姓名或名称")
                .fill("没有这个部门");
        onlyButton(page, "保存并继续").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("没有找到“没有这个部门”。");
        who.getByLabel(Pattern.compile("^李敏")).first().check();
        page.getByLabel("品名").first().fill("相机");
        page.locator("input[type=file]")
                .first()
                .setInputFiles(new FilePayload("相机.txt", "text/plain", "照片说明".getBytes(StandardCharsets.UTF_8)));
        alsoAccessible(page);
        picture(page, "form-without-scripts");
        onlyButton(page, "保存并继续").click();

        assertThat(page.getByText("李敏")).isVisible();
        assertThat(page.getByText("相机.txt")).isVisible();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("打印")).click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("领用登记");
        assertThat(page.getByText("相机.txt")).isVisible();
        alsoAccessible(page);
        picture(page, "form-print");
    }

    @Test
    void aPageThatARuleHidesIsLeftOut() {
        var page = withoutScripts(as("sysadmin"));
        page.navigate(address("/forms/previews/" + draft()));
        page.getByLabel("姓名").fill("李敏");
        page.getByLabel("个体").check();
        onlyButton(page, "保存并继续").click();

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("场所");
    }

    /** Axe needs scripts: the same page of the same session, looked at in a browser that has them. */
    private void alsoAccessible(Page page) {
        var look = another(as("sysadmin"));
        look.navigate(page.url());
        accessible(look);
        look.close();
    }

    /** A form as the public would fill it in: three pages, the second only for companies. */
    private long draft() {
        var schema = """
                {"type":"object","title":"零售许可申请","required":["name","kind","capital"],"properties":{
                  "name":{"type":"string","title":"姓名"},"kind":{"type":"array","title":"类型","items":{"type":"string","enum":["个体","企业"]},"maxItems":1},
                  "capital":{"title":"注册资本","x-money":true},
                  "shelves":{"type":"array","title":"货架","items":{"type":"object","properties":{"price":{"title":"货架（元）","x-money":true}}}},
                  "proof":{"type":"array","title":"证明材料","x-file":{"max":2}}}}""";
        var layout = """
                {"type":"VerticalLayout","elements":[
                  {"type":"Group","label":"申请人","elements":[{"type":"Control","scope":"#/properties/name"},{"type":"Control","scope":"#/properties/kind"}]},
                  {"type":"Group","label":"企业情况","rule":{"effect":"SHOW","condition":{"scope":"#/properties/kind","schema":{"contains":{"const":"企业"}}}},
                   "elements":[{"type":"Control","scope":"#/properties/capital"}]},
                  {"type":"Group","label":"场所","elements":[{"type":"Control","scope":"#/properties/shelves"},{"type":"Control","scope":"#/properties/proof"}]}],
                 "access":{"apply":{"*":"edit"}}}""";
        return draft("零售许可申请", schema, layout);
    }

    private long draft(String title, String schema, String layout) {
        var body = JsonMapper.shared()
                .createObjectNode()
                .put("title", title)
                .put("schema", schema)
                .put("layout", layout);
        return Visitor.at(port)
                .signIn("sysadmin")
                .post("/api/forms/drafts", body.toString())
                .json()
                .path("id")
                .asLong();
    }

    private static void column(Page page, String kind, String title, String name) {
        page.getByLabel("栏目类型").selectOption(kind);
        onlyButton(page, "添加栏目").click();
        property(page, "名称").fill(title);
        assertThat(page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(title).setExact(true)))
                .isVisible();
        property(page, "字段代码").fill(name);
        page.waitForTimeout(200);
    }

    private static void step(Page page, String id) {
        page.getByLabel("环节代码").fill(id);
        onlyButton(page, "添加环节").click();
        assertThat(page.getByLabel(id + "：全部字段")).isVisible();
    }

    private static Locator property(Page page, String label) {
        // the panel follows the choice a moment later
        page.waitForTimeout(200);
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("属性"))
                .getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
    }

    private static Locator onlyButton(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator tab(Page page, String name) {
        return page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name)));
    }
}
