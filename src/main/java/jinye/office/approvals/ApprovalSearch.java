package jinye.office.approvals;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jinye.kernel.Grant;
import jinye.office.approvals.kinds.ApprovalKinds;
import jinye.platform.forms.FieldKind;
import jinye.platform.forms.Forms;
import jinye.platform.search.SearchEntry;
import jinye.platform.search.SearchIndex;
import jinye.platform.search.SearchSource;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Hands every changed request to search, after commit. Doing it twice changes nothing. */
@Component
class ApprovalSearch implements SearchSource {

    private static final int BATCH = 200;

    private final RequestStore store;
    private final RequestGrants grants;
    private final ApprovalKinds kinds;
    private final Forms forms;
    private final SearchIndex index;

    ApprovalSearch(RequestStore store, RequestGrants grants, ApprovalKinds kinds, Forms forms, SearchIndex index) {
        this.store = store;
        this.grants = grants;
        this.kinds = kinds;
        this.forms = forms;
        this.index = index;
    }

    @ApplicationModuleListener
    void changed(RequestChanged event) {
        store.find(event.request()).ifPresent(request -> index.put(entry(request)));
    }

    @Override
    public String module() {
        return "approvals";
    }

    @Override
    public void all(Consumer<SearchEntry> entries) {
        for (var batch = store.after(0, BATCH); !batch.isEmpty(); batch = store.after(batch.getLast().id, BATCH)) {
            batch.forEach(request -> entries.accept(entry(request)));
        }
    }

    /** What some step may not see is not searched: who finds words must be allowed to read them. */
    private SearchEntry entry(Request request) {
        var kind = kinds.version(request.kind, request.kindVersion);
        var facts = new LinkedHashMap<String, String>();
        facts.put("state", request.state.term());
        facts.put("unit", request.origin.unitName());
        facts.put("department", request.origin.departmentName());
        facts.put("documentKind", kind.settings().title());
        facts.put("urgency", request.urgency.term());
        var body = kind.form().fields().stream()
                .filter(field -> field.table() == null
                        && field.path().equals(field.name())
                        && !kind.secrets().contains(field.path())
                        && field.kind() != FieldKind.GROUP
                        && field.kind() != FieldKind.TABLE)
                .map(field -> forms.words(field, request.data.path(field.name())))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("\n"));
        return new SearchEntry(
                Requests.record(request.id),
                "approval",
                request.title,
                request.number,
                body,
                "",
                LocalDate.ofInstant(request.origin.createdAt(), ApprovalDesk.ZONE),
                facts,
                grants.of(request.id).stream().map(Grant::token).collect(Collectors.toSet()),
                "/approvals/requests/" + request.id);
    }
}
