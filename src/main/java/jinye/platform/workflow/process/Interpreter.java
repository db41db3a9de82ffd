package jinye.platform.workflow.process;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Walks a process without tokens. A join lets the flow through when no open step is left between its fork and itself; this holds
 * for parallel and inclusive gateways alike, because {@link Shape} admits well nested processes only.
 */
@Component
public final class Interpreter implements Flow {

    @Override
    public List<String> start(long matter, Shape shape, Map<String, Object> facts) {
        var walk = new Walk(shape, Set.of(), facts);
        walk.leave(shape.start());
        return walk.opened;
    }

    @Override
    public List<String> leave(
            long matter, Shape shape, String node, Set<String> othersOpen, Map<String, Object> facts) {
        var walk = new Walk(shape, othersOpen, facts);
        walk.leave(shape.node(node));
        return walk.opened;
    }

    @Override
    public List<String> giveUp(
            long matter,
            Shape shape,
            Shape.Lane lane,
            Set<String> closing,
            Set<String> othersOpen,
            Map<String, Object> facts) {
        var walk = new Walk(shape, othersOpen, facts);
        walk.pass(lane.fork());
        return walk.opened;
    }

    @Override
    public List<String> begin(long matter, Shape shape, Shape.Lane lane, Set<String> open, Map<String, Object> facts) {
        var walk = new Walk(shape, open, facts);
        shape.out(lane.fork()).stream()
                .filter(arc -> arc.id().equals(lane.arc()))
                .forEach(walk::enter);
        return walk.opened;
    }

    private static final class Walk {

        private final Shape shape;
        private final Map<String, Object> facts;
        private final Set<String> open;
        private final List<String> opened = new ArrayList<>();
        private final Set<String> forking = new HashSet<>();

        Walk(Shape shape, Set<String> open, Map<String, Object> facts) {
            this.shape = shape;
            this.open = new HashSet<>(open);
            this.facts = facts;
        }

        void enter(Arc arc) {
            var node = shape.node(arc.to());
            if (node.rests()) {
                opened.add(node.id());
                open.add(node.id());
            } else if (shape.isJoin(node)) {
                var fork = shape.forkOf(node.id());
                if (fork != null) {
                    pass(fork);
                }
            } else {
                leave(node);
            }
        }

        /** While the fork is still handing out its lanes, the first lane must not find the block empty and run ahead. */
        void pass(String fork) {
            var join = shape.joinOf(fork);
            if (join != null && !forking.contains(fork) && open.stream().noneMatch(node -> shape.within(node, fork))) {
                leave(shape.node(join));
            }
        }

        void leave(Node node) {
            if (shape.isFork(node)) {
                forking.add(node.id());
                (node.kind() == Node.Kind.PARALLEL ? shape.out(node.id()) : chosen(shape.out(node.id())))
                        .forEach(this::enter);
                forking.remove(node.id());
                pass(node.id());
            } else if (node.kind() == Node.Kind.EXCLUSIVE) {
                enter(choose(shape.out(node.id())));
            } else {
                shape.out(node.id()).forEach(this::enter);
            }
        }

        private boolean taken(Arc arc) {
            return arc.condition() == null || arc.condition().holds(facts);
        }

        /** Every way whose condition holds; the default way only when no other is open. */
        private List<Arc> chosen(List<Arc> ways) {
            var open =
                    ways.stream().filter(way -> !way.otherwise() && taken(way)).toList();
            return open.isEmpty() ? ways.stream().filter(Arc::otherwise).toList() : open;
        }

        private Arc choose(List<Arc> ways) {
            for (var way : ways) {
                if (!way.otherwise() && taken(way)) {
                    return way;
                }
            }
            // Shape admits exclusive gateways with a default way only; a single way may be unmarked and conditional
            return ways.stream().filter(Arc::otherwise).findFirst().orElseGet(ways::getFirst);
        }
    }
}
