package jinye.platform.workflow;

import static jinye.platform.workflow.Assignment.Role.ADDED;
import static jinye.platform.workflow.Assignment.Role.ASSIST;
import static jinye.platform.workflow.Assignment.Role.LEAD;
import static jinye.platform.workflow.Assignment.Role.MAIN;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import jinye.kernel.Actor;
import jinye.platform.workflow.process.Mode;
import jinye.platform.workflow.process.Node;
import org.jspecify.annotations.Nullable;

/** 环节: one visit of a node. Knows when it is complete and what came out. */
final class Step {

    enum State {
        OPEN,
        CLOSED,
        RETURNED,
        WITHDRAWN,
        CANCELLED
    }

    /** Where the answer goes when it was returned "straight back to me". */
    record Back(String node, long person) {}

    private final long id;
    private final Node node;
    private final Mode mode;
    private int threshold;
    private final @Nullable Long from;
    private final @Nullable Back back;
    private final boolean fresh;
    private final Instant openedAt;
    private final List<Assignment> assignments = new ArrayList<>();
    private final List<Trigger> triggers = new ArrayList<>();
    private State state = State.OPEN;
    private boolean touched;
    private @Nullable String decision;
    private @Nullable Actor closedBy;
    private @Nullable Instant closedAt;

    Step(
            long id,
            Node node,
            Mode mode,
            int threshold,
            @Nullable Long from,
            @Nullable Back back,
            boolean fresh,
            Instant openedAt) {
        this.id = id;
        this.node = node;
        this.mode = mode;
        this.threshold = threshold;
        this.from = from;
        this.back = back;
        this.fresh = fresh;
        this.openedAt = openedAt;
    }

    void add(Assignment assignment) {
        assignments.add(assignment);
    }

    void add(Trigger trigger) {
        triggers.add(trigger);
    }

    void close(State last, @Nullable String outcome, Actor actor, Instant now) {
        state = last;
        decision = outcome;
        closedBy = actor;
        closedAt = now;
        touched = true;
    }

    /** The completion rule: how many make the step complete. Added signers always count. */
    boolean isComplete() {
        if (!nobodyPending(ADDED)) {
            return false;
        }
        return switch (mode) {
            case ONE, ALL, SEQUENCE -> nobodyPending(MAIN);
            case ANY -> nobodyPending(MAIN) || done(MAIN).findAny().isPresent();
            case LEAD_ASSIST -> nobodyPending(LEAD, ASSIST);
            case WAIT -> triggers.stream().noneMatch(Trigger::isPending);
            case VOTE -> nobodyPending(MAIN) || votes(yes()) >= threshold || voters() - votes(no()) < threshold;
        };
    }

    /**
     * What the step decided, for the gateways. A vote passes or not; a lead speaks for the assistants; of several co-signers the
     * gravest word (the last in the node's list) counts, so that one objection is not lost.
     */
    String outcome() {
        var words = List.copyOf(node.settings().decisions().keySet());
        return switch (mode) {
            case VOTE -> votes(yes()) >= threshold ? yes() : no();
            case LEAD_ASSIST -> gravest(words, done(LEAD));
            case WAIT ->
                triggers.stream()
                        .map(Trigger::outcome)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("");
            case ONE, ANY, ALL, SEQUENCE -> gravest(words, done(MAIN));
        };
    }

    private static String gravest(List<String> words, Stream<Assignment> done) {
        return done.map(Assignment::decision)
                .filter(Objects::nonNull)
                .max((one, other) -> Integer.compare(words.indexOf(one), words.indexOf(other)))
                .orElse(words.isEmpty() ? "" : words.getFirst());
    }

    private boolean nobodyPending(Assignment.Role... roles) {
        var asked = Arrays.asList(roles);
        return assignments.stream().noneMatch(a -> asked.contains(a.role()) && a.isPending());
    }

    private Stream<Assignment> done(Assignment.Role role) {
        return assignments.stream().filter(a -> a.role() == role && a.state() == Assignment.State.DONE);
    }

    /** By weight: a vote of three counts three. */
    long votes(String word) {
        return done(MAIN)
                .filter(a -> word.equals(a.decision()))
                .mapToLong(Assignment::weight)
                .sum();
    }

    private int voters() {
        return assignments.stream()
                .filter(a -> a.role() == MAIN && (a.isPending() || a.state() == Assignment.State.DONE))
                .mapToInt(Assignment::weight)
                .sum();
    }

    /** Voters came or went: how many votes make it pass follows. */
    void countVotersAgain() {
        if (mode == Mode.VOTE) {
            threshold = Math.max(1, node.settings().needed(voters()));
            touched = true;
        }
    }

    private String yes() {
        return List.copyOf(node.settings().decisions().keySet()).getFirst();
    }

    private String no() {
        return List.copyOf(node.settings().decisions().keySet()).get(1);
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    List<Assignment> assignments() {
        return List.copyOf(assignments);
    }

    /** Who waited for the one who goes, waits for the one who comes. */
    void waitInstead(Assignment gone, Assignment comes) {
        assignments.stream()
                .filter(other -> other != comes && other.isPending() && other.waitsFor(gone))
                .forEach(other -> other.waitFor(comes));
    }

    List<Trigger> triggers() {
        return List.copyOf(triggers);
    }

    long id() {
        return id;
    }

    Node node() {
        return node;
    }

    Mode mode() {
        return mode;
    }

    int threshold() {
        return threshold;
    }

    @Nullable
    Long from() {
        return from;
    }

    @Nullable
    Back back() {
        return back;
    }

    boolean isFresh() {
        return fresh;
    }

    boolean isTouched() {
        return touched;
    }

    Instant openedAt() {
        return openedAt;
    }

    State state() {
        return state;
    }

    @Nullable
    String decision() {
        return decision;
    }

    @Nullable
    Actor closedBy() {
        return closedBy;
    }

    @Nullable
    Instant closedAt() {
        return closedAt;
    }
}
