package jinye.platform.workflow.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jinye.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A process checked to be well nested: every fork has one join, and every lane between them ends there. For such a process the
 * open steps are the marking; nothing else has to be remembered, so nothing can dangle.
 */
public final class Shape {

    /** One branch of a fork, named by the arc it begins with. */
    public record Lane(String fork, String arc) {}

    private final String name;
    private final Map<String, Node> nodes;
    private final Map<String, List<Arc>> out = new HashMap<>();
    private final Map<String, List<Arc>> in = new HashMap<>();
    private final Set<String> factNames = new HashSet<>();
    private final Node start;
    private final Nesting nesting;

    Shape(String name, Map<String, Node> nodes, List<Arc> arcs) {
        this.name = name;
        this.nodes = nodes;
        for (var arc : arcs) {
            out.computeIfAbsent(arc.from(), id -> new ArrayList<>()).add(arc);
            in.computeIfAbsent(arc.to(), id -> new ArrayList<>()).add(arc);
            if (arc.condition() != null) {
                factNames.addAll(arc.condition().names());
            }
        }
        start = onlyStart();
        nesting = new Nesting(this, start);
        for (var node : nodes.values()) {
            checkWaysOut(node);
            nesting.check(node);
            checkNoEmptyLoop(node, node, new HashSet<>());
        }
        Silence.check(this);
    }

    private Node onlyStart() {
        var starts =
                nodes.values().stream().filter(n -> n.kind() == Node.Kind.START).toList();
        if (starts.size() != 1) {
            throw new BadProcess("one-start", starts.size());
        }
        return starts.getFirst();
    }

    private void checkWaysOut(Node node) {
        if (!nesting.reached().contains(node.id())) {
            throw new BadProcess("unreachable", node.name());
        }
        var ways = out(node.id());
        if (ways.isEmpty() != (node.kind() == Node.Kind.END)) {
            throw new BadProcess("no-way-out", node.name());
        }
        if (ways.size() > 1 && !node.branches() && node.kind() != Node.Kind.EXCLUSIVE) {
            throw new BadProcess("several-ways-out", node.name());
        }
        boolean chooses = node.kind() == Node.Kind.EXCLUSIVE
                || (node.kind() == Node.Kind.INCLUSIVE && ways.stream().allMatch(way -> way.condition() != null));
        if (ways.size() > 1
                && (chooses || ways.stream().anyMatch(Arc::otherwise))
                && ways.stream().filter(Arc::otherwise).count() != 1) {
            throw new BadProcess("no-default", node.name());
        }
    }

    private void checkNoEmptyLoop(Node from, Node at, Set<String> seen) {
        if (at.slows()) {
            return;
        }
        for (var arc : out(at.id())) {
            if (arc.to().equals(from.id())) {
                throw new BadProcess("empty-loop", from.name());
            }
            if (seen.add(arc.to())) {
                checkNoEmptyLoop(from, node(arc.to()), seen);
            }
        }
    }

    public String name() {
        return name;
    }

    public Node start() {
        return start;
    }

    public Node node(String id) {
        var node = nodes.get(id);
        if (node == null) {
            throw new NoSuchNode(id);
        }
        return node;
    }

    /** Empty for a node of another version only: what a matter passed before it moved. */
    public Optional<Node> find(String id) {
        return Optional.ofNullable(nodes.get(id));
    }

    /** @throws NoSuchNode unless it is a step */
    public Node step(String id) {
        var node = node(id);
        if (!node.isStep()) {
            throw new NoSuchNode(id);
        }
        return node;
    }

    public List<Node> steps() {
        return nesting.reached().stream().map(this::node).filter(Node::isStep).toList();
    }

    /** The timers on the edge of a step by which it can be left. */
    List<Node> edges(Node node) {
        return node.timeouts().stream()
                .filter(timeout -> timeout.action() == Timeout.Action.LEAVE)
                .map(timeout -> node(timeout.id()))
                .toList();
    }

