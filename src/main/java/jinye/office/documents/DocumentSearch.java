package jinye.office.documents;

import java.util.LinkedHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jinye.kernel.Grant;
import jinye.office.documents.elements.Kinds;
import jinye.office.documents.relations.Act;
import jinye.office.documents.relations.DocumentStandings;
import jinye.platform.files.Files;
import jinye.platform.search.SearchEntry;
import jinye.platform.search.SearchIndex;
import jinye.platform.search.SearchSource;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Hands every changed document to search, after commit. Doing it twice changes nothing. */
@Component
class DocumentSearch implements SearchSource {

    private static final int BATCH = 200;

    private final DocumentStore store;
    private final DocumentGrants grants;
    private final DocumentAttachments attachments;
    private final DocumentRights rights;
    private final Kinds kinds;
    private final Files files;
    private final SearchIndex index;
    private final DocumentStandings standings;

    DocumentSearch(
            DocumentStore store,
            DocumentGrants grants,
            DocumentAttachments attachments,
            DocumentRights rights,
            Kinds kinds,
            Files files,
            SearchIndex index,
            DocumentStandings standings) {
        this.store = store;
        this.grants = grants;
        this.attachments = attachments;
        this.rights = rights;
        this.kinds = kinds;
        this.files = files;
        this.index = index;
        this.standings = standings;
    }

    @ApplicationModuleListener
    void changed(DocumentChanged event) {
        store.find(event.document()).ifPresent(document -> index.put(entry(document)));
    }

    @Override
    public String module() {
        return "documents";
    }

    @Override
    public void all(Consumer<SearchEntry> entries) {
        for (var batch = store.after(0, BATCH); !batch.isEmpty(); batch = store.after(batch.getLast().id, BATCH)) {
            batch.forEach(document -> entries.accept(entry(document)));
        }
    }

    SearchEntry entry(Document document) {
        var elements = document.elements;
        var facts = new LinkedHashMap<String, String>();
        facts.put("state", standings.of(document.id, true).map(Act::standing).orElse(document.state.term()));
        facts.put("unit", document.origin.unitName());
        facts.put("department", document.origin.departmentName());
        facts.put("documentKind", kinds.kind(elements.kind()).term());
        facts.put("urgency", elements.urgency().term());
        if (document.incoming != null) {
            facts.put("from", document.incoming.from());
        }
        var searched = rights.searched(document);
        var texts = attachments.of(document.id).stream()
                .filter(searched::file)
                .map(attached -> attached.title() + "\n" + files.text(attached.file()))
                .collect(Collectors.joining("\n"));
        return new SearchEntry(
                DocumentRecords.record(document.id),
                document.flow.word(),
                elements.title(),
                document.number,
                bodyText(document, searched),
                texts,
                document.issueDate,
                facts,
                grants.of(document.id).stream().map(Grant::token).collect(Collectors.toSet()),
                "/documents/" + document.id);
    }

    /** A document that came as a file only is found by what stands in the file. */
    private String bodyText(Document document, DocumentRights.Searched searched) {
        var text = searched.body() ? document.elements.body().plainText() : "";
        var printed = document.printed;
        return text.isBlank() && printed != null && searched.paper() ? files.text(printed.paper()) : text;
    }
}
