package jinye.platform.workflow.process;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Checks what a process names outside itself: services, and the processes of its sub-matters, which must not come back to it. */
public final class Links {

    private final Function<String, Optional<Shape>> published;

    private Links(Function<String, Optional<Shape>> published) {
        this.published = published;
    }

    /**
     * @param published the process of a kind as it is now; empty when there is none
     * @param services  whether there is a service of this name
     */
    public static void check(
            String kind, Shape shape, Function<String, Optional<Shape>> published, Predicate<String> services) {
        for (var node : shape.nodes()) {
            if (node.waits() instanceof Wait.Service(var name) && !services.test(name)) {
                throw new BadProcess("no-service", node.name(), name);
            }
            if (node.waits() instanceof Wait.Call call
                    && !call.kind().equals(kind)
                    && published.apply(call.kind()).isEmpty()) {
                throw new BadProcess("no-called-process", node.name(), call.kind());
            }
        }
        var path = new LinkedHashSet<String>();
        path.add(kind);
        new Links(published).follow(shape, path);
    }

    private void follow(Shape shape, Set<String> path) {
        for (var node : shape.nodes()) {
            if (!(node.waits() instanceof Wait.Call call)) {
                continue;
            }
            if (!path.add(call.kind())) {
                throw new BadProcess("circular", node.name(), String.join(" → ", round(path, call.kind())));
            }
            published.apply(call.kind()).ifPresent(called -> follow(called, path));
            path.remove(call.kind());
        }
    }

    private static List<String> round(Set<String> path, String again) {
        var round = new ArrayList<>(path);
        round.add(again);
        return round;
    }
}
