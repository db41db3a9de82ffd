package jinye.office.documents.rules;

import static jinye.office.documents.rules.RoutingRule.Complaint.block;
import static jinye.office.documents.rules.RoutingRule.Complaint.none;
import static jinye.office.documents.rules.RoutingRule.Complaint.warn;

import java.util.List;
import jinye.office.documents.elements.Direction;
import jinye.office.documents.rules.RoutingRule.Complaint;
import jinye.platform.directory.Unit;

/** What may be written downwards, and to governments (条例 art. 16). */
final class DownwardRules {

    static final RoutingRule SUPERIOR_KNOWS =
            new RoutingRule("R06", "重要下行文抄送直接上级机关", "条例第十六条第（一）项", DownwardRules::superiorKnows);
    static final RoutingRule NO_ORDERS_TO_GOVERNMENT =
            new RoutingRule("R07", "部门不得向党委、政府发指令性公文", "条例第十六条第（二）项", DownwardRules::noOrdersToGovernment);
    static final RoutingRule AGREED_FIRST =
            new RoutingRule("R08", "部门未协商一致不得向下行文", "条例第十六条第（四）项", DownwardRules::agreedFirst);

    private DownwardRules() {}

    private static List<Complaint> superiorKnows(Proposal proposal) {
        var elements = proposal.elements();
        if (elements.direction() != Direction.DOWN || !elements.important()) {
            return none();
        }
        boolean knows = proposal.superior()
                .map(superior -> proposal.addressed(superior.id()))
                .orElseGet(() -> elements.copyToOutside().stream()
                        .anyMatch(name -> OutsideOrgan.of(name) == OutsideOrgan.STATE_ADMINISTRATION));
        if (knows) {
            return none();
        }
        var superior = proposal.superior().map(Unit::name).orElse("国家烟草专卖局");
        return warn("/copyTo", "重要的下行文应当同时抄送本机关的直接上级机关“%s”。不抄送的，请写明理由。".formatted(superior));
    }

    private static List<Complaint> noOrdersToGovernment(Proposal proposal) {
        var elements = proposal.elements();
        boolean orders = proposal.kind().instructive()
                || (proposal.kind().isOpinion() && elements.direction() == Direction.DOWN);
        if (!orders) {
            return none();
        }
        return elements.mainToOutside().stream()
                .filter(OutsideOrgan::isGovernment)
                .flatMap(name -> block(
                        "/mainToOutside",
                        "部门不得向党委、政府发布指令性公文，“%s”不能用%s主送，请改用函。"
                                .formatted(name, proposal.kind().term()))
                        .stream())
                .toList();
    }

    private static List<Complaint> agreedFirst(Proposal proposal) {
        if (proposal.elements().direction() != Direction.DOWN
                || proposal.objections().isEmpty()) {
            return none();
        }
        return block(
                "/countersigners",
                "会签部门“%s”有不同意见，协商一致前不得向下行文。请主办部门牵头协调，协商不成的列明各方意见报分管领导裁定。"
                        .formatted(String.join("、", proposal.objections())));
    }
}
