package jinye.office.transmission;

import static jinye.office.IssuedDocuments.done;
import static jinye.office.IssuedDocuments.json;
import static jinye.office.IssuedDocuments.path;
import static jinye.office.IssuedDocuments.view;
import static jinye.office.IssuedDocuments.visitor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import jinye.office.IssuedDocuments;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Documents that answer, correct, revoke, abolish or supersede others: nothing is erased and everybody sees it. */
@JinyeTest
class RelationTests {

    @LocalServerPort
    int port;

    @Autowired
    IssuedDocuments documents;

    @Autowired
    SampleBureau bureau;

    @Autowired
    Transmissions transmissions;

    @Autowired
    Receiving receiving;

    @Autowired
    DispatchList dispatches;

    @Test
    void anAbolishedDocumentSaysSoWhereverItIsSeen() throws Exception {
        long old = given("关于卷烟零售点布局的旧通知");
        long received = registered(old);
        long later = documents.draft(port, "关于废止零售点布局旧规定的通知", Map.of());
        done(visitor(port, "limin")
                .put(
                        path(later, "named-documents"),
                        json(Map.of(
                                "named", List.of(Map.of("document", old, "act", "ABOLITION", "reason", "新办法已施行"))))));
        assertThat(relations("limin", old).path("standings"))
                .as("not before it is given out")
                .isEmpty();
        assertThat(relations("limin", old)
                        .path("namedBy")
                        .get(0)
                        .path("inForce")
                        .asBoolean())
                .isFalse();

        issue(later);
        give(later);

        var standing = relations("limin", old).path("standings").get(0);
        assertThat(standing.path("standingName").asString()).isEqualTo("已废止");
        assertThat(standing.path("byNumber").asString()).startsWith("湘烟");
        assertThat(standing.path("byDocument").asLong()).isEqualTo(later);
        assertThat(relations("limin", later).path("names").get(0).path("id").asLong())
                .isEqualTo(old);
        assertThat(visitor(port, "limin")
                        .get("/api/documents?flow=outgoing&text=零售点布局的旧通知")
                        .body())
                .contains("已废止");
        assertThat(paper("limin", old)).contains("已废止");
        assertThat(view(port, "limin", old).path("state").asString())
                .as("nothing is erased")
                .isEqualTo("D95");
        assertThat(relations("huangyan", received)
                        .path("standings")
                        .get(0)
                        .path("standingName")
                        .asString())
                .isEqualTo("已废止");
        assertThat(relations("huangyan", received)
                        .path("standings")
                        .get(0)
                        .path("reason")
                        .asString())
                .contains("关于废止零售点布局旧规定的通知");
        assertThat(paper("huangyan", received)).contains("已废止");
        assertThat(visitor(port, "huangyan").get("/api/messages").body()).contains("零售点布局的旧通知");
        await().untilAsserted(() -> assertThat(visitor(port, "limin")
                        .get("/api/query?text=零售点布局的旧通知&state=已废止")
                        .json()
                        .path("total")
                        .asLong())
                .isPositive());
    }

    @Test
    void onlyIssuedDocumentsOfOnesOwnAreNamedAndEachEndsOnce() {
        long unsent = documents.draft(port, "关于尚未印发的通知", Map.of());
        long naming = documents.draft(port, "关于撤销有关文件的通知", Map.of());
        var limin = visitor(port, "limin");

        assertThat(limin.put(path(naming, "named-documents"), named(unsent, "REVOCATION"))
                        .code())
                .isEqualTo("documents.not-issued");
        assertThat(limin.put(path(naming, "named-documents"), named(naming, "REVOCATION"))
                        .code())
                .isEqualTo("documents.names-itself");
        assertThat(limin.put(path(naming, "named-documents"), named(unsent, "ERASURE"))
                        .code())
                .isEqualTo("documents.unknown-word");
        assertThat(visitor(port, "linxue")
                        .put(path(naming, "named-documents"), named(unsent, "REVOCATION"))
                        .status())
                .isEqualTo(404);

        long old = given("关于只能撤销一次的通知");
        long first = documents.draft(port, "关于撤销一次的通知", Map.of());
        long second = documents.draft(port, "关于再次撤销的通知", Map.of());
        done(limin.put(path(first, "named-documents"), named(old, "SUPERSESSION")));
        done(limin.put(path(second, "named-documents"), named(old, "REVOCATION")));
        issue(first);
        give(first);
        assertThat(limin.put(path(second, "named-documents"), named(old, "REVOCATION"))
                        .code())
                .isEqualTo("documents.ended-already");
        assertThat(relations("limin", old).path("standings")).hasSize(1);
    }

