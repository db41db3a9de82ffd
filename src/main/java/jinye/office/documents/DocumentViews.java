package jinye.office.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import jinye.kernel.Actor;
import jinye.office.documents.elements.DraftContent;
import jinye.office.documents.elements.Elements;
import jinye.office.documents.elements.Kinds;
import jinye.office.documents.seals.Seals;
import jinye.platform.directory.Directory;
import jinye.platform.files.Files;
import jinye.platform.workflow.Matters;
import jinye.platform.workflow.StepRights;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Puts together what the page of a document shows, and what its reader may do there. */
@Component
class DocumentViews {

    private final DocumentStore store;
    private final DocumentGrants grants;
    private final DocumentAttachments attachments;
    private final DocumentDrafting drafting;
    private final DocumentIssuing issuing;
    private final EditLocks locks;
    private final OfficialPages pages;
    private final Seals seals;
    private final SourceNotices notices;
    private final Kinds kinds;
    private final Directory directory;
    private final Matters matters;
    private final Files files;
    private final DocumentRights rights;
    private final JsonMapper json;

    DocumentViews(
            DocumentStore store,
            DocumentGrants grants,
            DocumentAttachments attachments,
            DocumentDrafting drafting,
            DocumentIssuing issuing,
            EditLocks locks,
            OfficialPages pages,
            Seals seals,
            SourceNotices notices,
            Kinds kinds,
            Directory directory,
            Matters matters,
            Files files,
            DocumentRights rights,
            JsonMapper json) {
        this.rights = rights;
        this.json = json;
        this.store = store;
        this.grants = grants;
        this.attachments = attachments;
        this.drafting = drafting;
        this.issuing = issuing;
        this.locks = locks;
        this.pages = pages;
        this.seals = seals;
        this.notices = notices;
        this.kinds = kinds;
        this.directory = directory;
        this.matters = matters;
        this.files = files;
    }

    DocumentView view(Actor actor, Document document) {
        long id = document.id;
        var elements = document.elements;
        var open = document.endedAt == null ? matters.openNodes(actor, document.flow.matter(), id) : List.<String>of();
        boolean editable = document.endedAt == null && drafting.mayEdit(actor, document);
        var signature = document.signature;
        var voiding = document.voiding;
        var allowed = rights.of(actor, document);
        var hidden = DocumentRights.hidden(allowed);
        return new DocumentView(
                id,
                document.version,
                document.flow.word(),
                document.flow.term(),
                document.state.name(),
                document.state.term(),
                kinds.kind(elements.kind()).term(),
                elements.title(),
                document.number,
                shown(DraftContent.of(elements), hidden),
                document.origin.unit(),
                document.origin.unitName(),
                document.origin.department(),
                document.origin.departmentName(),
                document.origin.author(),
                document.origin.authorName(),
                document.origin.createdAt(),
                document.changedAt,
                document.changedBy,
                hidden.contains("mainTo") ? List.of() : receivers(elements.mainTo()),
                hidden.contains("copyTo") ? List.of() : receivers(elements.copyTo()),
                words(document, hidden),
                attachments(id, allowed, editable),
                signature == null
                        ? null
                        : new DocumentView.DocumentSignature(
                                signature.name(),
                                signature.opinion(),
                                signature.date(),
                                signature.at(),
                                signature.hash()),
                document.printed == null || !DocumentRights.seesPaper(allowed) ? null : document.printed.paper(),
                DocumentRights.downloadsPaper(allowed) ? document.ofd : null,
                document.printed == null ? List.of() : document.printed.missing(),
                seals.useOf(id)
                        .map(use -> new DocumentView.DocumentSealing(use.sealName(), use.by(), use.at()))
                        .orElse(null),
                document.distributedAt,
                document.receivers,
                incoming(document),
                hidden.contains("reference") ? null : answered(actor, elements),
                document.result,
                voiding == null
                        ? null
                        : new DocumentView.DocumentVoiding(
                                voiding.how(), voiding.term(), voiding.reason(), voiding.at()),
                document.archiveNumber,
                locks.holder(id)
                        .map(lock -> new DocumentView.EditHolder(
                                lock.person(), lock.personName(), lock.since(), lock.until()))
                        .orElse(null),
                open,
                editable,
                acts(actor, document, open),
                open.contains("number") ? issuing.series(document) : List.of(),
                signature != null,
                document.endedAt != null,
                limits(allowed, editable, hidden));
    }

    private static DocumentView.DocumentLimits limits(StepRights allowed, boolean editable, List<String> hidden) {
        var paper = DocumentRights.downloadsPaper(allowed)
                ? "DOWNLOAD"
                : DocumentRights.seesPaper(allowed) ? "READ" : "HIDE";
        return new DocumentView.DocumentLimits(
                paper, editable && DocumentRights.adds(allowed), DocumentRights.fixed(allowed), hidden);
    }

