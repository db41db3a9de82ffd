package jinye.office.documents.rules;

import static jinye.office.documents.rules.RoutingRule.Complaint.block;
import static jinye.office.documents.rules.RoutingRule.Complaint.none;
import static jinye.office.documents.rules.RoutingRule.Complaint.warn;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jinye.kernel.SecrecyWords;
import jinye.office.documents.elements.Kind;
import jinye.office.documents.elements.Publicity;
import jinye.office.documents.rules.RoutingRule.Complaint;
import jinye.platform.directory.Unit;

/** Rules about the elements (要素) of a document; they stand in one list with those between organs. */
public final class ElementRules {

    public static final RoutingRule NO_STATE_SECRET =
            new RoutingRule("E01", "本系统不处理涉密公文", "《中华人民共和国保守国家秘密法》第三十一条", ElementRules::noStateSecret);
    public static final RoutingRule COMPLETE = new RoutingRule("E02", "要素齐全", "条例第九条", ElementRules::complete);
    static final RoutingRule SIGNER = new RoutingRule("E03", "签发人", "条例第二十二条", ElementRules::signer);
    static final RoutingRule REGISTRAR = new RoutingRule("E04", "收文单位有收发员", "行业惯例（待核）", ElementRules::registrar);
    static final RoutingRule PUBLICITY =
            new RoutingRule("E05", "公开属性及理由", "《政府信息公开条例》第十六条（待核）", ElementRules::publicity);
    static final RoutingRule ATTACHMENTS = new RoutingRule("E06", "附件说明与附件一致", "条例第九条第（十）项", ElementRules::attachments);
    static final RoutingRule CONTACT =
            new RoutingRule("E07", "请示注明联系人和电话", "《党政机关公文格式》GB/T 9704-2012（待核）", ElementRules::contact);
    public static final RoutingRule ISSUABLE = new RoutingRule("E08", "文种适用本机关", "条例第八条", ElementRules::issuable);
    static final RoutingRule TITLE = new RoutingRule("E09", "标题由发文机关、事由和文种组成", "条例第九条第（七）项", ElementRules::title);
    static final RoutingRule DIRECTION = new RoutingRule("E10", "行文方向与收文机关相符", "条例第十四条", ElementRules::direction);

    private static final Pattern NAMES_ATTACHMENT = Pattern.compile("(见|详见|参见)附件|附件\\s*[1-9一二三四五六七八九]");

    public static List<RoutingRule> all() {
        return List.of(
                NO_STATE_SECRET,
                COMPLETE,
                SIGNER,
                REGISTRAR,
                PUBLICITY,
                ATTACHMENTS,
                CONTACT,
                ISSUABLE,
                TITLE,
                DIRECTION);
    }

    private ElementRules() {}

    private static List<Complaint> noStateSecret(Proposal proposal) {
        var complaints = new ArrayList<Complaint>();
        var elements = proposal.elements();
        secret("/title", "标题", elements.title(), complaints);
        secret("/body", "正文", elements.body().plainText(), complaints);
        secret("/note", "附注", elements.note(), complaints);
        for (var name : proposal.attachments()) {
            secret("/attachments", "附件名称", name, complaints);
        }
        return complaints;
    }

    private static void secret(String pointer, String where, String text, List<Complaint> complaints) {
        SecrecyWords.in(text)
                .ifPresent(mark -> complaints.addAll(
                        block(pointer, "%s中有密级标志“%s”。本系统是非涉密系统，不得起草、存储涉密公文，请立即停止办理并按保密规定处理。".formatted(where, mark))));
    }

    private static List<Complaint> complete(Proposal proposal) {
        var elements = proposal.elements();
        var complaints = new ArrayList<Complaint>();
        if (elements.title().isBlank()) {
            complaints.addAll(block("/title", "还没有标题。"));
        }
        if (elements.body().isEmpty()) {
            complaints.addAll(block("/body", "还没有正文。"));
        }
        boolean addressed =
                !elements.mainTo().isEmpty() || !elements.mainToOutside().isEmpty();
        boolean needsAddressee = switch (elements.direction()) {
            case UP, DOWN, PARALLEL -> !proposal.kind().code().equals(Kind.MINUTES);
            case PUBLIC, INTERNAL -> false;
        };
        if (needsAddressee && !addressed) {
            complaints.addAll(block("/mainTo", "还没有主送机关。"));
        }
        return complaints;
    }

