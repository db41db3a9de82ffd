package jinye.platform.workflow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import jinye.platform.workflow.process.Mode;
import jinye.platform.workflow.process.Node;
import jinye.platform.workflow.process.Who;
import org.springframework.stereotype.Component;

/** Who handles a node, and how many of them make it complete. Nobody found is refused before anything is sent. */
@Component
class Crews {

    /**
     * @param skip    nobody was found and the process says to go on without
     * @param remarks what rules changed, for the trail: 请假, 无人任职
     */
    record Crew(
            Mode mode,
            List<Handler> handlers,
            int threshold,
            List<Integer> weights,
            boolean skip,
            List<String> remarks) {

        static Crew of(List<Handler> people) {
            return new Crew(
                    people.size() == 1 ? Mode.ONE : Mode.ALL,
                    people,
                    0,
                    people.stream().map(person -> 1).toList(),
                    false,
                    List.of());
        }
    }

    private final Staffing staffing;
    private final MatterPast past;
    private final Substitution substitution;

    Crews(Staffing staffing, MatterPast past, Substitution substitution) {
        this.staffing = staffing;
        this.past = past;
        this.substitution = substitution;
    }

    Crew of(Work work, Node node, Choices choices, Map<String, Object> facts) {
        var settings = node.settings();
        var matter = work.matter().asSeen(facts);
        var remarks = new ArrayList<String>();
        List<Handler> handlers;
        if (settings.who().kind() == Who.Kind.CHOSEN_BY_PREVIOUS) {
            handlers = chosen(work, node, choices.of(node.id()), matter);
        } else {
            handlers = staffing.handlers(settings.who(), matter, work.actor().person());
            if (handlers.isEmpty()) {
                var instead = substitution.nobody(node, matter, work.actor().person());
                remarks.add(instead.remark());
                if (instead.skip()) {
                    return new Crew(settings.mode(), List.of(), 0, List.of(), true, remarks);
                }
                handlers = instead.handlers();
            }
        }
        handlers = substitution.present(node, handlers, work.now(), remarks);
        var asked = settings.mode() == Mode.ONE ? handlers.subList(0, 1) : handlers;
        var weights = weights(node, asked, matter, work.actor().person());
        int votes = weights.stream().mapToInt(Integer::intValue).sum();
        return new Crew(
                settings.mode(),
                asked,
                settings.mode() == Mode.VOTE ? settings.needed(votes) : 0,
                weights,
                false,
                remarks);
    }

    private List<Integer> weights(Node node, List<Handler> voters, MatterState matter, long previous) {
        return voters.stream()
                .map(voter -> weight(node, voter, matter, previous))
                .toList();
    }

    /** The first weight that fits; a vote counts one when none does. */
    int weight(Node node, Handler voter, MatterState matter, long previous) {
        for (var weight : node.settings().policy().weights()) {
            var post = weight.post();
            var who = weight.who();
            var person = weight.person();
            boolean fits = post != null
                    ? staffing.holdsPost(voter.person(), post)
                    : who != null
                            ? staffing.handlers(who, matter, previous).stream()
                                    .anyMatch(handler -> handler.person() == voter.person())
                            : person != null && person == voter.person();
            if (fits) {
                return weight.votes();
            }
        }
        return 1;
    }

    /** Without a choice, those who handled the node last time: a matter that was returned comes back to the people who know it. */
    private List<Handler> chosen(Work work, Node node, List<Long> choice, MatterState matter) {
        var from = node.settings().chooseFrom();
        if (choice.isEmpty() || from == null) {
            var last = staffing.people(ids(past.lastHandlers(matter.id(), node.id())));
            if (last.isEmpty()) {
                throw Refused.chooseHandlers(node.id(), node.name());
            }
            return last;
        }
        var people = staffing.people(choice);
        if (people.size() != choice.stream().distinct().count()) {
            throw Refused.noSuchPerson("/choices/" + node.id());
        }
        if (node.settings().mode() == Mode.ONE && people.size() > 1) {
            throw Refused.chooseOne(node.id(), node.name());
        }
        long chooser = work.actor().person();
        var candidates = from.isWholeStaff() ? List.<Handler>of() : staffing.handlers(from, matter, chooser);
        for (var person : people) {
            boolean allowed = from.isWholeStaff()
                    ? staffing.belongs(from, person, matter, chooser)
                    : candidates.stream().anyMatch(c -> c.person() == person.person());
            if (!allowed) {
                throw Refused.notToBeChosen(node.id(), node.name(), person.name());
            }
        }
        return people;
    }

    List<Handler> present(Collection<Long> people) {
        return staffing.people(people);
    }

    /** Those who handled the node last and are still here. */
    List<Handler> lastHandlers(long matter, String node) {
        return staffing.people(ids(past.lastHandlers(matter, node)));
    }

    private static List<Long> ids(List<Handler> handlers) {
        return handlers.stream().map(Handler::person).toList();
    }
}
