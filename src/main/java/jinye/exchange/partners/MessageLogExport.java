package jinye.exchange.partners;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.platform.journal.Journal;
import jinye.safeguard.cryptography.CertificateFiles;
import jinye.safeguard.cryptography.Digests;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The log of messages with one partner as a file that {@code bin/verify-exchange} judges alone. */
@Component
class MessageLogExport {

    static final String LOG = "log.ndjson";
    static final String CERTIFICATES = "certificates.pem";
    private static final String READ_ME = """
            本文件是与一个交换伙伴的报文日志，可以脱离系统核验：bin/verify-exchange 本文件.zip [对方导出的日志.zip]
            log.ndjson         每件报文一行：前一行的摘要、报文和回执的 SM3，以及签名的报文和回执本身
            certificates.pem   双方签名用的证书，请与另行取得的证书核对指纹
            """;

    private final JdbcClient jdbc;
    private final ExchangeLedger ledger;
    private final Partners partners;
    private final OurNode node;
    private final Journal journal;

    MessageLogExport(JdbcClient jdbc, ExchangeLedger ledger, Partners partners, OurNode node, Journal journal) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.partners = partners;
        this.node = node;
        this.journal = journal;
    }

    @Transactional
    public void write(Actor actor, long id, OutputStream out) throws IOException {
        ledger.require(actor);
        var partner = partners.partner(id);
        journal.record(actor, "partners.export-log", new RecordId("partners", id), Map.of("partner", partner.name()));
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        entry(zip, "README.txt", READ_ME.getBytes(StandardCharsets.UTF_8));
        var certificates = new ArrayList<>(node.signer().chain());
        node.everSigned().stream().filter(one -> !certificates.contains(one)).forEach(certificates::add);
        partners.certificates(id).forEach(known -> certificates.add(known.certificate()));
        entry(zip, CERTIFICATES, CertificateFiles.pem(certificates).getBytes(StandardCharsets.US_ASCII));
        zip.putNextEntry(new ZipEntry(LOG));
        var encoder = Base64.getEncoder();
        for (var line : jdbc.sql("""
                        select l.*, coalesce(o.message, i.message) as message, coalesce(o.answer, i.answer) as answer
                        from partners.log l
                        left join partners.outgoing o on l.direction = 'OUT' and o.parcel = l.parcel
                        left join partners.incoming i on l.direction = 'IN' and i.partner = l.partner and i.parcel = l.parcel
                        where l.partner = ? order by l.number""")
                .param(id)
                .query((row, number) -> {
                    var node = Canonical.JSON
                            .createObjectNode()
                            .put("number", row.getLong("number"))
                            .put("at", Moments.from(row, "at").toString())
                            .put("direction", row.getString("direction"))
                            .put("parcel", row.getString("parcel"))
                            .put("counter", row.getLong("counter"))
                            .put("kind", row.getString("kind"))
                            .put("code", row.getInt("code"))
                            .put("messageDigest", row.getString("message_digest"))
                            .put("answerDigest", row.getString("answer_digest"))
                            .put("previous", row.getString("previous"))
                            .put("hash", row.getString("hash"));
                    var message = row.getBytes("message");
                    var answer = row.getBytes("answer");
                    // after one side was restored a parcel may have been answered again: only the last line has its
                    // messages
                    if (message != null
                            && answer != null
                            && Digests.sm3Hex(message).equals(row.getString("message_digest"))
                            && Digests.sm3Hex(answer).equals(row.getString("answer_digest"))) {
                        node.put("message", encoder.encodeToString(message))
                                .put("answer", encoder.encodeToString(answer));
                    }
                    return Canonical.text(node);
                })
                .list()) {
            zip.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        zip.closeEntry();
        zip.finish();
    }

    private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }
}
