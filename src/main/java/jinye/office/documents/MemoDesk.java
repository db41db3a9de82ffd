package jinye.office.documents;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.office.documents.elements.Kinds;
import jinye.office.documents.rules.RulesBroken;
import jinye.platform.directory.Directory;
import jinye.platform.numbering.Numbering;
import jinye.platform.workflow.MatterState;
import jinye.platform.workflow.StepDecided;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** 签报: who decides follows from the authority table. */
@Component
class MemoDesk extends DocumentDesk {

    private static final String SERIES = "签";

    private final DocumentRecords records;
    private final Proposals proposals;
    private final Kinds kinds;
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
        super(Flow.MEMO, store, grants, directory, events);
        this.records = records;
        this.proposals = proposals;
        this.kinds = kinds;
        this.numbering = numbering;
    }

    @Override
    public String contentHash(long record) {
        return store.find(record).map(records::hash).orElse("");
    }

    @Override
    public Map<String, Object> facts(long record) {
        var document = document(record);
        return Map.of(
                "countersign",
                !document.elements.countersigners().isEmpty(),
                "leader",
                directory.leaderInChargeOf(document.origin.department()).isPresent(),
                "principal",
                kinds.needsPrincipal(document.elements.memo()));
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
                throw new NotDone("结果反馈");
            }
            numbering.use(DocumentRecords.record(document.id));
        }
    }

    @Override
    public List<Long> handlers(String name, MatterState matter) {
        var document = document(matter.record());
        return switch (name) {
            case "countersigners" -> heads(document.elements.countersigners());
            case "leader" -> leaderInCharge(document).stream().toList();
            default -> List.of();
        };
    }
}
