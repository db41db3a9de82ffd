package jinye.platform.workflow.process;

import java.util.HashSet;
import java.util.Set;

/** Checks of a process for what happens without people: nobody is there then to choose, or to be asked where to go. */
final class Silence {

    private final Shape shape;

    private Silence(Shape shape) {
        this.shape = shape;
    }

    static void check(Shape shape) {
        var silence = new Silence(shape);
        for (var node : shape.nodes()) {
            if (node.waits() != null || node.kind() == Node.Kind.BOUNDARY) {
                silence.checkNobodyChooses(node, node, new HashSet<>());
            }
            for (var timeout : node.timeouts()) {
                silence.check(node, timeout);
            }
        }
    }

    private void check(Node step, Timeout timeout) {
        switch (timeout.action()) {
            case PASS -> checkNobodyChooses(step, step, new HashSet<>());
            case RETURN -> checkReturn(step, String.valueOf(timeout.node()));
            case REMIND, ESCALATE, HAND_OVER, LEAVE -> {}
        }
    }

    private void checkReturn(Node step, String to) {
        boolean known = shape.steps().stream().anyMatch(other -> other.id().equals(to));
        if (!known || to.equals(step.id())) {
            throw new BadProcess("unknown-word", step.name(), "timeoutTarget", to);
        }
        try {
            shape.blockLeft(step.id(), to);
        } catch (Shape.OtherLane lane) {
            throw new BadProcess(
                    "timeout-other-lane", step.name(), shape.node(to).name());
        }
    }

    private void checkNobodyChooses(Node left, Node at, Set<String> seen) {
        for (var arc : shape.out(at.id())) {
            var next = shape.node(arc.to());
            if (next.isStep() && next.settings().who().kind() == Who.Kind.CHOSEN_BY_PREVIOUS) {
                throw new BadProcess("nobody-chooses", left.name(), next.name());
            }
            if (!next.rests() && seen.add(next.id())) {
                checkNobodyChooses(left, next, seen);
            }
        }
    }
}
