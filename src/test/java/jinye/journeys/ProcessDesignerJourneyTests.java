package jinye.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import jinye.kernel.Actor;
import jinye.platform.workflow.ProcessDefinitions;
import jinye.sample.SampleBureau;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 流程设计: a process drawn from an empty canvas, checked, mended, tried, carried as a file, and compared with another version. */
class ProcessDesignerJourneyTests extends Journey {

    private static final String FOREIGN = """
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
                id="d" targetNamespace="http://bpmn.io/schema/bpmn">
              <bpmn:process id="purchase" name="采购申请" isExecutable="true">
                <bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>
                <bpmn:userTask id="check" name="部门核对" camunda:assignee="${starter}"/>
                <bpmn:scriptTask id="sum" name="汇总金额" scriptFormat="javascript"><bpmn:script>java.lang.Runtime.exit(1)</bpmn:script></bpmn:scriptTask>
                <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="check"/>
                <bpmn:sequenceFlow id="f2" sourceRef="check" targetRef="sum"/>
                <bpmn:sequenceFlow id="f3" sourceRef="sum" targetRef="e"/>
              </bpmn:process>
            </bpmn:definitions>
            """;

    @Autowired
    private ProcessDefinitions definitions;

    @Autowired
    private SampleBureau bureau;

    @Test
    void aProcessIsDrawnCheckedMendedTriedAndCarriedAsAFile() {
        var page = emptyCanvas("hewei");
        page.getByRole(AriaRole.BUTTON, named("条件内容")).click();
        page.getByLabel("第 1 项名称").fill("金额");
        page.getByLabel("第 1 项编号").fill("amount");
        page.getByRole(AriaRole.BUTTON, named("保存内容")).click();

        add(page, "开始");
        add(page, "审批");
        rename(page, "部门审核");
        add(page, "分支");
        rename(page, "金额较大吗");
        add(page, "审批");
        rename(page, "分管领导审批");
        add(page, "结束");
        connect(page);

        findings(page, "环节“部门审核”没有说明由谁办理。");
        picture(page, "process-errors");
        accessible(page);
        mend(page);
        tryOut(page);
        exportAndImport(page);
    }

    private void connect(Page page) {
        select(page, "金额较大吗");
        panel(page).getByLabel("连到").selectOption("办结");
        panel(page).getByRole(AriaRole.BUTTON, locator("连接")).click();
        panel(page).getByRole(AriaRole.BUTTON, locator("→ 办结")).click();
        panel(page).getByLabel("默认出路").check();
        select(page, "金额较大吗");
        panel(page).getByRole(AriaRole.BUTTON, locator("→ 分管领导审批")).click();
        panel(page).getByRole(AriaRole.BUTTON, locator("增加条件")).click();
        panel(page).getByLabel("条件第 1 项：内容").selectOption("金额");
        panel(page).getByLabel("条件第 1 项：比较").selectOption("大于");
        panel(page).getByLabel("条件第 1 项：值").fill("5000");
        panel(page).getByLabel("条件第 1 项：值").press("Tab");
        assertThat(panel(page).getByText("即：金额 大于 5000")).isVisible();
        picture(page, "process-condition");
    }

    private void mend(Page page) {
        checks(page).getByRole(AriaRole.BUTTON, locator("环节“部门审核”没有说明由谁办理。")).click();
        handler(page, "发起人的部门负责人");
        panel(page).getByLabel("限办").selectOption(new SelectOption().setIndex(1));
        checks(page).getByRole(AriaRole.BUTTON, locator("环节“分管领导审批”没有说明由谁办理。")).click();
        handler(page, "分管领导");
        panel(page).getByLabel("限办").selectOption(new SelectOption().setIndex(1));
        findings(page, "没有发现问题，可以试走。");
    }

