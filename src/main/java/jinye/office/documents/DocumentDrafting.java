package jinye.office.documents;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jinye.kernel.Actor;
import jinye.kernel.Grant;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.office.documents.elements.DraftContent;
import jinye.office.documents.elements.Elements;
import jinye.office.documents.elements.Kind;
import jinye.office.documents.elements.Kinds;
import jinye.office.documents.elements.StateSecret;
import jinye.office.documents.rules.Finding;
import jinye.office.documents.rules.RoutingRules;
import jinye.office.documents.secrecy.Quarantine;
import jinye.office.documents.text.PlainText;
import jinye.office.documents.text.UnknownWord;
import jinye.platform.directory.Directory;
import jinye.platform.files.Files;
import jinye.platform.journal.Journal;
import jinye.platform.workflow.Matters;
import jinye.platform.workflow.StartMatter;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 起草: beginning, saving, checking and locking drafts. */
@Service
@Transactional
class DocumentDrafting {

    record DraftSaved(long id, long version, Instant savedAt) {}

    private final DocumentStore store;
    private final DocumentRecords records;
    private final DocumentGrants grants;
    private final DocumentAttachments attachments;
    private final EditLocks locks;
    private final Kinds kinds;
    private final Proposals proposals;
    private final Directory directory;
    private final Matters matters;
    private final Files files;
    private final DocumentRights rights;
    private final Journal journal;
    private final Quarantine quarantine;

    DocumentDrafting(
            DocumentStore store,
            DocumentRecords records,
            DocumentGrants grants,
            DocumentAttachments attachments,
            EditLocks locks,
            Kinds kinds,
            Proposals proposals,
            Directory directory,
            Matters matters,
            Files files,
            DocumentRights rights,
            Journal journal,
            Quarantine quarantine) {
        this.rights = rights;
        this.store = store;
        this.records = records;
        this.grants = grants;
        this.attachments = attachments;
        this.locks = locks;
        this.kinds = kinds;
        this.proposals = proposals;
        this.directory = directory;
        this.matters = matters;
        this.files = files;
        this.journal = journal;
        this.quarantine = quarantine;
    }

    /** Begins an outgoing document or a memo; its drafter has it in hand at once. */
    DraftSaved start(Actor actor, Flow flow, DraftContent content) {
        actor.require("documents.draft");
        if (flow == Flow.INCOMING) {
            throw new UnknownWord("flow", flow.word());
        }
        var kind = kinds.kind(content.kind() == null ? defaultKind(flow) : content.kind());
        var elements = content.on(Elements.blank(kind), kinds);
        StateSecret.refuseIn(elements.texts().stream());
        var document = Document.begin(
                store.nextId(),
                flow,
                elements,
                actor,
                directory.department(actor.department()).code(),
                records.now());
        store.insert(document);
        grants.grant(document.id, flow, Grant.person(actor.person()), "拟稿人");
        grants.grant(document.id, flow, Grant.department(actor.department()), "起草部门");
        journal.record(actor, "documents.start", DocumentRecords.record(document.id), Map.of("flow", flow.term()));
        matters.start(
                actor,
                new StartMatter(
                        flow.matter(),
                        document.id,
                        elements.title().isEmpty() ? "（未命名" + kind.term() + "）" : elements.title(),
                        "",
                        elements.urgency(),
                        Map.of()));
        return saved(document.id);
    }

    private static String defaultKind(Flow flow) {
        return flow == Flow.MEMO ? "N1" : Kind.NOTICE;
    }

    /** Autosave. Says who saved in between when the version is stale, and who is editing when somebody else is. */
    DraftSaved save(Actor actor, long id, long version, DraftContent content) {
        var document = requireEditable(actor, id);
        if (document.version != version) {
            throw new Stale(document.changedBy, at(document.changedAt));
        }
        locks.requireFree(actor, id);
        var before = document.elements;
        var edited = content.on(before, kinds);
        rights.requireChangeable(rights.of(actor, document), document.state.term(), before, edited);
        StateSecret.refuseIn(Stream.concat(edited.texts().stream(), attachments.titles(id).stream()));
        holdPictures(actor, document, edited);
        document.edit(edited, actor, records.now());
        long written = records.save(document);
        if (!before.title().equals(edited.title()) || before.urgency() != edited.urgency()) {
            matters.rename(
                    document.flow.matter(),
                    id,
                    edited.title(),
                    document.number == null ? "" : document.number,
                    edited.urgency());
        }
        return new DraftSaved(id, written, document.changedAt);
    }

