package jinye.office.archives;

import static jinye.office.IssuedDocuments.path;
import static jinye.office.IssuedDocuments.visitor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.office.IssuedDocuments;
import jinye.office.archives.items.ItemList;
import jinye.office.archives.items.Verifying;
import jinye.office.documents.Documents;
import jinye.platform.directory.Directory;
import jinye.platform.search.SearchEntry;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Filing finished documents, and that nothing filed ever changes. */
@JinyeTest
class ArchivesTests {

    private static final int YEAR = Year.now().getValue();

    @LocalServerPort
    private int port;

    @Value("${jinye.data}")
    private Path data;

    @Autowired
    private SampleBureau bureau;

    @Autowired
    private IssuedDocuments issued;

    @Autowired
    private EndedDocuments ended;

    @Autowired
    private Archives archives;

    @Autowired
    private ItemList items;

    @Autowired
    private Verifying verifying;

    @Autowired
    private ArchiveSearch search;

    @Autowired
    private Documents documents;

    @Autowired
    private Directory directory;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private Actor archivist;

    @BeforeEach
    void know() {
        archivist = bureau.actor("pengfang");
    }

    @Test
    void anEndedOutgoingDocumentIsFiledWithAllItsParts() {
        long document = ended("关于归档的通知");

        var filed = file(document, "ZMC");

        assertThat(filed.archiveNumber()).matches("[A-Z0-9]{4}-WS·" + YEAR + "-D10-ZMC-\\d{4}");
        var item = items.view(archivist, filed.item());
        assertThat(item.item().title()).isEqualTo("关于归档的通知");
        assertThat(item.item().documentNumber()).startsWith("湘烟专〔");
        assertThat(item.components())
                .extracting(ItemList.ComponentRow::kind)
                .containsExactly("BODY", "RECORD", "SHEET", "TRAIL");
        var trail = visitor(port, "pengfang")
                .get("/api/archives/items/" + filed.item() + "/components/4")
                .body();
        assertThat(trail).contains("流转记录").contains("李敏").contains("同意签发。").contains("用印");
        assertThat(IssuedDocuments.view(port, "limin", document).path("state").asString())
                .isEqualTo("D99");
        assertThat(IssuedDocuments.view(port, "limin", document)
                        .path("archiveNumber")
                        .asString())
                .isEqualTo(filed.archiveNumber());
        var checked = verifying.verify(archivist, filed.item());
        assertThat(checked.sound()).isTrue();
        assertThat(checked.checked()).isEqualTo(4);
        assertThat(checked.signature()).isEqualTo("VALID");
        assertThat(checked.chained()).isTrue();
        assertThat(code(() -> file(document, "ZMC"))).isEqualTo("archives.already-filed");
    }

    @Test
    void anEndedIncomingDocumentIsFiledByTheReceiversOwnArchivist() {
        long incoming = ended.incoming(port, "关于收文归档的通知");
        var own = bureau.actor(directory
                .holdersOf("R_ARCH", bureau.unit("43010000"))
                .getFirst()
                .id());
        assertThat(code(() -> archives.file(archivist, new FileDocument(incoming, "D10", "BGS", YEAR))))
                .isEqualTo("documents.no-such-document");

        var filed = archives.file(own, new FileDocument(incoming, "D10", "BGS", YEAR));

        assertThat(items.view(own, filed.item()).components())
                .extracting(ItemList.ComponentRow::kind)
                .containsExactly("BODY", "SHEET", "TRAIL");
        assertThat(documents.snapshot(own, incoming).state()).isEqualTo("S99");
        assertThat(code(() -> items.view(archivist, filed.item()))).isEqualTo("archives.no-such-item");
    }

    @Test
    void numbersOfAClassFollowOneAnotherAndEveryClassHasItsOwn() {
        long first = ended("关于件号一的通知");
        long second = ended("关于件号二的通知");
        int last = number(file(first, "FGC"));

        assertThat(number(file(second, "FGC"))).isEqualTo(last + 1);
        assertThat(number(file(ended("关于件号三的通知"), "YYC"))).isEqualTo(1);
    }

