package jinye.safeguard.audit;

import java.util.List;
import jinye.safeguard.audit.proof.Finding;
import jinye.safeguard.audit.proof.LogVerifier;
import org.springframework.stereotype.Component;

/** Judges the log where it lies: every entry against its block, every block against the one before, every seal against its block. */
@Component
class Verification {

    private static final int BLOCKS_AT_ONCE = 50;

    private final EntrySource source;
    private final ChainStore store;
    private final Removals removals;

    Verification(EntrySource source, ChainStore store, Removals removals) {
        this.source = source;
        this.store = store;
        this.removals = removals;
    }

    record Outcome(long blocks, long entries, List<Finding> findings) {}

    Outcome run() {
        var verifier = new LogVerifier();
        removals.all().forEach(removal -> verifier.removed(removal.entries()));
        long reached = 0;
        var page = store.blocks(1, BLOCKS_AT_ONCE);
        while (!page.isEmpty()) {
            for (var block : page) {
                // one more than the block has, so that what was put in shows
                var found = source.between(reached, block.last(), Integer.MAX_VALUE).stream()
                        .map(entry -> new LogVerifier.Found(entry.id(), entry.leaf()))
                        .toList();
                verifier.add(block, found);
                reached = block.last();
            }
            page = store.blocks(page.getLast().number() + 1, BLOCKS_AT_ONCE);
        }
        var last = verifier.lastBlock();
        for (var seal : store.seals(0, Long.MAX_VALUE)) {
            if (last == null || seal.block() > last.number()) {
                verifier.cutAfter(last == null ? 0 : last.number());
            } else {
                verifier.compare(seal);
            }
        }
        return new Outcome(verifier.blocks(), verifier.entries(), verifier.findings());
    }
}
