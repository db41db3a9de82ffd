package jinye.office.documents.rules;

import static jinye.office.documents.rules.RoutingRule.Complaint.block;
import static jinye.office.documents.rules.RoutingRule.Complaint.none;
import static jinye.office.documents.rules.RoutingRule.Complaint.warn;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jinye.office.documents.elements.Direction;
import jinye.office.documents.elements.IssuedBy;
import jinye.office.documents.elements.Kind;
import jinye.office.documents.rules.RoutingRule.Complaint;
import jinye.platform.directory.Unit;

/**
 * 行文规则: who may write what to whom. "条例" is 党政机关公文处理工作条例 (中办发〔2012〕14号). Read aloud from top to bottom, the
 * list is the training course of the office.
 */
public final class RoutingRules {

    private static final Pattern ASKS =
            Pattern.compile("(妥否|当否|可否|是否妥当).{0,4}请.{0,6}(批示|批复|审批|示)|请予(以)?(审批|批准|批复)|请(批示|批复|审批)");

    public static final RoutingRule ONE_SUPERIOR =
            new RoutingRule("R01", "上行文主送一个上级机关", "条例第十五条第（一）项", RoutingRules::oneSuperior);
    static final RoutingRule ONE_MATTER =
            new RoutingRule("R02", "请示一文一事，报告不夹带请示", "条例第十五条第（四）项", RoutingRules::oneMatter);
    static final RoutingRule NOT_TO_A_PERSON =
            new RoutingRule("R03", "不向负责人个人报送公文", "条例第十五条第（五）项", RoutingRules::notToAPerson);
    static final RoutingRule NO_SKIPPED_LEVEL =
            new RoutingRule("R04", "一般不得越级行文", "条例第十四条", RoutingRules::noSkippedLevel);
    static final RoutingRule TWO_SUPERIORS =
            new RoutingRule("R05", "双重领导：写给一个上级，必要时抄送另一个", "条例第十五条第（六）项", RoutingRules::twoSuperiors);
    static final RoutingRule SUPERIOR_KNOWS =
            new RoutingRule("R06", "重要下行文抄送直接上级机关", "条例第十六条第（一）项", RoutingRules::superiorKnows);
    static final RoutingRule NO_ORDERS_TO_GOVERNMENT =
            new RoutingRule("R07", "部门不得向党委、政府发指令性公文", "条例第十六条第（二）项", RoutingRules::noOrdersToGovernment);
    static final RoutingRule AGREED_FIRST =
            new RoutingRule("R08", "部门未协商一致不得向下行文", "条例第十六条第（四）项", RoutingRules::agreedFirst);
    static final RoutingRule NOT_BY_A_DEPARTMENT =
            new RoutingRule("R09", "内设机构不得对外正式行文", "条例第十七条", RoutingRules::notByADepartment);
    static final RoutingRule JOINT_AMONG_EQUALS =
            new RoutingRule("R10", "同级机关方可联合行文", "条例第十七条", RoutingRules::jointAmongEquals);
    static final RoutingRule REPLY_NAMES_REQUEST =
            new RoutingRule("R11", "批复、复函须引来文标题和字号", "条例第八条第（十二）项（待核）", RoutingRules::replyNamesRequest);
    static final RoutingRule LETTER_TO_EQUALS =
            new RoutingRule("R12", "不相隶属机关之间用函", "条例第八条第（十四）项", RoutingRules::letterToEquals);
    static final RoutingRule THROUGH_THE_PROVINCE =
            new RoutingRule("R13", "报国家局的公文经省级局转报", "行业惯例（待核）", RoutingRules::throughTheProvince);

    public static List<RoutingRule> all() {
        return Stream.concat(
                        Stream.of(
                                ONE_SUPERIOR,
                                ONE_MATTER,
                                NOT_TO_A_PERSON,
                                NO_SKIPPED_LEVEL,
                                TWO_SUPERIORS,
                                SUPERIOR_KNOWS,
                                NO_ORDERS_TO_GOVERNMENT,
                                AGREED_FIRST,
                                NOT_BY_A_DEPARTMENT,
                                JOINT_AMONG_EQUALS,
                                REPLY_NAMES_REQUEST,
                                LETTER_TO_EQUALS,
                                THROUGH_THE_PROVINCE),
                        ElementRules.all().stream())
                .toList();
    }

    public static List<Finding> check(Proposal proposal) {
        return all().stream().flatMap(rule -> rule.findings(proposal).stream()).toList();
    }

    /** A drafter may send an unfinished text to the head of department, but not a secret and not an empty page. */
    public static boolean refusesAtOnce(Finding finding) {
        return Stream.of(ElementRules.NO_STATE_SECRET, ElementRules.COMPLETE, ONE_SUPERIOR, ElementRules.ISSUABLE)
                .anyMatch(rule -> rule.id().equals(finding.rule()));
    }

    private RoutingRules() {}

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
        boolean government = elements.mainToOutside().stream().anyMatch(RoutingRules::isGovernment);
        boolean trade = proposal.mainTo().stream().anyMatch(receiver -> proposal.isAbove(receiver.unit()))
                || elements.mainToOutside().stream()
                        .anyMatch(name -> OutsideOrgan.of(name) == OutsideOrgan.STATE_ADMINISTRATION);
        if (government && trade) {
            return warn("/mainToOutside", "烟草专卖局受上级局和本级政府双重领导，应当写给其中一个，另一个改为抄送。");
        }
        boolean governmentKnows = elements.copyToOutside().stream().anyMatch(RoutingRules::isGovernment);
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
        boolean orders =
                proposal.kind().instructive() || (isOpinion(proposal) && elements.direction() == Direction.DOWN);
        if (!orders) {
            return none();
        }
        return elements.mainToOutside().stream()
                .filter(RoutingRules::isGovernment)
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
        if (!elements.upward() || isOpinion(proposal)) {
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

    private static boolean isGovernment(String name) {
        return OutsideOrgan.of(name) == OutsideOrgan.GOVERNMENT;
    }

    private static boolean isOpinion(Proposal proposal) {
        return proposal.kind().code().equals(Kind.OPINION);
    }
}
