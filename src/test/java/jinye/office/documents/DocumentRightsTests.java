package jinye.office.documents;

import static jinye.office.IssuedDocuments.body;
import static jinye.office.IssuedDocuments.done;
import static jinye.office.IssuedDocuments.json;
import static jinye.office.IssuedDocuments.path;
import static jinye.office.IssuedDocuments.view;
import static jinye.office.IssuedDocuments.visitor;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import jinye.office.IssuedDocuments;
import jinye.platform.files.Files;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What a step lets its handlers see and change of a document, kept by the server over HTTP. */
@JinyeTest
class DocumentRightsTests {

    private static final AtomicInteger VERSION = new AtomicInteger(1000);

    @LocalServerPort
    private int port;

    @Autowired
    private SampleBureau bureau;

    @Autowired
    private IssuedDocuments issued;

    @Autowired
    private Files files;

    @Autowired
    private JdbcClient jdbc;

    /** Others look at the versions of this process, too. */
    @AfterEach
    void backToTheOnlyVersion() {
        jdbc.sql("""
                        update workflow.matter set version = (select min(version) from workflow.process where kind = 'documents.outgoing')
                        where kind = 'documents.outgoing' and version > 1000""").update();
        jdbc.sql("delete from workflow.process where kind = 'documents.outgoing' and version > 1000")
                .update();
    }

    @Test
    void aFileIsHiddenShownOrHandedOutAsTheStepSays() throws IOException {
        long id = issued.draft(port, "关于附件权限的通知", Map.of());
        var attached = attach(id);
        under(id, "department", "files=\"名单:hide,方案:read,*:download\"");
        issued.send("limin", id, "draft", "sent", "");
        var zhao = visitor(port, "zhaowei");

        var seen = view(port, "zhaowei", id).path("attachments");
        assertThat(titles(seen)).containsExactly("方案", "说明");
        assertThat(seen.path(0).path("downloadable").asBoolean()).isFalse();
        assertThat(seen.path(1).path("downloadable").asBoolean()).isTrue();
        assertThat(titles(zhao.get(path(id, "attachments")).json())).containsExactly("方案", "说明");

        var hidden = "files/" + attached.get("名单");
        assertThat(zhao.get(path(id, hidden)).status()).isEqualTo(404);
        assertThat(zhao.get(path(id, hidden + "/look")).status()).isEqualTo(404);
        assertThat(zhao.get(path(id, hidden + "/pages/1")).status()).isEqualTo(404);
        var read = "files/" + attached.get("方案");
        var refused = zhao.get(path(id, read));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("documents.view-only");
        assertThat(refused.json().path("detail").asString()).contains("方案.pdf").contains("主办人员");
        assertThat(zhao.get(path(id, read + "/look")).json().path("pages").asInt())
                .isEqualTo(2);
        var page = zhao.get(path(id, read + "/pages/1"));
        assertThat(page.type()).isEqualTo("image/png");
        assertThat(page.body()).contains("PNG");
        assertThat(zhao.get(path(id, read + "/pages/3")).status()).isEqualTo(404);
        assertThat(done(zhao.get(path(id, "files/" + attached.get("说明")))).body())
                .isEqualTo("说明的内容");
        assertThat(zhao.get(path(id, "files/" + attached.get("说明") + "/look"))
                        .json()
                        .path("text")
                        .asString())
                .contains("说明的内容");

        // handing the step on opens nothing, and the drafter keeps what the drafter had
        issued.send("zhaowei", id, "department", "agree", "同意。");
        assertThat(zhao.get(path(id, hidden)).status()).isEqualTo(404);
        assertThat(zhao.get(path(id, read)).status()).isEqualTo(403);
        assertThat(titles(view(port, "limin", id).path("attachments"))).containsExactly("方案", "名单", "说明");
        assertThat(visitor(port, "limin").get(path(id, hidden)).status()).isEqualTo(200);
    }

