package jinye.platform.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RFC 9457, {@code application/problem+json}. {@code code} is a word for programs, {@code detail} a sentence for people.
 *
 * @param id only for faults of ours: what the log calls it
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        List<ProblemFault> faults,
        @Nullable String id) {

    /** @param pointer RFC 6901 path into what was sent */
    public record ProblemFault(String pointer, String code, String message) {}
}
