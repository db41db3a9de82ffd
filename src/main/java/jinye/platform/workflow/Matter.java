package jinye.platform.workflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jinye.kernel.Actor;
import jinye.kernel.Urgency;
import org.jspecify.annotations.Nullable;

/** 办件 with its live state, read under the matter's lock. Verbs decide on it in memory. */
final class Matter {

    enum State {
        RUNNING,
        SUSPENDED,
        ENDED,
        TERMINATED;

        boolean isOver() {
            return this == ENDED || this == TERMINATED;
        }
    }

    /** Who started it, in the post of that day. */
    record Initiator(
            long person, String name, long post, long department, String departmentName, long unit, String unitName) {

        static Initiator of(Actor actor) {
            return new Initiator(
                    actor.person(),
                    actor.name(),
                    actor.post(),
                    actor.department(),
                    actor.departmentName(),
                    actor.unit(),
                    actor.unitName());
        }
    }

    /**
     * Which matter asked for this one.
     *
     * @param waits whether it waits for the end of this one
     * @param held  suspended together with it
     */
    record Parent(long matter, long step, boolean waits, String part, int place, int depth, boolean held) {}

    private final long id;
    private final MatterProcess process;
    private final long record;
    private final String title;
    private final String number;
    private final Urgency urgency;
    private final Initiator initiator;
    private final Map<String, Object> facts;
    private final Map<Long, Step> open = new LinkedHashMap<>();
    private State state;
    private boolean touched;
    private boolean watched;
    private @Nullable Parent parent;

    Matter(
            long id,
            MatterProcess process,
            long record,
            String title,
            String number,
            Urgency urgency,
            Initiator initiator,
            Map<String, Object> facts,
            State state) {
        this.id = id;
        this.process = process;
        this.record = record;
        this.title = title;
        this.number = number;
        this.urgency = urgency;
        this.initiator = initiator;
        this.facts = new HashMap<>(facts);
        this.state = state;
    }

    void askedBy(Parent asking) {
        parent = asking;
    }

    /** Stops or goes on together with the matter that asked for it. */
    void hold(boolean together) {
        if (parent != null) {
            parent = new Parent(
                    parent.matter, parent.step, parent.waits, parent.part, parent.place, parent.depth, together);
            touched = true;
        }
    }

    void opened(Step step) {
        open.put(step.id(), step);
    }

    void closed(Step step) {
        open.remove(step.id());
    }

    void watched(boolean bySomebody) {
        watched = bySomebody;
    }

    /** Whether somebody follows it or waits for one of its steps. */
    boolean isWatched() {
        return watched;
    }

    void become(State next) {
        state = next;
        touched = true;
    }

    /** Kept for later gateways that ask {@code decisions.<node>}. */
    void remember(String node, String decision) {
        var decisions = new HashMap<String, Object>();
        if (facts.get("decisions") instanceof Map<?, ?> earlier) {
            earlier.forEach((key, value) -> decisions.put(String.valueOf(key), value));
        }
        decisions.put(node, decision);
        facts.put("decisions", decisions);
        touched = true;
    }

    /** Kept for later gateways that ask {@code votes.<node>.<word>}. */
    void rememberVotes(String node, Map<String, Object> votes) {
        facts.put("votes", votesWith(node, votes));
        touched = true;
    }

    Map<String, Object> votesWith(String node, Map<String, Object> votes) {
        var all = new HashMap<String, Object>();
        if (facts.get("votes") instanceof Map<?, ?> earlier) {
            earlier.forEach((key, value) -> all.put(String.valueOf(key), value));
        }
        all.put(node, votes);
        return all;
    }

    /**
     * What conditions ask for by node is found by the nodes' names in another version.
     *
     * @return these facts as they were
     */
    Map<String, Object> renamed(Map<String, String> nodes) {
        var before = new HashMap<String, Object>();
        for (var fact : List.of("decisions", "votes", "results")) {
            if (facts.get(fact) instanceof Map<?, ?> byNode) {
                before.put(fact, byNode);
                var renamed = new HashMap<String, Object>();
                byNode.forEach((key, value) -> {
                    var node = String.valueOf(key);
                    if (nodes.containsKey(node)) {
                        renamed.put(nodes.get(node), value);
                    } else {
                        renamed.putIfAbsent(node, value);
                    }
                });
                facts.put(fact, renamed);
                touched = true;
            }
        }
        return before;
    }

    /** What a service, a message or sub-matters brought. */
    void learn(Map<String, Object> more) {
        if (!more.isEmpty()) {
            facts.putAll(more);
            touched = true;
        }
    }

    Optional<Assignment> assignment(long assignment) {
        return assignments().filter(a -> a.id() == assignment).findAny();
    }

    java.util.stream.Stream<Assignment> assignments() {
        return open.values().stream().flatMap(step -> step.assignments().stream());
    }

    List<Step> open() {
        return new ArrayList<>(open.values());
    }

    @Nullable
    Step open(long step) {
        return open.get(step);
    }

    Set<String> openNodes() {
        return open.values().stream().map(step -> step.node().id()).collect(Collectors.toSet());
    }

    MatterState asSeen(Map<String, Object> present) {
        return new MatterState(
                id,
                process.kind(),
                record,
                title,
                urgency,
                initiator.person(),
                initiator.post(),
                initiator.department(),
                initiator.unit(),
                Map.copyOf(present));
    }

    @Nullable
    Parent parent() {
        return parent;
    }

    boolean isHeld() {
        return parent != null && parent.held;
    }

    int depth() {
        return parent == null ? 0 : parent.depth;
    }

    long id() {
        return id;
    }

    MatterProcess process() {
        return process;
    }

    String kind() {
        return process.kind();
    }

    /** The desk's module, which is the first word of the kind. */
    String module() {
        return kind().substring(0, kind().indexOf('.'));
    }

    long record() {
        return record;
    }

    String title() {
        return title;
    }

    String number() {
        return number;
    }

    Urgency urgency() {
        return urgency;
    }

    Initiator initiator() {
        return initiator;
    }

    Map<String, Object> facts() {
        return facts;
    }

    State state() {
        return state;
    }

    boolean isTouched() {
        return touched;
    }
}