    private void tryOut(Page page) {
        page.getByRole(AriaRole.BUTTON, named("试走")).click();
        var trial = page.getByRole(AriaRole.REGION, named("试走"));
        trial.getByRole(AriaRole.COMBOBOX, locator("模拟发起人")).fill("李敏");
        trial.getByRole(AriaRole.LISTBOX).getByRole(AriaRole.OPTION).first().click();
        trial.getByLabel("金额").fill("8000");
        trial.getByLabel("金额").press("Tab");
        trial.getByRole(AriaRole.BUTTON, locator("开始试走")).click();
        assertThat(trial.getByText("走到办结，共 2 个环节")).isVisible();
        assertThat(trial.getByRole(AriaRole.ROW).nth(1)).containsText("赵伟");
        assertThat(page.locator(".badge.holder").first()).containsText("赵伟");
        trial.getByRole(AriaRole.BUTTON, locator("下一步")).click();
        assertThat(trial.locator("tr[aria-current=step]")).containsText("分管领导审批");
        picture(page, "process-trial");
        accessible(page);

        trial.getByLabel("金额").fill("100");
        trial.getByLabel("金额").press("Tab");
        trial.getByRole(AriaRole.BUTTON, locator("重新试走")).click();
        assertThat(trial.getByText("走到办结，共 1 个环节")).isVisible();
        trial.getByRole(AriaRole.BUTTON, locator("关闭试走")).click();
    }

    private void exportAndImport(Page page) {
        var download = page.waitForDownload(
                () -> page.getByRole(AriaRole.BUTTON, named("导出 BPMN")).click());
        var file = read(download.path());
        assertThat(file)
                .contains("http://www.omg.org/spec/BPMN/20100524/MODEL", "jinye:who=\"leader-in-charge\"")
                .containsPattern("\\$\\{amount (>|&gt;) 5000}");

        page.getByRole(AriaRole.BUTTON, named("清空")).click();
        page.getByRole(AriaRole.BUTTON, named("清空画布")).click();
        findings(page, "流程应只有一个开始节点，现在有 0 个。");
        open(page, "采购.bpmn", file);
        page.getByRole(AriaRole.BUTTON, named("打开导入的流程")).click();

        assertThat(shape(page, "分管领导审批")).isVisible();
        findings(page, "没有发现问题，可以试走。");
        select(page, "分管领导审批");
        assertThat(panel(page).getByLabel("办理人", new Locator.GetByLabelOptions().setExact(true)))
                .hasValue("leader-in-charge");
    }

    @Test
    void changesAreUndoneStepByStepAndAStepGoesBetweenTwoOthers() {
        var page = emptyCanvas("hewei");
        add(page, "开始");
        add(page, "审批");
        rename(page, "审核");
        add(page, "结束");
        select(page, "审核");
        add(page, "会签");

        assertThat(panel(page).getByRole(AriaRole.BUTTON, locator("→ 办结"))).isVisible();
        page.getByRole(AriaRole.BUTTON, named("撤销")).click();
        assertThat(shape(page, "会签")).hasCount(0);
        select(page, "审核");
        assertThat(panel(page).getByRole(AriaRole.BUTTON, locator("→ 办结"))).isVisible();

        page.getByRole(AriaRole.BUTTON, named("重做")).click();
        page.getByRole(AriaRole.BUTTON, named("整理布局")).click();
        shape(page, "会签").click();
        page.keyboard().press("Delete");
        assertThat(shape(page, "会签")).hasCount(0);
        page.getByLabel("完整 BPMN").check();
        assertThat(page.locator(".djs-palette")).isVisible();
        accessible(page);
    }

    @Test
    void aForeignDiagramIsTakenInWithAReportAndAHostileOneIsRefusedInASentence() {
        var page = emptyCanvas("hewei");
        var dialog = page.getByRole(AriaRole.DIALOG);
        open(page, "大.bpmn", "<definitions>" + " ".repeat(5_300_000));
        assertThat(dialog.getByText(Pattern.compile("超过 5 MB 的上限"))).isVisible();
        choose(dialog, "空.bpmn", "");
        assertThat(dialog.getByText("文件是空的，请检查后重新选择。")).isVisible();
        choose(dialog, "图.bpmn", "<svg/>");
        assertThat(dialog.getByText(Pattern.compile("文件里没有 BPMN 流程"))).isVisible();
        choose(dialog, "坏.bpmn", FOREIGN.replace("?>", "?><!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"));
        assertThat(dialog.getByRole(AriaRole.ALERT)).containsText("流程文件");

        choose(dialog, "采购.bpmn", FOREIGN);
        assertThat(dialog.getByRole(AriaRole.REGION, locator("导入报告"))).containsText("汇总金额");
        picture(page, "process-import");
        accessible(page);
        page.getByRole(AriaRole.BUTTON, named("打开导入的流程")).click();
        assertThat(shape(page, "部门核对")).isVisible();
    }

