package jinye.office.archives;

import static jinye.office.IssuedDocuments.json;
import static jinye.office.IssuedDocuments.visitor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Year;
import java.util.List;
import java.util.Map;
import jinye.office.archives.inspection.PeriodicInspection;
import jinye.office.archives.items.Fixation;
import jinye.platform.directory.Directory;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** From the pool through batch, numbers, checks and hand-over to boxes; corrections and the chain afterwards. */
@JinyeTest
class ArrangementTests {

    private static final String AT = "/api/archives/";
    private static final int YEAR = Year.now().getValue();

    @LocalServerPort
    private int port;

    @Autowired
    private SampleBureau bureau;

    @Autowired
    private EndedDocuments ended;

    @Autowired
    private Fixation fixation;

    @Autowired
    private PeriodicInspection periodic;

    @Autowired
    private Directory directory;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void aClosedDocumentWaitsInThePoolWithAProposalAndADueDay() {
        long candidate = ended.candidate("documents", ended.outgoing(port, "关于印发卷烟零售管理办法的通知"));

        var row = row(candidate, "POOL");
        assertThat(row.path("retention").asString()).isEqualTo("Y");
        assertThat(row.path("because").asString()).contains("规章制度").contains("8号令");
        assertThat(row.path("classCode").asString()).isEqualTo("ZMC");
        assertThat(row.path("due").asString()).isEqualTo((YEAR + 1) + "-06-30");
        assertThat(row.path("light").asString()).isEqualTo("GREEN");
        assertThat(archivist()
                        .get(AT + "candidates/counts")
                        .json()
                        .path("waiting")
                        .asInt())
                .isPositive();
        assertThat(visitor(port, "limin").get(AT + "candidates").status()).isEqualTo(403);
    }

    @Test
    void whatIsOutsideTheScopeNeedsAReasonAndLeavesThePool() {
        long candidate = ended.candidate("documents", ended.outgoing(port, "关于国庆加班的通知"));

        assertThat(refused(archivist().put(AT + "candidates/" + candidate + "/decision", decision("", false, ""))))
                .isEqualTo("archives.reason-needed");
        done(archivist().put(AT + "candidates/" + candidate + "/decision", decision("", false, "一般事务，无保存价值")));

        assertThat(row(candidate, "OUT").path("reason").asString()).isEqualTo("一般事务，无保存价值");
        assertThat(refused(open(List.of(candidate)))).isEqualTo("archives.candidate-not-free");
    }

    @Test
    void aBatchIsNumberedCheckedHandedOverFiledAndBoxed() {
        long first = ended.candidate("documents", ended.outgoing(port, "关于整批归档一的通知"));
        long second = ended.candidate("documents", ended.outgoing(port, "关于整批归档二的通知"));
        long batch = done(open(List.of(second, first))).json().path("id").asLong();
        assertThat(row(first, "BATCH").path("archiveNumber").isNull())
                .as("no number while it is arranged")
                .isTrue();
        assertThat(refused(put(batch, "filing", Map.of()))).isEqualTo("archives.wrong-batch-state");
        assertThat(refused(put(batch, "numbers", Map.of("handOverBy", bureau.person("pengfang")))))
                .isEqualTo("archives.same-person");

        done(put(batch, "candidates", Map.of("candidates", List.of(first, second))));
        done(put(batch, "numbers", Map.of("handOverBy", bureau.person("limin"))));
        var numbers = archivist().get(AT + "batches/" + batch).json().path("candidates");
        assertThat(numbers.get(0).path("title").asString()).isEqualTo("关于整批归档一的通知");
        int number = last(numbers.get(0).path("archiveNumber").asString());
        assertThat(last(numbers.get(1).path("archiveNumber").asString())).isEqualTo(number + 1);

        var report = done(put(batch, "inspection", Map.of())).json();
        assertThat(report.path("passed").asBoolean()).as("%s", report).isTrue();
        assertThat(report.path("lines").toString()).contains("\"A5\"").contains("\"D4\"");
        assertThat(refused(put(batch, "filing", Map.of()))).isEqualTo("archives.wrong-batch-state");
        assertThat(visitor(port, "zhaowei")
                        .put(AT + "batches/" + batch + "/handover", "{}")
                        .status())
                .isEqualTo(404);
        done(visitor(port, "limin").put(AT + "batches/" + batch + "/handover", "{}"));
        assertThat(done(put(batch, "filing", Map.of())).json().path("items").asInt())
                .isEqualTo(2);

        long item = row(first, "FILED").path("item").asLong();
        assertThat(archivist()
                        .get(AT + "items/" + item + "/verification")
                        .json()
                        .path("sound")
                        .asBoolean())
                .isTrue();
        assertThat(archivist().get(AT + "chain").json().path("broken").size()).isZero();
        assertThat(refused(put(batch, "boxes", Map.of("thicknessMm", 25)))).isEqualTo("archives.no-such-thickness");
        assertThat(done(put(batch, "boxes", Map.of("thicknessMm", 20)))
                        .json()
                        .path("boxes")
                        .asInt())
                .isEqualTo(1);
        assertThat(refused(put(batch, "boxes", Map.of("thicknessMm", 20)))).isEqualTo("archives.nothing-to-pack");
        long box = archivist().get(AT + "items/" + item).json().path("box").asLong();
        done(archivist()
                .put(AT + "boxes/" + box + "/place", json(Map.of("room", "一号库房", "shelf", "3 架", "layer", "2 层"))));
        assertThat(archivist().get(AT + "items/" + item).json().path("place").asString())
                .isEqualTo("一号库房 3 架 2 层");
        for (var paper : List.of(
                "boxes/" + box + "/label",
                "boxes/" + box + "/note",
                "boxes/" + box + "/catalogue",
                "batches/" + batch + "/handover/paper",
                "catalogues/paper?year=" + YEAR + "&retention=D10&classCode=ZMC")) {
            var answer = archivist().get(AT + paper);
            assertThat(answer.status()).as(paper).isEqualTo(200);
            assertThat(answer.body()).startsWith("%PDF");
        }
    }

