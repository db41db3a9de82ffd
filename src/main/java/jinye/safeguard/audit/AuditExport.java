package jinye.safeguard.audit;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.safeguard.access.SecurityAct;
import jinye.safeguard.audit.proof.LogFile;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes a part of the log as a file that proves itself; see {@code docs/how-to/verify-the-log.md}. */
@Component
class AuditExport {

    private static final int BLOCKS_AT_ONCE = 20;

    private static final String READ_ME = """
            本文件是审计日志的导出件，可以脱离系统核验：bin/verify-log 本文件.zip --trust 根证书.crt
            entries.ndjson   记录，每行一条，行的 SM3（前置一个字节 00）就是区块中的摘要
            blocks.ndjson    区块，每块记着前一块的摘要
            seals.ndjson     签封：对末块摘要的 SM2 签名（CMS）和时间戳（RFC 3161）
            removals.ndjson  按保存期限清理的记录清单，也有签名
            """;

    private final EntrySource source;
    private final ChainStore chain;
    private final Removals removals;
    private final ApplicationEventPublisher events;

    AuditExport(EntrySource source, ChainStore chain, Removals removals, ApplicationEventPublisher events) {
        this.source = source;
        this.chain = chain;
        this.removals = removals;
        this.events = events;
    }

    /** Which blocks; the act is written down before the first byte goes out. */
    @Transactional
    public ChainStore.Range begin(Actor actor, @Nullable Instant from, @Nullable Instant until) {
        actor.require("audit.export");
        if (from != null && until != null && !from.isBefore(until)) {
            throw new RangeReversed();
        }
        var range = chain.range(from, until).orElseThrow(NothingThere::new);
        events.publishEvent(
                SecurityAct.by(actor, "audit.export", range.last(), Map.of("from", range.first(), "to", range.last())));
        return range;
    }

    void write(ChainStore.Range range, OutputStream out) throws IOException {
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        var lines = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8));
        part(zip, lines, "README.txt", () -> lines.write(READ_ME));
        part(zip, lines, LogFile.BLOCKS, () -> blocks(range, lines, false));
        part(zip, lines, LogFile.ENTRIES, () -> blocks(range, lines, true));
        part(zip, lines, LogFile.SEALS, () -> {
            for (var seal : chain.seals(range.first(), range.last())) {
                line(lines, seal.line());
            }
        });
        part(zip, lines, LogFile.REMOVALS, () -> {
            for (var removal : removals.all()) {
                line(lines, removal.line());
            }
        });
        zip.finish();
    }

    private void blocks(ChainStore.Range range, Writer lines, boolean entries) throws IOException {
        long reached = chain.lastEntryBefore(range.first());
        for (long next = range.first(); next <= range.last(); next += BLOCKS_AT_ONCE) {
            for (var block : chain.blocks(next, (int) Math.min(BLOCKS_AT_ONCE, range.last() - next + 1))) {
                if (entries) {
                    for (var entry : source.between(reached, block.last(), Integer.MAX_VALUE)) {
                        line(lines, entry.line());
                    }
                    reached = block.last();
                } else {
                    line(lines, block.line());
                }
            }
        }
    }

    private static void line(Writer lines, String text) throws IOException {
        lines.write(text);
        lines.write('\n');
    }

    private interface Part {
        void write() throws IOException;
    }

    private static void part(ZipOutputStream zip, Writer lines, String name, Part part) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        part.write();
        lines.flush();
        zip.closeEntry();
    }

    static final class RangeReversed extends Refusal {
        RangeReversed() {
            super(Kind.INVALID, "audit.range-reversed");
        }
    }

    static final class NothingThere extends Refusal {
        NothingThere() {
            super(Kind.NOT_FOUND, "audit.nothing-there");
        }
    }
}
