package jinye.office.documents;

import java.io.InputStream;
import java.util.List;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.kernel.Grant;
import jinye.kernel.Refusal;
import jinye.office.documents.elements.DraftContent;
import jinye.office.documents.versions.DocumentVersions;
import jinye.office.documents.versions.VersionDiff;
import jinye.platform.files.Files;
import jinye.platform.files.StoredFile;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Shows documents to those who may read them. */
@Service
@Transactional(readOnly = true)
class DocumentReading {

    /** A file of a document, ready to be sent. */
    record Opened(StoredFile file, InputStream content) {}

    private final DocumentStore store;
    private final DocumentGrants grants;
    private final DocumentAttachments attachments;
    private final DocumentVersions versions;
    private final DocumentViews views;
    private final Files files;

    DocumentReading(
            DocumentStore store,
            DocumentGrants grants,
            DocumentAttachments attachments,
            DocumentVersions versions,
            DocumentViews views,
            Files files) {
        this.store = store;
        this.grants = grants;
        this.attachments = attachments;
        this.versions = versions;
        this.views = views;
        this.files = files;
    }

    Document readable(Actor actor, long id) {
        grants.requireReadable(actor, id);
        return store.find(id).orElseThrow(DocumentStore.NoSuchDocument::new);
    }

    DocumentView view(Actor actor, long id) {
        return views.view(actor, readable(actor, id));
    }

    List<DocumentView.DocumentAttachment> attachments(Actor actor, long id) {
        grants.requireReadable(actor, id);
        return views.attachments(id);
    }

    List<DocumentVersions.VersionRow> versions(Actor actor, long id) {
        grants.requireReadable(actor, id);
        return versions.list(id);
    }

    DocumentVersions.Version version(Actor actor, long id, int number) {
        grants.requireReadable(actor, id);
        return versions.version(id, number);
    }

    /** 0 stands for the present text. */
    VersionDiff diff(Actor actor, long id, int from, int to) {
        var document = readable(actor, id);
        return VersionDiff.between(version(document, from), version(document, to));
    }

    private DocumentVersions.Version version(Document document, int number) {
        if (number != 0) {
            return versions.version(document.id, number);
        }
        var titles = attachments.titles(document.id);
        return new DocumentVersions.Version(
                0,
                document.elements.title(),
                document.elements.body(),
                DraftContent.of(document.elements).withoutBody(),
                titles,
                DocumentVersions.hash(document.elements, titles));
    }

    /** 为什么能看. */
    Set<Grant> why(Actor actor, long id) {
        grants.requireReadable(actor, id);
        return grants.of(id);
    }

    /** The finished PDF, or an attachment or picture of the document. */
    Opened paper(Actor actor, long id) {
        var printed = readable(actor, id).printed;
        if (printed == null) {
            throw new NotPrinted();
        }
        return open(printed.paper());
    }

    Opened file(Actor actor, long id, long file) {
        var document = readable(actor, id);
        if (!attachments.holds(id, file) && !document.elements.body().pictures().contains(file)) {
            throw new DocumentStore.NoSuchDocument();
        }
        return open(file);
    }

    private Opened open(long file) {
        return new Opened(files.file(file), files.open(file));
    }

    static final class NotPrinted extends Refusal {
        NotPrinted() {
            super(Kind.NOT_FOUND, "documents.not-printed");
        }
    }
}
