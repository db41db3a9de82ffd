package jinye.office.documents;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jinye.kernel.Actor;
import jinye.office.documents.elements.Kind;
import jinye.office.documents.rules.RoutingRules;
import jinye.office.documents.rules.RulesBroken;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Person;
import jinye.platform.workflow.MatterState;
import jinye.platform.workflow.StepDecided;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** 发文: what may leave which step, and who is asked. */
@Component
class OutgoingDesk extends DocumentDesk {

    private final DocumentRecords records;
    private final Proposals proposals;
    private final EditLocks locks;

    OutgoingDesk(
            DocumentStore store,
            DocumentGrants grants,
            DocumentRecords records,
            Proposals proposals,
            EditLocks locks,
            Directory directory,
            ApplicationEventPublisher events) {
        super(Flow.OUTGOING, store, grants, directory, events);
        this.records = records;
        this.proposals = proposals;
        this.locks = locks;
    }

    @Override
    public String contentHash(long record) {
        return store.find(record).map(records::hash).orElse("");
    }

    @Override
    public Map<String, Object> facts(long record) {
        var document = document(record);
        var elements = document.elements;
        var leader = leaderInCharge(document);
        return Map.of(
                "countersign",
                !elements.countersigners().isEmpty(),
                "normative",
                elements.normative(),
                "leader",
                leader.isPresent() && !leader.equals(signer(document)),
                "seal",
                !elements.kind().equals(Kind.MINUTES));
    }

    @Override
    public void beforeSend(Actor actor, MatterState matter, String node, String decision) {
        if (decision.equals(StepDecided.RETURN)) {
            return;
        }
        var document = store.lock(matter.record());
        switch (node) {
            case "draft" -> {
                locks.requireFree(actor, document.id);
                RulesBroken.refuseIfAny(proposals.findings(document).stream()
                        .filter(RoutingRules::refusesAtOnce)
                        .toList());
            }
            case "department", "office", "sign" -> {
                locks.requireFree(actor, document.id);
                RulesBroken.refuseIfAny(proposals.findings(document));
            }
            case "number" -> {
                if (document.number == null) {
                    throw new DocumentRefused.NotNumbered();
                }
            }
            case "recheck" -> {
                var signature = document.signature;
                if (signature == null) {
                    throw new DocumentRefused.NotSigned();
                }
                if (!signature.hash().equals(records.hash(document))) {
                    throw new IssuingStep.SubstantiveChange();
                }
            }
            case "typeset" -> {
                if (document.printed == null) {
                    throw new NotDone("排版成文");
                }
            }
            case "seal" -> {
                if (document.sealedAt == null) {
                    throw new NotDone("用印");
                }
            }
            case "distribute" -> {
                if (document.distributedAt == null) {
                    throw new NotDone("分发");
                }
            }
            default -> {
                // countersigning, legal review and the leader's review say what they think, whatever it is
            }
        }
    }

    @Override
    public List<Long> handlers(String name, MatterState matter) {
        var document = document(matter.record());
        return switch (name) {
            case "signer" -> signer(document).stream().toList();
            case "leader" -> leaderInCharge(document).stream().toList();
            case "countersigners" -> heads(document.elements.countersigners());
            case "distributors" ->
                Stream.of("R_OFFICE", "R_REGISTRAR")
                        .flatMap(role -> directory.holdersOf(role, document.origin.unit()).stream())
                        .map(Person::id)
                        .distinct()
                        .toList();
            default -> List.of();
        };
    }

    /** Upward and important documents are signed by the principal head (条例 art. 22). */
    private Optional<Long> signer(Document document) {
        var elements = document.elements;
        var chosen = elements.signer();
        if (chosen != null && !elements.upward() && !elements.important()) {
            return Optional.of(chosen);
        }
        return directory.principalOf(document.origin.unit()).map(Person::id);
    }
}
