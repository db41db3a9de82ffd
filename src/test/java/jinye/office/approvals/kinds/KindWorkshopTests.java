package jinye.office.approvals.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Designing kinds: drafts, checks, versions, and packages that come from outside. */
@JinyeTest
class KindWorkshopTests {

    @Autowired
    KindWorkshop workshop;

    @Autowired
    KindTransfer transfer;

    @Autowired
    ApprovalKinds kinds;

    @Autowired
    KindPaper paper;

    @Autowired
    SampleBureau bureau;

    Actor designer;

    @BeforeEach
    void designer() {
        designer = bureau.actor("sysadmin");
    }

    @Test
    void aNewKindCanBePublishedAtOnceAndStartedByStaff() {
        workshop.begin(designer, "notice-board", "公告栏申请", null);
        assertThat(workshop.findings(designer, "notice-board")).noneMatch(KindFinding::isError);

        assertThat(workshop.publish(designer, "notice-board", "首次发布", 1)).isEqualTo(1);
        assertThat(kinds.toStart("notice-board").settings().title()).isEqualTo("公告栏申请");

        workshop.enable(designer, "notice-board", false);
        assertThatExceptionOfType(ApprovalKinds.NoSuchKind.class).isThrownBy(() -> kinds.toStart("notice-board"));
    }

    @Test
    void ofTwoWhoSaveAtOnceTheSecondIsTold() {
        workshop.begin(designer, "two-designers", "两人同改", null);
        var files = workshop.draft(designer, "two-designers").files();
        workshop.save(bureau.actor("hewei"), "two-designers", files, 1);

        assertThatExceptionOfType(KindWorkshop.Overtaken.class)
                .isThrownBy(() -> workshop.save(designer, "two-designers", files, 1))
                .satisfies(refused -> assertThat(refused.facts()).containsExactly("何伟"));
    }

    @Test
    void runningRequestsKeepTheVersionTheyBeganWith() {
        workshop.begin(designer, "versions", "版本", null);
        workshop.publish(designer, "versions", "一", 1);
        var files = new TreeMap<>(workshop.draft(designer, "versions").files());
        files.compute(KindPackage.SETTINGS, (path, text) -> text.replace("title: 版本", "title: 新版本"));
        long next = workshop.save(designer, "versions", files, 0).version();
        workshop.publish(designer, "versions", "二", next);

        assertThat(kinds.version("versions", 1).settings().title()).isEqualTo("版本");
        assertThat(kinds.toStart("versions").settings().title()).isEqualTo("新版本");
        assertThat(workshop.versions(designer, "versions"))
                .extracting(KindVersion::version)
                .containsExactly(2, 1);
    }

    @Test
    void aFieldNoStepCanFillIsRefused() {
        broken("nobody-fills", KindPackage.LAYOUT, text -> text.replace("\"apply\"", "\"elsewhere\""), "没有任何环节可以填写");
    }

    @Test
    void aConditionOnAMissingFieldIsRefused() {
        broken(
                "missing-fact",
                KindPackage.PROCESS,
                text -> text.replace("<endEvent id=\"end\"/>", """
                        <exclusiveGateway id="gate" default="g-end"/><endEvent id="end"/>
                        <sequenceFlow id="g-apply" sourceRef="gate" targetRef="apply"><conditionExpression xsi:type="tFormalExpression">${amount > 5}</conditionExpression></sequenceFlow>
                        <sequenceFlow id="g-end" sourceRef="gate" targetRef="end"/>""")
                        .replace(
                                "sourceRef=\"department\" targetRef=\"end\"",
                                "sourceRef=\"department\" targetRef=\"gate\""),
                "amount");
    }

    @Test
    void aPaperThatRunsSomethingIsRefused() {
        broken("bad-paper", KindPackage.PAPER, text -> text + "<img src=x onerror=alert(1)>", "打印模板");
    }

    @Test
    void aPaperIsComposedByChoicesAndLookedAtBeforePublishing() throws IOException {
        workshop.begin(designer, "composed", "组版", null);
        var files = new TreeMap<>(workshop.draft(designer, "composed").files());
        assertThat(files).doesNotContainKey(KindPackage.PAPER);
        files.compute(KindPackage.SETTINGS, (path, text) -> text + """
                sheet: 组版审批单
                paper:
                  without: [没有的段]
                  opinions: false
                  signatures: [{step: department, title: 部门负责人签字}, {step: gone, title: 分管领导签字}]
                  size: A3
                  landscape: true
                """);
        workshop.save(designer, "composed", files, 1);

        assertThat(workshop.findings(designer, "composed"))
                .noneMatch(KindFinding::isError)
                .extracting(KindFinding::sentence)
                .anySatisfy(said -> assertThat(said).contains("没有的段"))
                .anySatisfy(said -> assertThat(said).contains("分管领导签字"));
        try (var pdf = Loader.loadPDF(paper.sample(designer, "composed"))) {
            assertThat(pdf.getPage(0).getMediaBox().getWidth())
                    .isGreaterThan(pdf.getPage(0).getMediaBox().getHeight())
                    .isCloseTo(420 * 72 / 25.4f, Offset.offset(1f));
            assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s", ""))
                    .contains("组版审批单", "〔事由〕", "部门负责人签字", "签字：")
                    .doesNotContain("〔意见〕");
        }
    }

