package jinye.platform.workflow;

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

    record Crew(Mode mode, List<Handler> handlers, int threshold) {}

    private final Staffing staffing;
    private final MatterPast past;

    Crews(Staffing staffing, MatterPast past) {
        this.staffing = staffing;
        this.past = past;
    }

    Crew of(Work work, Node node, Choices choices, Map<String, Object> facts) {
        var settings = node.settings();
        var matter = work.matter().asSeen(facts);
        var handlers = settings.who().kind() == Who.Kind.CHOSEN_BY_PREVIOUS
                ? chosen(work, node, choices.of(node.id()), matter)
                : staffing.handlers(settings.who(), matter, work.actor().person());
        if (handlers.isEmpty()) {
            throw Refused.nobody(node.name(), staffing.missing(settings.who(), matter));
        }
        var asked = settings.mode() == Mode.ONE ? handlers.subList(0, 1) : handlers;
        return new Crew(settings.mode(), asked, settings.mode() == Mode.VOTE ? settings.needed(asked.size()) : 0);
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
