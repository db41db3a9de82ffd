package jinye.office.documents;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.kernel.Grant;
import jinye.kernel.Refusal;
import jinye.office.documents.elements.DraftContent;
import jinye.office.documents.relations.Act;
import jinye.office.documents.relations.DocumentStandings;
import jinye.office.documents.versions.DocumentVersions;
import jinye.office.documents.versions.VersionDiff;
import jinye.platform.files.Files;
import jinye.platform.files.StoredFile;
import jinye.platform.papers.Papers;
import jinye.platform.seals.PaperChecks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Shows documents to those who may read them. */
@Service
@Transactional(readOnly = true)
class DocumentReading {

    /** A file of a document, ready to be sent. */
    record Opened(StoredFile file, InputStream content) {}

    /** A file for who may look at it but not have it. @param pages that can be drawn, 0 for one that is only text */
    record FileLook(String name, int pages, String text) {}

    private final DocumentStore store;
    private final DocumentGrants grants;
    private final DocumentAttachments attachments;
    private final DocumentVersions versions;
    private final DocumentViews views;
    private final Files files;
    private final DocumentRights rights;
    private final PaperChecks checks;
    private final DocumentStandings standings;
    private final Papers papers;

    DocumentReading(
            DocumentStore store,
            DocumentGrants grants,
            DocumentAttachments attachments,
            DocumentVersions versions,
            DocumentViews views,
            Files files,
            DocumentRights rights,
            PaperChecks checks,
            DocumentStandings standings,
            Papers papers) {
        this.rights = rights;
        this.checks = checks;
        this.standings = standings;
        this.papers = papers;
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
        return views.attachments(actor, readable(actor, id));
    }

    List<DocumentVersions.VersionRow> versions(Actor actor, long id) {
        grants.requireReadable(actor, id);
        return versions.list(id);
    }

    DocumentVersions.Version version(Actor actor, long id, int number) {
        requireBody(actor, readable(actor, id));
        return versions.version(id, number);
    }

    /** 0 stands for the present text. */
    VersionDiff diff(Actor actor, long id, int from, int to) {
        var document = readable(actor, id);
        requireBody(actor, document);
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
        var document = readable(actor, id);
        var opened = paper(actor, document, document.printed == null ? null : document.printed.paper());
        return standings
                .of(id, true)
                .filter(ended -> opened.file().type().equals("application/pdf"))
                .map(ended -> marked(opened, ended))
                .orElse(opened);
    }

    /** A reading copy says on every page that it no longer holds; the record copy stays as it was sealed. */
    private Opened marked(Opened opened, Act ended) {
        try (var content = opened.content()) {
            byte[] pdf = papers.watermarked(content.readAllBytes(), ended.standing());
            var file = opened.file();
            return new Opened(
                    new StoredFile(file.id(), file.name(), file.type(), pdf.length, file.sha256(), file.storedAt()),
                    new ByteArrayInputStream(pdf));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The record copy with the electronic seal. */
    Opened ofd(Actor actor, long id) {
        var document = readable(actor, id);
        return paper(actor, document, document.ofd);
    }

    private Opened paper(Actor actor, Document document, @Nullable Long file) {
        var allowed = rights.of(actor, document);
        if (file == null || !DocumentRights.seesPaper(allowed)) {
            throw new NotPrinted();
        }
        if (!DocumentRights.downloadsPaper(allowed)) {
            throw new DocumentRights.ViewOnly(document.elements.title());
        }
        return open(file);
    }

    /** 验章 of the record copy, or of the PDF where there is no other. Whoever may see the paper may know who sealed it. */
    PaperChecks.CheckedPaper seals(Actor actor, long id) {
        var document = readable(actor, id);
        var file = document.ofd != null ? document.ofd : document.printed == null ? null : document.printed.paper();
        if (file == null || !DocumentRights.seesPaper(rights.of(actor, document))) {
            throw new NotPrinted();
        }
        return checks.check(file).withoutText();
    }

    /** Whoever may not read the text may not read it where it is printed either. */
    void requireBody(Actor actor, Document document) {
        if (!DocumentRights.seesBody(rights.of(actor, document))) {
            throw new DocumentStore.NoSuchDocument();
        }
    }

    Opened file(Actor actor, long id, long file) {
        var stored = seen(actor, id, file);
        if (!stored.downloadable()) {
            throw new DocumentRights.ViewOnly(stored.file().name());
        }
        return open(file);
    }

    /** The same file to be looked at, whether or not the original is handed out. */
    FileLook look(Actor actor, long id, long file) {
        var stored = seen(actor, id, file).file();
        int drawable = files.pages(file);
        return new FileLook(stored.name(), drawable, drawable > 0 ? "" : files.text(file));
    }

    byte[] page(Actor actor, long id, long file, int number) {
        seen(actor, id, file);
        return files.page(file, number);
    }

    private record Seen(StoredFile file, boolean downloadable) {}

    /** @throws DocumentStore.NoSuchDocument also for what the step in the person's hands hides */
    private Seen seen(Actor actor, long id, long file) {
        var document = readable(actor, id);
        var allowed = rights.of(actor, document);
        var stored = files.file(file);
        var attached =
                attachments.of(id).stream().filter(one -> one.file() == file).findFirst();
        if (attached.isPresent() && DocumentRights.sees(allowed, attached.get(), stored)) {
            return new Seen(stored, DocumentRights.downloads(allowed, attached.get(), stored));
        }
        boolean picture = attached.isEmpty()
                && document.elements.body().pictures().contains(file)
                && DocumentRights.seesBody(allowed);
        if (picture) {
            return new Seen(stored, true);
        }
        var printed = document.printed;
        if (printed != null && printed.paper() == file && DocumentRights.seesPaper(allowed)) {
            return new Seen(stored, DocumentRights.downloadsPaper(allowed));
        }
        throw new DocumentStore.NoSuchDocument();
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
