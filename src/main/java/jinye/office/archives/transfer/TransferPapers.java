package jinye.office.archives.transfer;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jinye.kernel.Moments;
import jinye.office.archives.items.Fixation;
import jinye.office.archives.items.ItemTable;
import jinye.office.archives.items.Signatures;
import jinye.platform.directory.Directory;
import jinye.platform.papers.Papers;
import jinye.platform.papers.Sheet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 移交清册 and 交接文据: the same words are printed, signed by both sides, and judged again whenever somebody looks. */
@Component
class TransferPapers {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm").withZone(Moments.ZONE);

    /** @param judgement a sentence, empty when that side has not signed */
    record SignedReceipt(String text, String sender, String receiver) {}

    private final TransferRegister register;
    private final Signatures signatures;
    private final Directory directory;
    private final Papers papers;

    TransferPapers(TransferRegister register, Signatures signatures, Directory directory, Papers papers) {
        this.register = register;
        this.signatures = signatures;
        this.directory = directory;
        this.papers = papers;
    }

    /** What both sides sign: who gives what to whom, down to the digest of the package. */
    static String text(
            String number,
            String sender,
            String receiver,
            String packageNumber,
            String sm3,
            long size,
            List<String> items) {
        return """
                电子档案移交与接收交接文据
                编号：%s
                移交单位：%s
                接收单位：%s
                档案信息包：%s
                数据量：%d 字节
                校验值（SM3）：%s
                件数：%d
                %s
                """.formatted(
                        number, sender, receiver, packageNumber, size, sm3, items.size(), String.join("\n", items));
    }

    SignedReceipt receipt(TransferRegister.TransferRow transfer) {
        var signed = register.signed(transfer.id());
        return new SignedReceipt(
                signed.receipt(),
                judged(signed.receipt(), signed.sender(), transfer.sentAt()),
                judged(
                        signed.receipt(),
                        signed.receiver(),
                        transfer.receivedAt() == null ? transfer.sentAt() : transfer.receivedAt()));
    }

    private String judged(String text, Fixation.@Nullable Signature signature, Instant at) {
        return signature == null
                ? ""
                : signatures
                        .judge(text, signature.value(), signature.certificate(), at)
                        .sentence();
    }

    byte[] printed(TransferRegister.TransferRow transfer) {
        var receipt = receipt(transfer);
        var sender = directory.unit(transfer.unit());
        var lines = new ArrayList<Sheet.Line>();
        lines.add(Sheet.Line.of(
                12, Sheet.Cell.field(1, "移交单位", sender.name()), Sheet.Cell.field(1, "接收单位", transfer.receiverName())));
        lines.add(Sheet.Line.of(
                12, Sheet.Cell.field(1, "全宗号", sender.fonds()), Sheet.Cell.field(1, "件数", transfer.items() + " 件")));
        lines.add(Sheet.Line.of(
                12,
                Sheet.Cell.field(1, "信息包", transfer.packageNumber() == null ? "" : transfer.packageNumber()),
                Sheet.Cell.field(1, "数据量", transfer.size() == null ? "" : transfer.size() + " 字节")));
        lines.add(Sheet.Line.of(12, Sheet.Cell.field(1, "校验值", transfer.sm3() == null ? "" : transfer.sm3())));
        lines.add(Sheet.Line.of(
                24,
                Sheet.Cell.field(
                        1,
                        "移交签署",
                        transfer.sentByName() + " " + MOMENT.format(transfer.sentAt()) + "\n" + receipt.sender())));
        lines.add(Sheet.Line.of(
                24,
                Sheet.Cell.field(
                        1,
                        "接收签署",
                        transfer.receivedAt() == null
                                ? ""
                                : transfer.receivedByName() + " " + MOMENT.format(transfer.receivedAt()) + "\n"
                                        + receipt.receiver())));
        return papers.sheet(new Sheet("电子档案移交与接收交接文据", false, transfer.number(), transfer.stateTerm(), lines, 0))
                .pdf();
    }

    byte[] list(TransferRegister.TransferRow transfer) {
        var entries = register.items(transfer.id()).stream()
                .map(item -> new ItemTable.Entry(
                        item.archiveNumber(),
                        item.documentNumber(),
                        item.responsible(),
                        item.title(),
                        item.date(),
                        item.pages(),
                        List.of("")))
                .collect(Collectors.toList());
        return papers.sheet(new Sheet(
                        directory.unit(transfer.unit()).name() + "档案移交清册",
                        false,
                        transfer.number(),
                        "接收单位 " + transfer.receiverName() + "　共 " + entries.size() + " 件",
                        ItemTable.lines(entries, new ItemTable.Column(1.2, "备注")),
                        1))
                .pdf();
    }
}
