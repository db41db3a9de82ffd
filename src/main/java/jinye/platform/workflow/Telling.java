package jinye.platform.workflow;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import jinye.kernel.RecordId;
import org.springframework.stereotype.Component;

/** Tells what a verb decided: the journal, whoever waits for a step, and whoever listens for decisions, arrivals and ends. */
@Component
class Telling {

    private final Delegations delegations;
    private final Watching watching;
    private final Neighbours neighbours;

    Telling(Delegations delegations, Watching watching, Neighbours neighbours) {
        this.delegations = delegations;
        this.watching = watching;
        this.neighbours = neighbours;
    }

    void tell(List<Work> works) {
        neighbours.journal(works.stream().flatMap(Telling::lines).toList());
        var substitutes = substitutes(works);
        for (var work : works) {
            watching.closed(work);
            work.events().stream()
                    .filter(event -> !(event instanceof MatterEnded))
                    .forEach(neighbours::publish);
            tellArrivals(work, substitutes.getOrDefault(work.matter().kind(), Map.of()));
            work.events().stream().filter(MatterEnded.class::isInstance).forEach(neighbours::publish);
        }
    }

    /** By kind, because one may stand in for some kinds only. */
    private Map<String, Map<Long, List<Long>>> substitutes(List<Work> works) {
        var people = new HashMap<String, Set<Long>>();
        var found = new HashMap<String, Map<Long, List<Long>>>();
        for (var work : works) {
            work.arrivals()
                    .values()
                    .forEach(handlers -> people.computeIfAbsent(work.matter().kind(), kind -> new TreeSet<>())
                            .addAll(handlers));
        }
        people.forEach((kind, asked) -> found.put(
                kind, delegations.substitutesOf(asked, kind, works.getFirst().now())));
        return found;
    }

    private void tellArrivals(Work work, Map<Long, List<Long>> substitutes) {
        var matter = work.matter();
        work.arrivals().forEach((step, handlers) -> {
            var asked = new TreeSet<>(handlers);
            handlers.forEach(handler -> asked.addAll(substitutes.getOrDefault(handler, List.of())));
            neighbours.publish(new StepArrived(
                    matter.id(),
                    matter.kind(),
                    matter.record(),
                    step.id(),
                    step.node().id(),
                    step.node().name(),
                    List.copyOf(asked)));
        });
    }

    private static Stream<Neighbours.Line> lines(Work work) {
        var matter = work.matter();
        return work.trail().stream()
                .filter(entry -> !entry.verb().equals("OPEN") && !entry.verb().equals("END"))
                .map(entry -> {
                    var facts = new HashMap<String, Object>();
                    facts.put("title", matter.title());
                    if (entry.step() != null) {
                        facts.put("node", entry.step().node().name());
                    }
                    if (entry.target() != null) {
                        facts.put("target", entry.target());
                    }
                    return new Neighbours.Line(
                            work.actor(),
                            work.onBehalfOf(),
                            "workflow." + entry.verb().toLowerCase(Locale.ROOT).replace('_', '-'),
                            new RecordId(matter.module(), matter.record()),
                            facts);
                });
    }
}
