package jinye.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
        dialog.getByRole(
                        AriaRole.BUTTON,
                        new com.microsoft.playwright.Locator.GetByRoleOptions()
                                .setName("登录")
                                .setExact(true))
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

    @Test
    void aDraftSavedInAnotherTabIsNotOverwrittenUnasked() {
        var one = as("limin");
        startDraft(one);
        one.getByLabel("标题（必填）").fill("关于两个页面起草的通知");
        saved(one, "关于两个页面起草的通知");
        var other = another(one);
        other.navigate(one.url());
        assertThat(other.getByLabel("标题（必填）")).hasValue("关于两个页面起草的通知");

        one.getByLabel("标题（必填）").fill("关于第一个页面的通知");
        saved(one, "关于第一个页面的通知");
        other.getByLabel("标题（必填）").fill("关于第二个页面的通知");

        assertThat(other.getByRole(AriaRole.ALERT)).containsText("本页不是最新内容");
        assertThat(other.getByLabel("标题（必填）")).hasValue("关于第二个页面的通知");
        other.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("以本页内容保存"))
                .click();
        saved(other, "关于第二个页面的通知");
        assertThat(other.getByRole(AriaRole.ALERT)).hasCount(0);
        other.close();
    }

    @Test
    void anUploadGoesOnWhereTheNetworkWasLost() {
        var drafter = as("limin");
        startDraft(drafter);
        var lost = new AtomicBoolean();
        var offsets = new CopyOnWriteArrayList<Long>();
        var begun = new AtomicInteger();
        var failed = new AtomicInteger();
        drafter.route("**/api/files/uploads", route -> {
            begun.incrementAndGet();
            route.resume();
        });
        drafter.route("**/api/files/uploads/*", route -> {
            var request = route.request();
            if (request.method().equals("PATCH")) {
                long offset = Long.parseLong(request.headerValue("upload-offset"));
                if (offset > 0 && failed.get() == 0) {
                    lost.set(true);
                }
                if (!lost.get()) {
                    offsets.add(offset);
                }
            }
            if (lost.get()) {
                failed.incrementAndGet();
                route.abort("internetdisconnected");
            } else {
                route.resume();
            }
        });
        var text = "全省卷烟零售户台账\n".repeat(400_000).getBytes(StandardCharsets.UTF_8);

        drafter.getByLabel("附件", new Page.GetByLabelOptions().setExact(true))
                .last()
                .setInputFiles(new FilePayload("零售户台账.txt", "text/plain", text));
        drafter.waitForCondition(() -> failed.get() > 0);
        drafter.context().setOffline(true);
        assertThat(drafter.getByText("没有传完。网络恢复后点“继续”，从断开处接着传。")).isVisible();

        drafter.context().setOffline(false);
        lost.set(false);
        drafter.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("继续"))
                .click();
        assertThat(drafter.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText("零售户台账.txt")))
                .containsText("移除");
        assertThat(drafter.getByText("没有传完")).hasCount(0);
        org.assertj.core.api.Assertions.assertThat(begun).hasValue(1);
        org.assertj.core.api.Assertions.assertThat(offsets)
                .as("nothing is sent twice")
                .doesNotHaveDuplicates()
                .isSorted();
    }

    /** The database's processes stand still, as on a server that hangs; nothing of what is written meanwhile is lost. */
    @Test
    void aDatabaseThatIsAwayForSomeSecondsCostsNothingOfWhatIsWritten() {
        var drafter = as("limin");
        startDraft(drafter);
        drafter.getByLabel("标题（必填）").fill("关于数据库暂停前的通知");
        saved(drafter, "关于数据库暂停前的通知");
        var postmaster = ProcessHandle.of(database.sql("select pg_backend_pid()")
                        .query(Long.class)
                        .single())
                .flatMap(ProcessHandle::parent)
                .orElseThrow();

        signal("STOP", postmaster);
        try {
            drafter.getByLabel("标题（必填）").fill("关于数据库暂停时所写的通知");
            assertThat(drafter.getByText("尚未存到服务器，内容已留在本机"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
            assertThat(drafter.getByRole(AriaRole.ALERT)).isVisible();
        } finally {
            signal("CONT", postmaster);
        }

        assertThat(drafter.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("关于数据库暂停时所写的通知")))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(40_000));
        assertThat(drafter.getByRole(AriaRole.ALERT)).hasCount(0);
        drafter.reload();
        assertThat(drafter.getByLabel("标题（必填）")).hasValue("关于数据库暂停时所写的通知");
    }

    /** The head of the page shows a title when the server has it. */
    private static void saved(Page page, String title) {
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(title)))
                .isVisible();
    }

    /** To the database and all its connections. */
    private static void signal(String name, ProcessHandle postmaster) {
        var command = new ArrayList<>(List.of("kill", "-" + name, String.valueOf(postmaster.pid())));
        postmaster.children().map(ProcessHandle::pid).map(String::valueOf).forEach(command::add);
        try {
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (java.io.IOException unstartable) {
            throw new java.io.UncheckedIOException(unstartable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void startDraft(Page drafter) {
        drafter.navigate(address("/workspace/documents/outgoing"));
        drafter.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("起草公文"))
                .click();
        drafter.waitForURL(Pattern.compile(".*/workflow/matters/\\d+"));
        drafter.getByLabel("标题（必填）").waitFor();
    }
}
