package jinye.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people meet on bad days: nothing typed is lost, nothing happens twice, and a sentence says what to do. */
class TroubleJourneyTests extends Journey {

    @Autowired
    JdbcClient database;

    @Test
    void anEndedSessionCostsNothingOfWhatWasWritten() {
        var drafter = as("limin");
        startDraft(drafter);
        drafter.getByLabel("标题（必填）").fill("关于开展烟草专卖行政执法案卷评查的通知");
        assertThat(drafter.getByText(Pattern.compile("已保存 \\d\\d:\\d\\d"))).isVisible();

        database.sql("delete from access.session").update();
        drafter.getByLabel("标题（必填）").fill("关于开展2026年烟草专卖行政执法案卷评查的通知");
        var dialog = drafter.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("密码").fill(DEMO_PASSWORD);
        dialog.getByRole(AriaRole.BUTTON, new com.microsoft.playwright.Locator.GetByRoleOptions().setName("登录"))
                .click();

        assertThat(dialog).isHidden();
        assertThat(drafter.getByLabel("标题（必填）")).hasValue("关于开展2026年烟草专卖行政执法案卷评查的通知");
        assertThat(drafter.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("关于开展2026年烟草专卖行政执法案卷评查的通知")))
                .isVisible();
    }

    @Test
    void scriptsInATitleAreOnlyText() {
        var drafter = as("limin");
        startDraft(drafter);

        drafter.getByLabel("标题（必填）").fill("<img src=x onerror=alert(1)>关于测试的通知");

        assertThat(drafter.getByRole(
                        AriaRole.HEADING, new Page.GetByRoleOptions().setName("<img src=x onerror=alert(1)>关于测试的通知")))
                .isVisible();
    }

    @Test
    void aSecrecyMarkIsRefusedWithASentence() {
        var drafter = as("limin");
        startDraft(drafter);

        drafter.getByLabel("标题（必填）").fill("机密★5年 关于某事项的通知");

        assertThat(drafter.getByText(Pattern.compile("涉密|国家秘密")).last()).isVisible();
    }

    @Test
    void whatOneMayNotSeeDoesNotExist() {
        var registrar = as("linxue");

        registrar.navigate(address("/workspace/documents/1"));

        assertThat(registrar.getByRole(AriaRole.ALERT)).containsText("没有找到");
    }

    private void startDraft(Page drafter) {
        drafter.navigate(address("/workspace/documents/outgoing"));
        drafter.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("起草公文"))
                .click();
        drafter.waitForURL(Pattern.compile(".*/workflow/matters/\\d+"));
        drafter.getByLabel("标题（必填）").waitFor();
    }
}