    @Test
    void versionsAreReadComparedAndExported() {
        var designer = bureau.actor("hewei");
        publish(designer, "审核", "");
        publish(designer, "部门审核", " jinye:opinion=\"required\"");
        var page = as("hewei");
        page.navigate(address("/workspace/workflow/processes"));
        picture(page, "processes");
        page.getByRole(AriaRole.LINK, named("试办")).click();
        assertThat(shape(page, "部门审核")).isVisible();
        shape(page, "部门审核").click();
        assertThat(panel(page).getByLabel("办理意见")).isDisabled();

        page.getByRole(AriaRole.TAB, named("版本对照")).click();
        assertThat(page.getByText("共 1 处差异：改动 1 处。")).isVisible();
        assertThat(page.getByRole(AriaRole.CELL).filter(text("意见：（无） → 必填"))).isVisible();
        assertThat(page.locator(".is-changed")).hasCount(2);
        picture(page, "process-comparison");
        accessible(page);
        page.getByRole(AriaRole.TAB, named("办件迁移")).click();
        assertThat(page.getByText("还没有迁移过。")).isVisible();
        accessible(page);
    }

    @Test
    void aPhoneOnlyReads() {
        var page = as("hewei", Screen.PHONE);
        page.navigate(address("/workspace/workflow/processes/documents.outgoing"));
        assertThat(shape(page, "部门审核")).isVisible();
        assertThat(page.getByRole(AriaRole.TOOLBAR, named("添加环节"))).hasCount(0);
        assertThat(page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"))
                .isEqualTo(false);
        accessible(page);
    }

    private void publish(Actor actor, String name, String settings) {
        definitions.publish(actor, "samples.designer", """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:jinye="http://jinye/bpmn" targetNamespace="t">
                  <process id="p" name="试办"><startEvent id="s"/><endEvent id="e"/>
                    <userTask id="a" name="%s" jinye:who="initiator"%s/>
                    <sequenceFlow id="f" sourceRef="s" targetRef="a"/><sequenceFlow id="g" sourceRef="a" targetRef="e"/>
                  </process>
                </definitions>""".formatted(name, settings), null, "试用");
    }

    private Page emptyCanvas(String loginName) {
        var page = as(loginName);
        page.navigate(address("/workspace/workflow/processes/drawing"));
        tool(page, "开始").waitFor();
        return page;
    }

    private static void open(Page page, String name, String content) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("导入").setExact(true))
                .click();
        choose(page.getByRole(AriaRole.DIALOG), name, content);
    }

    private static void choose(Locator dialog, String name, String content) {
        dialog.getByLabel("流程文件")
                .setInputFiles(new FilePayload(name, "application/xml", content.getBytes(StandardCharsets.UTF_8)));
    }

    private static Locator tool(Page page, String title) {
        return page.getByRole(AriaRole.TOOLBAR, named("添加环节"))
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(title).setExact(true));
    }

    private static void add(Page page, String title) {
        tool(page, title).click();
    }

    private static void rename(Page page, String name) {
        var field = panel(page).getByLabel("名称", new Locator.GetByLabelOptions().setExact(true));
        field.fill(name);
        field.press("Tab");
    }

    private static void handler(Page page, String who) {
        panel(page)
                .getByLabel("办理人", new Locator.GetByLabelOptions().setExact(true))
                .selectOption(who);
    }

    /** A second click on what is chosen would let it go. */
    private static void select(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, named("流程设置")).click();
        shape(page, name).click();
        assertThat(panel(page).getByLabel("名称", new Locator.GetByLabelOptions().setExact(true)))
                .hasValue(name);
    }

    private static Locator shape(Page page, String name) {
        return page.locator(".djs-element.djs-shape").filter(text(name)).first();
    }

    private static Locator panel(Page page) {
        return page.getByRole(AriaRole.REGION, named("设置"));
    }

    private static Locator checks(Page page) {
        return page.getByRole(AriaRole.REGION, named("检查结果"));
    }

    private static void findings(Page page, String sentence) {
        assertThat(checks(page).getByText(sentence).first()).isVisible();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator.GetByRoleOptions locator(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator.FilterOptions text(String words) {
        return new Locator.FilterOptions().setHasText(words);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
