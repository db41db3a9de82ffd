package jinye.safeguard.audit.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jinye.safeguard.cryptography.CertificateFiles;
import jinye.safeguard.cryptography.Family;
import jinye.safeguard.cryptography.Providers;
import jinye.safeguard.cryptography.SignedMessage;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A log of thirty entries in three blocks with gaps between the numbers, sealed at its end with a key of its own. */
final class SampleLog {

    final List<String> entries = new ArrayList<>();
    final List<String> blocks = new ArrayList<>();
    final List<String> seals = new ArrayList<>();
    final List<String> removals = new ArrayList<>();
    final List<Block> sealed = new ArrayList<>();
    final X509Certificate certificate;
    private final java.security.KeyPair keys = Family.SM2.newKeyPair();

    SampleLog() throws Exception {
        certificate = selfSigned();
        var previous = Block.NOTHING_BEFORE;
        for (int number = 1; number <= 3; number++) {
            var within = new ArrayList<LogEntry>();
            for (int at = 1; at <= 10; at++) {
                within.add(entry(number * 100L + at * 2));
            }
            var block = Block.seal(number, previous, within, Instant.parse("2026-11-24T0" + number + ":00:00.000001Z"));
            previous = block.hash();
            sealed.add(block);
            blocks.add(block.line());
            within.forEach(entry -> entries.add(entry.line()));
        }
        seals.add(seal(sealed.getLast()).line());
    }

    static LogEntry entry(long id) {
        return new LogEntry(
                id,
                Instant.parse("2026-11-24T00:00:00Z").plusSeconds(id),
                "documents.sign",
                "documents",
                id * 7,
                17L,
                "李敏",
                5L,
                "科长\\\"一\"",
                3L,
                "办公室",
                1L,
                "湖南省局",
                null,
                null,
                "done",
                "{\"title\": \"关于\\n第" + id + "号\"}",
                "request-" + id,
                "10.0.0.1");
    }

    Seal seal(Block block) {
        var message = sign(Seal.statement(block.number(), block.hash()));
        return new Seal(block.number(), block.hash(), message, null);
    }

    byte[] sign(byte[] statement) {
        return SignedMessage.sign(
                statement, true, keys.getPrivate(), List.of(certificate), Instant.parse("2026-11-24T05:00:00Z"));
    }

    LogFile writeTo(Path folder) throws IOException {
        var file = Files.createTempFile(folder, "log", ".zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            part(zip, LogFile.ENTRIES, entries);
            part(zip, LogFile.BLOCKS, blocks);
            part(zip, LogFile.SEALS, seals);
            part(zip, LogFile.REMOVALS, removals);
        }
        return new LogFile(file);
    }

    private static void part(ZipOutputStream zip, String name, List<String> lines) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        for (var line : lines) {
            zip.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        zip.closeEntry();
    }

    private X509Certificate selfSigned() throws Exception {
        var name = new X500Name("CN=Log");
        var builder = new JcaX509v3CertificateBuilder(
                name,
                java.math.BigInteger.ONE,
                java.util.Date.from(Instant.parse("2026-01-01T00:00:00Z")),
                java.util.Date.from(Instant.parse("2030-01-01T00:00:00Z")),
                name,
                keys.getPublic());
        return CertificateFiles.certificate(builder.build(new JcaContentSignerBuilder(Family.SM2.signature())
                .setProvider(Providers.BC)
                .build(keys.getPrivate())));
    }
}
