package jinye.office.documents.elements;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jinye.kernel.Urgency;
import jinye.office.documents.text.Body;
import org.jspecify.annotations.Nullable;

/**
 * The elements (要素) that people write, of an outgoing document or a memo; 党政机关公文处理工作条例 art. 9. What the house adds
 * (number, signers, dates, seal) is not here.
 *
 * @param kind            code of the 文种
 * @param mainToOutside   主送机关 outside the tobacco bureaux, by name: 湖南省人民政府
 * @param singleMatter    the drafter confirms 一文一事 (R02)
 * @param important       重要公文: signed by the principal head (art. 22)
 * @param normative       规范性文件: goes through 合法性审核
 * @param countersigners  departments that must agree (会签)
 * @param jointUnits      other organs that issue it together
 * @param signer          the leader who is asked to sign; the principal head when null
 * @param reference       a document here that it answers
 * @param referenceTitle  title of what it answers, when that is not kept here
 * @param retention       proposed 保管期限: Y 永久, D30, D10
 * @param reasons         rule id → why the document goes on in spite of that rule's warning
 */
public record Elements(
        String kind,
        String title,
        Body body,
        Urgency urgency,
        Direction direction,
        IssuedBy issuedBy,
        List<Long> mainTo,
        List<String> mainToOutside,
        List<Long> copyTo,
        List<String> copyToOutside,
        @Nullable Publicity publicity,
        String publicityReason,
        String note,
        String contact,
        String contactPhone,
        int copies,
        boolean singleMatter,
        boolean important,
        boolean normative,
        List<Long> countersigners,
        List<Long> jointUnits,
        @Nullable Long signer,
        @Nullable Long reference,
        String referenceTitle,
        String referenceNumber,
        @Nullable String retention,
        Map<String, String> reasons,
        MemoElements memo) {

    /** What a 签报 asks for. @param amount in yuan, null when it costs nothing */
    public record MemoElements(String matter, @Nullable BigDecimal amount, String budgetItem) {
        public static final MemoElements NONE = new MemoElements("", null, "");
    }

    public static Elements blank(Kind kind) {
        return new Elements(
                kind.code(),
                "",
                Body.EMPTY,
                Urgency.PLAIN,
                kind.usualDirection(),
                IssuedBy.UNIT,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                "",
                "",
                "",
                "",
                1,
                false,
                false,
                false,
                List.of(),
                List.of(),
                null,
                null,
                "",
                "",
                null,
                Map.of(),
                MemoElements.NONE);
    }

    public boolean upward() {
        return direction == Direction.UP;
    }

    /** Everything people wrote themselves. */
    public List<String> texts() {
        return Stream.of(
                        List.of(
                                title,
                                body.plainText(),
                                publicityReason,
                                note,
                                contact,
                                contactPhone,
                                referenceTitle,
                                referenceNumber,
                                memo.budgetItem()),
                        mainToOutside,
                        copyToOutside,
                        List.copyOf(reasons.values()))
                .flatMap(List::stream)
                .toList();
    }

    /** All that signing freezes, in one canonical text; its hash proves that nothing was changed later. */
    public String signedText(List<String> attachments) {
        return String.join(
                "\u001f",
                kind,
                title,
                body.plainText(),
                body.pictures().toString(),
                urgency.name(),
                direction.name(),
                issuedBy.name(),
                mainTo.toString(),
                mainToOutside.toString(),
                copyTo.toString(),
                copyToOutside.toString(),
                note,
                contact,
                contactPhone,
                jointUnits.toString(),
                attachments.toString());
    }
}