    @Test
    void whatIsNotEndedUnknownOrMisdatedIsNotFiled() {
        long draft = issued.draft(port, "关于未办结的通知", Map.of());

        assertThat(code(() -> file(draft, "ZMC"))).isEqualTo("documents.no-such-document");
        assertThat(code(() -> archives.file(bureau.actor("chenjing"), new FileDocument(draft, "D10", "ZMC", YEAR))))
                .isEqualTo("access.not-permitted");
        long misdated = ended("关于错误年度的通知");
        assertThat(code(() -> archives.file(archivist, new FileDocument(misdated, "D10", "ZMC", YEAR + 1))))
                .isEqualTo("archives.wrong-year");
        assertThat(code(() -> archives.file(archivist, new FileDocument(misdated, "D99", "ZMC", YEAR))))
                .isEqualTo("archives.unknown-retention");
        assertThat(code(() -> archives.file(archivist, new FileDocument(misdated, "D10", "专卖", YEAR))))
                .isEqualTo("archives.malformed-number");
        assertThat(IssuedDocuments.view(port, "limin", misdated).path("state").asString())
                .isEqualTo("D95");
    }

    @Test
    void theDatabaseItselfRefusesToChangeAnItem() {
        var filed = file(ended("关于不可更改的通知"), "ZMC");

        for (var attack : List.of(
                "update archives.item set title = '改' where id = " + filed.item(),
                "delete from archives.item where id = " + filed.item(),
                "update archives.component set sha256 = '0' where item = " + filed.item(),
                "delete from archives.component where item = " + filed.item(),
                "truncate archives.item cascade",
                "truncate archives.component")) {
            assertThatExceptionOfType(DataAccessException.class)
                    .as(attack)
                    .isThrownBy(() -> jdbc.sql(attack).update())
                    .withMessageContaining("filed records do not change");
        }
        assertThat(jdbc.sql(
                                "select pg_get_userbyid(relowner) = current_user from pg_class where oid = 'archives.item'::regclass")
                        .query(Boolean.class)
                        .single())
                .as("these attacks were the owner's")
                .isTrue();
    }

