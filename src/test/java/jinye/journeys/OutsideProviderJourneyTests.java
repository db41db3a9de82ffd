package jinye.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.regex.Pattern;
import jinye.exchange.partners.NationalNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The national bureau's own Jinye, a second program, says who stands at the door of the province's. */
class OutsideProviderJourneyTests extends Journey {

    private static final String NAME = "国家局统一身份认证";

    @TempDir
    Path folder;

    @Autowired
    private JdbcClient jdbc;

    /** The sign-in page of all other tests shows no provider. */
    @AfterEach
    void end() {
        jdbc.sql("update identity.outside_provider set state = 'ENDED' where code = 'national' and state <> 'ENDED'")
                .update();
    }

    @Test
    void aPersonBindsTheirAccountAtTheNationalBureauAndComesInByItFromThenOn() throws Exception {
        try (var national = new NationalNode(folder.resolve("national")).awaitUp()) {
            // another name than ours: browsers keep cookies by name, not by port
            var issuer = "http://localhost:" + national.port;
            var secret = connectUs(national);

            var sysadmin = as("sysadmin");
            sysadmin.navigate(address("/workspace/identity/providers"));
            button(sysadmin, "登记认证源").click();
            sysadmin.getByLabel("名称").fill(NAME);
            sysadmin.getByLabel("签发者地址").fill(issuer);
            button(sysadmin, "试连").click();
            assertThat(sysadmin.getByText("退出时可一并退出对方")).isVisible();
            sysadmin.getByLabel("代码").fill("national");
            sysadmin.getByLabel("应用标识").fill("province-office");
            sysadmin.getByLabel("应用密钥").fill(secret);
            sysadmin.getByLabel("授权范围").fill("openid profile");
            sysadmin.getByLabel("账号属性").fill("name");
            sysadmin.getByLabel("事由").fill("与国家局统一登录");
            picture(sysadmin, "provider-registration");
            accessible(sysadmin);
            confirm(sysadmin, "登记");
            assertThat(sysadmin.getByText("待确认").first()).isVisible();

            var secadmin = as("secadmin");
            secadmin.navigate(address("/workspace/identity/providers"));
            button(secadmin, "确认启用").first().click();
            confirm(secadmin, "确认启用");
            assertThat(secadmin.getByText("已启用").first()).isVisible();

            var person = as("chenjing");
            person.navigate(address("/workspace/identity/factors"));
            button(person, "绑定“" + NAME + "”").click();
            signInThere(person, issuer);
            assertThat(person.getByText("已绑定，以后可用这个账号登录")).isVisible();
            assertThat(button(person, "解除 " + NAME)).isVisible();
            picture(person, "outside-account");
            accessible(person);

            button(person, Pattern.compile("陈静")).click();
            button(person, "退出登录").click();
            assertThat(person.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("登录工作台")))
                    .isVisible();
            assertThat(person.url()).startsWith(address("/workspace/sign-in"));
            picture(person, "outside-sign-in");
            accessible(person);
            button(person, "用“" + NAME + "”登录").click();
            // still signed in over there since the binding, so nobody is asked again
            assertThat(button(person, Pattern.compile("陈静"))).isVisible();

            // whoever leaves, leaves there as well: the next at this computer is asked who they are
            button(person, Pattern.compile("陈静")).click();
            button(person, "退出登录").click();
            person.waitForURL(address("/workspace/sign-in") + "**");
            button(person, "用“" + NAME + "”登录").click();
            person.waitForURL(Pattern.compile(Pattern.quote(issuer) + "/workspace/sign-in.*"));
            assertThat(person.getByLabel("登录名")).isVisible();

            secadmin.reload();
            button(secadmin, "绑定的账号").first().click();
            assertThat(secadmin.getByText("本人绑定").first()).isVisible();
            picture(secadmin, "provider-bindings");
            accessible(secadmin);
            button(secadmin, "停用").first().click();
            secadmin.getByLabel("意见").fill("演示结束");
            confirm(secadmin, "停用认证源");
            var visitor = page(Screen.PHONE);
            visitor.navigate(address("/workspace/sign-in"));
            assertThat(visitor.getByLabel("登录名")).isVisible();
            assertThat(visitor.getByText("用“" + NAME + "”登录").count()).isZero();
            visitor.context().close();
        }
    }

    private static void signInThere(Page person, String issuer) {
        person.waitForURL(Pattern.compile(Pattern.quote(issuer) + "/workspace/sign-in.*"));
        person.getByLabel("登录名").fill("gaoyuan");
        person.getByLabel("密码", new Page.GetByLabelOptions().setExact(true)).fill(DEMO_PASSWORD);
        person.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("登录").setExact(true))
                .click();
    }

    /** Over there we are one more application, registered by two administrators. @return our secret */
    private String connectUs(NationalNode national) {
        var system = national.visitor("sysadmin");
        var made = system.post("/api/identity/applications", """
                {"clientId":"province-office","kind":"WEB","terms":{"name":"湖南省局办公平台","description":"省局登录",
                 "homeAddress":"%1$s","trusted":true,"scopes":["openid","profile"],"redirectAddresses":["%2$s"],
                 "logoutAddresses":["%1$s"],"roles":[],"units":[],"reason":"统一登录"}}""".formatted(
                        address("/workspace/sign-in"), address("/workspace/sign-in/outside/national")));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        long id = made.json().path("id").asLong();
        national.visitor("secadmin").put("/api/identity/applications/" + id + "/confirmation", "{\"opinion\":\"同意\"}");
        var secret = system.post("/api/identity/applications/" + id + "/secrets", "{}");
        return system.get("/api/identity/secrets/" + secret.json().path("id").asLong() + "/value")
                .json()
                .path("value")
                .asString();
    }
}