    /** Without what the step hides; the editor sends nothing for what it does not have, and so it stays. */
    private DraftContent shown(DraftContent content, List<String> hidden) {
        if (hidden.isEmpty()) {
            return content;
        }
        ObjectNode tree = json.valueToTree(content);
        tree.remove(hidden);
        return json.treeToValue(tree, DraftContent.class);
    }

    private DocumentView.PaperWords words(Document document, List<String> hidden) {
        var words = pages.words(document);
        return hidden.isEmpty()
                ? words
                : new DocumentView.PaperWords(
                        words.format(),
                        words.signatory(),
                        words.mark(),
                        words.organ(),
                        hidden.contains("mainTo") ? "" : words.main(),
                        hidden.contains("copyTo") ? "" : words.copies(),
                        hidden.contains("note") ? null : words.note(),
                        words.printedBy());
    }

    private static List<String> acts(Actor actor, Document document, List<String> open) {
        var acts = new ArrayList<String>();
        for (var node : open) {
            switch (node) {
                case "sign", "number", "recheck", "typeset", "seal", "distribute", "propose", "close" -> acts.add(node);
                case "result" -> acts.add("report");
                default -> {
                    // the other nodes need only the verbs of the matter
                }
            }
        }
        boolean ownDraft = document.origin.author() == actor.person()
                && (document.state == DocumentState.D10 || document.state == DocumentState.M10);
        boolean office = document.flow != Flow.INCOMING
                && document.distributedAt == null
                && document.endedAt == null
                && actor.unit() == document.origin.unit()
                && actor.may("documents.void");
        if (ownDraft || office) {
            acts.add("void");
        }
        return acts;
    }

    private List<DocumentView.DocumentReceiver> receivers(List<Long> ids) {
        var units = directory.units(ids);
        return ids.stream()
                .map(units::get)
                .filter(Objects::nonNull)
                .map(unit -> new DocumentView.DocumentReceiver(unit.id(), unit.name(), unit.shortName()))
                .toList();
    }

    List<DocumentView.DocumentAttachment> attachments(Actor actor, Document document) {
        boolean editable = document.endedAt == null && drafting.mayEdit(actor, document);
        return attachments(document.id, rights.of(actor, document), editable);
    }

    private List<DocumentView.DocumentAttachment> attachments(long id, StepRights allowed, boolean editable) {
        var attached = attachments.of(id);
        var stored = files.files(
                attached.stream().map(DocumentAttachments.Attached::file).toList());
        var views = new ArrayList<DocumentView.DocumentAttachment>();
        for (int i = 0; i < attached.size(); i++) {
            var file = stored.get(i);
            var one = attached.get(i);
            if (DocumentRights.sees(allowed, one, file)) {
                views.add(new DocumentView.DocumentAttachment(
                        i + 1,
                        file.id(),
                        one.title(),
                        file.name(),
                        file.type(),
                        file.size(),
                        DocumentRights.downloads(allowed, one, file),
                        editable && DocumentRights.removes(allowed, one, file)));
            }
        }
        return views;
    }

    private DocumentView.@Nullable IncomingDocumentView incoming(Document document) {
        var incoming = document.incoming;
        if (incoming == null) {
            return null;
        }
        return new DocumentView.IncomingDocumentView(
                incoming.registerNumber(),
                incoming.from(),
                incoming.sourceClass(),
                incoming.handling(),
                incoming.toRead() ? "阅件" : "办件",
                incoming.receivedAt(),
                document.issueDate,
                people(incoming.leaders()),
                incoming.leadDepartment() == null ? null : department(incoming.leadDepartment()),
                incoming.assistDepartments().stream().map(this::department).toList(),
                people(incoming.readers()),
                incoming.deadline(),
                incoming.rejected(),
                notices.of(document.id));
    }

    private List<DocumentView.NamedRecord> people(List<Long> ids) {
        var people = directory.people(ids);
        return ids.stream()
                .map(people::get)
                .filter(Objects::nonNull)
                .map(person -> new DocumentView.NamedRecord(person.id(), person.name()))
                .toList();
    }

    private DocumentView.NamedRecord department(long id) {
        return new DocumentView.NamedRecord(id, directory.department(id).name());
    }

    private DocumentView.@Nullable AnsweredDocument answered(Actor actor, Elements elements) {
        var reference = elements.reference();
        if (reference != null && grants.readable(actor, reference)) {
            var document = store.find(reference).orElseThrow();
            return new DocumentView.AnsweredDocument(
                    reference, document.elements.title(), document.number == null ? "" : document.number);
        }
        if (elements.referenceTitle().isEmpty()) {
            return null;
        }
        return new DocumentView.AnsweredDocument(null, elements.referenceTitle(), elements.referenceNumber());
    }
}
