package jinye.platform.workflow.process;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happens when nobody acts on a step in time: the attributes {@code jinye:timeout…} of a user task, or a timer on its edge.
 *
 * @param id       the boundary event, or the step itself
 * @param after    null means the step's own clock
 * @param decision the word the silent are taken to have said; only for {@link Action#PASS}
 * @param node     where it is returned to; only for {@link Action#RETURN}
 * @param who      who is told, or gets it
 */
public record Timeout(
        String id,
        Action action,
        @Nullable Timing after,
        String decision,
        @Nullable String node,
        @Nullable Who who) {

    /** The word of silence when the step has no word of its own for it. */
    public static final String SILENT_CONSENT = "silent-consent";

    /** How the definition says silence counts. */
    public enum Action {
        REMIND,
        ESCALATE,
        PASS,
        RETURN,
        HAND_OVER,
        /** Leaves by the arc of an interrupting boundary timer. */
        LEAVE
    }

    static final java.util.Set<String> ATTRIBUTES =
            java.util.Set.of("timeout", "timeoutAfter", "timeoutDecision", "timeoutTarget");

    /** @param after a boundary timer's own time, null when the attributes give it */
    static Timeout read(
            String id, Map<String, String> attributes, @Nullable Timing after, NodeSettings settings, String where) {
        var action = NodeSettings.value(Action.class, attributes.getOrDefault("timeout", ""), "timeout", where);
        var written = attributes.get("timeoutAfter");
        var timing = after != null || written == null ? after : Timing.read(written, where, "timeoutAfter");
        if (timing == null && settings.clock() == null) {
            throw new BadProcess("timeout-without-clock", where);
        }
        var target = attributes.get("timeoutTarget");
        var decision = attributes.get("timeoutDecision");
        boolean known = decision == null
                || decision.equals(SILENT_CONSENT)
                || settings.decisions().containsKey(decision);
        if (!known || (decision != null && action != Action.PASS)) {
            throw new BadProcess("unknown-word", where, "timeoutDecision", String.valueOf(decision));
        }
        var who = switch (action) {
            case ESCALATE, HAND_OVER -> who(target, where);
            case REMIND, PASS, RETURN, LEAVE -> null;
        };
        boolean wrong = switch (action) {
            case REMIND, PASS -> target != null;
            case RETURN -> target == null;
            case ESCALATE, HAND_OVER -> false;
            case LEAVE -> true;
        };
        if (wrong) {
            throw new BadProcess("unknown-word", where, "timeoutTarget", String.valueOf(target));
        }
        return new Timeout(
                id,
                action,
                timing,
                action == Action.PASS ? (decision == null ? SILENT_CONSENT : decision) : "",
                action == Action.RETURN ? target : null,
                who);
    }

    private static Who who(@Nullable String target, String where) {
        if (target == null) {
            throw new BadProcess("unknown-word", where, "timeoutTarget", "");
        }
        var who = Who.read(target, where);
        if (who.pool() || who.kind() == Who.Kind.CHOSEN_BY_PREVIOUS || who.isWholeStaff()) {
            throw new BadProcess("unknown-word", where, "timeoutTarget", target);
        }
        return who;
    }
}
