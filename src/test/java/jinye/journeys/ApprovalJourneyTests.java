package jinye.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A kind of approval is changed in the browser, checked and published. */
class ApprovalJourneyTests extends Journey {

    @Test
    void aKindIsChangedCheckedAndPublished() {
        var designer = as("hewei");
        designer.navigate(address("/workspace/approvals/kinds"));
        designer.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("设备维修"))
                .click();
        designer.getByLabel("简介").waitFor();
        accessible(designer);
        tab(designer, "规则");
        designer.getByLabel("第 2 行 预计费用").waitFor();
        picture(designer, "kind-rules");
        accessible(designer);
        designer.getByLabel("第 2 行 预计费用").fill(">= 1500");
        assertThat(designer.getByText("第 1、2 行同时适用").first()).isVisible();
        designer.getByLabel("第 1 行 预计费用").fill("< 1500");
        assertThat(designer.getByText("没有重叠和遗漏，样例全部通过。")).isVisible();
        tab(designer, "检查与发布");
        assertThat(designer.getByText("检查通过，没有发现问题。")
                        .or(designer.getByText(Pattern.compile("^提示：")))
                        .first())
                .isVisible();
        designer.getByLabel("修改说明").fill("维修费用限额调整为 1500 元");
        picture(designer, "kind-publish");
        accessible(designer);
        onlyButton(designer, "发布").click();
        assertThat(designer.getByRole(AriaRole.STATUS)
                        .filter(new Locator.FilterOptions().setHasText("已发布第 2 版"))
                        .first())
                .isVisible();
        for (var name : List.of("表单", "流程", "打印", "版本")) {
            tab(designer, name);
            designer.getByRole(AriaRole.TABPANEL).first().waitFor();
            picture(
                    designer,
                    "kind-"
                            + Map.of("表单", "form", "流程", "process", "打印", "paper", "版本", "versions")
                                    .get(name));
        }
    }

    private static void tab(Page page, String name) {
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
    }

    private static Locator onlyButton(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
