package jinye.safeguard.audit.proof;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import jinye.kernel.Refusal;
import jinye.safeguard.cryptography.CertificateFiles;
import org.jspecify.annotations.Nullable;

/**
 * What {@code bin/verify-log} starts: judges an exported log alone, with neither the application nor its database.
 *
 * <p>Exit codes: 0 the log is what was sealed, 1 it is not, 2 it could not be read.
 */
public final class VerifyLog {

    private static final int SHOWN_MAX = 20;

    private VerifyLog() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        @Nullable Path file = null;
        @Nullable String head = null;
        var roots = new ArrayList<X509Certificate>();
        try {
            for (int at = 0; at < arguments.length; at++) {
                boolean more = at + 1 < arguments.length;
                if (arguments[at].equals("--trust") && more) {
                    roots.addAll(CertificateFiles.certificates(Files.readAllBytes(Path.of(arguments[++at]))));
                } else if (arguments[at].equals("--head") && more) {
                    head = arguments[++at];
                } else if (file == null && !arguments[at].startsWith("--")) {
                    file = Path.of(arguments[at]);
                } else {
                    return usage(err);
                }
            }
            if (file == null) {
                return usage(err);
            }
            return tell(new LogFile(file).verify(roots, head), roots, out);
        } catch (IOException | Refusal unreadable) {
            err.printf("无法读取：%s。 The file cannot be read.%n", unreadable.getMessage());
            return 2;
        }
    }

    private static int usage(PrintStream err) {
        err.println("""
                verify-log FILE.zip [--trust ROOT.crt] [--head DIGEST]
                  --trust   the root certificate one trusts from elsewhere, not from the same file
                  --head    digest of a block noted elsewhere, which must be in this log""");
        return 2;
    }

    private static int tell(LogFile.Judgement judged, List<X509Certificate> roots, PrintStream out) {
        out.printf("区块 %d 个，记录 %d 条，末块摘要 %s%n", judged.blocks(), judged.entries(), judged.lastHash());
        if (judged.sealedTo() == 0) {
            out.println("没有可用的签封：只能证明文件内部一致。 No good seal: only inner consistency is shown.");
        } else {
            out.printf(
                    "签封到第 %d 区块，签封人 %s，时间 %s，%s%n",
                    judged.sealedTo(),
                    judged.sealedBy(),
                    judged.sealedAt(),
                    judged.trusted() ? "证书可追溯到所信任的根" : roots.isEmpty() ? "未指定所信任的根证书" : "证书不能追溯到所信任的根");
            if (judged.sealedTo() < judged.lastBlock()) {
                out.printf("第 %d 区块以后尚未签封。 Not sealed after block %d.%n", judged.sealedTo(), judged.sealedTo());
            }
        }
        boolean trustMissing = !roots.isEmpty() && !judged.trusted();
        if (judged.isGood() && judged.blocks() > 0 && !trustMissing) {
            out.println("核验通过：记录未被改动。 Verified: nothing was altered.");
            return 0;
        }
        if (judged.blocks() == 0) {
            out.println("文件中没有区块。 There is no block in the file.");
        }
        if (!judged.isGood()) {
            var first = judged.findings().getFirst();
            out.printf("核验不通过，最先出错：%s（区块 %d）。 Broken: %s.%n", first.sentence(), first.block(), first.english());
            judged.findings().stream()
                    .skip(1)
                    .limit(SHOWN_MAX)
                    .forEach(finding -> out.printf("  %s（区块 %d）%n", finding.sentence(), finding.block()));
            if (judged.findings().size() > SHOWN_MAX + 1) {
                out.printf("  共 %d 处%n", judged.findings().size());
            }
        }
        return 1;
    }
}