    /** Whether anything in it can happen without people; processes of people alone need not be asked for triggers. */
    public boolean hasTriggers() {
        return nodes.values().stream()
                .anyMatch(node -> node.waits() != null || !node.timeouts().isEmpty());
    }

    public List<Node> nodes() {
        return nesting.reached().stream().map(this::node).toList();
    }

    public List<Arc> out(String node) {
        return out.getOrDefault(node, List.of());
    }

    public List<Arc> in(String node) {
        return in.getOrDefault(node, List.of());
    }

    public boolean isFork(Node node) {
        return node.branches() && out(node.id()).size() > 1;
    }

    public boolean isJoin(Node node) {
        return node.branches() && in(node.id()).size() > 1;
    }

    /** The lanes a node lies in, outermost first. */
    public List<Lane> lanes(String node) {
        return nesting.lanes(node);
    }

    /** The nodes that rest first when a lane begins; several when it begins with a choice or a fork. */
    public List<Node> begins(Lane lane) {
        var first = new LinkedHashMap<String, Node>();
        out(lane.fork()).stream().filter(arc -> arc.id().equals(lane.arc())).forEach(arc -> rest(arc, lane, first));
        return List.copyOf(first.values());
    }

    private void rest(Arc arc, Lane lane, Map<String, Node> first) {
        var node = node(arc.to());
        if (node.rests()) {
            first.put(node.id(), node);
        } else if (lanes(node.id()).contains(lane)) {
            out(node.id()).forEach(next -> rest(next, lane, first));
        }
    }

    /** Whether the flow can come from one node of a lane to another without leaving the lane. */
    public boolean leads(String from, String to, Lane lane) {
        return leads(node(from), to, lane, new HashSet<>());
    }

    private boolean leads(Node from, String to, Lane lane, Set<String> seen) {
        var ways = new ArrayList<>(out(from.id()));
        edges(from).forEach(edge -> ways.addAll(out(edge.id())));
        return ways.stream()
                .map(Arc::to)
                .filter(next -> lanes(next).contains(lane) && seen.add(next))
                .anyMatch(next -> next.equals(to) || leads(node(next), to, lane, seen));
    }

    public @Nullable String joinOf(String fork) {
        return nesting.joinOf(fork);
    }

    public @Nullable String forkOf(String join) {
        return nesting.forkOf(join);
    }

    public boolean within(String node, String fork) {
        return lanes(node).stream().anyMatch(lane -> lane.fork().equals(fork));
    }

    /** Whether two nodes can be open at the same time: they lie in different lanes of one fork. */
    public boolean parallel(String one, String other) {
        var left = lanes(one);
        var right = lanes(other);
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            if (!left.get(i).equals(right.get(i))) {
                return left.get(i).fork().equals(right.get(i).fork());
            }
        }
        return false;
    }

    /** Whether conditions ask for a fact of this name; facts nobody asks for need not be kept. */
    public boolean asksFor(String fact) {
        return factNames.contains(fact);
    }

    /**
     * The fork whose whole block must close when the flow is moved between two nodes; empty when only the step itself closes.
     *
     * @throws OtherLane when the target lies in another lane of the same fork: the own lane would never be done
     */
    public Optional<String> blockLeft(String from, String to) {
        var left = lanes(from);
        var entered = lanes(to);
        int shared = 0;
        while (shared < Math.min(left.size(), entered.size())
                && left.get(shared).equals(entered.get(shared))) {
            shared++;
        }
        if (shared == left.size()) {
            return Optional.empty();
        }
        var fork = left.get(shared).fork();
        if (shared < entered.size() && fork.equals(entered.get(shared).fork())) {
            throw new OtherLane(node(to).name());
        }
        return Optional.of(fork);
    }

    /** Named by people who jump or return by hand. */
    public static final class NoSuchNode extends Refusal {
        NoSuchNode(String node) {
            super(Kind.INVALID, "workflow.no-such-node", node);
        }
    }

    /** Its own lane would be skipped and the other done twice. */
    public static final class OtherLane extends Refusal {
        OtherLane(String node) {
            super(Kind.CONFLICT, "workflow.other-lane", node);
        }
    }
}
