package jinye.office.documents;

import java.nio.charset.StandardCharsets;
import jinye.kernel.Actor;
import jinye.office.documents.versions.MarkedText;
import jinye.platform.papers.Paper;
import jinye.platform.seals.PaperChecks;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The papers and files of documents, for those who may read the document. */
@RestController
@RequestMapping("/api/documents")
class DocumentFileController {

    private final DocumentReading reading;
    private final DocumentPrinting printing;
    private final DocumentSheet sheets;
    private final DocumentMarks marks;

    DocumentFileController(
            DocumentReading reading, DocumentPrinting printing, DocumentSheet sheets, DocumentMarks marks) {
        this.reading = reading;
        this.printing = printing;
        this.sheets = sheets;
        this.marks = marks;
    }

    @GetMapping("/{id}/paper")
    ResponseEntity<Resource> openDocumentPaper(Actor actor, @PathVariable long id) {
        return answer(reading.paper(actor, id), true);
    }

    @GetMapping("/{id}/ofd")
    ResponseEntity<Resource> openDocumentOfd(Actor actor, @PathVariable long id) {
        return answer(reading.ofd(actor, id), false);
    }

    @GetMapping("/{id}/seals")
    PaperChecks.CheckedPaper checkDocumentSeals(Actor actor, @PathVariable long id) {
        return reading.seals(actor, id);
    }

    @GetMapping("/{id}/preview")
    ResponseEntity<Resource> previewDocument(Actor actor, @PathVariable long id) {
        reading.requireBody(actor, reading.readable(actor, id));
        return made(printing.preview(actor, id), "预览.pdf");
    }

    /** 花脸稿: the text with every change by author and step. */
    @GetMapping("/{id}/marks")
    MarkedText readDocumentMarks(Actor actor, @PathVariable long id) {
        return marks.marks(actor, id);
    }

    @GetMapping("/{id}/marks.pdf")
    ResponseEntity<Resource> printDocumentMarks(Actor actor, @PathVariable long id) {
        return made(marks.print(actor, id), "花脸稿.pdf");
    }

    @GetMapping("/{id}/sheet.pdf")
    ResponseEntity<Resource> printDocumentSheet(Actor actor, @PathVariable long id) {
        return made(sheets.print(actor, id), "处理单.pdf");
    }

    private static ResponseEntity<Resource> made(Paper paper, String name) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .contentLength(paper.pdf().length)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(name, true))
                .body(new ByteArrayResource(paper.pdf()));
    }

    /** Only pictures and PDF open in the browser; everything else is saved, so that no file can act as a page of ours. */
    @GetMapping("/{id}/files/{file}")
    ResponseEntity<Resource> openDocumentFile(Actor actor, @PathVariable long id, @PathVariable long file) {
        var opened = reading.file(actor, id, file);
        var type = opened.file().type();
        return answer(opened, type.equals("application/pdf") || type.equals("image/png") || type.equals("image/jpeg"));
    }

    /** For who may look at a file but not have it. */
    @GetMapping("/{id}/files/{file}/look")
    DocumentReading.FileLook lookAtDocumentFile(Actor actor, @PathVariable long id, @PathVariable long file) {
        return reading.look(actor, id, file);
    }

    @GetMapping("/{id}/files/{file}/pages/{page}")
    ResponseEntity<Resource> drawDocumentFilePage(
            Actor actor, @PathVariable long id, @PathVariable long file, @PathVariable int page) {
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new ByteArrayResource(reading.page(actor, id, file, page)));
    }

    private static ResponseEntity<Resource> answer(DocumentReading.Opened opened, boolean inline) {
        var file = opened.file();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.type()))
                .contentLength(file.size())
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(file.name(), inline))
                .body(new InputStreamResource(opened.content()));
    }

    private static String disposition(String name, boolean inline) {
        var disposition = inline ? ContentDisposition.inline() : ContentDisposition.attachment();
        return disposition.filename(name, StandardCharsets.UTF_8).build().toString();
    }
}
