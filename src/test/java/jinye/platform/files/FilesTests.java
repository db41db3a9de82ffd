package jinye.platform.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.sample.JinyeTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@JinyeTest
class FilesTests {

    @Autowired
    Files files;

    @Autowired
    FileDownloads downloads;

    @Autowired
    Uploads uploads;

    private final Actor actor = person(900_001);
    private final Actor hoarder = person(900_003);
    private final Actor fickle = person(900_004);

    @Test
    void aFileIsGivenBackAsItCame() throws IOException {
        var stored = store("附件1：检查方案.docx", Samples.docx("卷烟市场检查方案"));

        assertThat(stored.name()).isEqualTo("附件1：检查方案.docx");
        assertThat(stored.type()).endsWith("wordprocessingml.document");
        assertThat(files.file(stored.id())).isEqualTo(stored);
        try (var in = files.open(stored.id())) {
            assertThat(in.readAllBytes()).isEqualTo(Samples.docx("卷烟市场检查方案"));
        }
        assertThat(files.text(stored.id())).isEqualTo("卷烟市场检查方案").isEqualTo(files.text(stored.id()));
    }

    @Test
    void aFileMustBeWhatItsNameSays() {
        assertRefused("files.disguised", () -> store("照片.png", Samples.pdf("no picture")));
        assertRefused("files.disguised", () -> store("通知.docx", Samples.zip(java.util.Map.of("a.txt", "b"))));
        assertRefused("files.executable", () -> store("通知.pdf", Samples.EXE));
        assertRefused("files.type-not-allowed", () -> store("通知.pdf.exe", Samples.pdf("x")));
        assertRefused("files.type-not-allowed", () -> store("通知.docm", Samples.docx("x")));
        assertRefused("files.type-not-allowed", () -> store("通知", Samples.pdf("x")));
        assertRefused("files.empty", () -> store("通知.pdf", new byte[0]));
        assertRefused("files.name-missing", () -> store("../.pdf", Samples.pdf("x")));
    }

    @Test
    void onlyTheUploaderSeesAFileUntilARecordHoldsIt() {
        var stored = store("a.pdf", Samples.pdf("x"));
        assertThat(files.uploadedBy(actor, stored.id())).isEqualTo(stored);
        assertRefused("files.not-found", () -> files.uploadedBy(person(900_002), stored.id()));
        assertRefused(
                "files.not-found",
                () -> files.hold(person(900_002), List.of(stored.id()), new RecordId("documents", 1)));

        files.hold(actor, List.of(stored.id()), new RecordId("documents", 1));
        files.hold(actor, List.of(stored.id()), new RecordId("documents", 1));

        assertRefused("files.not-found", () -> files.uploadedBy(actor, stored.id()));
        assertRefused("files.not-found", () -> files.hold(actor, List.of(stored.id()), new RecordId("documents", 2)));
    }

    @Test
    void filesComeInTheOrderAsked() {
        var one = store("1.pdf", Samples.pdf("1"));
        var two = store("2.pdf", Samples.pdf("2"));

        assertThat(files.files(List.of(two.id(), one.id(), two.id()))).containsExactly(two, one, two);
        assertRefused("files.not-found", () -> files.files(List.of(one.id(), Long.MAX_VALUE)));
    }

    @Test
    void aDownloadCanRunNothing() {
        var drawing = downloads.show(store("图.svg", "<svg><path d='M0 0'/></svg>".getBytes(StandardCharsets.UTF_8)));
        assertThat(drawing.getHeaders().getFirst("Content-Disposition"))
                .startsWith("attachment")
                .contains("filename*=UTF-8''%E5%9B%BE.svg");
        assertThat(drawing.getHeaders().getFirst("Content-Security-Policy"))
                .contains("sandbox")
                .contains("default-src 'none'");
        assertThat(drawing.getHeaders().getFirst("X-Content-Type-Options")).isEqualTo("nosniff");

        var pdf = downloads.show(store("通知.pdf", Samples.pdf("x")));
        assertThat(pdf.getHeaders().getFirst("Content-Disposition")).startsWith("inline");
        assertThat(pdf.getHeaders().getETag()).matches("\"[0-9a-f]{64}\"");
    }

    @Test
    void anUploadGoesOnWhereItBrokeOff() {
        var content = Samples.pdf("a long file");
        var upload = begin("方案.pdf", content.length);

        patch(upload, 0, java.util.Arrays.copyOfRange(content, 0, 100));
        assertThat(head(upload).getHeader("Upload-Offset")).isEqualTo("100");
        assertRefused("files.upload-busy", () -> patch(upload, 0, content));
        var last = patch(upload, 100, java.util.Arrays.copyOfRange(content, 100, content.length));

        var id = Long.parseLong(last.getHeader("Jinye-File"));
        assertThat(files.uploadedBy(actor, id).name()).isEqualTo("方案.pdf");
        assertThat(head(upload).getHeader("Jinye-File")).isEqualTo(last.getHeader("Jinye-File"));
        assertThat(uploads.finished(actor.person(), upload).id()).isEqualTo(id);
        assertRefused("files.upload-not-found", () -> uploads.finished(900_002, upload));
    }

