package jinye.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** People look after their own account; the security administrator sets the rules for all. */
class IdentityJourneyTests extends Journey {

    @Test
    void aPersonEndsAForgottenSessionFromAnotherDevice() {
        var desk = as("pengfang");
        var phone = as("pengfang", Screen.PHONE);
        phone.navigate(address("/workspace/access/presences"));
        assertThat(phone.getByText("当前登录")).isVisible();
        picture(phone, "own-sign-ins-phone");
        accessible(phone);

        desk.navigate(address("/workspace/access/presences"));
        assertThat(desk.getByText("登录中").first()).isVisible();
        picture(desk, "own-sign-ins");
        accessible(desk);
        button(desk, "结束其他登录").click();
        assertThat(desk.getByText("已结束其他")).isVisible();

        phone.reload();
        assertThat(phone.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("登录工作台")))
                .isVisible();
    }

    @Test
    void theSecurityAdministratorChangesAParameterWithAReason() {
        var page = as("secadmin");
        page.navigate(address("/workspace/access/rules"));
        button(page, "修改 未使用即停用（一般人员）").click();
        page.getByLabel("新的取值").fill("60");
        page.getByLabel("理由").fill("按年度测评意见收紧");
        confirm(page, "修改参数");
        assertThat(page.getByText("60 天")).isVisible();
        assertThat(page.getByText(Pattern.compile("按年度测评意见收紧"))).isVisible();
        picture(page, "security-rules");
        accessible(page);

        button(page, "修改 未使用即停用（一般人员）").click();
        page.getByLabel("新的取值").fill("90");
        page.getByLabel("理由").fill("恢复默认值");
        confirm(page, "修改参数");
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("登录时间和网络"))
                .click();
        button(page, "增加规定").click();
        page.getByLabel("角色", new Page.GetByLabelOptions().setExact(false))
                .last()
                .selectOption("R_LEGAL");
        page.getByLabel("网络", new Page.GetByLabelOptions().setExact(true)).fill("127.0.0.0/8");
        page.getByLabel("理由").fill("法制审核只在办公网办理");
        picture(page, "admission-dialog");
        button(page, "取消").click();
        accessible(page);
    }
}
