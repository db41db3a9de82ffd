package jinye.exchange.partners;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipFile;
import jinye.kernel.Refusal;
import jinye.safeguard.cryptography.CertificateFiles;
import jinye.safeguard.cryptography.Digests;
import jinye.safeguard.cryptography.SignedMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What {@code bin/verify-exchange} starts: a third party judges an exported log of messages, and whether those of both sides agree, with
 * neither application nor database.
 *
 * <p>Exit codes: 0 unaltered (and agreeing), 1 not, 2 the file could not be read.
 */
public final class VerifyExchange {

    private static final int SHOWN_MAX = 20;

    private VerifyExchange() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    private record Judged(int lines, Map<String, JsonNode> byParcel, List<String> findings) {}

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        var files = new ArrayList<Path>();
        var trusted = new HashSet<String>();
        try {
            for (int at = 0; at < arguments.length; at++) {
                if (arguments[at].equals("--trust") && at + 1 < arguments.length) {
                    for (var one :
                            CertificateFiles.certificates(java.nio.file.Files.readAllBytes(Path.of(arguments[++at])))) {
                        trusted.add(CertificateFiles.fingerprint(one));
                    }
                } else if (!arguments[at].startsWith("--") && files.size() < 2) {
                    files.add(Path.of(arguments[at]));
                } else {
                    return usage(err);
                }
            }
            if (files.isEmpty()) {
                return usage(err);
            }
            var findings = new ArrayList<String>();
            var ours = judge(files.getFirst(), trusted);
            findings.addAll(ours.findings());
            out.printf("%s：报文 %d 件%n", files.getFirst().getFileName(), ours.lines());
            if (files.size() == 2) {
                var theirs = judge(files.get(1), trusted);
                findings.addAll(theirs.findings());
                out.printf("%s：报文 %d 件%n", files.get(1).getFileName(), theirs.lines());
                compare(ours, theirs, findings);
            }
            return tell(findings, ours.lines(), files.size() == 2, out);
        } catch (IOException | JacksonException | Refusal unreadable) {
            err.printf("无法读取：%s。 The file cannot be read.%n", unreadable.getMessage());
            return 2;
        }
    }

    private static int usage(PrintStream err) {
        err.println("""
                verify-exchange LOG.zip [OTHER-SIDE.zip] [--trust CERTIFICATES.pem]
                  OTHER-SIDE.zip  the log the other side exported: both must tell the same
                  --trust         the certificates of both nodes, got from elsewhere; without it those in the file are taken""");
        return 2;
    }

    private static Judged judge(Path file, Set<String> trusted) throws IOException {
        try (var zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            var believed = trusted.isEmpty() ? fingerprints(bytes(zip, MessageLogExport.CERTIFICATES)) : trusted;
            var findings = new ArrayList<String>();
            var byParcel = new HashMap<String, JsonNode>();
            var previous = "";
            long expected = 1;
            int lines = 0;
            for (var text : new String(bytes(zip, MessageLogExport.LOG), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                var line = Canonical.JSON.readTree(text);
                lines++;
                var where = file.getFileName() + " 第 " + line.path("number").asLong() + " 行：";
                if (line.path("number").asLong() != expected) {
                    findings.add(where + "序号不连续，应为 " + expected);
                }
                if (!line.path("previous").asString("").equals(previous)) {
                    findings.add(where + "与前一行接不上");
                }
                if (!hash(line).equals(line.path("hash").asString(""))) {
                    findings.add(where + "内容被改动");
                }
                signatures(line, believed, where, findings);
                previous = line.path("hash").asString("");
                expected = line.path("number").asLong() + 1;
                byParcel.put(line.path("parcel").asString(""), line);
            }
            byParcel.values().stream()
                    .filter(line -> !line.has("message"))
                    .forEach(line -> findings.add(
                            file.getFileName() + " 第 " + line.path("number").asLong() + " 行：没有与日志相符的报文和回执"));
            return new Judged(lines, byParcel, findings);
        }
    }

    private static String hash(JsonNode line) {
        return MessageLog.hash(
                line.path("previous").asString(""),
                line.path("number").asLong(),
                line.path("at").asString(""),
                line.path("direction").asString(""),
                line.path("parcel").asString(""),
                line.path("counter").asLong(),
                line.path("kind").asString(""),
                line.path("code").asInt(),
                line.path("messageDigest").asString(""),
                line.path("answerDigest").asString(""));
    }

    private static void signatures(JsonNode line, Set<String> believed, String where, List<String> findings) {
        if (!line.has("message")) {
            return;
        }
        var message = Base64.getDecoder().decode(line.path("message").asString(""));
        var answer = Base64.getDecoder().decode(line.path("answer").asString(""));
        if (!Digests.sm3Hex(message).equals(line.path("messageDigest").asString(""))) {
            findings.add(where + "报文与日志中的摘要不符");
        }
        if (!Digests.sm3Hex(answer).equals(line.path("answerDigest").asString(""))) {
            findings.add(where + "回执与日志中的摘要不符");
        }
        var parcel = signed(message, believed, where + "报文", findings);
        var receipt = signed(answer, believed, where + "回执", findings);
        if (parcel == null || receipt == null) {
            return;
        }
        var read = Parcel.read(parcel);
        var said = Answer.read(receipt);
        if (!read.id().toString().equals(line.path("parcel").asString(""))
                || read.counter() != line.path("counter").asLong()
                || !said.parcel().equals(read.id())
                || !said.digest().equals(read.contentDigest())
                || said.code() != line.path("code").asInt()) {
            findings.add(where + "报文、回执与日志说的不是同一件事");
        }
    }

    private static byte @Nullable [] signed(byte[] message, Set<String> believed, String where, List<String> findings) {
        var read = SignedMessage.read(message, null);
        var signer = read.signers().size() == 1 ? read.signers().getFirst() : null;
        if (signer == null || !signer.intact() || signer.certificate() == null) {
            findings.add(where + "的签名不对");
            return null;
        }
        if (!believed.contains(CertificateFiles.fingerprint(signer.certificate()))) {
            findings.add(where + "的签名证书不在所信任的证书之内");
        }
        return read.content();
    }

    private static void compare(Judged ours, Judged theirs, List<String> findings) {
        ours.byParcel().forEach((parcel, line) -> {
            var other = theirs.byParcel().get(parcel);
            if (other == null) {
                findings.add("报文 " + parcel + " 只有一方有记录");
            } else if (!same(line, other)) {
                findings.add("报文 " + parcel + " 双方的记录不一致");
            }
        });
        theirs.byParcel().keySet().stream()
                .filter(parcel -> !ours.byParcel().containsKey(parcel))
                .forEach(parcel -> findings.add("报文 " + parcel + " 只有一方有记录"));
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return !one.path("direction").equals(other.path("direction"))
                && one.path("code").equals(other.path("code"))
                && one.path("answerDigest").equals(other.path("answerDigest"));
    }

    private static int tell(List<String> findings, int lines, boolean both, PrintStream out) {
        if (findings.isEmpty() && lines > 0) {
            out.println(
                    both
                            ? "核验通过：记录未被改动，双方一致。 Verified: nothing was altered, both sides agree."
                            : "核验通过：记录未被改动。 Verified: nothing was altered.");
            return 0;
        }
        if (lines == 0) {
            out.println("文件中没有报文记录。 There is no message in the file.");
        }
        findings.stream().limit(SHOWN_MAX).forEach(out::println);
        out.printf("核验不通过，共 %d 处。 Broken.%n", Math.max(findings.size(), 1));
        return 1;
    }

    private static Set<String> fingerprints(byte[] pem) {
        var found = new HashSet<String>();
        for (X509Certificate one : CertificateFiles.certificates(pem)) {
            found.add(CertificateFiles.fingerprint(one));
        }
        return found;
    }

    private static byte[] bytes(ZipFile zip, String name) throws IOException {
        var entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException(name);
        }
        try (var in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }
}
