package jinye.office.archives;

import static jinye.office.IssuedDocuments.json;
import static jinye.office.IssuedDocuments.visitor;
import static jinye.office.archives.FiledItems.done;
import static jinye.office.archives.FiledItems.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is due is appraised, listed, approved and destroyed by two; what is held or not due is not, whoever asks. */
@JinyeTest
class DisposalTests {

    private static final String AT = "/api/archives/";

    @LocalServerPort
    private int port;

    @Value("${jinye.data}")
    private Path data;

    @Autowired
    private SampleBureau bureau;

    @Autowired
    private FiledItems filed;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void twoDestroyWhatAGroupAndALeaderAgreedToAndTheRegisterIsKeptForEver() {
        long item = dueItem("关于到期销毁的通知");
        long document = jdbc.sql("select document from archives.item where id = ?")
                .param(item)
                .query(Long.class)
                .single();
        var digests = jdbc.sql("select sha256 from archives.component where item = ?")
                .param(item)
                .query(String.class)
                .list();
        assertThat(digests).allMatch(this::onDisk);
        assertThat(archivist().get(AT + "due").body()).contains("关于到期销毁的通知");

        long disposal = listed(item);
        assertThat(refused(confirm("dengxia", disposal))).isEqualTo("archives.no-such-disposal");
        assertThat(archivist()
                        .put(AT + "disposals/" + disposal + "/decision", decision(true))
                        .status())
                .as("the archivist approves nothing")
                .isEqualTo(403);
        assertThat(refused(name(disposal, "dengxia", "luowenbin"))).isEqualTo("archives.wrong-disposal-state");
        done(visitor(port, "zhoujianguo").put(AT + "disposals/" + disposal + "/decision", decision(true)));
        assertThat(refused(name(disposal, "dengxia", "dengxia"))).isEqualTo("archives.two-supervisors");
        assertThat(refused(name(disposal, "dengxia", "zhoujianguo"))).isEqualTo("archives.not-the-same-person");
        assertThat(refused(name(disposal, "dengxia", "pengfang"))).isEqualTo("archives.not-the-same-person");
        done(name(disposal, "dengxia", "luowenbin"));

        assertThat(done(confirm("dengxia", disposal)).json().path("destroyed").asBoolean())
                .as("one alone destroys nothing")
                .isFalse();
        assertThat(refused(confirm("dengxia", disposal))).isEqualTo("archives.confirmed-before");
        assertThat(digests).allMatch(this::onDisk);
        assertThat(done(confirm("luowenbin", disposal)).json().path("destroyed").asBoolean())
                .isTrue();

        assertThat(digests).as("the bytes are gone").noneMatch(this::onDisk);
        var view = archivist().get(AT + "items/" + item).json();
        assertThat(view.path("item").path("stateTerm").asString()).isEqualTo("已销毁");
        assertThat(view.path("item").path("title").asString()).isEqualTo("关于到期销毁的通知");
        assertThat(refused(archivist().get(AT + "items/" + item + "/components/1")))
                .isEqualTo("archives.destroyed");
        var texts = jdbc.sql("""
                        select i.body_text || d.body_text || cast(c.source as text)
                               || (select string_agg(cast(v.body as text), '') from documents.version v where v.document = d.id)
                        from archives.item i join documents.document d on d.id = i.document
                        join archives.candidate c on c.item = i.id where i.id = ?""").param(item).query(String.class).single();
        assertThat(texts).doesNotContain("现将有关事项通知如下");
        assertThat(visitor(port, "limin").get("/api/documents/" + document).body())
                .doesNotContain("现将有关事项通知如下")
                .contains("关于到期销毁的通知");

        var made = done(archivist().get(AT + "disposals/" + disposal)).json().path("disposal");
        assertThat(made.path("number").asString()).matches("XH-\\d{4}-\\d{4}");
        var certificate = archivist()
                .get(AT + "items/" + made.path("certificateItem").asLong())
                .json();
        assertThat(certificate.path("item").path("retention").asString()).isEqualTo("Y");
        assertThat(certificate.path("item").path("title").asString()).contains("销毁清册");
        var paper = jdbc.sql("select sha256 from files.file where id = ?")
                .param(made.path("certificate").asLong())
                .query(String.class)
                .single();
        assertThat(onDisk(paper)).isTrue();
        assertThat(archivist().get(AT + "chain").json().path("broken").size()).isZero();
    }