    @Test
    void aStepThatMayNotChangeFilesKeepsThemAndWhatItDoesNotSeeStaysInItsPlace() throws IOException {
        long id = issued.draft(port, "关于附件改动的通知", Map.of());
        var attached = attach(id);
        under(id, "department", "files=\"名单:hide,说明:edit,*:read\"");
        issued.send("limin", id, "draft", "sent", "");
        var zhao = visitor(port, "zhaowei");
        var plan = Map.<String, Object>of("file", attached.get("方案"), "title", "方案");
        var notes = Map.<String, Object>of("file", attached.get("说明"), "title", "说明");

        fixed(put(zhao, id, List.of(notes)), "方案");
        fixed(put(zhao, id, List.of(Map.of("file", attached.get("方案"), "title", "改了名"), notes)), "方案");
        fixed(put(zhao, id, List.of(plan)), "说明");
        long more = upload("zhaowei", "补充.txt", "补充".getBytes(StandardCharsets.UTF_8));
        fixed(put(zhao, id, List.of(plan, notes, Map.of("file", more, "title", "补充"))), "补充");
        assertThat(put(zhao, id, List.of(plan, notes, Map.of("file", attached.get("名单"), "title", "名单")))
                        .status())
                .isEqualTo(404);
        assertThat(titles(view(port, "limin", id).path("attachments"))).containsExactly("方案", "名单", "说明");

        // a file whose content may be changed is replaced under its name
        done(put(zhao, id, List.of(plan, Map.of("file", more, "title", "说明"))));
        var now = view(port, "limin", id).path("attachments");
        assertThat(titles(now)).containsExactly("方案", "名单", "说明");
        assertThat(now.path(2).path("file").asLong()).isEqualTo(more);
        assertThat(view(port, "zhaowei", id).path("limits").path("mayAttach").asBoolean())
                .isFalse();
    }

    @Test
    void elementsTheStepFixesStayAndThoseItDemandsAreFilledInBeforeSending() {
        long id = issued.draft(port, "关于要素权限的通知", Map.of());
        under(id, "department", "fields=\"title:read,mainTo:read,contact:required,*:edit\"");
        issued.send("limin", id, "draft", "sent", "");
        var zhao = visitor(port, "zhaowei");
        var limits = view(port, "zhaowei", id).path("limits");
        assertThat(limits.path("fixed").toString())
                .contains("title")
                .contains("mainToOutside")
                .doesNotContain("note");

        var refused = save(zhao, id, Map.of("title", "关于改了标题的通知", "note", "此件公开发布"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("documents.element-fixed");
        assertThat(refused.json().path("detail").asString()).contains("标题").contains("请");
        assertThat(refused.json().path("faults").path(0).path("pointer").asString())
                .isEqualTo("/title");
        assertThat(save(zhao, id, Map.of("mainToOutside", List.of("某处"))).code())
                .isEqualTo("documents.element-fixed");
        assertThat(view(port, "limin", id).path("title").asString()).isEqualTo("关于要素权限的通知");

        var whole = IssuedDocuments.JSON.convertValue(view(port, "zhaowei", id).path("content"), Map.class);
        var changed = new LinkedHashMap<Object, Object>(whole);
        changed.put("note", "此件公开发布");
        done(save(zhao, id, changed));
        var sent = sending(zhao, "zhaowei", id);
        assertThat(sent.status()).isEqualTo(422);
        assertThat(sent.code()).isEqualTo("documents.element-required");
        assertThat(sent.json().path("detail").asString()).contains("联系人");
        done(save(zhao, id, Map.of("contact", "李敏")));
        done(sending(zhao, "zhaowei", id));
    }

    @Test
    void aHiddenTextIsNowhereToBeReadAndIsNotLost() {
        long id = issued.draft(port, "关于正文权限的通知", Map.of("body", body("只给起草人看的正文")));
        under(id, "department", "fields=\"body:hide,*:edit\"");
        issued.send("limin", id, "draft", "sent", "");
        var zhao = visitor(port, "zhaowei");

        assertThat(zhao.get("/api/documents/" + id).body()).doesNotContain("只给起草人看");
        for (var place : List.of("preview", "versions/1/diff/0")) {
            assertThat(zhao.get(path(id, place)).status()).as(place).isEqualTo(404);
        }
        assertThat(save(zhao, id, Map.of("body", body("改写"))).code()).isEqualTo("documents.element-fixed");
        done(save(zhao, id, Map.of("note", "此件公开发布")));

        assertThat(visitor(port, "limin").get("/api/documents/" + id).body()).contains("只给起草人看");
    }

    @Test
    void whatAStepHidesIsNotFoundByItsWords() throws IOException {
        long id = issued.draft(port, "关于检索权限的通知", Map.of());
        under(id, "department", "files=\"名单:hide\"");
        attach(id);

        var hit = "\"link\":\"/documents/" + id + "\"";
        Awaitility.await().untilAsserted(() -> assertThat(found("说明的内容")).contains(hit));
        assertThat(found("名单的内容")).doesNotContain(hit);
    }

    @Test
    void searchFollowsADocumentToAVersionThatHidesSomething() throws IOException {
        long id = issued.draft(port, "关于迁移后检索的通知", Map.of());
        int open = under(id, "department", "files=\"名单:read\"");
        attach(id);
        var hit = "\"link\":\"/documents/" + id + "\"";
        Awaitility.await().untilAsserted(() -> assertThat(found("名单的内容")).contains(hit));

        int closed = process("department", "files=\"名单:hide\"");
        done(visitor(port, "sysadmin")
                .post(
                        "/api/workflow/processes/documents.outgoing/migrations",
                        json(Map.of("from", open, "to", closed, "reason", "名单不再公开"))));

        Awaitility.await().untilAsserted(() -> assertThat(found("名单的内容")).doesNotContain(hit));
        assertThat(found("说明的内容")).contains(hit);
    }

    private String found(String words) {
        return visitor(port, "limin")
                .get("/api/query?size=50&text=" + URLEncoder.encode("\"" + words + "\"", StandardCharsets.UTF_8))
                .body();
    }

    @Test
    void withoutRightsInTheProcessEverythingIsAsBefore() throws IOException {
        long id = issued.draft(port, "关于没有限制的通知", Map.of());
        var attached = attach(id);
        issued.send("limin", id, "draft", "sent", "");
        var zhao = visitor(port, "zhaowei");

        var seen = view(port, "zhaowei", id);
        assertThat(titles(seen.path("attachments"))).containsExactly("方案", "名单", "说明");
        assertThat(seen.path("limits").path("fixed").size()).isZero();
        assertThat(seen.path("limits").path("mayAttach").asBoolean()).isTrue();
        assertThat(zhao.get(path(id, "files/" + attached.get("方案"))).status()).isEqualTo(200);
        done(put(zhao, id, List.of()));
        assertThat(view(port, "limin", id).path("attachments").size()).isZero();
    }

    /** The matter goes on under a version of its process in which one step has rights of its own. */
    private int under(long id, String step, String rights) {
        int version = process(step, rights);
        jdbc.sql("update workflow.matter set version = :version where kind = 'documents.outgoing' and record = :id")
                .param("version", version)
                .param("id", id)
                .update();
        return version;
    }

    private int process(String step, String rights) {
        int version = VERSION.incrementAndGet();
        var bpmn = jdbc.sql(
                        "select bpmn from workflow.process where kind = 'documents.outgoing' order by version limit 1")
                .query(String.class)
                .single();
        var changed =
                bpmn.replace("<userTask id=\"" + step + "\"", "<userTask jinye:" + rights + " id=\"" + step + "\"");
        assertThat(changed).isNotEqualTo(bpmn);
        jdbc.sql("""
                        insert into workflow.process (kind, version, bpmn, published_at, published_by_name, note)
                        values ('documents.outgoing', :version, :bpmn, now(), '试验', '')""").param("version", version).param("bpmn", changed).update();
        return version;
    }

    /** By title, in order: 方案, 名单, 说明. */
    private Map<String, Long> attach(long id) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var pdf = new PDDocument()) {
            pdf.addPage(new PDPage());
            pdf.addPage(new PDPage());
            pdf.save(bytes);
        }
        var attached = new LinkedHashMap<String, Long>();
        attached.put("方案", upload("limin", "方案.pdf", bytes.toByteArray()));
        attached.put("名单", upload("limin", "名单.txt", "名单的内容".getBytes(StandardCharsets.UTF_8)));
        attached.put("说明", upload("limin", "说明.txt", "说明的内容".getBytes(StandardCharsets.UTF_8)));
        var list = new ArrayList<Map<String, Object>>();
        attached.forEach((title, file) -> list.add(Map.of("file", file, "title", title)));
        done(put(visitor(port, "limin"), id, list));
        return attached;
    }

