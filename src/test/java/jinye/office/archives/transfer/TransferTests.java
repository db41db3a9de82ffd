package jinye.office.archives.transfer;

import static jinye.office.IssuedDocuments.json;
import static jinye.office.IssuedDocuments.visitor;
import static jinye.office.archives.FiledItems.done;
import static jinye.office.archives.FiledItems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Year;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jinye.office.archives.EndedDocuments;
import jinye.office.archives.FiledItems;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Archives go up, are checked on arrival, sent back with their faults, sent again, and signed for by both sides. */
@JinyeTest
class TransferTests {

    private static final String AT = "/api/archives/";
    private static final int YEAR = Year.now().getValue();

    @LocalServerPort
    private int port;

    @Value("${jinye.data}")
    private Path data;

    @Autowired
    private FiledItems filed;

    @Autowired
    private EndedDocuments ended;

    @Autowired
    private SampleBureau bureau;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void theHigherUnitChecksAndBothSidesSignForIt() {
        long item = cityItem("关于市局移交的通知");
        assertThat(refused(send(city(), item, bureau.unit("43000000"), ""))).isEqualTo("archives.transfer-not-due");
        assertThat(refused(send(city(), item, bureau.unit("43018200"), "已商定")))
                .isEqualTo("archives.receiver-not-above");
        assertThat(state(city(), item)).isEqualTo("FILED");

        long transfer = sent(city(), item, bureau.unit("43000000"));
        assertThat(state(city(), item)).isEqualTo("TRANSFERRING");
        assertThat(refused(send(city(), item, bureau.unit("43000000"), "再来一次"))).isEqualTo("archives.wrong-item-state");
        assertThat(view(city(), transfer).path("receipt").path("sender").asString())
                .contains("签名有效");
        assertThat(province().get(AT + "transfers/waiting").body()).contains("\"id\":" + transfer + ",");
        assertThat(visitor(port, "linxue").get(AT + "transfers/" + transfer).status())
                .isEqualTo(404);

        long reception = fetched(transfer);
        assertThat(fetched(transfer)).as("the same when asked again").isEqualTo(reception);
        assertThat(refused(city().put(AT + "transfers/" + transfer + "/withdrawal", "{}")))
                .isEqualTo("archives.wrong-transfer-state");
        var report = done(province().put(AT + "receptions/" + reception + "/inspection", "{}"))
                .json();
        assertThat(report.path("passed").asBoolean()).as("%s", report).isTrue();
        done(province().put(AT + "receptions/" + reception + "/acceptance", "{}"));

        var done = view(city(), transfer);
        assertThat(done.path("transfer").path("state").asString()).isEqualTo("RECEIVED");
        assertThat(done.path("receipt").path("receiver").asString()).contains("签名有效");
        assertThat(done.path("receipt").path("text").asString()).contains("关于市局移交的通知");
        var row = city().get(AT + "items/" + item).json().path("item");
        assertThat(row.path("stateTerm").asString()).as("still seen").isEqualTo("已移交");
        assertThat(city().get(AT + "chain").json().path("broken").size()).isZero();
        for (var paper : List.of("receipt", "list")) {
            assertThat(province()
                            .get(AT + "transfers/" + transfer + "/" + paper)
                            .body())
                    .startsWith("%PDF");
        }
        assertThat(province().get(AT + "receptions/" + reception).body()).contains("关于市局移交的通知");
    }

    @Test
    void whatIsDamagedOrWrongGoesBackWithItsFaultsAndComesAgain() throws IOException {
        long item = cityItem("关于退回重报的通知");
        long transfer = sent(city(), item, bureau.unit("43000000"));
        damage(transfer);

        fetched(transfer);

        var returned = view(city(), transfer);
        assertThat(returned.path("transfer").path("state").asString()).isEqualTo("RETURNED");
        assertThat(returned.path("rounds").get(0).path("faults").size()).isPositive();
        assertThat(state(city(), item)).isEqualTo("TRANSFERRING");
        done(city().put(AT + "transfers/" + transfer + "/sending", "{}"));
        long reception = fetched(transfer);
        done(province().put(AT + "receptions/" + reception + "/refusal", json(Map.of("reason", "缺少附件的扫描件"))));
        var again = view(city(), transfer);
        assertThat(again.path("rounds").size()).isEqualTo(2);
        assertThat(again.path("rounds").toString()).contains("缺少附件的扫描件");
        done(city().put(AT + "transfers/" + transfer + "/sending", "{}"));
        long last = fetched(transfer);
        done(province().put(AT + "receptions/" + last + "/inspection", "{}"));
        done(province().put(AT + "receptions/" + last + "/acceptance", "{}"));

        assertThat(state(city(), item)).isEqualTo("TRANSFERRED");
        assertThat(refused(province().get(AT + "receptions/" + reception + "/items/1/components/1")))
                .as("nothing is left of what went back")
                .isEqualTo("archives.wrong-reception-state");
    }

