package jinye.office.archives.items;

import java.util.List;

/**
 * What came out of the verification.
 *
 * @param broken    components that are not what was filed
 * @param signature VALID, BROKEN, or ABSENT for what was filed before items were signed
 * @param judgement the same as a sentence
 * @param chained   item and corrections stand in the chain of the fonds as they are shown
 */
public record Verification(
        boolean sound,
        boolean manifestSound,
        List<String> broken,
        int checked,
        String signature,
        String judgement,
        boolean chained) {}
