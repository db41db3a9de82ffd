package jinye.office.documents;

import static jinye.office.IssuedDocuments.body;
import static jinye.office.IssuedDocuments.done;
import static jinye.office.IssuedDocuments.path;
import static jinye.office.IssuedDocuments.view;
import static jinye.office.IssuedDocuments.visitor;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import jinye.office.IssuedDocuments;
import jinye.platform.files.Files;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The kind of a document decides its format (GB/T 9704-2012 §10). */
@JinyeTest
class SpecialFormatTests {

    @LocalServerPort
    int port;

    @Autowired
    IssuedDocuments documents;

    @Autowired
    DocumentPrinting printing;

    @Autowired
    Files files;

    @Autowired
    SampleBureau bureau;

    @Test
    void anOrderIsNumberedAsOneAndCarriesTheSignatureOfTheHead() throws Exception {
        long id = documents.sealed(
                port,
                "关于公布零售点布局管理办法的命令",
                Map.of(
                        "kind",
                        "03",
                        "direction",
                        "PUBLIC",
                        "mainTo",
                        List.of(),
                        "body",
                        body("《零售点布局管理办法》已经局长办公会议审议通过，现予公布。")));

        var shown = view(port, "limin", id);
        assertThat(shown.path("number").asString()).matches("湘烟令〔20\\d\\d〕[1-9]\\d*号");
        assertThat(shown.path("words").path("format").asString()).isEqualTo("ORDER");
        assertThat(shown.path("words").path("signatory").asString()).isEqualTo("局长　刘志远");
        String text = printed(id);
        assertThat(text).contains("湖南省烟草专卖局令").contains("局长").doesNotContain("关于公布零售点");
        assertThat(visitor(port, "tangli").get("/api/documents/seals/uses").body())
                .contains("刘志远签名章");
    }

    @Test
    void minutesListTheNamesOfThosePresentAndAreNotSealed() throws Exception {
        long id = documents.unsigned(
                port,
                "局长办公会议纪要",
                Map.of(
                        "kind",
                        "15",
                        "direction",
                        "DOWN",
                        "body",
                        Map.of(
                                "type",
                                "doc",
                                "content",
                                List.of(line("会议研究了年度重点工作。"), line("出席：刘志远、周建国"), line("请假：汤莉")))));
        done(visitor(port, "liuzhiyuan").put(path(id, "signature"), "{}"));
        var chen = visitor(port, "chenjing");
        done(chen.put(path(id, "number"), "{}"));
        done(chen.put(path(id, "recheck"), "{}"));
        done(chen.put(path(id, "typesetting"), "{\"complete\":true}"));

        assertThat(view(port, "chenjing", id).path("state").asString()).isEqualTo("D90");
        assertThat(view(port, "chenjing", id).path("words").path("format").asString())
                .isEqualTo("MINUTES");
        assertThat(printed(id)).contains("会议纪要").contains("出席：刘志远、周建国").contains("请假：汤莉");
    }

    @Test
    void aLetterShowsTheNameOfTheOrganWithoutTheWordFile() throws Exception {
        long id = documents.draft(port, "关于商请支持打假工作的函", Map.of("kind", "14", "direction", "PARALLEL"));

        assertThat(view(port, "limin", id).path("words").path("format").asString())
                .isEqualTo("LETTER");
        assertThat(text(printing.preview(bureau.actor("limin"), id).pdf()))
                .contains("湖南省烟草专卖局")
                .doesNotContain("湖南省烟草专卖局文件");
    }

    private static Map<String, Object> line(String text) {
        return Map.of("type", "paragraph", "content", List.of(Map.of("type", "text", "text", text)));
    }

    private String printed(long id) throws Exception {
        try (var stored = files.open(view(port, "chenjing", id).path("paper").asLong())) {
            return text(stored.readAllBytes());
        }
    }

    private static String text(byte[] paper) throws Exception {
        try (var pdf = Loader.loadPDF(paper)) {
            return new PDFTextStripper().getText(pdf).replaceAll("\\s", "");
        }
    }
}
