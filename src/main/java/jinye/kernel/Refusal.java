package jinye.kernel;

import java.util.List;

/**
 * The person asked for something that is not allowed. A refusal changes nothing.
 *
 * <p>Subclasses are small classes inside the type that refuses. The code is made of words ({@code documents.not-circulable}),
 * begins with the module's id, and has a Chinese sentence in that module's {@code messages.properties}; the facts fill the
 * sentence's places {@code {0}}, {@code {1}} …
 */
public abstract class Refusal extends RuntimeException {

    /** What sort of refusal; decides the HTTP status and nothing else. */
    public enum Kind {
        /** What was sent cannot be accepted: 422. */
        INVALID,
        /** One may see it, but not do it: 403. */
        FORBIDDEN,
        /** It does not exist, or one may not know that it does: 404. */
        NOT_FOUND,
        /** The state of things does not allow it, or has moved on: 409. */
        CONFLICT,
        /** Larger than is accepted: 413. */
        TOO_LARGE,
        /** Too often; try later: 429. */
        TOO_OFTEN,
        /** Nobody is signed in, or no longer: 401. */
        SIGNED_OUT
    }

    /** One field at fault. The pointer is an RFC 6901 path into what was sent, such as {@code /title}. */
    public record Fault(String pointer, String code, List<Object> facts) {
        public static Fault at(String pointer, String code, Object... facts) {
            return new Fault(pointer, code, List.of(facts));
        }
    }

    private final transient Kind kind;
    private final transient String code;
    private final transient List<Object> facts;

    protected Refusal(Kind kind, String code, Object... facts) {
        super(code, null, false, false);
        this.kind = kind;
        this.code = code;
        this.facts = List.of(facts);
    }

    public final Kind kind() {
        return kind;
    }

    public final String code() {
        return code;
    }

    public final List<Object> facts() {
        return facts;
    }

    /** The fields at fault, none unless the refusal is about fields. */
    public List<Fault> faults() {
        return List.of();
    }
}
