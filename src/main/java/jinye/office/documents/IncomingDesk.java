package jinye.office.documents;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jinye.kernel.Actor;
import jinye.platform.directory.Directory;
import jinye.platform.workflow.MatterDesk;
import jinye.platform.workflow.MatterState;
import jinye.platform.workflow.StepDecided;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** 收文 (条例 art. 24): initial review, proposal, instruction, handling or circulation, closing. */
@Component
class IncomingDesk implements MatterDesk {

    private final DocumentStore store;
    private final DocumentGrants grants;
    private final Directory directory;
    private final ApplicationEventPublisher events;

    IncomingDesk(DocumentStore store, DocumentGrants grants, Directory directory, ApplicationEventPublisher events) {
        this.store = store;
        this.grants = grants;
        this.directory = directory;
        this.events = events;
    }

    @Override
    public String kind() {
        return Flow.INCOMING.matter();
    }

    @Override
    public boolean readable(Actor actor, long record) {
        return grants.readable(actor, record);
    }

    /** What came from outside does not change; its result does. */
    @Override
    public String contentHash(long record) {
        return store.find(record)
                .map(document -> String.valueOf(document.number) + document.result)
                .orElse("");
    }

    /** Another version may hide something from a step: search follows. */
    @Override
    public String migrated(Actor actor, MatterState matter, int version) {
        events.publishEvent(new DocumentChanged(matter.record()));
        return "";
    }

    @Override
    public Map<String, Object> facts(long record) {
        var incoming = incoming(record);
        return Map.of("instruct", !incoming.leaders().isEmpty(), "read", incoming.toRead());
    }

    @Override
    public void beforeSend(Actor actor, MatterState matter, String node, String decision) {
        if (decision.equals(StepDecided.RETURN)) {
            return;
        }
        var document = store.lock(matter.record());
        var incoming = document.requireIncoming();
        if (node.equals("propose")) {
            boolean nobody = incoming.toRead() ? incoming.readers().isEmpty() : incoming.leadDepartment() == null;
            if (nobody) {
                throw new OutgoingDesk.NotDone("拟办");
            }
        }
        if (node.equals("close") && document.result == null) {
            throw new OutgoingDesk.NotDone("办结登记");
        }
    }

    @Override
    public List<String> reopenable(long record, List<String> nodes) {
        var document = store.find(record).orElseThrow(DocumentStore.NoSuchDocument::new);
        return nodes.stream()
                .filter(node -> document.mayRestartAt(DocumentState.at(document.flow, node)))
                .toList();
    }

    @Override
    public List<Long> handlers(String name, MatterState matter) {
        var incoming = incoming(matter.record());
        return switch (name) {
            case "leaders" -> incoming.leaders();
            case "readers" -> incoming.readers();
            case "handlers" ->
                OutgoingDesk.heads(
                        directory,
                        Stream.concat(
                                        Stream.ofNullable(incoming.leadDepartment()),
                                        incoming.assistDepartments().stream())
                                .toList());
            default -> List.of();
        };
    }

    private Incoming incoming(long record) {
        return store.find(record).orElseThrow(DocumentStore.NoSuchDocument::new).requireIncoming();
    }
}
