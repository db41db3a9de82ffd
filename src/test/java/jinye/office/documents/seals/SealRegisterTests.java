package jinye.office.documents.seals;

import static jinye.office.IssuedDocuments.done;
import static jinye.office.IssuedDocuments.path;
import static jinye.office.IssuedDocuments.visitor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import jinye.office.IssuedDocuments;
import jinye.platform.files.Files;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** 印章台账: a seal's whole life, who may use it when, and what is written down of every use. */
@JinyeTest
class SealRegisterTests {

    private static final String SEALS = "/api/documents/seals";
    private static final String KEEPER = "tangli";
    private static final String HEAD = "hewei";

    @LocalServerPort
    int port;

    @Autowired
    IssuedDocuments documents;

    @Autowired
    SampleBureau bureau;

    @Autowired
    Files files;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void aSealIsAskedForByOneApprovedByAnotherEnabledUsedAndDestroyed() {
        long id = asked("合同专用章", "湖南省烟草专卖局合同专用章", null);
        assertThat(refusal(head().put(at(id, "enabling"), enabling()))).isEqualTo("documents.seal-wrong-state");
        done(head().put(at(id, "decision"), "{\"approved\":true,\"opinion\":\"同意刻制。\"}"));
        assertThat(refusal(head().put(at(id, "enabling"), enabling()))).isEqualTo("documents.seal-without-keeper");
        done(head().put(at(id, "keepers"), keepers()));
        done(head().put(at(id, "enabling"), enabling()));
        done(keeper().post(at(id, "uses"), """
                {"title":"办公用房租赁合同","number":"湘烟合2026-7","copies":4,"pages":12,"askedBy":"李敏","approvedBy":"何伟"}"""));
        done(keeper().put(at(id, "suspension"), "{\"reason\":\"年度清点\"}"));
        done(keeper().put(at(id, "destruction"), "{\"reason\":\"机构调整\"}"));
        assertThat(refusal(keeper().put(at(id, "decision"), "{\"approved\":true}")))
                .isEqualTo("access.not-permitted");
        done(head().put(at(id, "decision"), "{\"approved\":true}"));

        var seal = view(KEEPER, id);
        assertThat(seal.path("stateTerm").asString()).isEqualTo("已销毁");
        assertThat(seal.path("life").findValuesAsString("act"))
                .containsExactly("ASKED", "APPROVED", "KEEPERS", "ENABLED", "STOPPED", "ASKED", "APPROVED");
        var use = keeper().get(SEALS + "/uses?seal=" + id).json().path("items").get(0);
        assertThat(use.path("title").asString()).isEqualTo("办公用房租赁合同");
        assertThat(use.path("copies").asInt()).isEqualTo(4);
        assertThat(use.path("askedBy").asString()).isEqualTo("李敏");
        assertThat(use.path("by").asString()).isEqualTo("唐丽");
        assertThat(use.path("address").asString()).isEqualTo("127.0.0.1");
    }

    @Test
    void whoAskedDoesNotDecideAndWhatWasDeclinedIsNotMade() {
        long id = asked(HEAD, "财务专用章", "湖南省烟草专卖局财务专用章", null);

        assertThat(refusal(head().put(at(id, "decision"), "{\"approved\":true}")))
                .isEqualTo("documents.seal-decided-by-another");
        assertThat(refusal(head().put(at(id, "keepers"), keepers().replace(person(KEEPER), person(HEAD)))))
                .isEqualTo("documents.seal-keeper-names-himself");
        assertThat(view(HEAD, id).path("state").asString()).isEqualTo("ASKED");
    }

