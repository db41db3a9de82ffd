package jinye.office.documents.rules;

import static jinye.office.documents.rules.RoutingRule.Complaint.block;
import static jinye.office.documents.rules.RoutingRule.Complaint.none;
import static jinye.office.documents.rules.RoutingRule.Complaint.warn;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import jinye.office.documents.elements.Kind;
import jinye.office.documents.rules.RoutingRule.Complaint;
import jinye.platform.directory.Unit;

/** Who may write upwards, and how (条例 arts. 14 and 15). */
final class UpwardRules {

    private static final Pattern ASKS =
            Pattern.compile("(妥否|当否|可否|是否妥当).{0,4}请.{0,6}(批示|批复|审批|示)|请予(以)?(审批|批准|批复)|请(批示|批复|审批)");

    static final RoutingRule ONE_SUPERIOR =
            new RoutingRule("R01", "上行文主送一个上级机关", "条例第十五条第（一）项", UpwardRules::oneSuperior);
    static final RoutingRule ONE_MATTER =
            new RoutingRule("R02", "请示一文一事，报告不夹带请示", "条例第十五条第（四）项", UpwardRules::oneMatter);
    static final RoutingRule NOT_TO_A_PERSON =
            new RoutingRule("R03", "不向负责人个人报送公文", "条例第十五条第（五）项", UpwardRules::notToAPerson);
    static final RoutingRule NO_SKIPPED_LEVEL =
            new RoutingRule("R04", "一般不得越级行文", "条例第十四条", UpwardRules::noSkippedLevel);
    static final RoutingRule TWO_SUPERIORS =
            new RoutingRule("R05", "双重领导：写给一个上级，必要时抄送另一个", "条例第十五条第（六）项", UpwardRules::twoSuperiors);
    static final RoutingRule THROUGH_THE_PROVINCE =
            new RoutingRule("R13", "报国家局的公文经省级局转报", "行业惯例（待核）", UpwardRules::throughTheProvince);

    private UpwardRules() {}

    private static List<Complaint> oneSuperior(Proposal proposal) {
        var elements = proposal.elements();
        if (!elements.upward()) {
            return none();
        }
        int addressees = elements.mainTo().size() + elements.mainToOutside().size();
        var complaints = new ArrayList<Complaint>();
        if (addressees > 1) {
            complaints.addAll(block(
                    "/mainTo",
                    "%s只能主送一个上级机关，现在主送了 %d 个。请保留一个，其他上级机关和同级机关改为抄送。"
                            .formatted(proposal.kind().term(), addressees)));
        }
        for (var copy : proposal.copyTo()) {
            if (proposal.isBelow(copy)) {
                complaints.addAll(block(
                        "/copyTo",
                        "上行文不得抄送下级机关，请从抄送中去掉“%s”。".formatted(copy.unit().name())));
            }
        }
        return complaints;
    }

    private static List<Complaint> oneMatter(Proposal proposal) {
        if (proposal.kind().isRequest() && !proposal.elements().singleMatter()) {
            return block("/singleMatter", "请示应当一文一事。请确认本文只请示一件事；有几件事的，分别行文。");
        }
        if (proposal.kind().code().equals(Kind.REPORT)) {
            var asks = ASKS.matcher(proposal.text());
            if (asks.find()) {
                return block("/body", "报告不得夹带请示事项，正文中有“%s”。请删去，或者另用请示行文。".formatted(asks.group()));
            }
        }
        return none();
    }

    private static List<Complaint> notToAPerson(Proposal proposal) {
        return proposal.elements().mainToOutside().stream()
                .filter(name -> OutsideOrgan.of(name) == OutsideOrgan.PERSON)
                .flatMap(name ->
                        warn("/mainToOutside", "“%s”是负责人个人。除上级机关负责人直接交办的事项外，公文应当主送机关；属于交办事项的，请写明交办情况。".formatted(name))
                                .stream())
                .toList();
    }

    private static List<Complaint> noSkippedLevel(Proposal proposal) {
        var complaints = new ArrayList<Complaint>();
        for (var receiver : proposal.mainTo()) {
            for (var skipped : between(proposal, receiver)) {
                boolean told = proposal.addressed(skipped.id());
                complaints.addAll(warn(
                        "/mainTo",
                        "主送“%s”越过了“%s”。一般不得越级行文；确有特殊情况的，请写明理由。"
                                .formatted(receiver.unit().name(), skipped.name())));
                if (!told) {
                    complaints.addAll(block("/copyTo", "越级行文应当同时抄送被越过的机关，请在抄送中加上“%s”。".formatted(skipped.name())));
                }
            }
        }
        return complaints.stream().distinct().toList();
    }

    /** The units passed over between the issuer and the receiver, upwards or downwards. */
    private static List<Unit> between(Proposal proposal, Proposal.Receiver receiver) {
        List<Unit> ladder;
        long end;
        if (proposal.isAbove(receiver.unit())) {
            ladder = proposal.above();
            end = receiver.unit().id();
        } else if (proposal.isBelow(receiver)) {
            ladder = receiver.above();
            end = proposal.issuer().id();
        } else {
            return List.of();
        }
        return ladder.stream().takeWhile(unit -> unit.id() != end).toList();
    }

    private static List<Complaint> twoSuperiors(Proposal proposal) {
        var elements = proposal.elements();
        if (!elements.upward()) {
            return none();
        }
        boolean government = elements.mainToOutside().stream().anyMatch(OutsideOrgan::isGovernment);
        boolean trade = proposal.mainTo().stream().anyMatch(receiver -> proposal.isAbove(receiver.unit()))
                || elements.mainToOutside().stream()
                        .anyMatch(name -> OutsideOrgan.of(name) == OutsideOrgan.STATE_ADMINISTRATION);
        if (government && trade) {
            return warn("/mainToOutside", "烟草专卖局受上级局和本级政府双重领导，应当写给其中一个，另一个改为抄送。");
        }
        boolean governmentKnows = elements.copyToOutside().stream().anyMatch(OutsideOrgan::isGovernment);
        boolean tradeKnows = proposal.copyTo().stream().anyMatch(receiver -> proposal.isAbove(receiver.unit()))
                || elements.copyToOutside().stream()
                        .anyMatch(name -> OutsideOrgan.of(name) == OutsideOrgan.STATE_ADMINISTRATION);
        if (elements.important() && trade && !governmentKnows) {
            return warn("/copyToOutside", "重要事项报上级局，必要时应当抄送本级人民政府。不需要抄送的，请写明理由。");
        }
        if (elements.important() && government && !tradeKnows) {
            return warn("/copyTo", "重要事项报本级人民政府，必要时应当抄送上级烟草专卖局。不需要抄送的，请写明理由。");
        }
        return none();
    }

    private static List<Complaint> throughTheProvince(Proposal proposal) {
        if (proposal.issuer().level() == Unit.Level.PROVINCE) {
            return none();
        }
        return proposal.elements().mainToOutside().stream()
                .filter(name -> OutsideOrgan.of(name) == OutsideOrgan.STATE_ADMINISTRATION)
                .flatMap(name -> block(
                        "/mainToOutside",
                        "%s局不直接向“%s”行文，请主送上级局，由省级局转报。"
                                .formatted(proposal.issuer().level() == Unit.Level.CITY ? "市" : "县", name))
                        .stream())
                .toList();
    }
}
