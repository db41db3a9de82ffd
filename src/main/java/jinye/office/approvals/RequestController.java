package jinye.office.approvals;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Page;
import jinye.kernel.Urgency;
import jinye.platform.files.FileDownloads;
import jinye.platform.files.Files;
import jinye.platform.forms.FormPrint;
import jinye.platform.forms.Forms;
import jinye.platform.journal.Journal;
import jinye.platform.journal.JournalRow;
import jinye.platform.web.IfMatch;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Requests as people begin, fill in, list and print them. */
@RestController
@RequestMapping("/api/approvals")
class RequestController {

    /** @param data JSON text of what is known already, null for nothing */
    record StartRequest(
            @NotNull @Size(max = 50) String kind,
            @Nullable @Size(max = 1_000_000) String data) {}

    /** @param data JSON text of the form */
    record FilledForm(@NotNull @Size(max = 5_000_000) String data) {}

    record UrgencyOfRequest(@NotNull Urgency urgency) {}

    record ReasonOfVoiding(
            @NotNull @Size(min = 1, max = 500) String reason) {}

    record QuestionToDepartment(
            @NotNull @Size(min = 1, max = 1000) String question) {}

    private final Requests requests;
    private final RequestReading reading;
    private final RequestList list;
    private final RequestSheet sheets;
    private final Filing filing;
    private final RequestReaders readers;
    private final Files files;
    private final FileDownloads downloads;
    private final Journal journal;

    RequestController(
            Requests requests,
            RequestReading reading,
            RequestList list,
            RequestSheet sheets,
            Filing filing,
            RequestReaders readers,
            Files files,
            FileDownloads downloads,
            Journal journal) {
        this.requests = requests;
        this.reading = reading;
        this.list = list;
        this.sheets = sheets;
        this.filing = filing;
        this.readers = readers;
        this.files = files;
        this.downloads = downloads;
        this.journal = journal;
    }

    @GetMapping("/requests")
    Page<RequestRow> listRequests(
            Actor actor,
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable List<String> state,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable List<String> value,
            @RequestParam(required = false) @Size(max = 100) @Nullable String sort,
            @RequestParam(defaultValue = "true") boolean descending,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int size) {
        return list.page(
                actor,
                RequestFilter.of(mine, kind, state, text, from, to, value),
                sort,
                descending,
                after,
                Math.clamp(size, 1, RequestList.SIZE_MAX));
    }

    @GetMapping("/requests/counts")
    RequestList.RequestCounts countRequests(
            Actor actor,
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable List<String> state,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable List<String> value) {
        return list.counts(actor, RequestFilter.of(mine, kind, state, text, from, to, value));
    }

    @PostMapping("/requests")
    @ResponseStatus(HttpStatus.CREATED)
    Requests.SavedRequest startRequest(Actor actor, @RequestBody @Valid StartRequest command) {
        return requests.start(actor, command.kind(), Forms.data(command.data() == null ? "{}" : command.data()));
    }

    @GetMapping("/requests/{id}")
    RequestView readRequest(Actor actor, @PathVariable long id) {
        return reading.view(actor, id);
    }

    @PutMapping("/requests/{id}/form")
    Requests.SavedRequest saveRequestForm(
            Actor actor, @PathVariable long id, IfMatch seen, @RequestBody @Valid FilledForm form) {
        return requests.save(actor, id, seen.version(), Forms.data(form.data()));
    }

    @PutMapping("/requests/{id}/urgency")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setRequestUrgency(Actor actor, @PathVariable long id, @RequestBody @Valid UrgencyOfRequest command) {
        requests.hurry(actor, id, command.urgency());
    }

    @PutMapping("/requests/{id}/voiding")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void voidRequest(Actor actor, @PathVariable long id, @RequestBody @Valid ReasonOfVoiding command) {
        requests.makeVoid(actor, id, command.reason());
    }

    @PutMapping("/requests/{id}/parts/{part}/renewal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void askDepartmentAgain(
            Actor actor,
            @PathVariable long id,
            @PathVariable long part,
            @RequestBody @Valid QuestionToDepartment command) {
        requests.askAgain(actor, id, part, command.question());
    }

    @PutMapping("/requests/{id}/filing")
    Filing.FiledRequest fileRequest(Actor actor, @PathVariable long id) {
        return filing.file(actor, id);
    }

    @GetMapping("/parts/{id}")
    PartView readRequestPart(Actor actor, @PathVariable long id) {
        return reading.part(actor, id);
    }

    @PutMapping("/parts/{id}/form")
    Requests.SavedRequest saveRequestPart(
            Actor actor, @PathVariable long id, IfMatch seen, @RequestBody @Valid FilledForm form) {
        return requests.saveAnswer(actor, id, seen.version(), Forms.data(form.data()));
    }

    /** The kind's paper, to be printed by the browser. It can load and run nothing. */
    @GetMapping("/requests/{id}/paper")
    ResponseEntity<String> printRequest(Actor actor, @PathVariable long id) {
        var request = reading.readable(actor, id);
        var view = reading.view(actor, id);
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", FormPrint.POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .body(sheets.html(request, view));
    }

    /** What the kind's choices make of the request, as a file; a paper in HTML is only for the browser's printer. */
    @GetMapping(value = "/requests/{id}/paper/pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> openPrintedRequest(Actor actor, @PathVariable long id) {
        var request = reading.readable(actor, id);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=" + id + ".pdf")
                .cacheControl(CacheControl.noStore())
                .body(sheets.composed(request, reading.view(actor, id)));
    }

    @GetMapping("/requests/{id}/sheet")
    ResponseEntity<Resource> openRequestSheet(Actor actor, @PathVariable long id) {
        return downloads.show(files.file(reading.sheet(actor, id)));
    }

    /** A file that stands in the form, for those who may read the request. */
    @GetMapping("/requests/{id}/files/{file}")
    ResponseEntity<Resource> openRequestFile(Actor actor, @PathVariable long id, @PathVariable long file) {
        if (!reading.files(actor, id).contains(file)) {
            throw new RequestStore.NoSuchRequest();
        }
        return downloads.show(files.file(file));
    }

    @GetMapping("/requests/{id}/journal")
    List<JournalRow> listRequestJournal(Actor actor, @PathVariable long id) {
        reading.readable(actor, id);
        return journal.of(Requests.record(id));
    }

    @GetMapping("/requests/{id}/why")
    List<RequestReaders.RequestReader> explainRequestReading(Actor actor, @PathVariable long id) {
        reading.readable(actor, id);
        return readers.of(id);
    }
}
