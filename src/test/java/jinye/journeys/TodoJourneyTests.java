package jinye.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jinye.platform.workflow.Matters;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** Working down the to-do list: by keys alone, several at once, and with the same thing open twice. */
class TodoJourneyTests extends Journey {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    SampleBureau bureau;

    @Autowired
    Matters matters;

    @Test
    void theWholeListIsHandledWithoutAPointer() {
        arrive("关于按键办理第一件的通知");
        arrive("关于按键办理第二件的通知");
        var head = as("zhaowei");
        head.navigate(address("/workspace/workflow/todo?text=按键办理"));
        assertThat(items(head)).hasCount(2);
        var keys = head.keyboard();

        keys.press("j");
        keys.press("j");
        keys.press("k");
        keys.press("Enter");
        assertThat(heading(head, Pattern.compile("关于按键办理第.件的通知"))).isVisible();
        var first = head.locator("#matter-title").innerText();
        button(head, "同意").waitFor();
        keys.press("o");
        assertThat(opinion(head)).isFocused();
        keys.type("同意，请办公室核稿。");
        keys.press("Escape");
        keys.press("s");
        var dialog = head.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("下一环节");
        assertThat(dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("同意")))
                .isFocused();
        keys.press("Enter");
        assertThat(dialog).isHidden();
        assertThat(head.locator("#matter-title")).not().hasText(first);

        assertThat(button(head, "退回")).isVisible();
        opinion(head).fill("这一句不是退回的理由。");
        keys.press("Escape");
        keys.press("r");
        var reason = dialog.getByRole(AriaRole.TEXTBOX);
        assertThat(reason).hasValue("");
        reason.fill("请补充依据后再报。");
        dialog.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("退回").setExact(true))
                .click();
        assertThat(dialog).isHidden();
        assertThat(items(head)).hasCount(0);
    }

    @Test
    void severalAreSentAtOnceAndEachSaysWhatBecameOfIt() {
        arrive("关于批量办理甲的通知");
        arrive("关于批量办理乙的通知");
        long overtaken = arrive("关于批量办理丙的通知");
        var head = as("zhaowei");
        head.navigate(address("/workspace/workflow/todo?text=批量办理"));
        assertThat(items(head)).hasCount(3);

        for (var one : List.of("甲", "乙", "丙")) {
            head.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("选中 关于批量办理" + one + "的通知"))
                    .check();
        }
        head.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("批量办理"))
                .click();
        var dialog = head.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("3 件中 3 件可以按各自的第一个选项送出");
        matters.send(bureau.actor("zhaowei"), "documents.outgoing", overtaken, "department", "agree", "同意。");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("送出 3 件"))
                .click();

        assertThat(dialog).containsText("已送出 2 件");
        assertThat(dialog.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("批量办理甲")))
                .containsText("已送出");
        assertThat(dialog.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("批量办理丙")))
                .containsText("该事项已由赵伟");
    }

    @Test
    void aTaskHandledInAnotherTabSaysSoAndKeepsWhatWasWritten() {
        arrive("关于两个页面同时办理的通知");
        var one = as("zhaowei");
        one.navigate(address("/workspace/workflow/todo?text=两个页面"));
        items(one).first().getByRole(AriaRole.LINK).click();
        button(one, "同意").waitFor();
        var other = another(one);
        other.navigate(one.url());
        button(other, "同意").waitFor();
        opinion(other).fill("第二个页面写的意见。");

        opinion(one).fill("同意。");
        button(one, "同意").click();
        assertThat(one.getByRole(AriaRole.STATUS).filter(new Locator.FilterOptions().setHasText("已同意")))
                .isVisible();
        button(other, "同意").click();

        assertThat(other.getByRole(AriaRole.ALERT).first()).containsText("该事项已由赵伟于");
        assertThat(opinion(other)).hasValue("第二个页面写的意见。");
        other.close();
    }

    /** A notice drafted by 李敏 that has just come to the head of the department. @return the document */
    private long arrive(String title) {
        var content = Map.of(
                "kind",
                "08",
                "title",
                title,
                "body",
                Map.of(
                        "type",
                        "doc",
                        "content",
                        List.of(Map.of(
                                "type",
                                "paragraph",
                                "content",
                                List.of(Map.of("type", "text", "text", "现将有关事项通知如下。"))))),
                "mainTo",
                List.of(bureau.unit("43010000")),
                "publicity",
                "OPEN",
                "signer",
                bureau.person("liuzhiyuan"));
        var drafter = Visitor.at(port).signIn("limin");
        var answer =
                drafter.post("/api/documents", JSON.writeValueAsString(Map.of("flow", "outgoing", "content", content)));
        org.assertj.core.api.Assertions.assertThat(answer.status())
                .as(answer.body())
                .isEqualTo(201);
        long id = answer.json().path("id").asLong();
        matters.send(bureau.actor("limin"), "documents.outgoing", id, "draft", "sent", "");
        return id;
    }

    private static Locator items(Page page) {
        return page.locator("li.item");
    }

    private static Locator heading(Page page, Pattern name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name))
                .first();
    }

    private static Locator opinion(Page page) {
        return page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("办理意见"));
    }
}