    @Test
    void searchForgetsWhatWasDestroyed() {
        long item = dueItem("关于检索销毁的通知");
        Awaitility.await()
                .untilAsserted(() -> assertThat(found()).as("findable at first").contains("/archives/items/" + item));
        assertThat(catalogued()).isOne();

        destroy(item);

        Awaitility.await().untilAsserted(() -> assertThat(found()).doesNotContain("/archives/items/" + item));
        assertThat(catalogued()).isZero();
    }

    private String found() {
        return archivist().get("/api/query?text=关于检索销毁的通知").body();
    }

    private int catalogued() {
        return archivist()
                .get(AT + "catalogue?text=关于检索销毁的通知")
                .json()
                .path("items")
                .size();
    }

    @Test
    void whatIsNotDueOrHeldIsNeverDestroyed() {
        long young = filed.item(port, "关于未到期的通知");
        assertThat(refused(open(List.of(young)))).isEqualTo("archives.not-due");
        long item = dueItem("关于冻结的通知");
        var lawyer = visitor(port, "hewei");
        assertThat(archivist()
                        .post(AT + "items/" + item + "/holds", json(Map.of("reason", "行政诉讼")))
                        .status())
                .isEqualTo(403);
        long hold = done(lawyer.post(AT + "items/" + item + "/holds", json(Map.of("reason", "行政诉讼"))))
                .json()
                .path("id")
                .asLong();
        assertThat(refused(open(List.of(item)))).isEqualTo("archives.held");
        done(lawyer.put(AT + "holds/" + hold + "/lifting", json(Map.of("reason", "已结案"))));
        assertThat(refused(lawyer.put(AT + "holds/" + hold + "/lifting", json(Map.of("reason", "已结案")))))
                .isEqualTo("archives.already-lifted");

        long disposal = listed(item);
        done(visitor(port, "zhoujianguo").put(AT + "disposals/" + disposal + "/decision", decision(true)));
        done(name(disposal, "dengxia", "luowenbin"));
        done(confirm("dengxia", disposal));
        done(lawyer.post(AT + "items/" + item + "/holds", json(Map.of("reason", "审计进点"))));
        assertThat(refused(confirm("luowenbin", disposal)))
                .as("a hold at the last moment stops it")
                .isEqualTo("archives.held");
        done(archivist()
                .put(AT + "disposals/" + disposal + "/kept-items", json(Map.of("item", item, "reason", "审计冻结"))));
        assertThat(refused(confirm("luowenbin", disposal))).isEqualTo("archives.nothing-to-destroy");
        assertThat(archivist().get(AT + "holds?item=" + item).body())
                .contains("审计进点")
                .contains("已结案");
    }

    @Test
    void theDatabaseItselfRefusesWhoGoesAroundTheRules() {
        long item = dueItem("关于绕过规则的通知");
        long young = filed.item(port, "关于绕过期限的通知");
        for (var attack : List.of(
                "update archives.standing set state = 'DESTROYED' where item = " + item,
                "update archives.standing set state = 'DESTROYED' where item = " + young,
                "delete from archives.standing where item = " + item,
                "update archives.item set body_text = '' where id = " + item,
                "update documents.version set body = '{\"type\": \"doc\", \"content\": []}'",
                "delete from archives.hold",
                "delete from archives.appraisal_opinion")) {
            if (attack.contains("hold") && holds() == 0 || attack.contains("opinion") && opinions() == 0) {
                continue;
            }
            assertThatExceptionOfType(DataAccessException.class)
                    .as(attack)
                    .isThrownBy(() -> jdbc.sql(attack).update());
        }
    }

