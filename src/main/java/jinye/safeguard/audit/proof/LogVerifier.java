package jinye.safeguard.audit.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Judges a log block by block, as it is read. Each block is first checked by itself and against the one before, then the entries
 * that stand for it against the digests it keeps. What is missing may still turn up later, so it is judged at the end.
 */
public final class LogVerifier {

    /** So many findings say enough; a log that was replaced altogether would have millions. */
    private static final int FINDINGS_MAX = 1_000;

    /** An entry as it was found. @param leaf its digest, computed from what was found */
    public record Found(long id, byte[] leaf) {}

    private record Due(long block, byte[] leaf) {}

    private final Map<Long, Due> missing = new HashMap<>();
    private final Set<Long> removed = new HashSet<>();
    private final Set<Finding> findings = new TreeSet<>();
    private final Map<Long, String> hashes = new HashMap<>();
    private @Nullable Block before;
    private long entries;
    private long blocks;

    /** Entries taken out after their time, by a decision that is itself in the log. */
    public void removed(List<Long> ids) {
        removed.addAll(ids);
    }

    /** @param lines the entries found between the last of the block before and the last of this block, in the order found */
    public void add(Block block, List<Found> lines) {
        blocks++;
        hashes.put(block.number(), block.hash());
        if (!block.isWhole()) {
            report(Finding.Kind.BLOCK_CHANGED, block.number(), 0);
        }
        var previous = before;
        if (previous != null && block.number() != previous.number() + 1) {
            report(Finding.Kind.BLOCK_MISSING, previous.number() + 1, 0);
        } else if (previous != null && !block.previous().equals(previous.hash())
                || block.number() == 1 && !block.previous().equals(Block.NOTHING_BEFORE)) {
            report(Finding.Kind.CHAIN_BROKEN, block.number(), 0);
        }
        before = block;
        compare(block, lines);
    }

    private void compare(Block block, List<Found> lines) {
        var places = new HashMap<Long, Integer>();
        for (int at = 0; at < Math.min(block.entries().size(), block.leaves().size()); at++) {
            places.put(block.entries().get(at), at);
        }
        var seen = new HashSet<Long>();
        int reached = -1;
        for (var line : lines) {
            var place = places.get(line.id());
            if (place == null) {
                stray(block, line);
            } else if (!seen.add(line.id())) {
                report(Finding.Kind.ENTRY_INSERTED, block.number(), line.id());
            } else {
                entries++;
                if (!Arrays.equals(line.leaf(), block.leaves().get(place))) {
                    report(Finding.Kind.ENTRY_CHANGED, block.number(), line.id());
                } else if (place < reached) {
                    report(Finding.Kind.ENTRY_DISPLACED, block.number(), line.id());
                }
                reached = Math.max(reached, place);
            }
        }
        places.forEach((id, place) -> {
            if (!seen.contains(id) && !removed.contains(id)) {
                missing.put(id, new Due(block.number(), block.leaves().get(place)));
            }
        });
    }

    /** An entry where it does not belong: either one that was missing, or one that never was. */
    private void stray(Block block, Found line) {
        var due = missing.remove(line.id());
        if (due == null) {
            report(Finding.Kind.ENTRY_INSERTED, block.number(), line.id());
        } else {
            entries++;
            var same = Arrays.equals(line.leaf(), due.leaf());
            report(same ? Finding.Kind.ENTRY_DISPLACED : Finding.Kind.ENTRY_CHANGED, due.block(), line.id());
        }
    }

    void report(Finding.Kind kind, long block, long entry) {
        if (findings.size() < FINDINGS_MAX) {
            findings.add(new Finding(kind, block, entry));
        }
    }

    /** Entries after the last block: found, but never sealed, though a seal says that the log ended before. */
    public void addUnsealed(List<Found> lines) {
        lines.forEach(line -> {
            var due = missing.remove(line.id());
            long block = due != null ? due.block() : before == null ? 0 : before.number() + 1;
            report(due != null ? Finding.Kind.ENTRY_DISPLACED : Finding.Kind.ENTRY_INSERTED, block, line.id());
        });
    }

    /** A seal over a block that this log does not have any more. */
    public void cutAfter(long block) {
        report(Finding.Kind.LOG_CUT, block, 0);
    }

    /** Against the block a seal speaks about, when that block is in this part of the log. */
    public void compare(Seal seal) {
        var hash = hashes.get(seal.block());
        if (hash != null && !hash.equals(seal.hash())) {
            report(Finding.Kind.SEAL_WRONG, seal.block(), 0);
        }
    }

    boolean holds(Seal seal) {
        return seal.hash().equals(hashes.get(seal.block()));
    }

    boolean has(String hash) {
        return hashes.containsValue(hash);
    }

    public @Nullable Block lastBlock() {
        return before;
    }

    /** Everything wrong, first in the log first; nothing when the log is what was sealed. */
    public List<Finding> findings() {
        missing.forEach((id, due) -> report(Finding.Kind.ENTRY_MISSING, due.block(), id));
        missing.clear();
        return new ArrayList<>(findings);
    }

    public long entries() {
        return entries;
    }

    public long blocks() {
        return blocks;
    }
}
