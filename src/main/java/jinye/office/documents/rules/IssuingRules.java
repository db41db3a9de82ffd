package jinye.office.documents.rules;

import static jinye.office.documents.rules.RoutingRule.Complaint.block;
import static jinye.office.documents.rules.RoutingRule.Complaint.none;
import static jinye.office.documents.rules.RoutingRule.Complaint.warn;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jinye.office.documents.elements.Direction;
import jinye.office.documents.elements.IssuedBy;
import jinye.office.documents.elements.Kind;
import jinye.office.documents.rules.RoutingRule.Complaint;
import jinye.platform.directory.Unit;

/** In whose name a document goes out, and as which kind (条例 arts. 8 and 17). */
final class IssuingRules {

    static final RoutingRule NOT_BY_A_DEPARTMENT =
            new RoutingRule("R09", "内设机构不得对外正式行文", "条例第十七条", IssuingRules::notByADepartment);
    static final RoutingRule JOINT_AMONG_EQUALS =
            new RoutingRule("R10", "同级机关方可联合行文", "条例第十七条", IssuingRules::jointAmongEquals);
    static final RoutingRule REPLY_NAMES_REQUEST =
            new RoutingRule("R11", "批复、复函须引来文标题和字号", "条例第八条第（十二）项（待核）", IssuingRules::replyNamesRequest);
    static final RoutingRule LETTER_TO_EQUALS =
            new RoutingRule("R12", "不相隶属机关之间用函", "条例第八条第（十四）项", IssuingRules::letterToEquals);

    private IssuingRules() {}

    private static List<Complaint> notByADepartment(Proposal proposal) {
        var elements = proposal.elements();
        if (elements.issuedBy() != IssuedBy.DEPARTMENT || elements.direction() == Direction.INTERNAL) {
            return none();
        }
        var outside = Stream.concat(
                        Stream.concat(proposal.mainTo().stream(), proposal.copyTo().stream())
                                .map(Proposal.Receiver::unit)
                                .filter(unit -> unit.id() != proposal.issuer().id())
                                .map(Unit::name),
                        Stream.concat(elements.mainToOutside().stream(), elements.copyToOutside().stream()))
                .toList();
        if (outside.isEmpty() && elements.direction() != Direction.PUBLIC) {
            return none();
        }
        return block(
                "/issuedBy",
                "“%s”是内设机构，除办公室外不得对外正式行文。请改以本机关或者办公室名义发文。"
                        .formatted(proposal.department().name()));
    }

    private static List<Complaint> jointAmongEquals(Proposal proposal) {
        var unequal = proposal.joint().stream()
                .filter(unit -> unit.level() != proposal.issuer().level())
                .map(Unit::name)
                .collect(Collectors.joining("、"));
        return unequal.isEmpty()
                ? none()
                : block("/jointUnits", "联合行文应当是同级机关，“%s”与本机关不同级。请改为抄送，或者另行行文。".formatted(unequal));
    }

    private static List<Complaint> replyNamesRequest(Proposal proposal) {
        boolean replyLetter = proposal.kind().code().equals(Kind.LETTER)
                && proposal.elements().title().endsWith("的复函");
        if (!proposal.kind().code().equals(Kind.REPLY) && !replyLetter) {
            return none();
        }
        var reference = proposal.reference();
        var expected = replyLetter ? Kind.LETTER : Kind.REQUEST;
        var expectedTerm = replyLetter ? "来函" : "请示";
        if (reference == null
                || reference.title().isBlank()
                || reference.number().isBlank()) {
            return block(
                    "/reference",
                    "%s应当引用所答复%s的标题和发文字号。请选择来文，或者填写来文标题和字号。".formatted(replyLetter ? "复函" : "批复", expectedTerm));
        }
        if (!reference.kindCode().isEmpty() && !reference.kindCode().equals(expected)) {
            return block("/reference", "所选来文“%s”不是%s，请重新选择。".formatted(reference.title(), expectedTerm));
        }
        return none();
    }

    private static List<Complaint> letterToEquals(Proposal proposal) {
        var elements = proposal.elements();
        if (!elements.upward() || proposal.kind().isOpinion()) {
            return none();
        }
        var unrelated = Stream.concat(
                        proposal.mainTo().stream()
                                .map(Proposal.Receiver::unit)
                                .filter(unit -> !proposal.isAbove(unit))
                                .map(Unit::name),
                        elements.mainToOutside().stream().filter(name -> OutsideOrgan.of(name) == OutsideOrgan.OTHER))
                .collect(Collectors.joining("、"));
        return unrelated.isEmpty()
                ? none()
                : warn(
                        "/mainTo",
                        "“%s”与本机关没有隶属关系，请求批准和商洽工作应当用函，不用%s。仍用的，请写明理由。"
                                .formatted(unrelated, proposal.kind().term()));
    }
}