    @Test
    void whatOneWouldKeepIsKeptForTheLongestPeriodProposed() {
        long item = dueItem("关于续存的通知");
        long appraisal = done(open(List.of(item))).json().path("id").asLong();
        assertThat(refused(archivist().put(AT + "appraisals/" + appraisal + "/conclusion", "{}")))
                .isEqualTo("archives.opinions-missing");
        done(opine("zhaowei", appraisal, item, "DESTROY", null));
        assertThat(refused(opine("zhaowei", appraisal, item, "DESTROY", null))).isEqualTo("archives.opinion-given");
        assertThat(visitor(port, "hewei")
                        .get(AT + "appraisals/" + appraisal)
                        .json()
                        .path("opinions")
                        .size())
                .as("opinions are independent until all are there")
                .isZero();
        done(opine("hewei", appraisal, item, "EXTEND", "D30"));

        assertThat(done(archivist().put(AT + "appraisals/" + appraisal + "/conclusion", "{}"))
                        .json()
                        .path("disposal")
                        .isNull())
                .isTrue();
        var kept = archivist().get(AT + "items/" + item).json().path("item");
        assertThat(kept.path("state").asString()).isEqualTo("FILED");
        assertThat(kept.path("retention").asString()).isEqualTo("D30");
        assertThat(archivist().get(AT + "appraisals/" + appraisal + "/report").body())
                .startsWith("%PDF");
        assertThat(visitor(port, "tangli").get(AT + "appraisals/" + appraisal).status())
                .isEqualTo(404);
    }

    private int holds() {
        return jdbc.sql("select count(*) from archives.hold")
                .query(Integer.class)
                .single();
    }

    private int opinions() {
        return jdbc.sql("select count(*) from archives.appraisal_opinion")
                .query(Integer.class)
                .single();
    }

    private void destroy(long item) {
        long disposal = listed(item);
        done(visitor(port, "zhoujianguo").put(AT + "disposals/" + disposal + "/decision", decision(true)));
        done(name(disposal, "dengxia", "luowenbin"));
        done(confirm("dengxia", disposal));
        done(confirm("luowenbin", disposal));
    }

    private long dueItem(String title) {
        long item = filed.item(port, title);
        jdbc.sql("update archives.standing set retention_until = '2020-12-31' where item = ?")
                .param(item)
                .update();
        return item;
    }

    private Visitor.Answer open(List<Long> items) {
        return archivist()
                .post(
                        AT + "appraisals",
                        json(Map.of(
                                "name",
                                "到期鉴定",
                                "items",
                                items,
                                "members",
                                List.of(bureau.person("zhaowei"), bureau.person("hewei")))));
    }

    private long listed(long item) {
        long appraisal = done(open(List.of(item))).json().path("id").asLong();
        done(opine("zhaowei", appraisal, item, "DESTROY", null));
        done(opine("hewei", appraisal, item, "DESTROY", null));
        return done(archivist().put(AT + "appraisals/" + appraisal + "/conclusion", "{}"))
                .json()
                .path("disposal")
                .asLong();
    }

    private Visitor.Answer opine(String who, long appraisal, long item, String outcome, String retention) {
        var opinion =
                new java.util.HashMap<String, Object>(Map.of("item", item, "outcome", outcome, "reason", "已无查考价值"));
        opinion.put("retention", retention);
        return visitor(port, who)
                .put(AT + "appraisals/" + appraisal + "/opinions", json(Map.of("opinions", List.of(opinion))));
    }

    private Visitor.Answer name(long disposal, String first, String second) {
        return archivist()
                .put(
                        AT + "disposals/" + disposal + "/supervisors",
                        json(Map.of("people", List.of(bureau.person(first), bureau.person(second)))));
    }

    private Visitor.Answer confirm(String who, long disposal) {
        return visitor(port, who).put(AT + "disposals/" + disposal + "/confirmation", "{}");
    }

    private static String decision(boolean approved) {
        return json(Map.of("approved", approved, "opinion", "同意"));
    }

    private boolean onDisk(String sha256) {
        return Files.exists(data.resolve("files")
                .resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256));
    }

    private Visitor archivist() {
        return visitor(port, "pengfang");
    }
}
