package jinye.office.documents;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
import jinye.kernel.Grant;
import jinye.kernel.Page;
import jinye.office.documents.elements.Direction;
import jinye.office.documents.elements.DraftContent;
import jinye.office.documents.elements.Elements;
import jinye.office.documents.elements.Kind;
import jinye.office.documents.elements.Kinds;
import jinye.office.documents.rules.Finding;
import jinye.office.documents.rules.RoutingRules;
import jinye.office.documents.text.PlainText;
import jinye.office.documents.text.UnknownWord;
import jinye.office.documents.versions.DocumentVersions;
import jinye.office.documents.versions.VersionDiff;
import jinye.platform.journal.Journal;
import jinye.platform.journal.JournalRow;
import jinye.platform.web.IfMatch;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Documents as people list, read and draft them. */
@RestController
@RequestMapping("/api/documents")
class DocumentController {

    record StartDocument(@NotNull String flow, @Nullable DraftContent content) {}

    record CheckDraft(
            @NotNull DraftContent content,
            @Nullable @Size(max = 50) List<String> attachments) {}

    record AttachFiles(@NotNull @Size(max = 50) List<@Valid AttachFile> attachments) {}

    record AttachFile(
            @NotNull Long file, @NotNull @Size(max = 200) String title) {}

    record DocumentKindView(
            String code,
            String term,
            List<String> directions,
            boolean issuable,
            boolean needsSigner,
            boolean expectsReply,
            boolean internal) {}

    record RoutingRuleView(String id, String name, String basis) {}

    private final DocumentReading reading;
    private final DocumentDrafting drafting;
    private final DocumentList list;
    private final DocumentSheet sheets;
    private final Kinds kinds;
    private final Journal journal;

    DocumentController(
            DocumentReading reading,
            DocumentDrafting drafting,
            DocumentList list,
            DocumentSheet sheets,
            Kinds kinds,
            Journal journal) {
        this.reading = reading;
        this.drafting = drafting;
        this.list = list;
        this.sheets = sheets;
        this.kinds = kinds;
        this.journal = journal;
    }

    @GetMapping
    Page<DocumentRow> listDocuments(
            Actor actor,
            @RequestParam String flow,
            @RequestParam(required = false) @Nullable List<String> state,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable Boolean open,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int size) {
        return list.page(
                actor,
                filter(flow, state, text, kind, from, to, open),
                Cursor.read(after, 1),
                Math.clamp(size, 1, DocumentList.SIZE_MAX));
    }

    @GetMapping("/counts")
    DocumentList.DocumentCounts countDocuments(
            Actor actor,
            @RequestParam String flow,
            @RequestParam(required = false) @Nullable List<String> state,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable Boolean open) {
        return list.counts(actor, filter(flow, state, text, kind, from, to, open));
    }

    private static DocumentList.Filter filter(
            String flow,
            @Nullable List<String> states,
            @Nullable String text,
            @Nullable String kind,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Boolean open) {
        var read = states == null
                ? List.<DocumentState>of()
                : states.stream()
                        .map(state -> UnknownWord.read(DocumentState.class, "state", state))
                        .toList();
        var words = text == null || text.isBlank() ? null : PlainText.line("text", text, 100);
        return new DocumentList.Filter(Flow.of(flow), read, words, kind, from, to, open);
    }

    @GetMapping("/kinds")
    List<DocumentKindView> listDocumentKinds() {
        return kinds.all().stream()
                .map(kind -> new DocumentKindView(
                        kind.code(),
                        kind.term(),
                        kind.directions().stream().map(Enum::name).toList(),
                        kind.issuable(),
                        kind.needsSigner(),
                        kind.expectsReply(),
                        kind.internal()))
                .toList();
    }

    @GetMapping("/rules")
    List<RoutingRuleView> listRoutingRules() {
        return RoutingRules.all().stream()
                .map(rule -> new RoutingRuleView(rule.id(), rule.name(), rule.basis()))
                .toList();
    }

    @GetMapping("/memo-matters")
    List<String> listMemoMatters() {
        return kinds.memoMatters();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    DocumentDrafting.DraftSaved startDocument(Actor actor, @RequestBody @Valid StartDocument command) {
        var content = command.content();
        return drafting.start(
                actor, Flow.of(command.flow()), content == null ? DraftContent.of(Elements.blank(EMPTY)) : content);
    }

    /** Only its missing fields matter: everything stays as a blank draft has it. */
    private static final Kind EMPTY = new Kind(Kind.NOTICE, "", List.of(Direction.DOWN), true, false, false, false);

    @GetMapping("/{id}")
    DocumentView readDocument(Actor actor, @PathVariable long id) {
        return reading.view(actor, id);
    }

    @PutMapping("/{id}/draft")
    DocumentDrafting.DraftSaved saveDraft(
            Actor actor, @PathVariable long id, IfMatch seen, @RequestBody @Valid DraftContent content) {
        return drafting.save(actor, id, seen.version(), content);
    }

    @GetMapping("/{id}/findings")
    List<Finding> listFindings(Actor actor, @PathVariable long id) {
        return drafting.findings(actor, id);
    }

    @PostMapping("/findings")
    List<Finding> checkDraft(Actor actor, @RequestBody @Valid CheckDraft command) {
        return drafting.findings(
                actor, command.content(), command.attachments() == null ? List.of() : command.attachments());
    }

    @PutMapping("/{id}/edit-lock")
    EditLocks.EditLock takeEditLock(Actor actor, @PathVariable long id) {
        return drafting.lock(actor, id);
    }

    @DeleteMapping("/{id}/edit-lock")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void releaseEditLock(Actor actor, @PathVariable long id) {
        drafting.unlock(actor, id);
    }

    @GetMapping("/{id}/attachments")
    List<DocumentView.DocumentAttachment> listDocumentAttachments(Actor actor, @PathVariable long id) {
        return reading.attachments(actor, id);
    }

    @PutMapping("/{id}/attachments")
    DocumentDrafting.DraftSaved putDocumentAttachments(
            Actor actor, @PathVariable long id, @RequestBody @Valid AttachFiles command) {
        return drafting.attach(
                actor,
                id,
                command.attachments().stream()
                        .map(file -> new DocumentAttachments.Attached(file.file(), file.title()))
                        .toList());
    }

    @GetMapping("/{id}/versions")
    List<DocumentVersions.VersionRow> listDocumentVersions(Actor actor, @PathVariable long id) {
        return reading.versions(actor, id);
    }

    @GetMapping("/{id}/versions/{from}/diff/{to}")
    VersionDiff compareDocumentVersions(
            Actor actor, @PathVariable long id, @PathVariable int from, @PathVariable int to) {
        return reading.diff(actor, id, from, to);
    }

    @GetMapping("/{id}/sheet")
    DocumentSheet.DocumentSheetView readDocumentSheet(Actor actor, @PathVariable long id) {
        return sheets.sheet(actor, id);
    }

    @GetMapping("/{id}/journal")
    List<JournalRow> listDocumentJournal(Actor actor, @PathVariable long id) {
        reading.readable(actor, id);
        return journal.of(DocumentRecords.record(id));
    }

    @GetMapping("/{id}/why")
    Set<Grant> explainDocumentReading(Actor actor, @PathVariable long id) {
        return reading.why(actor, id);
    }
}
