package jinye.office.documents;

import static jinye.office.IssuedDocuments.json;
import static jinye.office.IssuedDocuments.visitor;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.platform.numbering.Numbering;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** 年末发文字号核对: nothing is signed off while a number is missing without a reason, and never by one person alone. */
@JinyeTest
class NumberCheckTests {

    private static final String CHECKS = "/api/documents/number-checks";

    @LocalServerPort
    int port;

    @Autowired
    SampleBureau bureau;

    @Autowired
    Numbering numbering;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void aYearWithGapsIsNotSignedOffAndOneWithReasonsIsSignedByTwo() {
        // a year that no other test writes into
        int year = 2019;
        Actor office = bureau.actor("chenjing");
        transaction.executeWithoutResult(status -> numbering.reserve(office, office.unit(), "湘烟办", year, 3, "预留年度考核"));
        var chen = visitor(port, "chenjing");
        var found = chen.get(CHECKS + "/examination?year=" + year).json();
        assertThat(found.path("findings").toString()).contains("断号没有原因").contains("湘烟办〔2019〕1号");
        assertThat(chen.post(CHECKS, json(Map.of("year", year, "remark", "已核对")))
                        .code())
                .isEqualTo("documents.numbers-broken");
        transaction.executeWithoutResult(status -> numbering.skip(office, office.unit(), "湘烟办", year, 1, 2, "系统启用前的号"));

        var clean = chen.get(CHECKS + "/examination?year=" + year).json();
        assertThat(clean.path("findings")).isEmpty();
        long id = chen.post(CHECKS, json(Map.of("year", year, "remark", "号码连续")))
                .json()
                .path("id")
                .asLong();
        assertThat(chen.put(CHECKS + "/" + id + "/approval", "{}").code()).isEqualTo("documents.checked-by-oneself");
        var head = visitor(port, "hewei");
        assertThat(head.put(CHECKS + "/" + id + "/approval", "{\"opinion\":\"同意。\"}")
                        .status())
                .isEqualTo(204);
        assertThat(head.put(CHECKS + "/" + id + "/approval", "{}").code())
                .isEqualTo("documents.check-approved-already");
        assertThat(head.get(CHECKS + "/" + id + "/sheet.pdf").type()).startsWith("application/pdf");
        assertThat(head.get(CHECKS + "?year=" + year).body()).contains("号码连续").contains("同意。");
    }

    @Test
    void whatChangedAfterTheFirstSignatureIsCheckedAnew() {
        int year = 2018;
        Actor office = bureau.actor("chenjing");
        transaction.executeWithoutResult(status -> numbering.skip(office, office.unit(), "湘烟财", year, 1, 1, "上年度跳号"));
        var chen = visitor(port, "chenjing");
        long id =
                chen.post(CHECKS, json(Map.of("year", year))).json().path("id").asLong();
        transaction.executeWithoutResult(status -> numbering.skip(office, office.unit(), "湘烟财", year, 2, 2, "又跳一号"));

        assertThat(visitor(port, "hewei")
                        .put(CHECKS + "/" + id + "/approval", "{}")
                        .code())
                .isEqualTo("documents.numbers-changed");
    }

    @Test
    void aNumberWithoutItsDocumentIsNamed() {
        int year = 2017;
        Actor office = bureau.actor("chenjing");
        transaction.executeWithoutResult(
                status -> numbering.take(office, office.unit(), "湘烟法", year, new RecordId("documents", 987_654_321)));

        var findings = visitor(port, "chenjing")
                .get(CHECKS + "/examination?year=" + year)
                .json()
                .path("findings");

        assertThat(findings.get(0).path("fault").asString()).isEqualTo("UNKNOWN");
        assertThat(findings.get(0).path("number").asString()).isEqualTo("湘烟法〔2017〕1号");
    }

    @Test
    void onlyTheOfficeChecksAndNoYearToCome() {
        assertThat(visitor(port, "limin").get(CHECKS + "/examination?year=2019").status())
                .isEqualTo(403);
        int next = LocalDate.now().getYear() + 1;
        assertThat(visitor(port, "chenjing")
                        .get(CHECKS + "/examination?year=" + next)
                        .code())
                .isEqualTo("documents.wrong-year");
    }
}
