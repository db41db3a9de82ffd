package jinye.platform.workflow.process;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the attributes {@code jinye:*} of a user task say. See docs/how-to/write-a-process.md.
 *
 * @param chooseFrom where {@code chosen-by-previous} people come from
 * @param threshold  per cent of the voters who must say the first decision's word; 0 means more than half
 * @param decisions  word and Chinese term, in the order of the buttons; for several handlers the gravest is last
 */
public record NodeSettings(
        Who who,
        @Nullable Who chooseFrom,
        Mode mode,
        int threshold,
        @Nullable String clock,
        Opinion opinion,
        @Nullable String cell,
        Map<String, String> decisions,
        Returns returns,
        Set<Verb> verbs,
        StepPolicy policy) {

    /** What a handler sends when the node names no decisions. */
    public static final String SENT = "sent";

    /** Whether words must come with the decision. */
    public enum Opinion {
        REQUIRED,
        OPTIONAL,
        NONE
    }

    /** How far back a handler may return the matter. */
    public enum Returns {
        ANY,
        PREVIOUS,
        INITIATOR,
        NONE
    }

    /** What a handler may do besides sending. */
    public enum Verb {
        RETURN,
        WITHDRAW,
        TRANSFER,
        ADD_BEFORE,
        ADD_AFTER,
        CIRCULATE,
        /** Send later, at a moment. */
        SCHEDULE,
        /** Handled together with others from the list. */
        BATCH,
        /** Somebody else types what the handler said (代录). */
        DICTATE
    }

    private static final Set<String> ATTRIBUTES = Set.of(
            "who", "chooseFrom", "mode", "threshold", "clock", "opinion", "cell", "decisions", "returns", "verbs");

    static final NodeSettings NONE = new NodeSettings(
            Who.INITIATOR,
            null,
            Mode.ONE,
            0,
            null,
            Opinion.NONE,
            null,
            Map.of(),
            Returns.NONE,
            Set.of(),
            StepPolicy.NONE);

    static NodeSettings read(Map<String, String> attributes, String where) {
        for (var name : attributes.keySet()) {
            if (!ATTRIBUTES.contains(name) && !StepPolicy.ATTRIBUTES.contains(name)) {
                throw new BadProcess("unknown-attribute", where, name);
            }
        }
        var who = attributes.get("who");
        if (who == null) {
            throw new BadProcess("nobody", where);
        }
        var handlers = Who.read(who, where);
        var from = attributes.get("chooseFrom");
        boolean chosen = handlers.kind() == Who.Kind.CHOSEN_BY_PREVIOUS;
        boolean staff = handlers.isWholeStaff() || handlers.kind() == Who.Kind.DEPARTMENT_HEADS;
        if (staff || chosen != (from != null)) {
            throw new BadProcess("unknown-word", where, "who", who);
        }
        var mode = word(Mode.class, attributes, "mode", handlers.pool() ? Mode.ANY : Mode.ONE, where);
        if (mode == Mode.WAIT || (handlers.pool() && mode != Mode.ANY)) {
            throw new BadProcess("unknown-word", where, "mode", mode.name());
        }
        return new NodeSettings(
                handlers,
                from == null ? null : Who.read(from, where),
                mode,
                threshold(attributes.get("threshold"), where),
                attributes.get("clock"),
                word(Opinion.class, attributes, "opinion", Opinion.OPTIONAL, where),
                attributes.get("cell"),
                decisions(attributes.get("decisions"), mode, where),
                word(Returns.class, attributes, "returns", Returns.ANY, where),
                verbs(attributes.get("verbs"), where),
                StepPolicy.read(attributes, where));
    }

    private static int threshold(@Nullable String text, String where) {
        if (text == null) {
            return 0;
        }
        if (!text.matches("[1-9][0-9]?|100")) {
            throw new BadProcess("unknown-word", where, "threshold", text);
        }
        return Integer.parseInt(text);
    }

    private static Map<String, String> decisions(@Nullable String text, Mode mode, String where) {
        var decisions = new LinkedHashMap<String, String>();
        if (text == null && mode == Mode.VOTE) {
            decisions.put("yes", "同意");
            decisions.put("no", "不同意");
            decisions.put("abstain", "弃权");
        } else if (text == null) {
            decisions.put(SENT, "送出");
        } else {
            for (var pair : text.split(",")) {
                var parts = pair.strip().split(":", -1);
                if (parts.length != 2 || !parts[0].matches("[a-z][a-z0-9-]*") || parts[1].isBlank()) {
                    throw new BadProcess("unknown-word", where, "decisions", pair);
                }
                decisions.put(parts[0], parts[1].strip());
            }
        }
        if (mode == Mode.VOTE && decisions.size() < 2) {
            throw new BadProcess("unknown-word", where, "decisions", String.valueOf(text));
        }
        return java.util.Collections.unmodifiableMap(decisions);
    }

    private static Set<Verb> verbs(@Nullable String text, String where) {
        if (text == null) {
            return Set.copyOf(EnumSet.allOf(Verb.class));
        }
        var verbs = new ArrayList<Verb>();
        for (var written : List.of(text.split(","))) {
            if (!written.isBlank()) {
                verbs.add(value(Verb.class, written, "verbs", where));
            }
        }
        return Set.copyOf(verbs);
    }

    static <E extends Enum<E>> E word(Class<E> type, Map<String, String> from, String name, E absent, String where) {
        var text = from.get(name);
        return text == null ? absent : value(type, text, name, where);
    }

    static <E extends Enum<E>> E value(Class<E> type, String text, String name, String where) {
        for (var value : type.getEnumConstants()) {
            if (value.name()
                    .toLowerCase(java.util.Locale.ROOT)
                    .replace('_', '-')
                    .equals(text.strip())) {
                return value;
            }
        }
        throw new BadProcess("unknown-word", where, name, text);
    }

    /** How many of so many voters must say yes. */
    public int needed(int voters) {
        return threshold == 0 ? voters / 2 + 1 : Math.max(1, Math.ceilDiv(voters * threshold, 100));
    }
}
