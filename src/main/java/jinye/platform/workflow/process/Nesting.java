package jinye.platform.workflow.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jinye.platform.workflow.process.Shape.Lane;
import org.jspecify.annotations.Nullable;

/** Which lanes of which forks each node of a process lies in, found by walking it once; refuses what is not well nested. */
final class Nesting {

    private final Shape shape;
    private final Map<String, List<Lane>> lanes = new LinkedHashMap<>();
    private final Map<String, String> joinOf = new HashMap<>();
    private final Map<String, String> forkOf = new HashMap<>();
    private final Map<Lane, String> joinedBy = new HashMap<>();
    private final Set<String> openEnded = new HashSet<>();

    Nesting(Shape shape, Node start) {
        this.shape = shape;
        walk(start, List.of(), null);
    }

    /** Gives each node the lanes it lies in; two different answers for one node mean a flow crosses the edge of a fork. */
    private void walk(Node node, List<Lane> path, @Nullable Arc via) {
        var inside = path;
        if (shape.isJoin(node)) {
            if (path.isEmpty() || via == null) {
                throw new BadProcess("join-without-fork", node.name());
            }
            var lane = path.getLast();
            var join = joinOf.computeIfAbsent(lane.fork(), fork -> node.id());
            var fork = forkOf.computeIfAbsent(node.id(), id -> lane.fork());
            if (!join.equals(node.id()) || !fork.equals(lane.fork())) {
                throw new BadProcess("lanes-cross", node.name());
            }
            var before = joinedBy.putIfAbsent(lane, via.id());
            if (before != null && !before.equals(via.id())) {
                throw new BadProcess("lane-twice", node.name());
            }
            inside = path.subList(0, path.size() - 1);
        }
        var known = lanes.putIfAbsent(node.id(), List.copyOf(inside));
        if (known != null) {
            if (!known.equals(inside)) {
                throw new BadProcess("edge-crossed", node.name());
            }
            return;
        }
        for (var timer : shape.edges(node)) {
            walk(timer, inside, null);
        }
        if (shape.out(node.id()).isEmpty()) {
            inside.forEach(lane -> openEnded.add(lane.fork()));
        }
        for (var arc : shape.out(node.id())) {
            var next = inside;
            if (shape.isFork(node)) {
                next = new ArrayList<>(inside);
                next.add(new Lane(node.id(), arc.id()));
            }
            walk(shape.node(arc.to()), next, arc);
        }
    }

    /** Every lane of a fork that is joined ends at its join. */
    void check(Node fork) {
        var join = joinOf.get(fork.id());
        if (!shape.isFork(fork) || join == null) {
            return;
        }
        if (openEnded.contains(fork.id())) {
            throw new BadProcess("lane-ends", fork.name(), shape.node(join).name());
        }
        long joined = shape.out(fork.id()).stream()
                .filter(arc -> joinedBy.containsKey(new Lane(fork.id(), arc.id())))
                .count();
        if (joined != shape.out(fork.id()).size() || shape.in(join).size() != joined) {
            throw new BadProcess("unmatched", fork.name(), shape.node(join).name());
        }
    }

    /** The nodes that the walk came to, in its order. */
    Set<String> reached() {
        return lanes.keySet();
    }

    List<Lane> lanes(String node) {
        return lanes.getOrDefault(node, List.of());
    }

    @Nullable
    String joinOf(String fork) {
        return joinOf.get(fork);
    }

    @Nullable
    String forkOf(String join) {
        return forkOf.get(join);
    }
}