    @Test
    void aNumberThatWasGivenIsNeverGivenToAnother() {
        long candidate = ended.candidate("documents", ended.outgoing(port, "关于改变分类的通知"));
        long batch = done(open(List.of(candidate))).json().path("id").asLong();
        done(put(batch, "numbers", Map.of("handOverBy", bureau.person("limin"))));
        var given = row(candidate, "BATCH").path("archiveNumber").asString();
        jdbc.sql("update archives.batch set state = 'RETURNED' where id = ?")
                .param(batch)
                .update();
        done(archivist().put(AT + "candidates/" + candidate + "/decision", decision("D30", true, "")));
        done(put(batch, "numbers", Map.of("handOverBy", bureau.person("limin"))));

        var next = row(candidate, "BATCH").path("archiveNumber").asString();
        assertThat(next).contains("-D30-").isNotEqualTo(given);
        assertThat(jdbc.sql("select count(*) from archives.void_number where archive_number = ?")
                        .param(given)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(last(number(ended.outgoing(port, "关于后来者的通知")))).isGreaterThan(last(given));
    }

    @Test
    void aCorrectionKeepsTheOldValueAndStandsInTheChain() {
        long item = item("关于更正著录的通知");
        var correction = json(Map.of("field", "TITLE", "value", "关于更正后著录的通知", "reason", "题名录入有误"));
        assertThat(archivist()
                        .post(AT + "items/" + item + "/corrections", correction)
                        .status())
                .as("only who is in charge of the archives corrects")
                .isEqualTo(403);
        var head = visitor(port, "hewei");
        done(head.post(AT + "items/" + item + "/corrections", correction));

        var view = archivist().get(AT + "items/" + item).json();
        assertThat(view.path("item").path("title").asString()).isEqualTo("关于更正后著录的通知");
        var made = archivist().get(AT + "items/" + item + "/corrections").json().get(0);
        assertThat(made.path("oldValue").asString()).isEqualTo("关于更正著录的通知");
        assertThat(made.path("reason").asString()).isEqualTo("题名录入有误");
        assertThat(refused(head.post(AT + "items/" + item + "/corrections", correction)))
                .isEqualTo("archives.nothing-changed");
        assertThat(refused(head.post(
                        AT + "items/" + item + "/corrections",
                        json(Map.of("field", "DOCUMENT_DATE", "value", "昨天", "reason", "改")))))
                .isEqualTo("archives.not-a-date");
        assertThat(archivist()
                        .get(AT + "items/" + item + "/verification")
                        .json()
                        .path("sound")
                        .asBoolean())
                .isTrue();
        for (var attack : List.of(
                "update archives.correction set new_value = 'x'",
                "delete from archives.correction",
                "delete from archives.chain_link",
                "update archives.chain_link set content = 'x'",
                "update archives.inspection set passed = true")) {
            assertThatExceptionOfType(DataAccessException.class)
                    .as(attack)
                    .isThrownBy(() -> jdbc.sql(attack).update());
        }
    }

    @Test
    void whoeverChangesALinkAroundTheTriggersBreaksTheChain() {
        item("关于校验链的通知");
        var fonds = directory.unit(bureau.unit("43000000")).fonds();
        assertThat(fixation.check(fonds).sound()).isTrue();

        transaction.executeWithoutResult(status -> {
            jdbc.sql("alter table archives.chain_link disable trigger chain_link_frozen")
                    .update();
            jdbc.sql("delete from archives.chain_link where fonds = ? and position = 1")
                    .param(fonds)
                    .update();
            assertThat(fixation.check(fonds).broken()).contains(2L);
            status.setRollbackOnly();
        });
    }

    @Test
    void thePeriodicCheckFindsWhatWasChangedAndTellsTheArchivists() {
        long item = item("关于定期检测的通知");
        int before = messages();

        transaction.executeWithoutResult(status -> {
            jdbc.sql("alter table archives.item disable trigger item_frozen").update();
            jdbc.sql("update archives.item set manifest = manifest || ' ' where id = ?")
                    .param(item)
                    .update();
            jdbc.sql("alter table archives.item enable trigger item_frozen").update();
        });
        assertThat(periodic.round()).isPositive();

        assertThat(messages()).isGreaterThan(before);
        var report = archivist().get(AT + "inspections?item=" + item).json().get(0);
        assertThat(report.path("passed").asBoolean()).isFalse();
        assertThat(archivist()
                        .get(AT + "inspections/" + report.path("id").asLong())
                        .body())
                .contains("目录与归档时不一致");
    }

    @Test
    void theDrafterHearsBeforeSendingWhatWouldFailLater() {
        var limin = visitor(port, "limin");
        long draft = limin.post(
                        "/api/documents",
                        json(Map.of("flow", "outgoing", "content", Map.of("kind", "08", "title", ""))))
                .json()
                .path("id")
                .asLong();

        var told = limin.get(AT + "preflights/" + draft).json();

        assertThat(told.path("passed").asBoolean()).isFalse();
        assertThat(told.path("lines").toString()).contains("缺少题名");
        assertThat(visitor(port, "linxue").get(AT + "preflights/" + draft).status())
                .isEqualTo(404);
    }

    private int messages() {
        return jdbc.sql("select count(*) from messages.message where kind = 'archives.inspection-failed'")
                .query(Integer.class)
                .single();
    }

    private String number(long document) {
        return done(archivist()
                        .post(
                                AT + "items",
                                json(Map.of(
                                        "document", document, "retention", "D10", "classCode", "ZMC", "year", YEAR))))
                .json()
                .path("archiveNumber")
                .asString();
    }

    private long item(String title) {
        number(ended.outgoing(port, title));
        return archivist()
                .get(AT + "items?text=" + title)
                .json()
                .path("items")
                .get(0)
                .path("id")
                .asLong();
    }

    private Visitor.Answer open(List<Long> candidates) {
        return archivist().post(AT + "batches", json(Map.of("name", "测试批次", "year", YEAR, "candidates", candidates)));
    }

    private Visitor.Answer put(long batch, String what, Map<String, ?> body) {
        return archivist().put(AT + "batches/" + batch + "/" + what, json(body));
    }

    private tools.jackson.databind.JsonNode row(long candidate, String state) {
        for (var row : archivist()
                .get(AT + "candidates?size=200&state=" + state)
                .json()
                .path("items")) {
            if (row.path("id").asLong() == candidate) {
                return row;
            }
        }
        throw new AssertionError("candidate " + candidate + " is not in " + state);
    }

    private static String decision(String retention, boolean inScope, String reason) {
        var all = new java.util.HashMap<String, Object>(
                Map.of("year", YEAR, "schedule", "ORGAN", "classCode", "ZMC", "inScope", inScope, "reason", reason));
        if (!retention.isEmpty()) {
            all.put("retention", retention);
        }
        return json(all);
    }

    private Visitor archivist() {
        return visitor(port, "pengfang");
    }

    private static Visitor.Answer done(Visitor.Answer answer) {
        assertThat(answer.status()).as("%s", answer).isBetween(200, 204);
        return answer;
    }

    private static String refused(Visitor.Answer answer) {
        assertThat(answer.status()).as("%s", answer).isIn(403, 404, 409, 422);
        return answer.json().path("code").asString();
    }

    private static int last(String number) {
        return Integer.parseInt(number.substring(number.length() - 4));
    }
}
