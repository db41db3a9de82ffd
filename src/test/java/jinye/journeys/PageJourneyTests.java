package jinye.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every page the menu offers opens, has one heading, and is accessible as far as a machine can tell. */
class PageJourneyTests extends Journey {

    /** Each page once, with the first of these people who is offered it: nearly all of them have the personal ones. */
    @Test
    void everyPageOfTheMenuIsAccessible() {
        var seen = new HashSet<String>();
        for (var loginName : List.of("limin", "xiaoyan", "hewei", "sysadmin", "secadmin", "auditadmin")) {
            var page = as(loginName);
            for (var address : menu(page)) {
                if (seen.add(address)) {
                    open(page, address);
                    accessible(page);
                }
            }
        }
    }

    @Test
    void everyPageFitsAPhoneInTheDark() {
        var addresses = menu(as("chenjing"));
        var page = as("chenjing", Screen.PHONE);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        for (var address : addresses) {
            open(page, address);
            accessible(page);
            var wide = page.evaluate("document.documentElement.scrollWidth > innerWidth + 1");
            org.assertj.core.api.Assertions.assertThat(wide)
                    .as("wider than a phone: " + address)
                    .isEqualTo(false);
        }
    }

    @Test
    void thePageBeforeSigningInSaysWhatToDo() {
        var page = page(Screen.DESKTOP);
        page.navigate(address("/workspace/"));

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("登录工作台")))
                .isVisible();
        accessible(page);
    }

    private List<String> menu(Page page) {
        page.getByRole(AriaRole.NAVIGATION).getByRole(AriaRole.LINK).first().waitFor();
        return page.getByRole(AriaRole.NAVIGATION).getByRole(AriaRole.LINK).all().stream()
                .map(link -> link.getAttribute("href"))
                .distinct()
                .toList();
    }

    private void open(Page page, String address) {
        page.navigate(address(address));
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))
                        .first())
                .isAttached();
        // lists come a moment after the heading; the live channel stays open, so the network is never idle
        page.waitForTimeout(600);
    }
}
