package jinye.office.archives;

import static jinye.office.IssuedDocuments.json;
import static jinye.office.IssuedDocuments.visitor;
import static jinye.office.archives.FiledItems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Year;
import java.util.Map;
import jinye.office.archives.inspection.PeriodicInspection;
import jinye.sample.JinyeTest;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Who owns the machine can change rows and bytes behind the application; the nightly check says which item it was. */
@JinyeTest
class TamperingTests {

    private static final String AT = "/api/archives/";

    @LocalServerPort
    private int port;

    @Value("${jinye.data}")
    private Path data;

    @Autowired
    private FiledItems filed;

    @Autowired
    private EndedDocuments ended;

    @Autowired
    private PeriodicInspection periodic;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void aChangedTitleIsNamedByTheNightlyCheckAndToTheArchivist() {
        long item = filed.item(port, "关于夜间检出题名的通知");

        behindTheTriggers(
                "archives.item", "item_frozen", "update archives.item set title = '改过的题名' where id = " + item);
        periodic.round();

        assertNamed(item, "目录与归档时不一致");
        behindTheTriggers(
                "archives.item", "item_frozen", "update archives.item set title = '关于夜间检出题名的通知' where id = " + item);
    }

    @Test
    void oneChangedByteOfAFileIsNamedWithTheFile() throws IOException {
        long item = filed.item(port, "关于夜间检出文件的通知");
        var path = place(jdbc.sql("select sha256 from archives.component where item = ? and kind = 'RECORD'")
                .param(item)
                .query(String.class)
                .single());
        var bytes = Files.readAllBytes(path);

        flip(path, bytes);
        periodic.round();

        assertNamed(item, "校验值与登记不符");
        Files.write(path, bytes);
    }

    @Test
    void aCorrectionSlippedInWithoutTheChainIsNamed() {
        long item = filed.item(port, "关于夜间检出更正的通知");

        jdbc.sql("""
                        insert into archives.correction(item, field, old_value, new_value, reason, by_person, by_name, at)
                        values (?, 'TITLE', '关于夜间检出更正的通知', '另一个题名', '无', 1, '无名', now())""").param(item).update();
        periodic.round();

        assertNamed(item, "与全宗的校验链不一致");
        behindTheTriggers(
                "archives.correction", "correction_frozen", "delete from archives.correction where item = " + item);
    }

    @Test
    void aLinkCutOffAtTheEndOfTheChainIsFoundAtNight() {
        long item = filed.item(port, "关于校验链末环的通知");
        assertThat(periodic.chains()).isZero();

        transaction.executeWithoutResult(status -> {
            jdbc.sql("alter table archives.chain_link disable trigger chain_link_frozen")
                    .update();
            jdbc.sql("""
                            delete from archives.chain_link c using archives.item i
                            where i.id = ? and c.fonds = i.fonds and c.subject = i.archive_number""").param(item).update();
            assertThat(periodic.chains()).isEqualTo(1);
            status.setRollbackOnly();
        });
    }

    @Test
    void theSealedOfdIsFiledAndAChangedOneIsNot() throws IOException {
        long item = filed.item(port, "关于版式正本的通知");
        var reports = archivist().get(AT + "items/" + item).json().path("components");
        assertThat(reports.toString()).contains("RECORD").contains(".ofd");

        long document = ended.outgoing(port, "关于改动版式正本的通知");
        var path = place(jdbc.sql("""
                        select f.sha256 from files.file f join documents.document d on d.ofd = f.id where d.id = ?""").param(document).query(String.class).single());
        flip(path, Files.readAllBytes(path));
        var answer = archivist()
                .post(
                        AT + "items",
                        json(Map.of(
                                "document",
                                document,
                                "retention",
                                "D10",
                                "classCode",
                                "ZMC",
                                "year",
                                Year.now().getValue())));
        assertThat(refused(answer)).isEqualTo("archives.not-accepted");
        assertThat(jdbc.sql("""
                        select count(*) from archives.inspection_line l join archives.inspection n on n.id = l.inspection
                        where n.subject = '关于改动版式正本的通知' and l.check_id = 'A9' and l.outcome = 'FAILED'""").query(Integer.class).single())
                .as("the seal no longer holds either")
                .isEqualTo(1);
    }

    private void assertNamed(long item, String what) {
        var report = archivist().get(AT + "inspections?item=" + item).json().get(0);
        assertThat(report.path("passed").asBoolean()).isFalse();
        assertThat(archivist()
                        .get(AT + "inspections/" + report.path("id").asLong())
                        .body())
                .contains(what);
        assertThat(jdbc.sql("""
                        select count(*) from messages.message m join archives.item i on i.id = ?
                        where m.kind = 'archives.inspection-failed' and m.title like '%' || i.archive_number""").param(item).query(Integer.class).single()).isPositive();
    }

    private void behindTheTriggers(String table, String trigger, String change) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("alter table " + table + " disable trigger " + trigger).update();
            jdbc.sql(change).update();
            jdbc.sql("alter table " + table + " enable trigger " + trigger).update();
        });
    }

    private static void flip(Path path, byte[] bytes) throws IOException {
        var changed = bytes.clone();
        changed[changed.length / 2] ^= 1;
        Files.write(path, changed);
    }

    private Path place(String sha256) {
        return data.resolve("files")
                .resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
    }

    private Visitor archivist() {
        return visitor(port, "pengfang");
    }
}
