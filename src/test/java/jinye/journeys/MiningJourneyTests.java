package jinye.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The head of office looks at how outgoing documents run, asks what would help, sets an alarm, and analyses another system. */
class MiningJourneyTests extends Journey {

    private static Locator tab(Page page, String name) {
        return page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator heading(Page page, String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
    }

    @Test
    void aProcessIsWatchedComparedAndSimulated() {
        var page = as("liuzhiyuan");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("流程监控"))
                .first()
                .click();
        accessible(page);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("发文").setExact(true))
                .last()
                .click();
        assertThat(heading(page, "发文")).isVisible();
        assertThat(page.locator(".spot").first()).isAttached();
        assertThat(page.getByText("占全部用时的").first()).isVisible();
        page.getByLabel("按什么着色").selectOption("late");
        assertThat(page.locator(".badge").first()).containsText("%");
        assertThat(page).hasURL(Pattern.compile("heat=late"));
        page.getByLabel("按什么着色").selectOption("wait");
        page.getByLabel("起始日期").fill(java.time.LocalDate.now().minusDays(150).toString());
        button(page, "应用").click();
        assertThat(page).hasURL(Pattern.compile("from="));
        accessible(page);
        picture(page, "mining");
        page.locator(".diagram").scrollIntoViewIfNeeded();
        picture(page, "mining-heat");

        tab(page, "路径").click();
        assertThat(page.getByText("种路径")).isVisible();
        accessible(page);
        tab(page, "交接").click();
        assertThat(page.getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName("部门交接网络")))
                .isVisible();
        accessible(page);
        tab(page, "对比").click();
        assertThat(page.getByText("百分点").or(page.getByText("持平")).first()).isVisible();
        accessible(page);

        tab(page, "推演").click();
        page.getByLabel("核稿增减人手").fill("1");
        page.getByLabel("退回的件").fill("50");
        button(page, "推演").click();
        assertThat(page.getByText("不作改变的推演与过去相差")).isVisible();
        accessible(page);
        page.getByText("不作改变的推演与过去相差").scrollIntoViewIfNeeded();
        picture(page, "mining-whatif");

        tab(page, "预警").click();
        page.getByLabel("指标").selectOption("RUNNING");
        page.getByLabel("达到（件）").fill("3");
        button(page, "加上预警").click();
        assertThat(page.getByText("已加上预警。")).isVisible();
        accessible(page);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("删除在办件数预警"))
                .click();
        assertThat(page.getByText("还没有预警。")).isVisible();

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("^退回率")))
                .click();
        assertThat(heading(page, "被退回过的件")).isVisible();
        assertThat(page.getByText("（示例）").first()).isVisible();
        accessible(page);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("‹ 发文"))
                .click();
        assertThat(heading(page, "发文")).isVisible();
    }

    @Test
    void anotherSystemsLogIsImportedAndLookedAt() {
        var page = as("hewei");
        page.navigate(address("/workspace/mining/logs"));
        page.getByLabel("日志文件")
                .setInputFiles(
                        new FilePayload("旧系统.csv", "text/csv", "办件,环节\n1,受理\n".getBytes(StandardCharsets.UTF_8)));
        button(page, "导入日志").click();
        assertThat(page.getByText("没有“完成时间”这一列")).isVisible();

        var lines = new StringBuilder("办件,环节,开始时间,完成时间,办理人,部门\n");
        for (int i = 1; i <= 15; i++) {
            lines.append(i).append(",受理,2026-03-02 9:00,2026-03-02 10:00,张三,窗口\n");
            lines.append(i).append(",审批,2026-03-03 9:00,2026-03-03 11:00,李四,业务处\n");
        }
        page.getByLabel("日志文件")
                .setInputFiles(
                        new FilePayload("旧系统.csv", "text/csv", lines.toString().getBytes(StandardCharsets.UTF_8)));
        button(page, "导入日志").click();
        assertThat(page.getByText("已导入 15 件、30 条记录")).isVisible();
        accessible(page);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("看分析"))
                .click();
        assertThat(heading(page, "旧系统")).isVisible();
        assertThat(page.getByText("审批").first()).isVisible();
        accessible(page);

        page.navigate(address("/workspace/mining/logs"));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("删除旧系统"))
                .first()
                .click();
        button(page, "删除日志").click();
        assertThat(page.getByText("已删除“旧系统”。")).isVisible();
    }

    @Test
    void theMonitorFitsAPhoneInTheDark() {
        var page = as("hewei", Screen.PHONE);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        for (var tab : new String[] {"nodes", "paths", "handovers", "open", "compare", "whatif", "alarms"}) {
            page.navigate(address("/workspace/mining/processes/documents.outgoing?tab=" + tab));
            assertThat(heading(page, "发文")).isVisible();
            page.waitForTimeout(600);
            accessible(page);
            org.assertj.core.api.Assertions.assertThat(
                            page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"))
                    .as("wider than a phone: " + tab)
                    .isEqualTo(false);
        }
    }
}
