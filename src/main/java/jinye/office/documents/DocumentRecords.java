package jinye.office.documents;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.office.documents.versions.DocumentVersions;
import jinye.platform.journal.Journal;
import org.springframework.stereotype.Component;

/** Saves a document together with what must go along with every change: version, journal entry, search. */
@Component
class DocumentRecords {

    private final DocumentStore store;
    private final DocumentVersions versions;
    private final DocumentAttachments attachments;
    private final Journal journal;
    private final DocumentAnnouncements announcements;
    private final Clock clock;

    DocumentRecords(
            DocumentStore store,
            DocumentVersions versions,
            DocumentAttachments attachments,
            Journal journal,
            DocumentAnnouncements announcements,
            Clock clock) {
        this.store = store;
        this.versions = versions;
        this.attachments = attachments;
        this.journal = journal;
        this.announcements = announcements;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** @return the version written */
    long save(Document document) {
        long version = store.update(document);
        announcements.changed(document.id);
        return version;
    }

    /** Changed past the aggregate; search follows after commit. */
    void announce(long id) {
        announcements.changed(id);
    }

    /** An act that stands in the journal. */
    long save(Actor actor, Document document, String act, Map<String, ?> facts) {
        document.changed(actor, now());
        journal.record(actor, "documents." + act, record(document.id), facts);
        return save(document);
    }

    /** An act beside the document, which does not change by it. */
    void note(Actor actor, long id, String act, Map<String, ?> facts) {
        journal.record(actor, "documents." + act, record(id), facts);
    }

    void keepVersion(Document document, String node, String nodeName, String act, long person, String personName) {
        versions.keep(
                document.id,
                document.elements,
                titles(document),
                new DocumentVersions.Occasion(node, nodeName, act, person, personName, now()));
    }

    List<String> titles(Document document) {
        return attachments.titles(document.id);
    }

    String hash(Document document) {
        return DocumentVersions.hash(document.elements, titles(document));
    }

    static RecordId record(long document) {
        return new RecordId("documents", document);
    }
}
