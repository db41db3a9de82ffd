package jinye.safeguard.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.safeguard.audit.proof.Seal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * LogSeals the end of the chain: every hour in which something was written, at the turn of the day, and before an export. Each seal is kept
 * three times (database, {@code <data>/audit/seals.ndjson}, application log), so that changing one place is not enough.
 */
@Component
class LogSeals {

    private static final Logger log = LoggerFactory.getLogger(LogSeals.class);

    private static final Duration EVERY = Duration.ofHours(1);

    private final ChainStore store;
    private final ObjectProvider<LogSigner> signer;
    private final Path copy;
    private final Clock clock;

    LogSeals(ChainStore store, ObjectProvider<LogSigner> signer, @Value("${jinye.data}") Path data, Clock clock) {
        this.store = store;
        this.signer = signer;
        this.copy = data.resolve("audit").resolve("seals.ndjson");
        this.clock = clock;
    }

    void sealWhenDue() {
        var now = clock.instant();
        var last = store.lastSeal();
        boolean due = last.isEmpty()
                || last.get().at().plus(EVERY).isBefore(now)
                || !last.get()
                        .at()
                        .atZone(Moments.ZONE)
                        .toLocalDate()
                        .equals(now.atZone(Moments.ZONE).toLocalDate());
        if (due) {
            sealEnd();
        }
    }

    /** Nothing to do when the end is sealed already. */
    synchronized void sealEnd() {
        var end = store.end();
        var last = store.lastSeal();
        if (end.isEmpty()
                || last.filter(seal -> seal.seal().block() == end.get().number())
                        .isPresent()) {
            return;
        }
        var block = end.get();
        try {
            var signed = signer.getObject().sign(Seal.statement(block.number(), block.hash()));
            var seal = new Seal(block.number(), block.hash(), signed.message(), signed.timestamp());
            store.add(seal, clock.instant());
            keepCopy(seal);
            log.info("audit seal over block {} {}", seal.block(), seal.hash());
        } catch (Refusal notNow) {
            // without a certificate the chain goes on and is sealed as soon as there is one
            log.warn("the audit log cannot be sealed: {}", notNow.code());
        }
    }

    private void keepCopy(Seal seal) {
        try {
            Files.createDirectories(copy.getParent());
            Files.writeString(
                    copy,
                    seal.line() + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
