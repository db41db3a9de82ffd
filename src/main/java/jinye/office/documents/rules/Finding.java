package jinye.office.documents.rules;

import org.jspecify.annotations.Nullable;

/**
 * What a rule found wrong in a draft.
 *
 * @param rule     R04
 * @param ruleName 不得越级行文
 * @param basis    the article it rests on, 「待核」 behind it when that is not certain
 * @param sentence what is wrong, why, and what to do
 * @param pointer  the element at fault, as an RFC 6901 path into the draft
 * @param reason   why the drafter goes on in spite of a warning; null while none is recorded
 */
public record Finding(
        String rule,
        String ruleName,
        Severity severity,
        String basis,
        String sentence,
        String pointer,
        @Nullable String reason) {

    enum Severity {
        /** The document cannot go on. */
        BLOCK,
        /** It can, with a recorded reason. */
        WARN
    }

    boolean stops() {
        return severity == Severity.BLOCK || reason == null;
    }
}
