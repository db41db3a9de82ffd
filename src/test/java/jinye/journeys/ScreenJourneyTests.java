package jinye.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jinye.office.IssuedDocuments;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What people do beside the way of a document: administer, give out, export, audit. */
class ScreenJourneyTests extends Journey {

    @Autowired
    private IssuedDocuments issued;

    @Test
    void theOfficeHeadFindsWhatIsStuckHandsItOverAndStopsIt() {
        var title = "关于移交办理的通知";
        long document = issued.draft(port, title, Map.of());
        issued.send("limin", document, "draft", "sent", "");
        var head = as("hewei");
        head.navigate(address("/workspace/workflow/open-matters"));
        var row = search(head, "标题、编号、发起人", title);
        assertThat(row).containsText("部门审核");
        picture(head, "open-matters");
        accessible(head);

        row.getByRole(AriaRole.BUTTON).click();
        picture(head, "manage-matter");
        button(head, "移交他人办理").click();
        oneDialog(head);
        pick(head, "移交给", "罗文斌");
        head.getByRole(AriaRole.DIALOG).getByLabel("原因（必填）").fill("赵伟出差，由罗文斌办理。");
        picture(head, "hand-over");
        accessible(head);
        confirm(head, "移交");
        assertThat(row).containsText("罗文斌");

        row.getByRole(AriaRole.BUTTON).click();
        button(head, "暂停办理").click();
        oneDialog(head);
        head.getByRole(AriaRole.DIALOG).getByLabel("原因（必填）").fill("等待上级答复。");
        confirm(head, "暂停办理");
        button(head, Pattern.compile("^暂停")).click();
        assertThat(row).containsText("暂停");
        row.getByRole(AriaRole.LINK).click();
        assertThat(head.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(title)))
                .isVisible();
        head.getByText(Pattern.compile("^流转记录")).first().click();
        assertThat(head.getByText("赵伟出差").first()).isVisible();
    }

    @Test
    void theSystemAdministratorSeesThatSomethingIsStuckAndNotWhat() {
        var title = "关于系统管理员看不到标题的通知";
        long document = issued.draft(port, title, Map.of());
        issued.send("limin", document, "draft", "sent", "");
        var administrator = as("sysadmin");

        administrator.navigate(address("/workspace/workflow/open-matters"));

        assertThat(administrator.getByRole(AriaRole.ROW).nth(1)).containsText("管理");
        assertThat(administrator.getByRole(AriaRole.MAIN)).not().containsText(title);
        administrator.getByRole(AriaRole.ROW).nth(1).getByRole(AriaRole.BUTTON).click();
        button(administrator, "跳转环节").click();
        assertThat(administrator.getByLabel("跳转到（必填）").getByRole(AriaRole.OPTION))
                .not()
                .hasCount(1);
    }

    @Test
    void anAnnouncementIsGivenOutOnPaperAndSentToAUnitLater() {
        var title = "关于公布举报电话的通告";
        issued.sealed(
                port, title, Map.of("kind", "06", "direction", "PUBLIC", "mainTo", List.of(), "publicity", "OPEN"));
        var registrar = as("xiaoyan");
        registrar.navigate(address("/workspace/workflow/todo"));
        registrar
                .getByRole(AriaRole.LINK)
                .filter(new Locator.FilterOptions().setHasText(title))
                .first()
                .click();
        button(registrar, "认领").click();
        button(registrar, "分发").click();
        var dialog = registrar.getByRole(AriaRole.DIALOG);
        assertThat(dialog.getByRole(AriaRole.RADIO).nth(1)).isChecked();
        dialog.getByRole(AriaRole.TEXTBOX).fill("在局门户网站公布。");
        picture(registrar, "give-out");
        accessible(registrar);
        confirm(registrar, "登记分发");

        registrar.navigate(address("/workspace/documents/outgoing"));
        search(registrar, "标题、文号", title).getByRole(AriaRole.LINK).click();
        button(registrar, "补发").click();
        pick(registrar, "抄送", "长沙市");
        picture(registrar, "send-further");
        confirm(registrar, "发出");
        assertThat(registrar.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("长沙市烟草专卖局")))
                .containsText("抄送");
    }

    @Test
    void whatWasFoundIsExportedUnderATellingName() {
        var drafter = as("limin");
        drafter.navigate(address("/workspace/query?text=" + "通知"));
        button(drafter, "导出").click();
        picture(drafter, "query-export");
        accessible(drafter);

        var file =
                drafter.waitForDownload(() -> button(drafter, "Excel 表格（.xlsx）").click());

        org.assertj.core.api.Assertions.assertThat(file.suggestedFilename())
                .matches("查询结果-\\d{4}-\\d\\d-\\d\\d\\.xlsx");
        assertThat(drafter.getByRole(AriaRole.STATUS).filter(new Locator.FilterOptions().setHasText("已导出")))
                .isVisible();
        drafter.navigate(address("/workspace/query?text=" + "通知" + "&from=1990-01-01&to=1990-01-02"));
        button(drafter, "导出").click();
        button(drafter, "文本表格（.csv）").click();
        assertThat(drafter.getByRole(AriaRole.ALERT)).containsText("没有可以导出的");
    }

    @Test
    void theAuditorFollowsOneRecordThroughTheJournal() {
        var title = "关于履历可查的通知";
        issued.sealed(port, title, Map.of());
        var auditor = as("auditadmin");
        auditor.navigate(address("/workspace/journal"));
        auditor.getByLabel("行为").selectOption("用印");
        var seal = auditor.getByRole(AriaRole.ROW).nth(1);
        assertThat(seal).containsText("唐丽");
        picture(auditor, "journal");
        accessible(auditor);

        seal.getByRole(AriaRole.BUTTON).click();
        var dialog = auditor.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("湖南省烟草专卖局");
        assertThat(dialog).containsText("印章");
        picture(auditor, "journal-entry");
        accessible(auditor);
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("只看这条记录"))
                .click();
        auditor.getByLabel("行为").selectOption("全部");

        assertThat(auditor.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("排版成文")))
                .hasCount(1);
        assertThat(auditor.getByRole(AriaRole.ROW)
                        .filter(new Locator.FilterOptions().setHasText(title))
                        .first())
                .isVisible();
    }

    @Test
    void theNewPagesFitAPhone() {
        for (var visit : Map.of("hewei", "/workspace/workflow/open-matters", "auditadmin", "/workspace/journal")
                .entrySet()) {
            var page = as(visit.getKey(), Screen.PHONE);
            page.navigate(address(visit.getValue()));
            page.waitForTimeout(800);
            accessible(page);
            org.assertj.core.api.Assertions.assertThat(
                            page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"))
                    .as("wider than a phone: " + visit.getValue())
                    .isEqualTo(false);
        }
    }

    /** Types the words, presses Enter and waits for the one row. */
    private static Locator search(Page page, String label, String words) {
        var field = page.getByRole(AriaRole.MAIN).getByLabel(label);
        field.fill(words);
        field.press("Enter");
        var row = page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(words));
        assertThat(row).hasCount(1);
        return row;
    }

    /** The dialog of choices has faded, that of the choice stands. */
    private static void oneDialog(Page page) {
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(1);
        assertThat(page.getByLabel("原因（必填）")).isVisible();
    }
}
