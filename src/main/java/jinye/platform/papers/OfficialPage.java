package jinye.platform.papers;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that stands on an official document (公文), in the words of GB/T 9704-2012.
 *
 * @param urgency      加急 or 特急, null for 平件
 * @param issuingMark  发文机关标志, 湖南省烟草专卖局文件; several organs one a line, then {@link #BEHIND_ALL} and 文件
 * @param number       发文字号, null while not numbered
 * @param signers      签发人, only on upward documents
 * @param mainTo       主送机关 as one line without the colon
 * @param note         附注 without parentheses
 * @param copyTo       抄送机关, empty when none
 * @param seal         the seal, in an order the 签名章 of the signatory; null while not sealed
 * @param signatory    who signs an order (命令); null on all other documents
 */
public record OfficialPage(
        Format format,
        @Nullable String urgency,
        String issuingMark,
        @Nullable String number,
        List<String> signers,
        String title,
        String mainTo,
        List<Block> body,
        List<String> attachments,
        String signature,
        @Nullable LocalDate date,
        @Nullable String note,
        List<String> copyTo,
        String printOrgan,
        @Nullable LocalDate printDate,
        @Nullable Seal seal,
        @Nullable Signatory signatory) {

    public OfficialPage(
            Format format,
            @Nullable String urgency,
            String issuingMark,
            @Nullable String number,
            List<String> signers,
            String title,
            String mainTo,
            List<Block> body,
            List<String> attachments,
            String signature,
            @Nullable LocalDate date,
            @Nullable String note,
            List<String> copyTo,
            String printOrgan,
            @Nullable LocalDate printDate,
            @Nullable Seal seal) {
        this(
                format,
                urgency,
                issuingMark,
                number,
                signers,
                title,
                mainTo,
                body,
                attachments,
                signature,
                date,
                note,
                copyTo,
                printOrgan,
                printDate,
                seal,
                null);
    }

    /** Parts the names of several organs from the word that stands right of them all. */
    public static final String BEHIND_ALL = "\t";

    /** 通用 (red header), and the special formats of §10: 信函, 命令 (令), 纪要. */
    public enum Format {
        DOCUMENT,
        LETTER,
        ORDER,
        MINUTES
    }

    /** One piece of the body. */
    public sealed interface Block {
        /** Heading of level 1 to 4: 一、 / （一） / 1. / （1）; the number is part of the text. */
        record Heading(int level, String text) implements Block {}

        record Paragraph(String text) implements Block {}

        /** A table of more than eight columns is laid on its side (§9). */
        record Table(List<List<String>> rows) implements Block {}

        /** Names behind a label, 出席, 请假 or 列席 in minutes; further lines begin below the first name. */
        record Roll(String label, String names) implements Block {}

        /** @param png PNG or JPEG bytes */
        record Picture(byte[] png, String alt) implements Block {}
    }

    /** @param post 签发人职务, 局长 */
    public record Signatory(String post, String name) {}

    /** @param png transparent PNG of the seal. @param diameter in millimetres, 42 for a bureau */
    public record Seal(byte[] png, double diameter) {}
}
