package jinye.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Another system is connected by two administrators; then people enter it with the sign-in they have. */
class ApplicationJourneyTests extends Journey {

    /** Sends everybody to sign in with us, and greets whoever comes back with a code. */
    private HttpServer system() throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        var own = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/", exchange -> {
            var query = String.valueOf(exchange.getRequestURI().getQuery());
            boolean entered = query.contains("code=");
            if (!entered) {
                exchange.getResponseHeaders()
                        .add(
                                "Location",
                                address(
                                        "/oauth2/authorize?response_type=code&client_id=vehicle-desk&scope=openid%20profile"
                                                + "&state=s1&redirect_uri=" + own + "/callback"));
            }
            var page =
                    "<!doctype html><html lang='zh-CN'><title>车辆</title><link rel='icon' href='data:,'><h1>欢迎进入车辆管理</h1>"
                            .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(entered ? 200 : 302, entered ? page.length : -1);
            if (entered) {
                exchange.getResponseBody().write(page);
            }
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void twoAdministratorsConnectASystemAndPeopleEnterItWithoutAPassword() throws Exception {
        var server = system();
        var own = "http://127.0.0.1:" + server.getAddress().getPort();
        try {
            var sysadmin = as("sysadmin");
            sysadmin.navigate(address("/workspace/identity/applications"));
            button(sysadmin, "登记应用").click();
            sysadmin.getByLabel("应用标识").fill("vehicle-desk");
            sysadmin.getByLabel("名称", new Page.GetByLabelOptions().setExact(false))
                    .first()
                    .fill("车辆管理系统");
            sysadmin.getByLabel("说明").fill("公务用车申请、派车和费用");
            sysadmin.getByLabel("首页地址").fill(own + "/");
            sysadmin.getByLabel("登录回调地址").fill(own + "/callback");
            sysadmin.getByLabel("事由").fill("按年度信息化计划接入");
            picture(sysadmin, "application-registration");
            sysadmin.getByLabel("本单位自有系统").uncheck();
            confirm(sysadmin, "提交确认");
            assertThat(sysadmin.getByText("待确认").first()).isVisible();
            button(sysadmin, "生成密钥").click();
            assertThat(sysadmin.getByText("关闭后不能再看")).isVisible();
            button(sysadmin, "已经记下").click();

            var secadmin = as("secadmin");
            secadmin.navigate(address("/workspace/identity/applications"));
            secadmin.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("车辆管理系统"))
                    .click();
            accessible(secadmin);
            button(secadmin, "确认并启用").click();
            confirm(secadmin, "确认并启用");
            assertThat(secadmin.getByText("现行")).isVisible();
            picture(secadmin, "application");

            var limin = as("limin");
            limin.navigate(address("/workspace/identity/catalogue"));
            var tile = limin.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("车辆管理系统")));
            assertThat(tile).isVisible();
            picture(limin, "application-catalogue");
            accessible(limin);
            var entered = limin.waitForPopup(tile::click);
            assertThat(entered.getByText("要获取您的信息")).isVisible();
            picture(entered, "consent");
            accessible(entered);
            entered.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("同意并进入"))
                    .click();
            assertThat(entered.getByText("欢迎进入车辆管理")).isVisible();

            limin.reload();
            picture(limin, "own-consents");
            accessible(limin);
            button(limin, "撤回 车辆管理系统").click();
            confirm(limin, "撤回");
            assertThat(button(limin, "撤回 车辆管理系统")).isHidden();
            entered.navigate(own + "/");
            assertThat(entered.getByText("要获取您的信息")).isVisible();

            secadmin.navigate(address("/workspace/identity/applications"));
            button(secadmin, "立即更换").click();
            secadmin.getByLabel("原因").fill("服务器移交，防止泄露");
            confirm(secadmin, "立即更换");
            assertThat(secadmin.getByText("服务器移交，防止泄露").first()).isVisible();
            secadmin.getByText("正在使用").scrollIntoViewIfNeeded();
            picture(secadmin, "signing-keys");
            accessible(secadmin);

            var phone = as("zhaowei", Screen.PHONE);
            phone.navigate(address("/workspace/identity/catalogue"));
            assertThat(phone.getByText("公务用车申请")).isVisible();
            picture(phone, "application-catalogue-phone");
            accessible(phone);
        } finally {
            server.stop(0);
        }
    }
}
