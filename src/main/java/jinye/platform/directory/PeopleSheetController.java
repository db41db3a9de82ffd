package jinye.platform.directory;

import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import jinye.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** People to Excel and back. */
@RestController
@RequestMapping("/api/directory/people")
class PeopleSheetController {

    private static final MediaType SHEET =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final Directory directory;
    private final PeopleSheet sheet;
    private final PeopleImport importing;

    PeopleSheetController(Directory directory, PeopleSheet sheet, PeopleImport importing) {
        this.directory = directory;
        this.sheet = sheet;
        this.importing = importing;
    }

    @GetMapping("/export")
    ResponseEntity<byte[]> exportPeople(
            Actor actor,
            @RequestParam(required = false) @Nullable @Size(max = 50) String text,
            @RequestParam(required = false) @Nullable Long unit,
            @RequestParam(defaultValue = "false") boolean below,
            @RequestParam(required = false) @Nullable Long department) {
        var question = PersonController.question(directory, text, unit, below, department);
        return download(sheet.export(actor, question), "人员.xlsx");
    }

    @GetMapping("/template")
    ResponseEntity<byte[]> peopleTemplate(Actor actor) {
        actor.require("directory.manage");
        return download(sheet.template(), "人员导入模板.xlsx");
    }

    @PostMapping(path = "/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    PeopleImport.Report importPeople(
            Actor actor, @RequestPart MultipartFile file, @RequestParam(defaultValue = "CHECK") PeopleImport.Mode mode)
            throws IOException {
        return importing.run(actor, file.getBytes(), mode);
    }

    private static ResponseEntity<byte[]> download(byte[] content, String name) {
        return ResponseEntity.ok()
                .contentType(SHEET)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(content);
    }
}
