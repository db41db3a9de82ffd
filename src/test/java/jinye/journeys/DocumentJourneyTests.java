package jinye.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The main job of the house: a notice is drafted in the provincial bureau, reviewed, countersigned, checked, signed, numbered,
 * set, sealed, sent to 14 city bureaux, signed for, registered, handled and filed there, and found again.
 */
class DocumentJourneyTests extends Journey {

    private static final String TITLE = "关于做好2027年元旦春节期间卷烟市场监管工作的通知";

    @Test
    void aNoticeTravelsFromTheDraftersDeskToTheArchivesOfTheCity() {
        draft();
        review();
        issue();
        send();
        receive();
        handle();
        file();
        find();
    }

    private void draft() {
        var drafter = as("limin");
        drafter.navigate(address("/workspace/documents/outgoing"));
        button(drafter, "起草公文").click();
        drafter.waitForURL(Pattern.compile(".*/workflow/matters/\\d+"));
        drafter.getByLabel("标题（必填）").fill(TITLE);
        drafter.getByLabel("签发人（必填）").selectOption("周建国 · 副局长");
        button(drafter, "全部下级单位").click();
        drafter.getByLabel("公开属性（必填）").selectOption("主动公开");
        pick(drafter, "会签部门", "法规");
        drafter.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("正文"))
                .click();
        button(drafter, "1 级标题").click();
        drafter.keyboard().type("提高思想认识");
        drafter.keyboard().press("Enter");
        drafter.keyboard().type("各单位要充分认识做好两节期间卷烟市场监管工作的重要性，切实加强组织领导，压实工作责任，确保市场平稳有序。");
        drafter.keyboard().press("Enter");
        button(drafter, "1 级标题").click();
        drafter.keyboard().type("突出监管重点");
        drafter.keyboard().press("Enter");
        drafter.keyboard().type("围绕物流寄递、电子烟、无证经营等重点环节开展专项检查，从严查处违法行为，重大情况及时报告省局。");
        assertThat(drafter.getByText("没有发现不符合行文规则的地方")).isVisible();
        picture(drafter, "draft");
        accessible(drafter);
        button(drafter, "送部门审核").click();
        assertThat(drafter.getByRole(AriaRole.STATUS).filter(new Locator.FilterOptions().setHasText("已送部门审核")))
                .isVisible();
    }

    private void review() {
        var head = todo("zhaowei");
        opinion(head, "同意，请办公室核稿。");
        picture(head, "review");
        accessible(head);
        button(head, "同意").click();
        gone(head);

        var law = todo("luowenbin");
        opinion(law, "同意会签。");
        button(law, "同意").click();
        gone(law);

        var office = todo("chenjing");
        button(office, "认领").click();
        opinion(office, "经核，符合行文规则和公文格式。");
        button(office, "通过").click();
        gone(office);
    }

    private void issue() {
        var leader = todo("zhoujianguo", Screen.PHONE);
        button(leader, "签发").waitFor();
        leader.getByText("提高思想认识").first().waitFor();
        picture(leader, "phone-sign");
        accessible(leader);
        act(leader, "签发");

        var office = as("chenjing");
        for (var act : new String[] {"编号", "复核通过", "排版成文"}) {
            openTodo(office);
            button(office, "认领").click();
            act(office, act);
        }

        var keeper = todo("tangli");
        button(keeper, "认领").click();
        act(keeper, "用印");
    }

    private void send() {
        var registrar = todo("xiaoyan");
        button(registrar, "认领").click();
        button(registrar, "分发").click();
        var dialog = registrar.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("将发给 14 个单位");
        picture(registrar, "dispatch");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("发出"))
                .click();
        assertThat(dialog).isHidden();
    }

    private void receive() {
        var registrar = as("huangyan");
        registrar.navigate(address("/workspace/transmission/envelopes"));
        registrar
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(TITLE))
                .click();
        button(registrar, "签收并登记").waitFor();
        accessible(registrar);
        picture(registrar, "envelope");
        button(registrar, "签收并登记").click();
        confirm(registrar, "登记");
        registrar.waitForURL(Pattern.compile(".*/documents/\\d+"));

        var sender = as("xiaoyan");
        sender.navigate(address("/workspace/transmission/dispatches"));
        sender.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(TITLE))
                .click();
        assertThat(sender.getByText("1 / 14 个单位已签收或处理")).isVisible();
        assertThat(sender.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("长沙市烟草专卖局")))
                .containsText("已登记");
        picture(sender, "receipts");
        accessible(sender);
        button(sender, Pattern.compile("催收未签收的 13 个单位")).click();
        assertThat(sender.getByText("已向 13 个单位催收。")).isVisible();
    }

    private void handle() {
        var office = todo("suhua");
        button(office, "认领").click();
        opinion(office, "属本局职责，建议办理。");
        button(office, "符合要求").click();
        gone(office);

        openTodo(office);
        button(office, "认领").click();
        button(office, "拟办").click();
        var dialog = office.getByRole(AriaRole.DIALOG);
        dialog.getByRole(AriaRole.CHECKBOX).first().check();
        pick(office, "主办部门", "专卖");
        picture(office, "propose");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("送领导批示"))
                .click();
        assertThat(dialog).isHidden();

        var leader = todo("wangjianguo");
        opinion(leader, "请专卖科牵头抓好落实。");
        button(leader, "批示").click();
        gone(leader);

        var section = todo("pengtao");
        button(section, "转办").click();
        pick(section, "转给", "蒋波");
        confirm(section, "转办");

        var handler = todo("jiangbo");
        opinion(handler, "已部署两节期间市场检查，结果按期报送。");
        button(handler, "办理完毕").click();
        gone(handler);

        openTodo(office);
        button(office, "认领").click();
        button(office, "办结").click();
        office.getByRole(AriaRole.DIALOG).getByRole(AriaRole.TEXTBOX).fill("已按通知要求部署落实。");
        confirm(office, "办结");
    }

    private void file() {
        var archivist = as("zengmin");
        archivist.navigate(address("/workspace/documents/incoming"));
        archivist
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(TITLE))
                .click();
        button(archivist, "归档").click();
        picture(archivist, "filing");
        confirm(archivist, "归档");
        assertThat(archivist.getByText(Pattern.compile("已归档，档号 .+-WS·2026-D10-BGS-\\d{4}")))
                .isVisible();
        archivist.navigate(address("/workspace/archives/items"));
        archivist
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(TITLE))
                .click();
        button(archivist, "检测真实性和完整性").click();
        assertThat(archivist.getByText("检测通过")).isVisible();
        picture(archivist, "archive-item");
        accessible(archivist);
    }

    private void find() {
        var drafter = as("limin");
        drafter.navigate(address("/workspace/query?text=" + "卷烟市场监管"));
        assertThat(drafter.getByRole(AriaRole.LINK)
                        .filter(new Locator.FilterOptions().setHasText("元旦春节"))
                        .first())
                .isVisible();
        picture(drafter, "query");
        accessible(drafter);

        var stranger = as("dengxia");
        stranger.navigate(address("/workspace/query?text=" + "物流寄递"));
        assertThat(stranger.getByRole(AriaRole.MAIN)).not().containsText(TITLE);
    }

    private Page todo(String loginName) {
        return todo(loginName, Screen.DESKTOP);
    }

    private Page todo(String loginName, Screen screen) {
        var page = as(loginName, screen);
        openTodo(page);
        return page;
    }

    private void openTodo(Page page) {
        page.navigate(address("/workspace/workflow/todo"));
        page.getByRole(AriaRole.LINK)
                .filter(new Locator.FilterOptions().setHasText(TITLE))
                .first()
                .click();
        page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(TITLE))
                .waitFor();
    }

    /** The item has left the list. */
    private void gone(Page page) {
        assertThat(page.getByRole(AriaRole.STATUS)
                        .filter(new Locator.FilterOptions().setHasText("已"))
                        .first())
                .isVisible();
    }

    private static void opinion(Page page, String text) {
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("办理意见"))
                .fill(text);
    }

    /** An act of the desk: its button, then the button of the same name in the dialog. */
    private static void act(Page page, String name) {
        button(page, name).click();
        confirm(page, name);
    }
}
