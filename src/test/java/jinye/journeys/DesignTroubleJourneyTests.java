package jinye.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** What designers meet in the browser when things go wrong, and whom the administrator trusts. */
class DesignTroubleJourneyTests extends Journey {

    @Test
    void theSecondDesignerOfAKindIsToldAndMayStillSaveWhatStandsOnThePage() {
        var first = as("sysadmin");
        var second = as("hewei");
        first.navigate(address("/workspace/approvals/kinds/repair"));
        second.navigate(address("/workspace/approvals/kinds/repair"));
        summary(first).fill("甲改的说明");
        summary(second).fill("乙改的说明");
        button(first, "保存草稿").click();
        assertThat(first.getByText("已保存草稿")).isVisible();

        button(second, "保存草稿").click();

        assertThat(second.getByRole(AriaRole.ALERT)).containsText("刚保存过这个事项的草稿");
        assertThat(summary(second)).hasValue("乙改的说明");
        button(second, "以本页内容保存").click();
        assertThat(second.getByText("已保存草稿")).isVisible();
        assertThat(second.getByRole(AriaRole.ALERT)).hasCount(0);
        first.reload();
        assertThat(summary(first)).hasValue("乙改的说明");
        button(first, "放弃草稿").click();
    }

    @Test
    void theAdministratorTrustsAKeyAndWithdrawsIt() throws GeneralSecurityException {
        var key = Base64.getEncoder()
                .encodeToString(KeyPairGenerator.getInstance("Ed25519")
                        .generateKeyPair()
                        .getPublic()
                        .getEncoded());
        var administrator = as("sysadmin");
        administrator.navigate(address("/workspace/approvals/kinds"));
        administrator
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("可信签名密钥"))
                .click();
        assertThat(administrator.getByText("BEGIN PUBLIC KEY")).isVisible();

        button(administrator, "添加密钥").click();
        var dialog = administrator.getByRole(AriaRole.DIALOG);
        var text = dialog.getByLabel("公钥（必填）");
        text.fill("不是公钥");
        text.blur();
        assertThat(dialog.getByText("这不是可以识别的签名公钥")).isVisible();
        text.fill(key);
        text.blur();
        dialog.getByText("已通过另外的途径与对方核对指纹一致").click();
        dialog.getByLabel("平台名称").fill("湖北省局金叶平台");
        dialog.getByLabel("理由").fill("共建事项库");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("信任这个密钥"))
                .click();

        var row = administrator.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("湖北省局金叶平台"));
        assertThat(row).isVisible();
        row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("撤销"))
                .click();
        dialog.getByLabel("撤销理由").fill("对方更换密钥");
        dialog.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("撤销").setExact(true))
                .click();
        assertThat(administrator.getByText("还没有添加其他平台的密钥。")).isVisible();
    }

    private static Locator summary(Page page) {
        return page.getByLabel("简介");
    }
}
