package jinye.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import jinye.safeguard.certificates.OpenSsl;
import jinye.safeguard.identity.certificate.HeldCertificate;
import jinye.sample.Authenticator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A person protects the account with a telephone, signs in with it, loses it and is helped by two administrators. */
class FactorJourneyTests extends Journey {

    @Autowired
    JdbcClient database;

    @TempDir
    Path folder;

    @Test
    void aPersonSignsInWithACertificateWhoseKeyStaysInTheBrowser() {
        var openssl = new OpenSsl(folder);
        HeldCertificate.make(openssl, port, "luowenbin", "SM2");
        openssl.must(
                "pkcs12",
                "-export",
                "-inkey",
                "key.pem",
                "-in",
                "certificate.pem",
                "-passout",
                "pass:Key-file-2026",
                "-out",
                "mine.p12");
        var page = page(Screen.DESKTOP);
        page.navigate(address("/workspace/sign-in"));
        button(page, "数字证书").click();
        page.getByLabel("证书文件").setInputFiles(folder.resolve("mine.p12"));
        accessible(page);
        picture(page, "certificate-sign-in");
        page.getByLabel("文件口令").fill("wrong");
        button(page, "用证书登录").click();
        assertThat(page.getByText("文件口令不正确")).isVisible();
        page.getByLabel("文件口令").fill("Key-file-2026");
        button(page, "用证书登录").click();
        page.getByRole(AriaRole.NAVIGATION).first().waitFor();
        assertThat(page.getByText("罗文斌").first()).isVisible();
        page.context().close();
    }

    @Test
    void aPasskeyIsMadeAndOpensWithoutAPassword() {
        var page = page(Screen.DESKTOP);
        var device = page.context().newCDPSession(page);
        device.send("WebAuthn.enable");
        var options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        var authenticator = new JsonObject();
        authenticator.add("options", options);
        device.send("WebAuthn.addVirtualAuthenticator", authenticator);
        // passkeys belong to a name, and an address of numbers is none
        var here = "http://localhost:" + port + "/workspace";
        page.navigate(here + "/sign-in");
        page.getByLabel("登录名").fill("zengmin");
        page.getByLabel("密码", new Page.GetByLabelOptions().setExact(true)).fill(DEMO_PASSWORD);
        button(page, "登录").click();
        page.getByRole(AriaRole.NAVIGATION).first().waitFor();

        page.navigate(here + "/identity/factors");
        button(page, "设置通行密钥").click();
        page.getByLabel("名称").fill("办公室电脑");
        button(page, "继续").click();
        assertThat(page.getByText("新的恢复码")).isVisible();
        button(page, "已妥善保管").click();
        assertThat(page.getByText("办公室电脑").first()).isVisible();
        accessible(page);
        picture(page, "passkeys");

        page.context().clearCookies();
        page.navigate(here + "/sign-in");
        button(page, "通行密钥").click();
        page.getByRole(AriaRole.NAVIGATION).first().waitFor();
        page.navigate(here + "/access/presences");
        assertThat(page.getByText("通行密钥").first()).isVisible();

        page.navigate(here + "/identity/factors");
        button(page, "移除 办公室电脑").click();
        confirm(page, "移除通行密钥");
        page.context().clearCookies();
        page.navigate(here + "/sign-in");
        button(page, "通行密钥").click();
        assertThat(page.getByText("通行密钥未通过验证")).isVisible();
        page.context().close();
    }

    @Test
    void aTelephoneIsSetUpUsedLostAndReset() {
        var person = as("suhua");
        person.navigate(address("/workspace/identity/factors"));
        button(person, "设置动态口令").click();
        var telephone = new Authenticator(
                person.getByRole(AriaRole.DIALOG).locator("dd code").innerText());
        accessible(person);
        picture(person, "factor-set-up");
        person.getByLabel("动态口令", new Page.GetByLabelOptions().setExact(false))
                .last()
                .fill(telephone.code());
        button(person, "确认启用").click();
        assertThat(person.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("恢复码")))
                .isVisible();
        var recovery =
                person.getByRole(AriaRole.DIALOG).locator("li code").first().innerText();
        accessible(person);
        button(person, "已妥善保管，完成").click();
        assertThat(person.getByText("剩余 10 个")).isVisible();
        accessible(person);
        picture(person, "factors");

        // an hour later the proof of the set-up is old
        database.sql("delete from access.session_attributes where attribute_name = 'jinye.proved-at'")
                .update();
        java.util.concurrent.locks.LockSupport.parkNanos(1_100_000_000);
        button(person, "重新生成").click();
        person.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, new com.microsoft.playwright.Locator.GetByRoleOptions().setName("重新生成"))
                .click();
        assertThat(person.getByText("请先证明是本人")).isVisible();
        accessible(person);
        picture(person, "step-up");
        person.getByLabel("动态口令", new Page.GetByLabelOptions().setExact(false))
                .last()
                .fill(telephone.code());
        button(person, "验证并继续").click();
        assertThat(person.getByText("新的恢复码")).isVisible();
        recovery = person.getByRole(AriaRole.DIALOG).locator("li code").first().innerText();
        button(person, "已妥善保管").click();

        // minutes later, codes of now are good again
        database.sql("update identity.totp set last_step = 0").update();
        telephone.rest();
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
