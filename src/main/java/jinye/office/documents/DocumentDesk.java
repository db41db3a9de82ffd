package jinye.office.documents;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Person;
import jinye.platform.workflow.MatterDesk;
import jinye.platform.workflow.MatterState;
import jinye.platform.workflow.StepDecided;
import jinye.platform.workflow.StepRights;
import org.springframework.context.ApplicationEventPublisher;

/** What the desks of outgoing documents, memos and incoming documents have in common. */
abstract class DocumentDesk implements MatterDesk {

    private final Flow flow;
    private final ApplicationEventPublisher events;
    final DocumentStore store;
    final DocumentGrants grants;
    final Directory directory;

    DocumentDesk(
            Flow flow,
            DocumentStore store,
            DocumentGrants grants,
            Directory directory,
            ApplicationEventPublisher events) {
        this.flow = flow;
        this.store = store;
        this.grants = grants;
        this.directory = directory;
        this.events = events;
    }

    @Override
    public final String kind() {
        return flow.matter();
    }

    @Override
    public final boolean readable(Actor actor, long record) {
        return grants.readable(actor, record);
    }

    /** Another version may hide something from a step: search follows. */
    @Override
    public final String migrated(Actor actor, MatterState matter, int version) {
        events.publishEvent(new DocumentChanged(matter.record()));
        return "";
    }

    /** Documents of our own: what the step demands is filled in first. What came from outside has nothing to fill in. */
    @Override
    public final void beforeSend(Actor actor, MatterState matter, String node, String decision, StepRights rights) {
        if (flow != Flow.INCOMING && !decision.equals(StepDecided.RETURN)) {
            var document = store.lock(matter.record());
            DocumentRights.requireFilled(rights, document.state.term(), document.elements);
        }
        beforeSend(actor, matter, node, decision);
    }

    @Override
    public final List<String> reopenable(long record, List<String> nodes) {
        var document = document(record);
        return nodes.stream()
                .filter(node -> document.mayRestartAt(DocumentState.at(document.flow, node)))
                .toList();
    }

    final Document document(long record) {
        return store.find(record).orElseThrow(DocumentStore.NoSuchDocument::new);
    }

    final List<Long> heads(List<Long> departments) {
        return departments.stream()
                .map(directory::headOf)
                .flatMap(Optional::stream)
                .map(Person::id)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    final Optional<Long> leaderInCharge(Document document) {
        return directory.leaderInChargeOf(document.origin.department()).map(Person::id);
    }

    static final class NotDone extends Refusal {
        NotDone(String act) {
            super(Kind.CONFLICT, "documents.not-done", act);
        }
    }
}
