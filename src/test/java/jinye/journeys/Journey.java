package jinye.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jinye.sample.JinyeTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * A journey: people sitting at their browsers, each with a session of their own, using the whole application. A page that logs an
 * error to the console or breaks the content security policy fails the journey.
 */
@JinyeTest
@Tag("journey")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Journey {

    static final String DEMO_PASSWORD = "Jinye-demo-2026";

    /** Pictures of the user guide are written anew with {@code -Dguide.write=true}. */
    private static final Path PICTURES =
            Path.of(Boolean.getBoolean("guide.write") ? "docs/user-guide/images" : "target/pictures");

    enum Screen {
        DESKTOP(1440, 900),
        PHONE(390, 844);

        final int width;
        final int height;

        Screen(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    @LocalServerPort
    int port;

    private Playwright playwright;
    private Browser browser;
    private final Map<String, Page> pages = new LinkedHashMap<>();
    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    void openBrowser() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @AfterAll
    void closeBrowser() {
        browser.close();
        playwright.close();
    }

    @AfterEach
    void nobodyComplained() {
        pages.values().forEach(page -> page.context().close());
        pages.clear();
        var heard = List.copyOf(complaints);
        complaints.clear();
        assertThat(heard).as("errors in the browsers' consoles").isEmpty();
    }

    /** The person's page, signed in; the same page when asked again. */
    Page as(String loginName) {
        return as(loginName, Screen.DESKTOP);
    }

    Page as(String loginName, Screen screen) {
        return pages.computeIfAbsent(loginName + "@" + screen, key -> {
            var page = page(screen);
            page.navigate(address("/workspace/"));
            page.getByLabel("登录名").fill(loginName);
            page.getByLabel("密码", new Page.GetByLabelOptions().setExact(true)).fill(DEMO_PASSWORD);
            page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("登录").setExact(true))
                    .click();
            page.getByRole(AriaRole.NAVIGATION).first().waitFor();
            return page;
        });
    }

    /** A page nobody has signed in to. */
    Page page(Screen screen) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setLocale("zh-CN")
                .setTimezoneId("Asia/Shanghai")
                .setColorScheme(ColorScheme.LIGHT)
                .setHasTouch(screen == Screen.PHONE)
                .setViewportSize(screen.width, screen.height));
        context.setDefaultTimeout(15_000);
        return heard(context.newPage());
    }

    /** One more tab of the same person. */
    Page another(Page page) {
        return heard(page.context().newPage());
    }

    private Page heard(Page page) {
        page.onConsoleMessage(message -> {
            // a refused or unauthenticated request is logged by the browser itself and is part of many journeys
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        return page;
    }

    /** The same person's page in a browser that runs no scripts. */
    Page withoutScripts(Page signedIn) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setLocale("zh-CN")
                .setJavaScriptEnabled(false)
                .setStorageState(signedIn.context().storageState())
                .setViewportSize(Screen.DESKTOP.width, Screen.DESKTOP.height));
        context.setDefaultTimeout(15_000);
        var page = context.newPage();
        pages.put("without scripts " + pages.size(), page);
        return page;
    }

    String address(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    void picture(Page page, String name) {
        try {
            Files.createDirectories(PICTURES);
            // what is loading or fading in is no picture of anything
            page.waitForCondition(() -> page.getByText("正在读取").count() == 0);
            page.screenshot(new Page.ScreenshotOptions()
                    .setAnimations(ScreenshotAnimations.DISABLED)
                    .setPath(PICTURES.resolve(name + ".png")));
        } catch (java.io.IOException unwritable) {
            throw new java.io.UncheckedIOException(unwritable);
        }
    }

    /** WCAG 2.2 AA, as far as a machine can tell. */
    void accessible(Page page) {
        // what fades in has not its own colours yet
        page.waitForFunction("() => document.getAnimations().every(one => one.playState !== 'running'"
                + " || one.effect.getComputedTiming().iterations === Infinity)");
        var results = new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .analyze();
        var found = results.getViolations().stream()
                .map(rule -> rule.getId() + ": "
                        + rule.getNodes().stream()
                                .map(node -> node.getHtml())
                                .limit(3)
                                .toList())
                .toList();
        assertThat(found).as("axe at " + page.url()).isEmpty();
    }

    private static Path chromium() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("no Chromium: install the package chromium, or run bin/test"));
    }

    /** Presses the dialog's own button and waits until it is closed. */
    static void confirm(Page page, String name) {
        var dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true))
                .click();
        // a refusal stays in the dialog: its sentence belongs into the report
        page.waitForCondition(
                () -> dialog.isHidden() || dialog.getByRole(AriaRole.ALERT).count() > 0);
        assertThat(dialog.getByRole(AriaRole.ALERT).allInnerTexts()).isEmpty();
    }

    /** Chooses the first entry that has these words in a picker of people or units. */
    static void pick(Page page, String label, String words) {
        page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(label))
                .fill(words);
        page.getByRole(AriaRole.LISTBOX)
                .getByRole(AriaRole.OPTION)
                .filter(new Locator.FilterOptions().setHasText(words))
                .first()
                .click();
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }

    static Locator button(Page page, Pattern name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .first();
    }
}
