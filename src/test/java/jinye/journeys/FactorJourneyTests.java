package jinye.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jinye.sample.Authenticator;
import org.junit.jupiter.api.Test;

/** A person protects the account with a telephone, signs in with it, loses it and is helped by two administrators. */
class FactorJourneyTests extends Journey {

    @Test
    void aTelephoneIsSetUpUsedLostAndReset() {
        var person = as("suhua");
        person.navigate(address("/workspace/identity/factors"));
        button(person, "设置动态口令").click();
        var telephone = new Authenticator(person.getByRole(AriaRole.DIALOG)
                .locator("dd code")
                .innerText());
        accessible(person);
        picture(person, "factor-set-up");
        person.getByLabel("动态口令", new Page.GetByLabelOptions().setExact(false))
                .last()
                .fill(telephone.code());
        button(person, "确认启用").click();
        assertThat(person.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("恢复码")))
                .isVisible();
        var recovery = person.getByRole(AriaRole.DIALOG).locator("li code").first().innerText();
        accessible(person);
        button(person, "已妥善保管，完成").click();
        assertThat(person.getByText("剩余 10 个")).isVisible();
        accessible(person);
        picture(person, "factors");

        var phone = halfWay();
        assertThat(phone.getByText("密码正确，请再验证一步。")).isVisible();
        accessible(phone);
        picture(phone, "second-step-phone");
        phone.getByLabel("动态口令").fill("000000");
        button(phone, "登录").click();
        assertThat(phone.getByText("验证码不正确")).isVisible();
        phone.getByLabel("动态口令").fill(telephone.code());
        button(phone, "登录").click();
        phone.getByRole(AriaRole.NAVIGATION).first().waitFor();
        phone.context().close();

        var lost = halfWay();
        button(lost, "改用恢复码").click();
        lost.getByLabel("恢复码").fill(recovery);
        button(lost, "登录").click();
        lost.getByRole(AriaRole.NAVIGATION).first().waitFor();
        lost.context().close();

        var system = as("sysadmin");
        system.navigate(address("/workspace/identity/factor-resets"));
        button(system, "申请重置").click();
        pick(system, "人员", "苏华");
        system.getByLabel("事由").fill("手机遗失，恢复码未带");
        accessible(system);
        confirm(system, "提出申请");
        assertThat(system.getByText("待批准")).isVisible();

        var security = as("secadmin");
        security.navigate(address("/workspace/identity/factor-resets"));
        button(security, "批准重置").click();
        security.getByLabel("核实情况").fill("已视频核实本人");
        confirm(security, "批准重置");
        assertThat(security.getByText("已重置").first()).isVisible();
        accessible(security);
        picture(security, "factor-resets");

        var free = halfWay();
        free.getByRole(AriaRole.NAVIGATION).first().waitFor();
        free.context().close();
    }

    /** The name and the password are right; what comes then depends on the account. */
    private Page halfWay() {
        var page = page(Screen.PHONE);
        page.navigate(address("/workspace/sign-in"));
        page.getByLabel("登录名").fill("suhua");
        page.getByLabel("密码", new Page.GetByLabelOptions().setExact(true)).fill(DEMO_PASSWORD);
        button(page, "登录").click();
        return page;
    }
}