    /** The attachments in order; files new here must be the actor's own uploads. */
    DraftSaved attach(Actor actor, long id, List<DocumentAttachments.Attached> list) {
        var document = requireEditable(actor, id);
        locks.requireFree(actor, id);
        if (list.size() > DocumentAttachments.MAX) {
            throw new DraftContent.TooMany("attachments", DocumentAttachments.MAX);
        }
        var checked = list.stream()
                .map(attached -> new DocumentAttachments.Attached(
                        attached.file(), PlainText.line("attachments", attached.title(), 200)))
                .toList();
        if (checked.stream().map(DocumentAttachments.Attached::file).distinct().count() < checked.size()) {
            throw new AttachedTwice();
        }
        var stored = files.hold(
                actor, checked.stream().map(DocumentAttachments.Attached::file).toList(), DocumentRecords.record(id));
        StateSecret.refuseIn(
                Stream.of(document.elements.texts().stream(), checked.stream().map(DocumentAttachments.Attached::title))
                        .flatMap(names -> names));
        quarantine.refuseMarked(actor, stored, id);
        var kept = rights.attachable(rights.of(actor, document), document.state.term(), attachments.of(id), checked);
        attachments.replace(id, kept);
        return new DraftSaved(
                id, records.save(actor, document, "attach", Map.of("count", checked.size())), document.changedAt);
    }

    EditLocks.EditLock lock(Actor actor, long id) {
        requireEditable(actor, id);
        return locks.take(actor, id);
    }

    void unlock(Actor actor, long id) {
        grants.requireReadable(actor, id);
        locks.release(actor, id);
    }

    List<Finding> findings(Actor actor, long id) {
        grants.requireReadable(actor, id);
        return proposals.findings(store.find(id).orElseThrow(DocumentStore.NoSuchDocument::new));
    }

    /** Findings of what stands in the editor and is not saved yet. */
    List<Finding> findings(Actor actor, DraftContent content, List<String> attachmentTitles) {
        var kind = kinds.kind(content.kind() == null ? Kind.NOTICE : content.kind());
        var elements = content.on(Elements.blank(kind), kinds);
        return RoutingRules.check(
                proposals.proposal(elements, actor.unit(), actor.department(), attachmentTitles, List.of()));
    }

    boolean mayEdit(Actor actor, Document document) {
        return document.state.editable()
                && matters.openNodes(actor, document.flow.matter(), document.id).stream()
                        .anyMatch(node -> DocumentState.at(document.flow, node) == document.state);
    }

    /** Locked, and this person may change it now. */
    Document requireEditable(Actor actor, long id) {
        grants.requireReadable(actor, id);
        var document = store.lock(id);
        document.refuseWhenFiled();
        if (!document.state.editable()) {
            throw new DocumentRefused.Frozen(document.state);
        }
        if (!mayEdit(actor, document)) {
            throw new NotYours(document.state.term());
        }
        return document;
    }

    /** Pictures in the body are files of the document, like its attachments. */
    private void holdPictures(Actor actor, Document document, Elements edited) {
        var known = document.elements.body().pictures();
        var added = edited.body().pictures().stream()
                .filter(file -> !known.contains(file) && !attachments.holds(document.id, file))
                .distinct()
                .toList();
        for (var file : files.hold(actor, added, DocumentRecords.record(document.id))) {
            if (!file.type().equals("image/png") && !file.type().equals("image/jpeg")) {
                throw new NotAPicture(file.name());
            }
        }
    }

    private DraftSaved saved(long id) {
        var document = store.find(id).orElseThrow(DocumentStore.NoSuchDocument::new);
        return new DraftSaved(id, document.version, document.changedAt);
    }

    private static String at(Instant moment) {
        return java.time.format.DateTimeFormatter.ofPattern("M月d日 HH:mm:ss")
                .withZone(Moments.ZONE)
                .format(moment);
    }

    static final class Stale extends Refusal {
        Stale(String by, String at) {
            super(Kind.CONFLICT, "documents.stale", by, at);
        }
    }

    static final class NotYours extends Refusal {
        NotYours(String step) {
            super(Kind.FORBIDDEN, "documents.not-yours", step);
        }
    }

    static final class AttachedTwice extends Refusal {
        AttachedTwice() {
            super(Kind.INVALID, "documents.attached-twice");
        }
    }

    static final class NotAPicture extends Refusal {
        NotAPicture(String name) {
            super(Kind.INVALID, "documents.not-a-picture", name);
        }
    }
}
