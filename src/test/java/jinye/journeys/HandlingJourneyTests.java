package jinye.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import jinye.kernel.Urgency;
import jinye.platform.workflow.Matters;
import jinye.platform.workflow.StartMatter;
import jinye.sample.SampleBureau;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The verbs people use every day beside sending on: many at once, keeping an eye on, standing in, handing over. */
class HandlingJourneyTests extends Journey {

    /** A kind that exists in tests only; odd records skip the leaders, even ones ask whom to choose. */
    private static final String KIND = "workflow.test-paper";

    private static final AtomicLong RECORDS = new AtomicLong(78_000_001);

    @Autowired
    private Matters matters;

    @Autowired
    private SampleBureau bureau;

    /** Papers that wait for the head of limin's department. */
    private List<Long> waiting(String title, int light, int heavy) {
        var drafter = bureau.actor("limin");
        List<Long> started = new ArrayList<>();
        for (int i = 0; i < light + heavy; i++) {
            long record = RECORDS.getAndAdd(i < light ? 2 : 1);
            if (i >= light && record % 2 == 1) {
                record = RECORDS.getAndAdd(1);
            }
            started.add(matters.start(
                    drafter, new StartMatter(KIND, record, title + "之" + (i + 1), "", Urgency.PLAIN, Map.of())));
            matters.send(drafter, KIND, record, "draft", "", "");
        }
        RECORDS.set(RECORDS.get() | 1);
        return started;
    }

