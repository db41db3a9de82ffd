package jinye.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import jinye.office.IssuedDocuments;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 印章: asked for, approved, kept, enabled, used, lost; and the register of uses searched and taken along. */
class SealJourneyTests extends Journey {

    private static final String NAME = "湖南省烟草专卖局行政许可专用章";

    @Autowired
    IssuedDocuments documents;

    @Test
    void aSealIsMadeEnabledUsedAndReportedLost() {
        var keeper = as("tangli");
        keeper.navigate(address("/workspace/documents/seals"));
        button(keeper, "申请刻制").click();
        keeper.getByLabel("种类").selectOption("行政许可专用章");
        keeper.getByLabel("批准刻制的文件")
                .setInputFiles(
                        new FilePayload("关于刻制行政许可专用章的批复.txt", "text/plain", "同意刻制。".getBytes(StandardCharsets.UTF_8)));
        keeper.getByLabel("用途和理由").fill("办理行政许可");
        accessible(keeper);
        confirm(keeper, "提交申请");
        link(keeper, NAME).click();
        assertThat(keeper.getByText("刻制待批")).isVisible();
        assertThat(button(keeper, "同意")).isHidden();

        var head = as("hewei");
        head.navigate(keeper.url());
        button(head, "同意").click();
        confirm(head, "审批同意");
        button(head, "指定保管人").click();
        pick(head, "保管人", "唐丽");
        confirm(head, "指定");
        button(head, "启用").click();
        accessible(head);
        confirm(head, "启用并发通知");
        assertThat(head.getByText("已启用，并已发出通知。")).isVisible();

        keeper.reload();
        button(keeper, "登记纸质用印").click();
        keeper.getByLabel("文件标题").fill("准予行政许可决定书");
        keeper.getByLabel("申请人").fill("李敏");
        keeper.getByLabel("批准人").fill("何伟");
        confirm(keeper, "登记");
        accessible(keeper);
        picture(keeper, "seal-life");
        link(keeper, "查看用印登记").click();
        assertThat(keeper.getByRole(
                        AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile("准予行政许可决定书.*唐丽"))))
                .isVisible();
        accessible(keeper);
        picture(keeper, "seal-uses");
        var sheet = keeper.waitForDownload(() -> button(keeper, "导出").click());
        org.assertj.core.api.Assertions.assertThat(sheet.suggestedFilename()).isEqualTo("用印登记.xlsx");

        var phone = as("tangli", Screen.PHONE);
        phone.navigate(head.url());
        button(phone, "挂失").click();
        phone.getByLabel("理由").fill("外出办事时遗失");
        accessible(phone);
        confirm(phone, "立即挂失");
        assertThat(phone.getByText("已挂失").first()).isVisible();
        picture(phone, "seal-loss-phone");
        head.navigate(address("/workspace/documents/seals"));
        assertThat(head.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile(NAME + ".*已挂失"))))
                .isVisible();
        accessible(head);
        picture(head, "seal-list");
    }

    @Test
    void anOfdFileOfSomebodyElseIsShownPageByPageAndItsSealChecked() {
        long id = documents.sealed(port, "关于在线阅读版式文件的通知");
        var file = as("limin")
                .context()
                .request()
                .get(address("/api/documents/" + id + "/ofd"))
                .body();

        var reader = as("linxue");
        reader.navigate(address("/workspace/seals"));
        reader.getByLabel("文件").setInputFiles(new FilePayload("来文.ofd", "application/ofd", file));
        assertThat(reader.getByText("验章通过")).isVisible();
        var page = reader.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("第 1 页"));
        page.scrollIntoViewIfNeeded();
        assertThat(page).containsText("关于在线阅读版式文件的通知");
        reader.waitForFunction(
                "() => [...document.querySelectorAll('.page-box img')].some(one => one.naturalWidth > 500)");
        accessible(reader);
        page.scrollIntoViewIfNeeded();
        picture(reader, "ofd-pages");

        var phone = as("linxue", Screen.PHONE);
        phone.navigate(address("/workspace/seals"));
        phone.getByLabel("文件").setInputFiles(new FilePayload("来文.ofd", "application/ofd", file));
        phone.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("第 1 页"))
                .scrollIntoViewIfNeeded();
        assertThat(phone.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("第 1 页")))
                .containsText("通知");
        accessible(phone);
        phone.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("第 1 页"))
                .scrollIntoViewIfNeeded();
        picture(phone, "ofd-pages-phone");
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }
}