    @Test
    void whatAPaperChoosesIsWrittenAsItWasRead() throws KindSettings.Unreadable {
        var yaml = """
                name: a
                title: 甲
                group: 其他
                owner: BGS
                paper: {without: [收款], answers: false, verdicts: false, signatures: [{step: leader, title: 领导签字}], size: A5}
                """;
        var read = KindSettings.read(yaml);

        assertThat(read.paper().without()).containsExactly("收款");
        assertThat(KindSettings.read(KindSettings.write(read))).isEqualTo(read);
        assertThat(KindSettings.write(KindSettings.read(yaml.replaceAll("(?m)^paper.*$", ""))))
                .doesNotContain("paper");
        assertThatExceptionOfType(KindSettings.Unreadable.class)
                .isThrownBy(() -> KindSettings.read(yaml.replace("size: A5", "size: B5")))
                .satisfies(wrong -> assertThat(wrong.what).isEqualTo("size"));
    }

    @Test
    void whatCannotBeReadIsSaidInASentence() {
        broken("bad-form", KindPackage.FORM, text -> text.substring(0, 40), "JSON");
        broken("bad-settings", KindPackage.SETTINGS, text -> "title: [", "基本信息");
    }

    private void broken(String name, String path, UnaryOperator<String> change, String said) {
        workshop.begin(designer, name, "坏的", null);
        var files = new TreeMap<>(workshop.draft(designer, name).files());
        files.compute(path, (place, text) -> change.apply(text == null ? "" : text));
        workshop.save(designer, name, files, 1);

        assertThat(workshop.findings(designer, name))
                .filteredOn(KindFinding::isError)
                .anySatisfy(finding -> assertThat(finding.sentence()).contains(said));
        assertThatExceptionOfType(ApprovalKinds.Broken.class).isThrownBy(() -> workshop.publish(designer, name, "", 2));
        assertThat(kinds.latest(name)).isEmpty();
    }

    @Test
    void whatIsExportedComesInAgainUnderItsOwnSeal() {
        var zip = transfer.export(designer, "leave");
        var look = transfer.look(designer, zip);

        assertThat(look.standing()).isEqualTo("TRUSTED");
        assertThat(look.isNew()).isFalse();
        assertThat(look.findings()).noneMatch(KindFinding::isError);
        assertThat(KindZip.unpack(zip).files().files()).isEqualTo(workshop.files(designer, "leave", 1));
    }

    @Test
    void whatWasChangedOnTheWayIsRefused() {
        var unpacked = KindZip.unpack(transfer.export(designer, "leave"));
        var files = new TreeMap<>(unpacked.files().files());
        files.compute(KindPackage.SETTINGS, (path, text) -> text.replace("R_STAFF", "R_LEADER"));
        var zip = KindZip.pack(new KindPackage(files), String.valueOf(unpacked.signature()));

        assertThatExceptionOfType(KindTransfer.SealBroken.class).isThrownBy(() -> transfer.take(designer, zip, true));
    }

    @Test
    void anUnsignedPackageNeedsAWordOfItsOwn() throws IOException {
        var files = new TreeMap<>(BlankKind.files("from-outside", "外来事项"));
        var zip = zip(files);

        assertThatExceptionOfType(KindTransfer.NotVouchedFor.class)
                .isThrownBy(() -> transfer.take(designer, zip, false));
        assertThat(transfer.take(designer, zip, true).files()).isEqualTo(files);
    }

    @Test
    void hostileZipsAreRefusedWithASentence() throws IOException {
        var bomb = new TreeMap<>(BlankKind.files("bomb", "炸弹"));
        bomb.put(KindPackage.PAPER, "0".repeat(3_000_000));
        refused("approvals.zip-bomb", zip(bomb));
        refused("approvals.zip-path", zip(Map.of("kind.yaml", "a", "../../etc/cron.d/x", "b")));
        refused("approvals.zip-unknown-file", zip(Map.of("kind.yaml", "a", "run.sh", "b")));
        refused("approvals.zip-no-kind", zip(Map.of("paper.html", "a")));
        refused("approvals.zip-unreadable", "not a zip".getBytes(StandardCharsets.UTF_8));
        refused("approvals.zip-link", link());
        var many = new TreeMap<String, String>();
        for (int n = 0; n < 80; n++) {
            many.put("rules/t" + n + ".dmn", "x");
        }
        refused("approvals.zip-too-many", zip(many));
    }

    private void refused(String code, byte[] zip) {
        assertThatExceptionOfType(KindZip.Hostile.class)
                .as(code)
                .isThrownBy(() -> transfer.look(designer, zip))
                .satisfies(refused -> assertThat(((Refusal) refused).code()).isEqualTo(code));
    }

    private static byte[] zip(Map<String, String> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] link() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(bytes)) {
            var entry = new ZipArchiveEntry("kind.yaml");
            entry.setUnixMode(0120777);
            zip.putArchiveEntry(entry);
            zip.write("/etc/passwd".getBytes(StandardCharsets.UTF_8));
            zip.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }
}