    @Test
    void aChangedByteAndALostFileAreFoundOut() throws IOException {
        var filed = file(ended("关于检测的通知"), "ZMC");
        var components = items.view(archivist, filed.item()).components();
        var trail = place(components.getLast().sha256());
        var paper = place(components.getFirst().sha256());

        var bytes = Files.readAllBytes(trail);
        bytes[10] ^= 1;
        Files.write(trail, bytes);
        Files.delete(paper);

        var checked = verifying.verify(archivist, filed.item());
        assertThat(checked.sound()).isFalse();
        assertThat(checked.manifestSound()).isTrue();
        assertThat(checked.broken())
                .containsExactly(
                        components.getFirst().name(), components.getLast().name());
        assertThat(visitor(port, "pengfang")
                        .get("/api/archives/items/" + filed.item() + "/verification")
                        .json()
                        .path("sound")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void whoeverGoesAroundTheTriggersIsFoundOut() {
        var filed = file(ended("关于绕过触发器的通知"), "ZMC");

        transaction.executeWithoutResult(status -> {
            jdbc.sql("alter table archives.item disable trigger item_frozen").update();
            jdbc.sql("update archives.item set manifest = replace(manifest, '绕过触发器', '别的事情') where id = ?")
                    .param(filed.item())
                    .update();
            jdbc.sql("alter table archives.item enable trigger item_frozen").update();
        });

        var checked = verifying.verify(archivist, filed.item());
        assertThat(checked.sound()).isFalse();
        assertThat(checked.manifestSound()).isFalse();
        assertThat(visitor(port, "pengfang")
                        .get("/api/documents/" + document(filed) + "/journal")
                        .body())
                .as("the hash of the day of filing stands in the journal")
                .contains(items.view(archivist, filed.item()).manifestSha256());
    }

    @Test
    void anItemIsReadByThoseWhoCouldReadTheDocumentAndNobodyElse() {
        var filed = file(ended("关于档案查阅的通知"), "ZMC");
        var at = "/api/archives/items/" + filed.item();

        assertThat(visitor(port, "limin").get(at).status()).isEqualTo(200);
        assertThat(visitor(port, "pengfang")
                        .get("/api/archives/items?text=档案查阅")
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(1);
        for (var what : List.of("", "/components/1", "/verification")) {
            assertThat(visitor(port, "linxue").get(at + what).status()).as(what).isEqualTo(404);
            assertThat(visitor(port, "sysadmin").get(at + what).status())
                    .as(what)
                    .isIn(403, 404);
        }
        assertThat(visitor(port, "linxue").get("/api/archives/items?text=档案查阅").body())
                .doesNotContain("档案查阅的通知");
        assertThat(visitor(port, "pengfang").get(at + "/components/99").status())
                .isEqualTo(404);
    }

    @Test
    void noActChangesAFiledDocument() {
        long document = ended("关于归档后不可更改的通知");
        var filed = file(document, "ZMC");
        var before = IssuedDocuments.view(port, "limin", document);
        var bodies = Map.of(
                "draft", "{\"title\":\"改\"}",
                "attachments", "{\"attachments\":[]}",
                "voiding", "{\"reason\":\"作废\"}",
                "closure", "{\"result\":\"改\"}",
                "result", "{\"result\":\"改\"}",
                "proposal", "{}");

        for (var who : List.of("limin", "chenjing", "hewei", "tangli", "liuzhiyuan", "pengfang", "sysadmin")) {
            for (var act : List.of(
                    "draft",
                    "attachments",
                    "edit-lock",
                    "signature",
                    "number",
                    "recheck",
                    "typesetting",
                    "seal",
                    "distribution",
                    "voiding",
                    "proposal",
                    "closure",
                    "result")) {
                var answer = act.equals("draft")
                        ? visitor(port, who)
                                .put(
                                        path(document, act),
                                        bodies.get(act),
                                        before.path("version").asLong())
                        : visitor(port, who).put(path(document, act), bodies.getOrDefault(act, "{}"));
                assertThat(answer.status()).as("%s %s: %s", who, act, answer).isIn(403, 404, 409, 422);
            }
        }
        assertThat(code(() -> documents.distributed(bureau.actor("xiaoyan"), document, 1)))
                .isNotEmpty();
        assertThat(code(() -> documents.filed(archivist, document, "别的档号"))).isEqualTo("documents.filed");
        documents.withdrawn(bureau.actor("chenjing"), document, "REVOCATION", "归档后撤销");

        assertThat(IssuedDocuments.view(port, "limin", document)).isEqualTo(before);
        assertThat(verifying.verify(archivist, filed.item()).sound()).isTrue();
    }

    @Test
    void anItemIsFoundBySearchAlsoAfterARebuild() {
        var filed = file(ended("关于检索档案的通知"), "ZMC");

        var all = new ArrayList<SearchEntry>();
        search.all(all::add);

        var entry = all.stream()
                .filter(one -> one.record().id() == filed.item())
                .findFirst()
                .orElseThrow();
        assertThat(entry.kind()).isEqualTo("archive");
        assertThat(entry.number()).contains(filed.archiveNumber()).contains("湘烟专");
        assertThat(entry.facts()).containsEntry("state", "已归档").containsEntry("documentKind", "通知");
        assertThat(entry.tokens()).contains("role:R_ARCH@unit:" + bureau.unit("43000000"));
        assertThat(entry.link()).isEqualTo("/archives/items/" + filed.item());
    }

    private long ended(String title) {
        return ended.outgoing(port, title);
    }

    private DocumentFiled file(long document, String classCode) {
        return archives.file(archivist, new FileDocument(document, "D10", classCode, YEAR));
    }

    private long document(DocumentFiled filed) {
        return filed.document();
    }

    private Path place(String sha256) {
        return data.resolve("files")
                .resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
    }

    private static int number(DocumentFiled filed) {
        return Integer.parseInt(
                filed.archiveNumber().substring(filed.archiveNumber().length() - 4));
    }

    private static String code(Runnable act) {
        try {
            act.run();
            return "";
        } catch (Refusal refusal) {
            return refusal.code();
        }
    }
}
