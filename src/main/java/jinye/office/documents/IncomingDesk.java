package jinye.office.documents;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jinye.kernel.Actor;
import jinye.platform.directory.Directory;
import jinye.platform.workflow.MatterState;
import jinye.platform.workflow.StepDecided;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** 收文 (条例 art. 24): initial review, proposal, instruction, handling or circulation, closing. */
@Component
class IncomingDesk extends DocumentDesk {

    IncomingDesk(DocumentStore store, DocumentGrants grants, Directory directory, ApplicationEventPublisher events) {
        super(Flow.INCOMING, store, grants, directory, events);
    }

    /** What came from outside does not change; its result does. */
    @Override
    public String contentHash(long record) {
        return store.find(record)
                .map(document -> String.valueOf(document.number) + document.result)
                .orElse("");
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
                throw new NotDone("拟办");
            }
        }
        if (node.equals("close") && document.result == null) {
            throw new NotDone("办结登记");
        }
    }

    @Override
    public List<Long> handlers(String name, MatterState matter) {
        var incoming = incoming(matter.record());
        return switch (name) {
            case "leaders" -> incoming.leaders();
            case "readers" -> incoming.readers();
            case "handlers" ->
                heads(Stream.concat(Stream.ofNullable(incoming.leadDepartment()), incoming.assistDepartments().stream())
                        .toList());
            default -> List.of();
        };
    }

    private Incoming incoming(long record) {
        return document(record).requireIncoming();
    }
}
