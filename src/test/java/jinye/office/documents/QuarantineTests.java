package jinye.office.documents;

import static jinye.office.IssuedDocuments.json;
import static jinye.office.IssuedDocuments.path;
import static jinye.office.IssuedDocuments.visitor;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import jinye.office.IssuedDocuments;
import jinye.platform.files.Files;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A file that bears the marking of a state secret is kept apart, and two other people let it go or keep it. */
@JinyeTest
class QuarantineTests {

    private static final String QUARANTINE = "/api/documents/quarantine";

    @LocalServerPort
    int port;

    @Autowired
    IssuedDocuments documents;

    @Autowired
    Files files;

    @Autowired
    SampleBureau bureau;

    @Test
    void aMarkInsideAFileKeepsItOutUntilTwoOthersReleaseIt() {
        long id = documents.draft(port, "关于隔离放行的通知", Map.of());
        long file = upload("保密教育讲义.txt", "本讲义举例说明标志的写法：\n机密★5年\n以上为示例。放行用例");

        var refused = attach(id, file);
        assertThat(refused.code()).isEqualTo("documents.quarantined");
        assertThat(refused.json().path("detail").asString())
                .contains("保密教育讲义.txt")
                .contains("保密员");
        assertThat(visitor(port, "limin").get(path(id, "attachments")).body()).isEqualTo("[]");
        long same = upload("又一份讲义.txt", "本讲义举例说明标志的写法：\n机密★5年\n以上为示例。放行用例");
        for (long kept : new long[] {file, same}) {
            assertThat(visitor(port, "limin")
                            .get("/api/files/" + kept + "/content")
                            .code())
                    .as("not even its uploader has it any more")
                    .isEqualTo("files.barred");
            assertThat(visitor(port, "limin").get("/api/files/" + kept).status())
                    .isEqualTo(403);
        }
        assertThat(visitor(port, "limin").get(QUARANTINE).status()).isEqualTo(403);

        long held = held("pengfang", "保密教育讲义.txt").path("id").asLong();
        assertThat(decide("zhoujianguo", held, true).code()).isEqualTo("documents.quarantine-not-now");
        assertThat(examine("pengfang", held, false, "").status()).isEqualTo(422);
        assertThat(examine("pengfang", held, false, "讲义举例，不涉密。").status()).isEqualTo(204);
        assertThat(attach(id, file).code()).as("one person is not enough").isEqualTo("documents.quarantined");
        assertThat(decide("zhoujianguo", held, true).status()).isEqualTo(204);

        assertThat(visitor(port, "limin").get("/api/files/" + file + "/content").status())
                .isEqualTo(200);
        assertThat(attach(id, file).status()).isEqualTo(200);
        assertThat(visitor(port, "limin").get("/api/messages").body()).contains("经审查放行");
    }

    @Test
    void aRealSecretStaysApartForGood() {
        long id = documents.draft(port, "关于确属涉密的通知", Map.of());
        long file = upload("某情况.txt", "绝密★长期\n某项内容。确属用例");
        assertThat(attach(id, file).code()).isEqualTo("documents.quarantined");
        long held = held("pengfang", "某情况.txt").path("id").asLong();

        assertThat(examine("pengfang", held, true, "确属涉密，按保密规定处理。").status()).isEqualTo(204);

        assertThat(decide("liuzhiyuan", held, true).code()).isEqualTo("documents.quarantine-not-now");
        assertThat(attach(id, file).code()).isEqualTo("documents.quarantined");
        assertThat(held("pengfang", "某情况.txt").path("state").asString()).isEqualTo("CONFIRMED");
        assertThat(visitor(port, "limin")
                        .get("/api/query?text=确属用例")
                        .json()
                        .path("total")
                        .asLong())
                .isZero();
    }

    @Test
    void aMarkedScanIsNotRegistered() {
        long scan = files.store(
                        bureau.actor("xiaoyan"),
                        "来文扫描.txt",
                        new ByteArrayInputStream("秘密★1年\n来文正文。登记用例".getBytes(StandardCharsets.UTF_8)))
                .id();

        var answer = visitor(port, "xiaoyan")
                .post(
                        "/api/documents/registrations",
                        json(Map.of(
                                "fromUnitName", "某单位",
                                "number", "某发〔2026〕1号",
                                "title", "关于扫描件带密级的通知",
                                "kindCode", "08",
                                "urgency", "PLAIN",
                                "sourceClass", "其他",
                                "handling", "READ",
                                "attachments", List.of(scan))));

        assertThat(answer.code()).isEqualTo("documents.quarantined");
        assertThat(visitor(port, "xiaoyan")
                        .get("/api/documents?flow=incoming&text=扫描件带密级")
                        .body())
                .doesNotContain("扫描件带密级");
        assertThat(held("pengfang", "来文扫描.txt").path("mark").asString()).contains("秘密★");
    }

    private long upload(String name, String text) {
        return files.store(bureau.actor("limin"), name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .id();
    }

    private Visitor.Answer attach(long id, long file) {
        return visitor(port, "limin")
                .put(
                        path(id, "attachments"),
                        json(Map.of("attachments", List.of(Map.of("file", file, "title", "附件")))));
    }

    private Visitor.Answer examine(String login, long id, boolean secret, String reason) {
        return visitor(port, login)
                .put(QUARANTINE + "/" + id + "/examination", json(Map.of("secret", secret, "reason", reason)));
    }

    private Visitor.Answer decide(String login, long id, boolean release) {
        return visitor(port, login)
                .put(QUARANTINE + "/" + id + "/decision", json(Map.of("release", release, "reason", "同意放行。")));
    }

    private JsonNode held(String login, String name) {
        for (var one : visitor(port, login).get(QUARANTINE).json()) {
            if (one.path("fileName").asString().equals(name)) {
                return one;
            }
        }
        throw new AssertionError(name + " is not kept apart");
    }
}
