package jinye.platform.seals;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came out for one seal or signature of a file.
 *
 * @param steps    those taken; the last one failed, or all passed
 * @param sealName null for a signature without a seal, and when the seal cannot be read
 * @param signer   what the certificate says; null when it cannot be read
 * @param at       when it was sealed, proved only when {@code stamped}
 */
public record CheckedSeal(
        String id,
        List<Check> steps,
        @Nullable String sealName,
        @Nullable String sealNumber,
        @Nullable String signer,
        @Nullable Instant at,
        boolean stamped,
        boolean valid) {

    CheckedSeal(
            String id,
            List<Check> steps,
            @Nullable String sealName,
            @Nullable String sealNumber,
            @Nullable String signer,
            @Nullable Instant at,
            boolean stamped) {
        this(
                id,
                List.copyOf(steps),
                sealName,
                sealNumber,
                signer,
                at,
                stamped,
                steps.stream().allMatch(Check::passed));
    }

    /** @param term of the step, like the sentence for people */
    public record Check(SealStep step, String term, boolean passed, String sentence) {
        Check(SealStep step, boolean passed, String sentence) {
            this(step, step.term(), passed, sentence);
        }
    }

    boolean failsOnlyAt(SealStep step) {
        return !steps.isEmpty() && !valid && steps.getLast().step() == step;
    }

    CheckedSeal withLast(Check last) {
        var all = new java.util.ArrayList<>(steps);
        all.set(all.size() - 1, last);
        return new CheckedSeal(id, all, sealName, sealNumber, signer, at, stamped);
    }

    CheckedSeal and(Check more) {
        var all = new java.util.ArrayList<>(steps);
        all.add(more);
        return new CheckedSeal(id, all, sealName, sealNumber, signer, at, stamped);
    }
}