    @Test
    void anArchiveOutsideGetsItOnAMediumThatReadsBackAndSignsOnPaper() {
        long item = filed.item(port, "关于进馆移交的通知");
        long held = filed.item(port, "关于冻结不移交的通知");
        done(visitor(port, "hewei").post(AT + "items/" + held + "/holds", json(Map.of("reason", "诉讼中"))));
        assertThat(refused(send(province(), held, null, "已商定"))).isEqualTo("archives.held");

        long transfer = sent(province(), item, null);
        var digest = view(province(), transfer).path("transfer").path("sm3").asString();
        assertThat(refused(medium(transfer, "0".repeat(64)))).isEqualTo("archives.medium-reads-otherwise");
        done(medium(transfer, digest));
        assertThat(refused(medium(transfer, digest))).isEqualTo("archives.medium-registered");
        done(province().put(AT + "transfers/" + transfer + "/outside-faults", json(Map.of("faults", List.of("盘面划伤")))));
        done(province().put(AT + "transfers/" + transfer + "/sending", "{}"));
        long paper = province().upload("交接文据.txt", "双方签章".getBytes(StandardCharsets.UTF_8));
        done(province()
                .put(
                        AT + "transfers/" + transfer + "/outside-receipt",
                        json(Map.of("receivedBy", "省档案馆接收员", "file", paper))));

        assertThat(state(province(), item)).isEqualTo("TRANSFERRED");
        assertThat(province()
                        .get(AT + "transfers/" + transfer + "/receipt-file")
                        .body())
                .isEqualTo("双方签章");
        assertThat(view(province(), transfer).path("media").size()).isOne();
    }

    @Test
    void whatNobodyHasFetchedIsTakenBack() {
        long item = filed.item(port, "关于撤回移交的通知");
        long transfer = sent(province(), item, null);

        done(province().put(AT + "transfers/" + transfer + "/withdrawal", "{}"));

        assertThat(state(province(), item)).isEqualTo("FILED");
        assertThat(refused(province().put(AT + "transfers/" + transfer + "/sending", "{}")))
                .isEqualTo("archives.wrong-transfer-state");
    }

    private long cityItem(String title) {
        var answer = city().post(
                        AT + "items",
                        json(Map.of(
                                "document",
                                ended.incoming(port, title),
                                "retention",
                                "Y",
                                "classCode",
                                "BGS",
                                "year",
                                YEAR)));
        return done(answer).json().path("item").asLong();
    }

    private Visitor.Answer send(Visitor sender, long item, @Nullable Long receiver, String early) {
        var asked = new HashMap<String, Object>(Map.of("items", List.of(item), "earlyBecause", early));
        asked.put("receiverUnit", receiver);
        asked.put("receiverName", receiver == null ? "湖南省档案馆" : "");
        return sender.post(AT + "transfers", json(asked));
    }

    private long sent(Visitor sender, long item, @Nullable Long receiver) {
        return done(send(sender, item, receiver, "接收单位已同意")).json().path("id").asLong();
    }

    private long fetched(long transfer) {
        return done(province().put(AT + "transfers/" + transfer + "/arrival", "{}"))
                .json()
                .path("reception")
                .asLong();
    }

    private Visitor.Answer medium(long transfer, String digest) {
        return province()
                .post(
                        AT + "transfers/" + transfer + "/media",
                        json(Map.of(
                                "number",
                                "GP-2026-001",
                                "kind",
                                "OPTICAL",
                                "capacity",
                                "25 GB",
                                "copy",
                                "SEALED",
                                "place",
                                "一号库房",
                                "digest",
                                digest)));
    }

    /** One byte in the middle of the package, where the files are. */
    private void damage(long transfer) throws IOException {
        var sha256 = jdbc.sql("""
                        select f.sha256 from archives.transfer t join archives.package p on p.id = t.package
                        join files.file f on f.id = p.file where t.id = ?""").param(transfer).query(String.class).single();
        var place = data.resolve("files")
                .resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
        var bytes = Files.readAllBytes(place);
        bytes[bytes.length / 2] ^= 1;
        Files.write(place, bytes);
    }

    private String state(Visitor who, long item) {
        return who.get(AT + "items/" + item).json().path("item").path("state").asString();
    }

    private static JsonNode view(Visitor who, long transfer) {
        return done(who.get(AT + "transfers/" + transfer)).json();
    }

    private Visitor city() {
        return visitor(port, "zengmin");
    }

    private Visitor province() {
        return visitor(port, "pengfang");
    }
}
