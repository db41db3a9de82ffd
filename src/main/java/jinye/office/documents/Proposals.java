package jinye.office.documents;

import java.util.ArrayList;
import java.util.List;
import jinye.kernel.Refusal;
import jinye.office.documents.elements.Elements;
import jinye.office.documents.elements.Kinds;
import jinye.office.documents.rules.Finding;
import jinye.office.documents.rules.Proposal;
import jinye.office.documents.rules.RoutingRules;
import jinye.office.documents.text.Fields;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Person;
import jinye.platform.directory.Unit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what the routing rules look at. */
@Component
class Proposals {

    private static final String REGISTRAR = "R_REGISTRAR";

    private final Directory directory;
    private final Kinds kinds;
    private final DocumentStore store;
    private final DocumentAttachments attachments;

    Proposals(Directory directory, Kinds kinds, DocumentStore store, DocumentAttachments attachments) {
        this.directory = directory;
        this.kinds = kinds;
        this.store = store;
        this.attachments = attachments;
    }

    List<Finding> findings(Document document) {
        return RoutingRules.check(proposal(
                document.elements,
                document.origin.unit(),
                document.origin.department(),
                attachments.titles(document.id),
                document.objections));
    }

    Proposal proposal(
            Elements elements, long unit, long department, List<String> attachmentTitles, List<String> objections) {
        var issuer = directory.unit(unit);
        return new Proposal(
                kinds.kind(elements.kind()),
                elements,
                issuer,
                directory.department(department),
                above(issuer),
                receivers("mainTo", elements.mainTo()),
                receivers("copyTo", elements.copyTo()),
                units("jointUnits", elements.jointUnits()),
                attachmentTitles,
                reference(elements),
                directory.principalOf(unit).map(Person::id).orElse(null),
                objections);
    }

    private List<Proposal.Receiver> receivers(String field, List<Long> ids) {
        return units(field, ids).stream()
                .map(unit -> new Proposal.Receiver(
                        unit,
                        above(unit),
                        !directory.holdersOf(REGISTRAR, unit.id()).isEmpty()))
                .toList();
    }

    private List<Unit> units(String field, List<Long> ids) {
        var units = directory.units(ids);
        return ids.stream()
                .map(id -> {
                    var unit = units.get(id);
                    if (unit == null) {
                        throw new UnknownUnit(field, id);
                    }
                    return unit;
                })
                .toList();
    }

    List<Unit> above(Unit unit) {
        var above = new ArrayList<Unit>();
        var parent = unit.parent();
        while (parent != null) {
            var superior = directory.unit(parent);
            above.add(superior);
            parent = superior.parent();
        }
        return above;
    }

    private Proposal.@Nullable Reference reference(Elements elements) {
        if (elements.reference() != null) {
            var answered = store.find(elements.reference());
            if (answered.isPresent()) {
                var document = answered.get();
                return new Proposal.Reference(
                        document.elements.kind(),
                        document.elements.title(),
                        document.number == null ? "" : document.number);
            }
        }
        if (elements.referenceTitle().isEmpty() && elements.referenceNumber().isEmpty()) {
            return null;
        }
        return new Proposal.Reference("", elements.referenceTitle(), elements.referenceNumber());
    }

    static final class UnknownUnit extends Refusal {
        private final transient Fault fault;

        UnknownUnit(String field, long id) {
            super(Kind.INVALID, "documents.unknown-unit", Fields.term(field), id);
            fault = Fault.at("/" + field, "documents.unknown-unit", Fields.term(field), id);
        }

        @Override
        public List<Fault> faults() {
            return List.of(fault);
        }
    }
}