    @Test
    void aRequestIsAnsweredByAReplyThatCitesItAndBothShowEachOther() {
        var registrar = visitor(port, "xiaoyan");
        long request = done(registrar.post(
                        "/api/documents/registrations",
                        json(Map.ofEntries(
                                Map.entry("fromUnitName", "长沙市烟草专卖局"),
                                Map.entry("number", "长烟办〔2026〕77号"),
                                Map.entry("title", "长沙市烟草专卖局关于购置执法车辆的请示"),
                                Map.entry("kindCode", "11"),
                                Map.entry("urgency", "URGENT"),
                                Map.entry("sourceClass", "下级"),
                                Map.entry("handling", "ACT"),
                                Map.entry("bodyText", "妥否，请批示。")))))
                .json()
                .path("id")
                .asLong();
        assertThat(waiting("xiaoyan", "received=true")).contains("购置执法车辆").contains("\"overdue\":false");
        assertThat(relations("xiaoyan", request).path("owesAnswer").asBoolean()).isTrue();

        long reply = done(registrar.post(path(request, "replies"), "{}"))
                .json()
                .path("id")
                .asLong();

        var draft = view(port, "xiaoyan", reply);
        assertThat(draft.path("title").asString()).isEqualTo("关于购置执法车辆的批复");
        assertThat(draft.path("content").path("body").toString()).contains("你局《长沙市烟草专卖局关于购置执法车辆的请示》（长烟办〔2026〕77号）收悉");
        assertThat(draft.path("mainTo").get(0).path("name").asString()).isEqualTo("长沙市烟草专卖局");
        assertThat(draft.path("answered").path("id").asLong()).isEqualTo(request);
        assertThat(waiting("xiaoyan", "received=true")).contains("\"reply\":" + reply);
    }

    private String waiting(String login, String query) {
        return visitor(port, login).get("/api/documents/requests?" + query).body();
    }

    private static String named(long document, String act) {
        return json(Map.of("named", List.of(Map.of("document", document, "act", act))));
    }

    private JsonNode relations(String login, long id) {
        return done(visitor(port, login).get(path(id, "relations"))).json();
    }

    private String paper(String login, long id) throws Exception {
        byte[] pdf = visitor(port, login).bytes(path(id, "paper"));
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s", "");
        }
    }

    /** Sealed and given to Changsha. */
    private long given(String title) {
        long id = documents.sealed(port, title);
        give(id);
        return id;
    }

    private void give(long id) {
        transmissions.send(
                bureau.actor("xiaoyan"), new SendDocument(id, List.of(bureau.unit("43010000")), List.of(), null));
    }

    private long registered(long id) {
        var dispatch =
                dispatches.ofDocument(bureau.actor("xiaoyan"), id).getFirst().id();
        long envelope = dispatches
                .board(bureau.actor("xiaoyan"), dispatch)
                .rows()
                .getFirst()
                .envelope();
        return receiving.register(bureau.actor("huangyan"), envelope, "READ");
    }

    private void issue(long id) {
        documents.send("limin", id, "draft", "sent", "");
        documents.send("zhaowei", id, "department", "agree", "同意。");
        documents.send("chenjing", id, "office", "agree", "文字已核。");
        if (documents.state(port, id).equals("D35")) {
            documents.send("zhoujianguo", id, "leader", "agree", "同意。");
        }
        done(visitor(port, "liuzhiyuan").put(path(id, "signature"), "{}"));
        var chen = visitor(port, "chenjing");
        done(chen.put(path(id, "number"), "{}"));
        done(chen.put(path(id, "recheck"), "{}"));
        done(chen.put(path(id, "typesetting"), "{\"complete\":true}"));
        done(visitor(port, "tangli").put(path(id, "seal"), "{}"));
    }
}
