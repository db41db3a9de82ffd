package jinye.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static jinye.office.IssuedDocuments.json;
import static jinye.office.IssuedDocuments.visitor;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Year;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jinye.office.archives.EndedDocuments;
import jinye.office.archives.FiledItems;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A filed document is lent after two approvals, read under its watermark, appraised, destroyed by two, and the register is filed. */
class ArchiveJourneyTests extends Journey {

    private static final String TITLE = "关于卷烟零售点布局历史情况的通知";

    @Autowired
    private FiledItems filed;

    @Autowired
    private EndedDocuments ended;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void anItemIsLentReadUnderItsMarkAppraisedAndDestroyedByTwo() {
        long item = filed.item(port, TITLE);

        var reader = as("dengxia");
        reader.navigate(address("/workspace/archives/catalogue?text=" + TITLE));
        assertThat(reader.getByText("需申请").first()).isVisible();
        accessible(reader);
        picture(reader, "archive-catalogue");
        button(reader, "申请利用").click();
        reader.getByLabel("事由").fill("核对历史布局政策");
        accessible(reader);
        picture(reader, "archive-loan-application");
        confirm(reader, "提交申请");
        assertThat(reader.getByText("审批中").first()).isVisible();

        for (var login : List.of("zhaowei", "pengfang")) {
            var decider = as(login);
            decider.navigate(address("/workspace/archives/loans?tab=DECIDE"));
            link(decider, TITLE).click();
            accessible(decider);
            picture(decider, "archive-loan-decision");
            button(decider, "同意").click();
            assertThat(decider.getByRole(
                            AriaRole.HEADING,
                            new Page.GetByRoleOptions().setName("审批").setExact(true)))
                    .isHidden();
        }

        reader.reload();
        var page = reader.getByAltText(Pattern.compile("第 1 页")).first();
        assertThat(page).isVisible();
        reader.waitForCondition(() -> (Boolean) page.evaluate("image => image.complete && image.naturalWidth > 400"));
        accessible(reader);
        page.scrollIntoViewIfNeeded();
        picture(reader, "archive-loan");
        var phone = as("dengxia", Screen.PHONE);
        phone.navigate(reader.url());
        phone.getByAltText(Pattern.compile("第 1 页")).first().waitFor();
        accessible(phone);
        picture(phone, "archive-loan-phone");

        jdbc.sql("update archives.standing set retention_until = '2020-12-31' where item = ?")
                .param(item)
                .update();
        var archivist = as("pengfang");
        archivist.navigate(address("/workspace/archives/items/" + item));
        assertThat(archivist.getByText("版式正本（OFD）").first()).isVisible();
        accessible(archivist);
        picture(archivist, "archive-item");
        archivist.navigate(address("/workspace/archives/disposal"));
        accessible(archivist);
        archivist
                .getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile(TITLE)))
                .getByRole(AriaRole.CHECKBOX)
                .check();
        picture(archivist, "archive-due");
        button(archivist, "发起鉴定").click();
        pick(archivist, "鉴定小组", "赵伟");
        pick(archivist, "鉴定小组", "何伟");
        accessible(archivist);
        picture(archivist, "archive-appraisal-group");
        confirm(archivist, "发起鉴定");
        archivist.waitForURL(Pattern.compile("/archives/appraisals/\\d+"));
        var appraisal = archivist.url();
        for (var login : List.of("zhaowei", "hewei")) {
            var member = as(login);
            member.navigate(appraisal);
            member.getByLabel("理由").fill("政策已废止，无查考价值");
            accessible(member);
            picture(member, "archive-opinion");
            button(member, "提交意见").click();
            assertThat(member.getByRole(AriaRole.TABLE).first()).isVisible();
        }
        archivist.reload();
        picture(archivist, "archive-appraisal");
        button(archivist, "形成结论").click();
        archivist.waitForURL(Pattern.compile("/archives/disposals/\\d+"));
        var disposal = archivist.url();

        var leader = as("zhoujianguo");
        leader.navigate(disposal);
        leader.getByLabel("意见").fill("同意销毁");
        accessible(leader);
        picture(leader, "archive-disposal-approval");
        button(leader, "批准销毁").click();
        assertThat(leader.getByText("待销毁").first()).isVisible();

        archivist.reload();
        button(archivist, "指定监销人").click();
        pick(archivist, "监销人", "邓霞");
        pick(archivist, "监销人", "罗文斌");
        confirm(archivist, "指定");
        for (var login : List.of("dengxia", "luowenbin")) {
            var supervisor = as(login);
            supervisor.navigate(disposal);
            button(supervisor, "确认监销").click();
            accessible(supervisor);
            picture(supervisor, "archive-supervision");
            confirm(supervisor, "确认销毁");
        }
        archivist.reload();
        assertThat(archivist.getByText("已销毁").first()).isVisible();
        accessible(archivist);
        picture(archivist, "archive-disposal");
        archivist
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("看已归档的清册"))
                .click();
        assertThat(archivist.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(Pattern.compile("销毁清册"))))
                .isVisible();
        picture(archivist, "archive-certificate");
        archivist.navigate(address("/workspace/archives/items/" + item));
        assertThat(archivist.getByText("内容已按销毁清册销毁")).isVisible();
        accessible(archivist);
        picture(archivist, "archive-destroyed");
    }

    @Test
    void aHeldItemSaysSoAndABatchShowsItsFiles() {
        long item = filed.item(port, "关于冻结演示的通知");
        var head = as("hewei");
        head.navigate(address("/workspace/archives/items/" + item));
        button(head, "冻结").click();
        head.getByLabel("理由").fill("行政诉讼，〔2026〕湘01行初12号");
        accessible(head);
        confirm(head, "冻结");
        assertThat(head.getByText("已冻结").first()).isVisible();
        accessible(head);
        picture(head, "archive-held");

        long first = ended.candidate("documents", ended.outgoing(port, "关于整理批次演示的通知"));
        long batch = visitor(port, "pengfang")
                .post(
                        "/api/archives/batches",
                        json(Map.of("name", "专卖处归档", "year", Year.now().getValue(), "candidates", List.of(first))))
                .json()
                .path("id")
                .asLong();
        var archivist = as("pengfang");
        archivist.navigate(address("/workspace/archives/batches/" + batch));
        assertThat(archivist.getByText("关于整理批次演示的通知").first()).isVisible();
        accessible(archivist);
        picture(archivist, "archive-batch");
        var phone = as("pengfang", Screen.PHONE);
        phone.navigate(address("/workspace/archives/batches/" + batch));
        phone.getByText("关于整理批次演示的通知").first().waitFor();
        accessible(phone);
        picture(phone, "archive-batch-phone");
        phone.navigate(address("/workspace/archives/items/" + item));
        phone.getByText("关于冻结演示的通知").first().waitFor();
        accessible(phone);
        picture(phone, "archive-item-phone");
    }

    private static com.microsoft.playwright.Locator link(Page page, String words) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(words))
                .first();
    }
}