    @Test
    void aBranchBeginsWithThosePeopleWhomItsStepAsksFor() {
        var drafter = bureau.actor("limin");
        long record = RECORDS.incrementAndGet();
        long matter = matters.start(
                drafter, new StartMatter("workflow.test-lanes", record, "关于分头办理的请示", "", Urgency.PLAIN, Map.of()));
        matters.send(drafter, "workflow.test-lanes", record, "draft", "", "");
        var office = as("hewei");
        office.navigate(address("/workspace/workflow/matters/" + matter));
        button(office, "管理办件").click();
        button(office, "增减分支").click();
        var dialog = office.getByRole(AriaRole.DIALOG);
        dialog.getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName(Pattern.compile("增加 领导阅示")))
                .check();
        dialog.getByLabel("原因（必填）").fill("需要分管领导阅示");
        button(office, "增加分支").click();
        assertThat(dialog.getByText("请选择下一环节“领导阅示”的办理人。")).isVisible();
        picture(office, "branch-asks-people");
        accessible(office);
        pick(office, "领导阅示的办理人", "周建国");
        confirm(office, "增加分支");
        assertThat(office.getByRole(AriaRole.STATUS)
                        .filter(new Locator.FilterOptions().setHasText("已调整分支"))
                        .first())
                .isVisible();
        assertThat(office.getByText("周建国").first()).isVisible();
    }

    @Test
    void manyAreHandledWithOneOpinion() {
        var title = "关于批量核定零售户档位的请示";
        waiting(title, 5, 1);
        var head = as("zhaowei");
        head.navigate(address("/workspace/workflow/todo?text=" + title));
        head.getByLabel("选中 " + title + "之1").check();
        button(head, Pattern.compile("选中列出的 6 件")).click();
        button(head, Pattern.compile("批量办理")).click();
        var dialog = head.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("须填写意见");
        dialog.getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName("统一意见"))
                .fill("同意。");
        dialog.getByRole(AriaRole.STATUS).click();
        assertThat(dialog).containsText("6 件中 5 件可以");
        assertThat(dialog).containsText("请选择下一环节");
        picture(head, "batch");
        accessible(head);

        button(head, Pattern.compile("送出 5 件")).click();

        assertThat(dialog).containsText("已送出 5 件，1 件须逐件办理。");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("关闭"))
                .first()
                .click();
        assertThat(head.getByRole(AriaRole.LINK).filter(new Locator.FilterOptions().setHasText(title)))
                .hasCount(1);

        var phone = as("zhaowei", Screen.PHONE);
        phone.navigate(address("/workspace/workflow/todo?text=" + title));
        phone.getByLabel(Pattern.compile("选中 " + title)).first().check();
        button(phone, Pattern.compile("批量办理")).click();
        assertThat(phone.getByRole(AriaRole.DIALOG)).containsText("1 件中 0 件可以");
        picture(phone, "batch-phone");
        accessible(phone);
    }

    @Test
    void aMatterIsFollowedAndANoteIsLeft() {
        var title = "关于关注事项的请示";
        long matter = waiting(title, 1, 0).getFirst();
        var drafter = as("limin");
        drafter.navigate(address("/workspace/workflow/matters/" + matter));
        button(drafter, Pattern.compile("☆ 关注")).click();
        assertThat(button(drafter, Pattern.compile("★ 已关注"))).isVisible();
        drafter.getByLabel("新的留言").fill("附件第二页已经更新。");
        drafter.getByLabel("仅自己可见").uncheck();
        drafter.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("留言").setExact(true))
                .click();
        assertThat(drafter.getByLabel("关注、提醒和留言")).containsText("附件第二页已经更新。");
        button(drafter, Pattern.compile("提醒我")).click();
        var dialog = drafter.getByRole(AriaRole.DIALOG);
        dialog.getByLabel(Pattern.compile("环节")).last().selectOption("部门审核");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("设置提醒"))
                .click();
        assertThat(drafter.getByText("“部门审核”办完时")).isVisible();
        picture(drafter, "follow");
        accessible(drafter);

        var head = as("zhaowei");
        head.navigate(address("/workspace/workflow/matters/" + matter));
        assertThat(head.getByLabel("关注、提醒和留言")).containsText("附件第二页已经更新。");
        head.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("办理意见"))
                .fill("同意。");
        button(head, Pattern.compile("^同意$")).click();
        head.waitForURL(Pattern.compile(".*/workflow/todo.*"));

        drafter.navigate(address("/workspace/workflow/followed"));
        assertThat(drafter.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile(title))))
                .isVisible();
        drafter.navigate(address("/workspace/messages"));
        assertThat(drafter.getByText("“部门审核”已办完").first()).isVisible();
    }

    @Test
    void whoStandsInHandlesInTheNameOfTheOther() {
        var title = "关于委托期间办理的请示";
        long matter = waiting(title, 1, 0).getFirst();
        var head = as("zhaowei");
        head.navigate(address("/workspace/workflow/delegations"));
        button(head, Pattern.compile("新建委托")).click();
        pick(head, "代办人", "罗文斌");
        head.getByLabel("原因").fill("外出培训");
        picture(head, "delegation");
        accessible(head);
        confirm(head, "委托代办");

        var substitute = as("luowenbin");
        substitute.navigate(address("/workspace/workflow/todo?text=" + title));
        assertThat(substitute.getByRole(AriaRole.MAIN)).containsText("代 赵伟");
        substitute
                .getByRole(AriaRole.LINK)
                .filter(new Locator.FilterOptions().setHasText(title))
                .first()
                .click();
        substitute
                .getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("办理意见"))
                .fill("同意，按规定办理。");
        button(substitute, Pattern.compile("^同意$")).click();
        assertThat(substitute
                        .getByRole(AriaRole.STATUS)
                        .filter(new Locator.FilterOptions().setHasText("已同意"))
                        .first())
                .isVisible();

        head.navigate(address("/workspace/workflow/delegations"));
        button(head, Pattern.compile("^结束$")).click();
        confirm(head, "结束委托");
        head.navigate(address("/workspace/workflow/matters/" + matter));
        head.getByText(Pattern.compile("流转记录 \\d+ 条")).click();
        assertThat(head.getByText(Pattern.compile("赵伟 委托\\s+罗文斌")).first()).isVisible();
    }

    @Test
    void everythingIsHandedOverAndTakenBackTheSameDay() {
        var title = "关于移交在办事项的请示";
        waiting(title, 3, 0);
        var head = as("zhaowei");
        head.navigate(address("/workspace/workflow/hand-overs"));
        pick(head, "移交人", "赵伟");
        pick(head, "接收人", "罗文斌");
        button(head, Pattern.compile("^预览$")).click();
        assertThat(head.getByRole(AriaRole.MAIN)).containsText(title + "之3");
        head.getByLabel(Pattern.compile("移交原因")).fill("调离本处");
        picture(head, "hand-over-all");
        accessible(head);
        button(head, Pattern.compile("^移交 \\d+ 件$")).click();
        assertThat(head.getByRole(AriaRole.MAIN)).containsText("赵伟 → 罗文斌");

        var receiver = as("luowenbin");
        receiver.navigate(address("/workspace/workflow/todo?text=" + title));
        assertThat(receiver.getByRole(AriaRole.LINK).filter(new Locator.FilterOptions().setHasText(title)))
                .hasCount(3);

        button(head, Pattern.compile("^撤销$")).click();
        confirm(head, "撤销移交");
        assertThat(head.getByRole(AriaRole.MAIN)).containsText("已撤销");
        head.navigate(address("/workspace/workflow/todo?text=" + title));
        assertThat(head.getByRole(AriaRole.LINK).filter(new Locator.FilterOptions().setHasText(title)))
                .hasCount(3);
    }
}
