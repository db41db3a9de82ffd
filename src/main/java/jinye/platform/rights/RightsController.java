package jinye.platform.rights;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import jinye.kernel.Actor;
import jinye.platform.rights.RightsTable.Format;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Questions of rights: for administrators about anybody, for everybody else about themselves. */
@RestController
@RequestMapping("/api/rights")
class RightsController {

    private final RightsQuestions questions;
    private final RightsExport export;
    private final Clock clock;

    RightsController(RightsQuestions questions, RightsExport export, Clock clock) {
        this.questions = questions;
        this.export = export;
        this.clock = clock;
    }

    @GetMapping("/records")
    List<RightsQuestions.RecordNamed> findRecordsByNumber(
            Actor actor, @RequestParam @NotBlank @Size(max = 100) String number) {
        return questions.numbered(actor, number.strip());
    }

    /** @param person oneself when nobody is named */
    @GetMapping("/answer")
    RightsQuestions.RightsAnswer askWhy(
            Actor actor,
            @RequestParam(required = false) @Nullable Long person,
            @RequestParam @Size(max = 30) String module,
            @RequestParam long record) {
        return questions.why(actor, person == null ? actor.person() : person, module, record);
    }

    @GetMapping("/readers")
    RightsQuestions.RecordReaders askReaders(
            Actor actor, @RequestParam @Size(max = 30) String module, @RequestParam long record) {
        return questions.readers(actor, module, record);
    }

    @GetMapping("/readers/export")
    ResponseEntity<StreamingResponseBody> exportReaders(
            Actor actor,
            @RequestParam @Size(max = 30) String module,
            @RequestParam long record,
            @RequestParam(defaultValue = "XLSX") Format format,
            @RequestParam(defaultValue = "true") boolean masked) {
        export.allow(actor);
        var readers = questions.everyReader(actor, module, record, "rights.export-readers");
        return file("查阅情况", format, out -> export.readers(readers, masked, format, out));
    }

    @GetMapping("/people/export")
    ResponseEntity<StreamingResponseBody> exportEverybodysRights(
            Actor actor, @RequestParam(defaultValue = "XLSX") Format format) {
        export.begin(actor, format);
        return file("全员权限清单", format, out -> export.people(format, out));
    }

    private ResponseEntity<StreamingResponseBody> file(String name, Format format, StreamingResponseBody body) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(format.type))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name + "-" + LocalDate.now(clock) + format.suffix, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(out -> {
                    try {
                        body.writeTo(out);
                    } catch (UncheckedIOException readerGone) {
                        throw readerGone.getCause();
                    }
                });
    }
}
