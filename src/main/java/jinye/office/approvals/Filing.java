package jinye.office.approvals;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.office.approvals.kinds.ApprovalKinds;
import jinye.office.approvals.kinds.Kind;
import jinye.office.approvals.kinds.KindSettings;
import jinye.office.archives.Archives;
import jinye.office.archives.DocumentFiled;
import jinye.office.archives.FileRecord;
import jinye.platform.forms.Forms;
import jinye.platform.journal.Journal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 归档: the sheet, the files of the form and of the departments' answers, and the trail become one item of the archives. */
@Service
@Transactional
class Filing {

    record FiledRequest(long item, String archiveNumber) {}

    private final RequestStore store;
    private final RequestGrants grants;
    private final PartStore parts;
    private final ApprovalKinds kinds;
    private final Forms forms;
    private final Archives archives;
    private final Journal journal;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Filing(
            RequestStore store,
            RequestGrants grants,
            PartStore parts,
            ApprovalKinds kinds,
            Forms forms,
            Archives archives,
            Journal journal,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.grants = grants;
        this.parts = parts;
        this.kinds = kinds;
        this.forms = forms;
        this.archives = archives;
        this.journal = journal;
        this.events = events;
        this.clock = clock;
    }

    FiledRequest file(Actor actor, long id) {
        grants.requireReadable(actor, id);
        var request = store.lock(id);
        var kind = kinds.version(request.kind, request.kindVersion);
        var archive = kind.settings().archive();
        if (archive == null) {
            throw new NotArchived(kind.settings().title());
        }
        if (request.filedAt != null) {
            throw new AlreadyFiled(String.valueOf(request.archiveNumber));
        }
        if (request.endedAt == null || request.state == RequestState.VOID) {
            throw new Request.NotOver(request.title);
        }
        if (request.sheet == null) {
            throw new SheetNotPrinted();
        }
        var filed = archives.fileRecord(actor, record(request, kind, archive));
        return new FiledRequest(filed.item(), filed.archiveNumber());
    }

    /** 预归档: what is over and belongs into the archives is handed over with its sheet. */
    void offer(Request request) {
        var kind = kinds.version(request.kind, request.kindVersion);
        var archive = kind.settings().archive();
        if (archive != null && request.endedAt != null && request.state != RequestState.VOID) {
            archives.offer(record(request, kind, archive));
        }
    }

    /** However it was filed, alone or in a batch, the request keeps its number. */
    @EventListener
    void filed(DocumentFiled filed) {
        if (!filed.module().equals("approvals")) {
            return;
        }
        var request = store.lock(filed.document());
        request.file(filed.archiveNumber(), clock.instant());
        store.progress(request);
        journal.recordBySystem("approvals.file", Requests.record(request.id), Map.of("number", filed.archiveNumber()));
        events.publishEvent(new RequestChanged(request.id));
    }

    private FileRecord record(Request request, Kind kind, KindSettings.FilingClass archive) {
        var attachments = new HashSet<>(forms.files(kind.form(), request.data));
        for (var part : parts.of(request.id)) {
            var partForm = kinds.version(request.kind, part.kindVersion).partForm();
            if (partForm != null) {
                attachments.addAll(forms.files(partForm, part.data));
            }
        }
        var body = kind.form().fields().stream()
                .filter(field -> field.table() == null
                        && field.path().equals(field.name())
                        && !kind.secrets().contains(field.path()))
                .map(field -> forms.words(field, request.data.path(field.name())))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("\n"));
        // the filed sheet holds everything: with secrets in it, it is the archivists'; others read the request's page
        return new FileRecord(
                Requests.record(request.id),
                request.origin.unit(),
                "approval",
                kind.matter(),
                request.title,
                request.number,
                kind.settings().title(),
                request.origin.departmentName() + " " + request.origin.applicantName(),
                LocalDate.ofInstant(request.endedAt, ApprovalDesk.ZONE),
                body,
                request.sheet,
                attachments.stream().sorted().toList(),
                archive.retention(),
                archive.classCode(),
                kind.keepsBack() ? Set.of() : grants.of(request.id));
    }

    static final class NotArchived extends Refusal {
        NotArchived(String kind) {
            super(Refusal.Kind.CONFLICT, "approvals.not-archived", kind);
        }
    }

    static final class AlreadyFiled extends Refusal {
        AlreadyFiled(String number) {
            super(Refusal.Kind.CONFLICT, "approvals.already-filed", number);
        }
    }

    static final class SheetNotPrinted extends Refusal {
        SheetNotPrinted() {
            super(Refusal.Kind.CONFLICT, "approvals.sheet-not-printed");
        }
    }
}
