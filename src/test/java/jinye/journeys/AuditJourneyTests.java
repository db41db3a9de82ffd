package jinye.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import jinye.sample.Visitor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An auditor proves that the log was not altered, takes it away to prove it elsewhere, and finds who saw a document and why. */
class AuditJourneyTests extends Journey {

    private static final LocatorAssertions.IsVisibleOptions IN_TIME =
            new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);

    @TempDir
    Path folder;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void anAuditorVerifiesTheLogAndTakesItAwayToProveItElsewhere() throws Exception {
        var page = as("auditadmin");
        page.navigate(address("/workspace/audit"));
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("日志防篡改"))
                .click();
        button(page, "立即核验").click();
        assertThat(page.getByText("未被改动").first()).isVisible(IN_TIME);
        picture(page, "audit-proof");
        accessible(page);

        var file = folder.resolve("log.zip");
        var download =
                page.waitForDownload(() -> page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("导出日志"))
                        .click());
        assertThat(download.failure()).isNull();
        download.saveAs(file);

        assertThat(verifyLog(file)).isZero();
        assertThat(verifyLog(altered(file))).isEqualTo(1);
    }

    @Test
    void anAuditorFindsWhoCouldSeeADocumentWhoDidAndWhy() {
        var drafter = Visitor.at(port).signIn("limin");
        long document = drafter.post("/api/documents", "{\"flow\":\"outgoing\"}")
                .json()
                .path("id")
                .asLong();
        assertThat(drafter.get("/api/documents/" + document).status()).isEqualTo(200);
        assertThat(Visitor.at(port)
                        .signIn("linxue")
                        .get("/api/documents/" + document)
                        .status())
                .isEqualTo(404);

        var page = as("auditadmin");
        page.navigate(address("/workspace/rights"));
        pick(page, "人员", "李敏");
        ask(page, document);
        assertThat(page.getByText("李敏能看公文")).isVisible();
        assertThat(page.getByText("可查阅").first()).isVisible();
        picture(page, "rights-why");
        accessible(page);

        page.reload();
        pick(page, "人员", "林雪");
        ask(page, document);
        assertThat(page.getByText("林雪看不到公文")).isVisible();
        picture(page, "rights-why-not");

        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("谁能看、谁看过"))
                .click();
        // traces are written a moment after the act
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> jdbc.sql("select count(*) from journal.entry"
                                        + " where act in ('documents.open', 'web.refuse') and record = ?")
                                .param(document)
                                .query(Long.class)
                                .single()
                        > 1);
        ask(page, document);
        assertThat(page.getByText("查阅公文").first()).isVisible();
        assertThat(page.getByText("被拒绝").nth(1)).isVisible();
        picture(page, "rights-readers");
        accessible(page);

        var list = page.waitForDownload(
                () -> page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("导出 Excel"))
                        .click());
        assertThat(list.failure()).isNull();
        assertThat(list.suggestedFilename()).startsWith("查阅情况").endsWith(".xlsx");
        var everybody = page.waitForDownload(
                () -> page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("导出全员权限"))
                        .click());
        assertThat(everybody.failure()).isNull();
        assertThat(everybody.suggestedFilename()).startsWith("全员权限清单").endsWith(".xlsx");
    }

    @Test
    void anybodyLearnsWhyTheySeeWhatTheySee() {
        long document = Visitor.at(port)
                .signIn("limin")
                .post("/api/documents", "{\"flow\":\"outgoing\"}")
                .json()
                .path("id")
                .asLong();

        var page = as("limin", Screen.PHONE);
        page.navigate(address("/workspace/rights"));
        ask(page, document);
        assertThat(page.getByText("李敏能看公文")).isVisible();
        picture(page, "rights-own-phone");
        accessible(page);

        var stranger = as("linxue");
        stranger.navigate(address("/workspace/rights"));
        ask(stranger, document);
        assertThat(stranger.getByText("林雪能看公文 第 " + document + " 号")).hasCount(0);
    }

    /** Other desks may have a record with the same id. */
    private static void ask(Page page, long document) {
        page.getByLabel("文号、编号或档号").fill(String.valueOf(document));
        page.waitForResponse(
                response -> response.url().contains("/api/rights/records"),
                () -> button(page, "查询").click());
        page.waitForCondition(() -> page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(2))
                                .count()
                        > 0
                || page.getByText("没有这个号码的材料").count() > 0
                || button(page, Pattern.compile("^公文")).count() > 0);
        if (button(page, Pattern.compile("^公文")).count() > 0) {
            button(page, Pattern.compile("^公文")).click();
        }
    }

    /** As bin/verify-log does: a program of its own, without application and database. */
    private static int verifyLog(Path file) throws IOException, InterruptedException {
        var program = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "jinye.safeguard.audit.proof.VerifyLog",
                        file.toString()))
                .redirectErrorStream(true)
                .start();
        program.getInputStream().readAllBytes();
        assertThat(program.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return program.exitValue();
    }

    /** One letter of one entry is another; everything else is as it was. */
    private Path altered(Path whole) throws IOException {
        var altered = folder.resolve("altered.zip");
        try (var in = new ZipInputStream(Files.newInputStream(whole));
                var out = new ZipOutputStream(Files.newOutputStream(altered))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                var bytes = in.readAllBytes();
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(
                        entry.getName().startsWith("entries")
                                ? new String(bytes, StandardCharsets.UTF_8)
                                        .replaceFirst("sign-in", "sign-on")
                                        .getBytes(StandardCharsets.UTF_8)
                                : bytes);
                out.closeEntry();
            }
        }
        return altered;
    }
}
