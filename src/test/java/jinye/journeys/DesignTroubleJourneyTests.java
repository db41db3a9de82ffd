package jinye.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import jinye.office.IssuedDocuments;
import jinye.platform.files.Files;
import jinye.sample.SampleBureau;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What designers meet in the browser when things go wrong, and whom the administrator trusts. */
class DesignTroubleJourneyTests extends Journey {

    @Autowired
    private IssuedDocuments issued;

    @Autowired
    private SampleBureau bureau;

    @Autowired
    private Files files;

    @Autowired
    private JdbcClient database;

    @Test
    void theSecondDesignerOfAKindIsToldAndMayStillSaveWhatStandsOnThePage() {
        var first = as("sysadmin");
        var second = as("hewei");
        first.navigate(address("/workspace/approvals/kinds/repair"));
        second.navigate(address("/workspace/approvals/kinds/repair"));
        summary(first).fill("甲改的说明");
        summary(second).fill("乙改的说明");
        button(first, "保存草稿").click();
        assertThat(first.getByText("已保存草稿")).isVisible();

        button(second, "保存草稿").click();

        assertThat(second.getByRole(AriaRole.ALERT)).containsText("刚保存过这个事项的草稿");
        assertThat(summary(second)).hasValue("乙改的说明");
        button(second, "以本页内容保存").click();
        assertThat(second.getByText("已保存草稿")).isVisible();
        assertThat(second.getByRole(AriaRole.ALERT)).hasCount(0);
        first.reload();
        assertThat(summary(first)).hasValue("乙改的说明");
        button(first, "放弃草稿").click();
    }

    @Test
    void theAdministratorTrustsAKeyAndWithdrawsIt() throws GeneralSecurityException {
        var key = Base64.getEncoder()
                .encodeToString(KeyPairGenerator.getInstance("Ed25519")
                        .generateKeyPair()
                        .getPublic()
                        .getEncoded());
        var administrator = as("sysadmin");
        administrator.navigate(address("/workspace/approvals/kinds"));
        administrator
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("可信签名密钥"))
                .click();
        assertThat(administrator.getByText("BEGIN PUBLIC KEY")).isVisible();

        button(administrator, "添加密钥").click();
        var dialog = administrator.getByRole(AriaRole.DIALOG);
        var text = dialog.getByLabel("公钥（必填）");
        text.fill("不是公钥");
        text.blur();
        assertThat(dialog.getByText("这不是可以识别的签名公钥")).isVisible();
        text.fill(key);
        text.blur();
        dialog.getByText("已通过另外的途径与对方核对指纹一致").click();
        dialog.getByLabel("平台名称").fill("湖北省局金叶平台");
        dialog.getByLabel("理由").fill("共建事项库");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("信任这个密钥"))
                .click();

        var row = administrator.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("湖北省局金叶平台"));
        assertThat(row).isVisible();
        row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("撤销"))
                .click();
        dialog.getByLabel("撤销理由").fill("对方更换密钥");
        dialog.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("撤销").setExact(true))
                .click();
        assertThat(administrator.getByText("还没有添加其他平台的密钥。")).isVisible();
    }

    /** The matter goes on under a version of its process in which the reviewing step has rights of its own. */
    @Test
    void aStepShowsWhatItsRightsLeaveAndSaysWhy() {
        long id = issued.draft(port, "关于附件只能查看的通知", Map.of());
        long file = files.store(
                        bureau.actor("limin"),
                        "名单.txt",
                        new ByteArrayInputStream("第一名 张三".getBytes(StandardCharsets.UTF_8)))
                .id();
        IssuedDocuments.done(IssuedDocuments.visitor(port, "limin")
                .put(
                        IssuedDocuments.path(id, "attachments"),
                        IssuedDocuments.json(Map.of("attachments", List.of(Map.of("file", file, "title", "名单"))))));
        database.sql("""
                        insert into workflow.process (kind, version, bpmn, published_at, published_by_name, note)
                        select kind, 2001, replace(bpmn, '<userTask id="department"',
                                   '<userTask jinye:fields="title:read,*:edit" jinye:files="*:read" id="department"'), now(), '', ''
                        from workflow.process where kind = 'documents.outgoing' order by version limit 1""").update();
        database.sql("update workflow.matter set version = 2001 where kind = 'documents.outgoing' and record = :id")
                .param("id", id)
                .update();
        try {
            issued.send("limin", id, "draft", "sent", "");
            var head = as("zhaowei");
            long matter = database.sql(
                            "select id from workflow.matter where kind = 'documents.outgoing' and record = :id")
                    .param("id", id)
                    .query(Long.class)
                    .single();
            head.navigate(address("/workspace/workflow/matters/" + matter));

            assertThat(head.getByLabel("标题（必填）")).isDisabled();
            assertThat(head.getByText("本环节不能修改此项。").first()).isVisible();
            assertThat(head.getByLabel("附注")).isEnabled();
            assertThat(head.getByText("本环节不能增加附件。")).isVisible();
            issued.send("zhaowei", id, "department", "agree", "同意。");
            head.navigate(address("/workspace/documents/" + id));
            assertThat(head.getByText("本环节只能查看，不能下载原件")).isVisible();
            button(head, "查看").click();
            assertThat(head.getByText("第一名 张三")).isVisible();
        } finally {
            database.sql("update workflow.matter set version = 1 where kind = 'documents.outgoing' and version = 2001")
                    .update();
            database.sql("delete from workflow.process where kind = 'documents.outgoing' and version = 2001")
                    .update();
        }
    }

    private static Locator summary(Page page) {
        return page.getByLabel("简介");
    }
}