    @Test
    void nobodyBeginsUploadsWithoutEnd() {
        for (int begun = 0; begun < 60; begun++) {
            begin(hoarder, "方案.pdf", 10);
        }

        assertRefused("files.too-many-uploads", () -> begin(hoarder, "方案.pdf", 10));
        begin("方案.pdf", 10);
    }

    @Test
    void anUploadAbandonedMakesRoomForAnother() {
        var last = "";
        for (int begun = 0; begun < 60; begun++) {
            last = begin(fickle, "方案.pdf", 10);
        }
        assertRefused("files.too-many-uploads", () -> begin(fickle, "方案.pdf", 10));

        uploads.abandon(fickle.person(), request("DELETE", last), new MockHttpServletResponse());

        begin(fickle, "方案.pdf", 10);
    }

    @Test
    void aHugeUploadIsRefusedBeforeItIsSent() {
        assertRefused("files.too-large", () -> begin("录像.mp4", 200L * 1024 * 1024));
        assertRefused("files.type-not-allowed", () -> begin("病毒.exe", 100));
    }

    @Test
    void moreThanAnnouncedIsNotTaken() {
        var upload = begin("方案.pdf", 10);

        assertRefused("files.too-large", () -> patch(upload, 0, new byte[5_000_000]));
        assertRefused("files.upload-not-found", () -> patch(upload, 0, new byte[10]));
    }

    @Test
    void aDisguisedUploadIsThrownAway() {
        var upload = begin("方案.pdf", Samples.EXE.length);

        assertRefused("files.executable", () -> patch(upload, 0, Samples.EXE));
        assertRefused("files.upload-not-found", () -> head(upload));
    }

    @Test
    void anotherPersonCannotContinueOrEndAnUpload() {
        var upload = begin("方案.pdf", 10);

        assertRefused(
                "files.upload-not-found",
                () -> uploads.proceed(900_002, upload, request("PATCH", upload), new MockHttpServletResponse()));
        assertRefused(
                "files.upload-not-found",
                () -> uploads.abandon(900_002, request("DELETE", upload), new MockHttpServletResponse()));
        assertThat(head(upload).getHeader("Upload-Offset")).isEqualTo("0");
    }

    @Test
    void aMethodCannotBePutOverAnother() {
        var upload = begin("方案.pdf", 10);
        var request = request("HEAD", upload);
        request.addHeader("X-HTTP-Method-Override", "DELETE");

        uploads.offset(actor.person(), upload, request, new MockHttpServletResponse());

        assertThat(head(upload).getHeader("Upload-Offset")).isEqualTo("0");
    }

    private String begin(String name, long length) {
        return begin(actor, name, length);
    }

    private String begin(Actor actor, String name, long length) {
        var request = new MockHttpServletRequest("POST", "/api/files/uploads");
        request.addHeader("Tus-Resumable", "1.0.0");
        request.addHeader("Upload-Length", length);
        request.addHeader(
                "Upload-Metadata",
                "filename " + Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8)));
        var response = new MockHttpServletResponse();
        uploads.begin(actor.person(), request, response);
        assertThat(response.getStatus()).isEqualTo(HttpStatus.CREATED.value());
        var location = response.getHeader("Location");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private MockHttpServletResponse patch(String upload, long offset, byte[] piece) {
        var request = request("PATCH", upload);
        request.addHeader("Upload-Offset", offset);
        request.setContentType("application/offset+octet-stream");
        request.setContent(piece);
        var response = new MockHttpServletResponse();
        uploads.proceed(actor.person(), upload, request, response);
        return response;
    }

    private MockHttpServletResponse head(String upload) {
        var response = new MockHttpServletResponse();
        uploads.offset(actor.person(), upload, request("HEAD", upload), response);
        return response;
    }

    private static MockHttpServletRequest request(String method, String upload) {
        var request = new MockHttpServletRequest(method, "/api/files/uploads/" + upload);
        request.addHeader("Tus-Resumable", "1.0.0");
        return request;
    }

    private StoredFile store(String name, byte[] content) {
        return files.store(actor, name, new ByteArrayInputStream(content));
    }

    private static Actor person(long id) {
        return new Actor(id, "测试", 1, "科员", 1, "办公室", 1, "湖南省烟草专卖局", Set.of("person:" + id), Set.of());
    }

    private static void assertRefused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(act)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