    @Test
    void aSealIsUsedOnlyByItsKeeperWhileItIsEnabledAndNeverAfterItWasLost() {
        long before = officeSeal();
        long first = ready("关于办公室用印停用的通知");
        done(head().put(at(before, "suspension"), "{\"reason\":\"保管人休假\"}"));
        assertThat(refusal(keeper().put(path(first, "seal"), "{}"))).isEqualTo("documents.seal-stopped");
        done(keeper().put(at(before, "resumption"), "{\"reason\":\"保管人已返岗\"}"));
        assertThat(refusal(keeper().put(path(first, "seal"), "{}"))).isEqualTo("documents.seal-stopped");
        done(head().put(at(before, "decision"), "{\"approved\":true}"));
        done(keeper().put(path(first, "seal"), "{}"));

        long second = ready("关于办公室印章挂失的通知");
        done(keeper().put(at(before, "loss"), "{\"reason\":\"办公室失窃\"}"));
        assertThat(refusal(keeper().put(path(second, "seal"), "{}"))).isEqualTo("documents.seal-lost");
        assertThat(view(KEEPER, before).path("certificate").asString()).startsWith("已暂停");

        long next = asked("办公室章", "湖南省烟草专卖局办公室印章（演示）", before);
        done(head().put(at(next, "decision"), "{\"approved\":true}"));
        jdbc.sql("insert into documents.seal_keeper (seal, person, name, deputy, from_day, named_by, named_at)"
                        + " values (?, ?, '别人', false, current_date - 1, '测试', now())")
                .params(next, bureau.person("chenjing"))
                .update();
        done(head().put(at(next, "enabling"), enabling()));
        assertThat(refusal(keeper().put(path(second, "seal"), "{}"))).isEqualTo("documents.seal-kept-by-others");
        done(head().put(at(next, "keepers"), keepers()));
        done(keeper().put(path(second, "seal"), "{}"));

        var use = keeper().get(SEALS + "/uses?words=" + "%E6%8C%82%E5%A4%B1")
                .json()
                .path("items")
                .get(0);
        assertThat(use.path("document").asLong()).isEqualTo(second);
        assertThat(use.path("seal").asLong()).isEqualTo(next);
        assertThat(use.path("askedBy").asString()).isEqualTo("李敏");
        assertThat(use.path("approvedBy").asString()).isEqualTo("刘志远");
        // what was sealed before the loss stays good
        assertThat(keeper().get(path(first, "seals"))
                        .json()
                        .path("seals")
                        .get(0)
                        .path("valid")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aSealIsNotUsedOnWhatIsNotSignedOrNotNumbered() {
        long id = documents.unsigned(port, "关于未签发不得用印的通知", Map.of());

        assertThat(refusal(keeper().put(path(id, "seal"), "{}")))
                .isIn("documents.not-signed", "documents.no-such-document");
        done(visitor(port, "liuzhiyuan").put(path(id, "signature"), "{\"opinion\":\"同意。\"}"));
        assertThat(refusal(keeper().put(path(id, "seal"), "{}")))
                .isIn("documents.not-numbered", "documents.no-such-document");
    }

    @Test
    void anotherUnitSeesTheImpressionOfAnEnabledSealAndNothingElse() {
        long id = officeSeal();

        var seen = view("linxue", id);
        assertThat(seen.path("full").asBoolean()).isFalse();
        assertThat(seen.path("life")).isEmpty();
        assertThat(seen.path("keepers")).isEmpty();
        assertThat(visitor(port, "linxue").get(at(id, "picture")).type()).isEqualTo("image/png");
        assertThat(visitor(port, "linxue").get(SEALS).status()).isEqualTo(403);
        assertThat(visitor(port, "linxue")
                        .put(at(id, "suspension"), "{\"reason\":\"x\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theRegistersOfUsesAndLivesOnlyGrow() {
        documents.sealed(port, "关于用印登记不可更改的通知");

        assertThatThrownBy(() ->
                        jdbc.sql("update documents.seal_use set by_name = '他人'").update())
                .hasMessageContaining("never changed");
        assertThatThrownBy(() -> jdbc.sql("delete from documents.seal_life").update())
                .hasMessageContaining("never changed");
        var sheet = keeper().get(SEALS + "/uses/sheet");
        assertThat(sheet.status()).isEqualTo(200);
        assertThat(sheet.type()).contains("spreadsheetml");
        assertThat(refusal(keeper().get(SEALS + "/uses/sheet?words=%E6%B2%A1%E6%9C%89%E8%BF%99%E4%BB%B6")))
                .isEqualTo("documents.seal-uses-none");
    }

    @Test
    void badOrdersOfSealsAreRefusedWithASentence() {
        var order = """
                {"kind":"%s","name":"试","diameterMillimetres":%s,"approvalPaper":%d,"purpose":"试","picture":%s}""";
        long paper = stored("tangli", "批复.txt", "同意刻制。".getBytes(StandardCharsets.UTF_8));

        assertThat(refusal(keeper().post(SEALS, order.formatted("私章", 42, paper, "null"))))
                .isEqualTo("documents.seal-kind");
        assertThat(refusal(keeper().post(SEALS, order.formatted("党组章", 90, paper, "null"))))
                .isEqualTo("documents.seal-diameter");
        assertThat(refusal(keeper().post(SEALS, order.formatted("党组章", 42, paper, paper))))
                .isEqualTo("documents.seal-picture");
        assertThat(keeper().post(SEALS, order.formatted("党组章", 42, 999_999_999L, "null"))
                        .status())
                .isEqualTo(404);
        assertThat(visitor(port, "limin")
                        .post(SEALS, order.formatted("党组章", 42, paper, "null"))
                        .status())
                .isEqualTo(403);
    }

    private long ready(String title) {
        long id = documents.unsigned(port, title, Map.of("issuedBy", "OFFICE"));
        done(visitor(port, "liuzhiyuan").put(path(id, "signature"), "{\"opinion\":\"同意签发。\"}"));
        var chen = visitor(port, "chenjing");
        done(chen.put(path(id, "number"), "{}"));
        done(chen.put(path(id, "recheck"), "{}"));
        done(chen.put(path(id, "typesetting"), "{\"complete\":true}"));
        return id;
    }

    private long officeSeal() {
        for (var seal : keeper().get(SEALS).json()) {
            if (seal.path("kind").asString().equals("办公室章")
                    && seal.path("state").asString().equals("IN_USE")) {
                return seal.path("id").asLong();
            }
        }
        throw new AssertionError("the province has an office seal in use");
    }

    private long asked(String kind, String name, @org.jspecify.annotations.Nullable Long replaces) {
        return asked(KEEPER, kind, name, replaces);
    }

    private long asked(String login, String kind, String name, @org.jspecify.annotations.Nullable Long replaces) {
        long paper = stored(login, "关于刻制印章的批复.txt", ("同意刻制" + name).getBytes(StandardCharsets.UTF_8));
        var answer = visitor(port, login).post(SEALS, """
                {"kind":"%s","name":"%s","diameterMillimetres":42,"approvalPaper":%d,"purpose":"业务需要","replaces":%s}""".formatted(kind, name, paper, replaces));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.json().path("id").asLong();
    }

    private long stored(String login, String name, byte[] content) {
        return java.util.Objects.requireNonNull(transaction.execute(
                        status -> files.store(bureau.actor(login), name, new ByteArrayInputStream(content))))
                .id();
    }

    private Visitor keeper() {
        return visitor(port, KEEPER);
    }

    private Visitor head() {
        return visitor(port, HEAD);
    }

    private String person(String login) {
        return Long.toString(bureau.person(login));
    }

    private String keepers() {
        return "{\"keeper\":%s,\"from\":\"%s\"}".formatted(person(KEEPER), today());
    }

    private static String enabling() {
        return "{\"from\":\"%s\"}".formatted(today());
    }

    private static LocalDate today() {
        return LocalDate.now(jinye.kernel.Moments.ZONE);
    }

    private JsonNode view(String login, long id) {
        var answer = visitor(port, login).get(SEALS + "/" + id);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json();
    }

    private static String at(long id, String what) {
        return SEALS + "/" + id + "/" + what;
    }

    private static String refusal(Visitor.Answer answer) {
        assertThat(answer.status()).as("%s", answer).isGreaterThanOrEqualTo(400);
        return answer.code();
    }
}
