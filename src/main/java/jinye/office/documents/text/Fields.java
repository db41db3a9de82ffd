package jinye.office.documents.text;

import java.util.Map;

/** The Chinese names of the elements (要素), as sentences call them. */
public final class Fields {

    private static final Map<String, String> TERMS = Map.ofEntries(
            Map.entry("title", "标题"),
            Map.entry("body", "正文"),
            Map.entry("kind", "文种"),
            Map.entry("mainTo", "主送机关"),
            Map.entry("mainToOutside", "主送机关"),
            Map.entry("copyTo", "抄送机关"),
            Map.entry("copyToOutside", "抄送机关"),
            Map.entry("publicity", "公开属性"),
            Map.entry("publicityReason", "公开属性理由"),
            Map.entry("note", "附注"),
            Map.entry("contact", "联系人"),
            Map.entry("contactPhone", "联系电话"),
            Map.entry("copies", "印数"),
            Map.entry("urgency", "紧急程度"),
            Map.entry("direction", "行文方向"),
            Map.entry("issuedBy", "发文名义"),
            Map.entry("signer", "签发人"),
            Map.entry("referenceTitle", "来文标题"),
            Map.entry("referenceNumber", "来文字号"),
            Map.entry("retention", "保管期限"),
            Map.entry("attachments", "附件"),
            Map.entry("reason", "理由"),
            Map.entry("opinion", "意见"),
            Map.entry("result", "办理结果"),
            Map.entry("matter", "事项类别"),
            Map.entry("budgetItem", "预算项目"),
            Map.entry("amount", "金额"),
            Map.entry("countersigners", "会签部门"),
            Map.entry("jointUnits", "联合行文机关"),
            Map.entry("fromUnitName", "来文单位"),
            Map.entry("number", "文号"),
            Map.entry("sourceClass", "来文类别"),
            Map.entry("handling", "办理方式"),
            Map.entry("deadline", "办理期限"),
            Map.entry("leaders", "批示领导"),
            Map.entry("readers", "传阅人员"),
            Map.entry("leadDepartment", "主办部门"),
            Map.entry("assistDepartments", "协办部门"),
            Map.entry("bodyText", "正文"),
            Map.entry("sealName", "印章名称"),
            Map.entry("askedBy", "申请人"),
            Map.entry("approvedBy", "批准人"),
            Map.entry("act", "处理方式"),
            Map.entry("dimension", "统计项目"));

    private Fields() {}

    public static String term(String field) {
        return TERMS.getOrDefault(field, field);
    }
}