    private long upload(String login, String name, byte[] content) {
        return files.store(bureau.actor(login), name, new ByteArrayInputStream(content))
                .id();
    }

    private static Visitor.Answer put(Visitor by, long id, List<Map<String, Object>> attachments) {
        return by.put(path(id, "attachments"), json(Map.of("attachments", attachments)));
    }

    private Visitor.Answer save(Visitor by, long id, Map<?, ?> content) {
        return by.put(
                path(id, "draft"),
                json(content),
                view(port, "limin", id).path("version").asLong());
    }

    private static Visitor.Answer sending(Visitor by, String login, long id) {
        var mine = by.get("/api/workflow/matters?kind=documents.outgoing&record=" + id)
                .json()
                .path("mine")
                .path(0);
        return by.post(
                "/api/workflow/assignments/" + mine.path("assignment").asLong() + "/sending",
                json(Map.of("decision", "agree", "opinion", "同意。")));
    }

    private static void fixed(Visitor.Answer answer, String title) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("documents.attachment-fixed");
        assertThat(answer.json().path("detail").asString()).contains(title);
    }

    private static List<String> titles(JsonNode attachments) {
        var titles = new ArrayList<String>();
        attachments.forEach(one -> titles.add(one.path("title").asString()));
        return titles;
    }
}