    /** 签发人: upward and important documents are signed by the principal head, nobody else (art. 22). */
    private static List<Complaint> signer(Proposal proposal) {
        if (proposal.kind().internal()) {
            return none();
        }
        var elements = proposal.elements();
        boolean principalSigns =
                elements.upward() || elements.important() || proposal.kind().needsSigner();
        var principal = proposal.principal();
        if (principalSigns && principal == null) {
            return block(
                    "/signer",
                    "上行文和重要公文由机关主要负责人签发，组织机构中“%s”没有主要负责人，请联系管理员。"
                            .formatted(proposal.issuer().name()));
        }
        var signer = elements.signer();
        if (principalSigns && signer != null && !signer.equals(principal)) {
            return block("/signer", "上行文和重要公文由机关主要负责人签发，请改选主要负责人。");
        }
        if (!principalSigns && signer == null) {
            return block("/signer", "还没有选定签发人。");
        }
        return none();
    }

    private static List<Complaint> registrar(Proposal proposal) {
        var complaints = new ArrayList<Complaint>();
        for (var receiver : proposal.mainTo()) {
            if (!receiver.hasRegistrar()) {
                complaints.addAll(block("/mainTo", noRegistrar(receiver.unit())));
            }
        }
        for (var receiver : proposal.copyTo()) {
            if (!receiver.hasRegistrar()) {
                complaints.addAll(block("/copyTo", noRegistrar(receiver.unit())));
            }
        }
        return complaints;
    }

    private static String noRegistrar(Unit unit) {
        return "“%s”没有收发员，发去无人签收。请先联系该单位设置收发员，或者改用纸质送达。".formatted(unit.name());
    }

    private static List<Complaint> publicity(Proposal proposal) {
        if (proposal.kind().internal()) {
            return none();
        }
        var elements = proposal.elements();
        if (elements.publicity() == null) {
            return block("/publicity", "签发前应当确定公开属性：主动公开、依申请公开或者不予公开。");
        }
        if (elements.publicity() != Publicity.OPEN && elements.publicityReason().isBlank()) {
            return block(
                    "/publicityReason",
                    "%s的，应当写明理由。".formatted(elements.publicity().term()));
        }
        return none();
    }

    private static List<Complaint> attachments(Proposal proposal) {
        var attachments = proposal.attachments();
        if (attachments.stream().anyMatch(String::isBlank)) {
            return block("/attachments", "附件没有名称，附件说明应当写明每个附件的名称。");
        }
        if (attachments.stream().distinct().count() < attachments.size()) {
            return block("/attachments", "有两个附件名称相同，附件说明无法区分，请修改名称。");
        }
        var named = NAMES_ATTACHMENT.matcher(proposal.elements().body().plainText());
        if (attachments.isEmpty() && named.find()) {
            return block("/attachments", "正文写有“%s”，但没有上传附件。".formatted(named.group()));
        }
        return none();
    }

    private static List<Complaint> contact(Proposal proposal) {
        var elements = proposal.elements();
        if (!proposal.kind().isRequest()
                || (!elements.contact().isBlank() && !elements.contactPhone().isBlank())) {
            return none();
        }
        return block("/contact", "请示应当在附注处注明联系人的姓名和电话。");
    }

    private static List<Complaint> issuable(Proposal proposal) {
        var kind = proposal.kind();
        if (!kind.issuable()) {
            return block("/kind", "烟草专卖局不使用文种“%s”，请另选文种。".formatted(kind.term()));
        }
        if (!kind.directions().contains(proposal.elements().direction())) {
            return block(
                    "/direction",
                    "“%s”不能作为%s使用。"
                            .formatted(
                                    kind.term(), proposal.elements().direction().term()));
        }
        return none();
    }

    private static List<Complaint> title(Proposal proposal) {
        var title = proposal.elements().title().strip();
        var kind = proposal.kind();
        if (title.isEmpty() || kind.internal()) {
            return none();
        }
        // 的通知（试行） and the like: the kind stands before a closing remark
        var end = title.replaceFirst("[（(][^（()）]{1,12}[）)]$", "");
        if (!end.endsWith(kind.term())) {
            return warn("/title", "标题应当以文种“%s”结尾，如“关于……的%s”。确需例外的，请写明理由。".formatted(kind.term(), kind.term()));
        }
        return none();
    }

    private static List<Complaint> direction(Proposal proposal) {
        return switch (proposal.elements().direction()) {
            case UP ->
                receivers(proposal)
                        .filter(proposal::isBelow)
                        .flatMap(receiver ->
                                block(
                                        "/mainTo",
                                        "“%s”是下级机关，不能主送上行文。"
                                                .formatted(receiver.unit().name()))
                                        .stream())
                        .toList();
            case DOWN ->
                receivers(proposal)
                        .filter(receiver -> proposal.isAbove(receiver.unit()))
                        .flatMap(receiver ->
                                block(
                                        "/mainTo",
                                        "“%s”是上级机关，不能主送下行文。"
                                                .formatted(receiver.unit().name()))
                                        .stream())
                        .toList();
            case PARALLEL, PUBLIC, INTERNAL -> none();
        };
    }

    private static Stream<Proposal.Receiver> receivers(Proposal proposal) {
        return proposal.mainTo().stream();
    }
}
