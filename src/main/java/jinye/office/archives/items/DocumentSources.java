package jinye.office.archives.items;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import jinye.kernel.RecordId;
import jinye.office.documents.DocumentSnapshot;
import jinye.office.documents.Documents;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Unit;
import org.springframework.stereotype.Component;

/** Documents as sources of items. */
@Component
public class DocumentSources {

    private final Documents documents;
    private final Directory directory;

    DocumentSources(Documents documents, Directory directory) {
        this.documents = documents;
        this.directory = directory;
    }

    public Source finished(long document) {
        return of(documents.finished(document));
    }

    public Source of(DocumentSnapshot document) {
        return new Source(
                new RecordId("documents", document.id()),
                document.unit(),
                document.flow(),
                "documents." + document.flow(),
                document.title(),
                document.number(),
                document.kindName(),
                document.responsible(),
                document.issueDate() == null ? document.begunOn() : document.issueDate(),
                document.urgency().term(),
                names(document.mainTo()),
                names(document.copyTo()),
                document.publicity(),
                document.departmentCode(),
                document.retentionProposal(),
                document.bodyText(),
                document.paper(),
                documents.sealedOfd(document.id()).orElse(null),
                document.attachments(),
                document.sheet(),
                document.grants());
    }

    private String names(List<Long> units) {
        var known = directory.units(units);
        return units.stream()
                .map(known::get)
                .filter(Objects::nonNull)
                .map(Unit::name)
                .collect(Collectors.joining("，"));
    }
}
