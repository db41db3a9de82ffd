package jinye.office.documents;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.office.documents.elements.Kinds;
import jinye.office.documents.rules.RulesBroken;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Person;
import jinye.platform.numbering.Numbering;
import jinye.platform.workflow.MatterDesk;
import jinye.platform.workflow.MatterState;
import jinye.platform.workflow.StepDecided;
import jinye.platform.workflow.StepRights;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** 签报: who decides follows from the authority table. */
@Component
class MemoDesk implements MatterDesk {

    private static final String SERIES = "签";

    private final DocumentStore store;
    private final DocumentGrants grants;
    private final DocumentRecords records;
    private final Proposals proposals;
    private final Kinds kinds;
    private final Directory directory;
    private final ApplicationEventPublisher events;
    private final Numbering numbering;

    MemoDesk(
            DocumentStore store,
            DocumentGrants grants,
            DocumentRecords records,
            Proposals proposals,
            Kinds kinds,
            Directory directory,
            ApplicationEventPublisher events,
            Numbering numbering) {
        this.store = store;
        this.grants = grants;
        this.records = records;
        this.proposals = proposals;
        this.kinds = kinds;
        this.directory = directory;
        this.events = events;
        this.numbering = numbering;
    }

    @Override
    public String kind() {
        return Flow.MEMO.matter();
    }

    @Override
    public boolean readable(Actor actor, long record) {
        return grants.readable(actor, record);
    }

    @Override
    public String contentHash(long record) {
        return store.find(record).map(records::hash).orElse("");
    }

    /** Another version may hide something from a step: search follows. */
    @Override
    public String migrated(Actor actor, MatterState matter, int version) {
        events.publishEvent(new DocumentChanged(matter.record()));
        return "";
    }

    @Override
    public Map<String, Object> facts(long record) {
        var document = store.find(record).orElseThrow(DocumentStore.NoSuchDocument::new);
        return Map.of(
                "countersign",
                !document.elements.countersigners().isEmpty(),
                "leader",
                directory.leaderInChargeOf(document.origin.department()).isPresent(),
                "principal",
                kinds.needsPrincipal(document.elements.memo()));
    }

    @Override
    public void beforeSend(Actor actor, MatterState matter, String node, String decision, StepRights rights) {
        if (!decision.equals(StepDecided.RETURN)) {
            var document = store.lock(matter.record());
            DocumentRights.requireFilled(rights, document.state.term(), document.elements);
        }
        beforeSend(actor, matter, node, decision);
    }

    @Override
    public void beforeSend(Actor actor, MatterState matter, String node, String decision) {
        if (decision.equals(StepDecided.RETURN)) {
            return;
        }
        var document = store.lock(matter.record());
        if (node.equals("draft") || node.equals("department")) {
            RulesBroken.refuseIfAny(proposals.findings(document));
            if (!kinds.memoMatters().contains(document.elements.memo().matter())) {
                throw new Kinds.UnknownMatter(document.elements.memo().matter());
            }
        }
        if (node.equals("draft") && document.number == null) {
            int year = LocalDate.ofInstant(records.now(), Moments.ZONE).getYear();
            var taken =
                    numbering.take(actor, document.origin.unit(), SERIES, year, DocumentRecords.record(document.id));
            document.taken = taken;
            document.number = taken.text();
            records.save(actor, document, "number", Map.of("number", taken.text()));
        }
        if (node.equals("result")) {
            if (document.result == null) {
                throw new OutgoingDesk.NotDone("结果反馈");
            }
            numbering.use(DocumentRecords.record(document.id));
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
        var document = store.find(matter.record()).orElseThrow(DocumentStore.NoSuchDocument::new);
        return switch (name) {
            case "countersigners" -> OutgoingDesk.heads(directory, document.elements.countersigners());
            case "leader" ->
                directory.leaderInChargeOf(document.origin.department()).map(Person::id).stream()
                        .toList();
            default -> List.of();
        };
    }
}
