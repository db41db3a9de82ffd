package jinye.platform.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jinye.platform.workflow.process.Mode;
import jinye.platform.workflow.process.Node;
import jinye.platform.workflow.process.Who;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who will have it after sending, and what the sender must still choose; shown before anything is sent. */
@Component
class HandlerPreview {

    /**
     * @param stepStaysOpen others of this step have to finish first
     * @param waitingFor    their names
     * @param ends          nothing comes after
     */
    record Next(boolean stepStaysOpen, List<String> waitingFor, boolean ends, List<NextNode> nodes) {}

    /**
     * @param remarks    what rules of the process change, such as a substitute for somebody who is away
     * @param chooseFrom null unless the sender chooses: {@code leaders}, {@code department-heads}, {@code unit-people} …
     * @param candidates whom one may choose; empty for {@code unit-people} and {@code department-people}, which are looked up
     *                   in the directory
     * @param handlers   who gets it, or who had it last time and is proposed
     * @param missing    why nobody can be found; sending would be refused
     */
    record NextNode(
            String node,
            String nodeName,
            Mode mode,
            String modeName,
            boolean pool,
            @Nullable String chooseFrom,
            boolean chooseSeveral,
            List<Handler> candidates,
            List<Handler> handlers,
            @Nullable String missing,
            List<String> remarks) {}

    private final Staffing staffing;
    private final Crews crews;

    HandlerPreview(Staffing staffing, Crews crews) {
        this.staffing = staffing;
        this.crews = crews;
    }

    List<NextNode> nodes(Work work, StepRules.Next next, Map<String, Object> facts) {
        var shape = work.matter().process().shape();
        var back = next.back();
        return next.nodes().stream()
                .map(shape::node)
                .map(node -> !node.isStep()
                        ? waiting(node)
                        : back == null ? node(work, node, facts) : straight(node, back.person()))
                .toList();
    }

    /** Nobody is asked at once: it waits for a moment, a service, a message or sub-matters. */
    private static NextNode waiting(Node node) {
        var term = java.util.Objects.requireNonNull(node.waits()).term();
        return new NextNode(
                node.id(), node.name(), Mode.WAIT, term, false, null, false, List.of(), List.of(), null, List.of());
    }

    private NextNode straight(Node node, long person) {
        return new NextNode(
                node.id(),
                node.name(),
                Mode.ONE,
                Mode.ONE.term(),
                false,
                null,
                false,
                List.of(),
                crews.present(List.of(person)),
                null,
                List.of());
    }

    private NextNode node(Work work, Node node, Map<String, Object> facts) {
        var settings = node.settings();
        var matter = work.matter().asSeen(facts);
        var from = settings.chooseFrom();
        List<Handler> candidates = List.of();
        List<Handler> handlers;
        String missing = null;
        var remarks = new ArrayList<String>();
        if (settings.who().kind() == Who.Kind.CHOSEN_BY_PREVIOUS && from != null) {
            handlers = crews.lastHandlers(matter.id(), node.id());
            if (!from.isWholeStaff()) {
                candidates = staffing.handlers(from, matter, work.actor().person());
                missing = candidates.isEmpty() ? staffing.missing(from, matter) : null;
            }
        } else {
            handlers = List.of();
            try {
                var crew = crews.of(work, node, Choices.NONE, facts);
                handlers = crew.handlers();
                remarks.addAll(crew.remarks());
            } catch (Refused nobody) {
                missing = staffing.missing(settings.who(), matter);
            }
        }
        return new NextNode(
                node.id(),
                node.name(),
                settings.mode(),
                settings.mode().term(),
                settings.who().pool(),
                from == null ? null : from.toString(),
                from != null && settings.mode() != Mode.ONE,
                candidates,
                handlers,
                missing,
                remarks);
    }
}
