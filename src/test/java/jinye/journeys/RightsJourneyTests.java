package jinye.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

/** Rights change hands before two pairs of eyes; the auditor sees both. */
class RightsJourneyTests extends Journey {

    @Test
    void aRoleIsProposedByOneApprovedByAnotherAndSeenByTheAuditor() {
        var security = as("secadmin");
        security.navigate(address("/workspace/directory/rights"));
        propose(security, "唐丽", "R_ARCH", "档案员休假，代管三个月");
        assertThat(security.getByText("档案员休假，代管三个月")).isVisible();
        assertThat(button(security, "撤回 唐丽 的变更")).isVisible();
        assertThat(button(security, "批准 唐丽 的变更")).hasCount(0);
        picture(security, "rights-proposed");
        accessible(security);

        var system = as("sysadmin", Screen.PHONE);
        system.navigate(address("/workspace/directory/rights"));
        assertThat(button(system, "提出变更")).hasCount(0);
        picture(system, "rights-phone");
        accessible(system);
        button(system, "批准 唐丽 的变更").click();
        picture(system, "rights-approving-phone");
        confirm(system, "批准");
        assertThat(system.getByText("已批准，即时生效。")).isVisible();
        assertThat(button(system, "批准 唐丽 的变更")).hasCount(0);

        var auditor = as("auditadmin");
        auditor.navigate(address("/workspace/directory/rights?tab=decided"));
        assertThat(auditor.getByText("档案员休假，代管三个月")).isVisible();
        assertThat(auditor.getByText("已批准").first()).isVisible();
        picture(auditor, "rights-history");
        accessible(auditor);
        auditor.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("唐丽"))
                .first()
                .click();
        assertThat(auditor.getByText("档案员").first()).isVisible();

        security.reload();
        propose(security, "唐丽", "R_LEGAL", "误提");
        button(security, "撤回 唐丽 的变更").click();
        assertThat(security.getByText("已撤回。")).isVisible();
        assertThat(button(security, "撤回 唐丽 的变更")).hasCount(0);

        // other tests count on 唐丽 being no archivist
        security.navigate(auditor.url());
        button(security, "提出收回 档案员").click();
        security.getByLabel("理由").fill("代管到期");
        confirm(security, "提出变更");
        system.reload();
        button(system, "批准 唐丽 的变更").click();
        confirm(system, "批准");
        assertThat(system.getByText("已批准，即时生效。")).isVisible();
        security.reload();
        assertThat(button(security, "提出收回 档案员")).hasCount(0);
    }

    private void propose(Page page, String name, String role, String reason) {
        button(page, "提出变更").click();
        pick(page, "人员", name);
        page.getByLabel("角色", new Page.GetByLabelOptions().setExact(false)).selectOption(role);
        page.getByLabel("理由").fill(reason);
        picture(page, "rights-dialog");
        confirm(page, "提出变更");
    }
}
