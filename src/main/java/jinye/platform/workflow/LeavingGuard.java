package jinye.platform.workflow;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jinye.kernel.Urgency;
import jinye.platform.directory.PersonLeaving;
import jinye.platform.directory.PostChanged;
import jinye.platform.messages.Message;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Nobody leaves while something waits for them: it would wait for ever. Who changes post keeps it, and it is said to those who can move it. */
@Component
class LeavingGuard {

    private static final int LISTED = 5;

    private final HandOverStore handOvers;
    private final Staffing staffing;
    private final Neighbours neighbours;

    LeavingGuard(HandOverStore handOvers, Staffing staffing, Neighbours neighbours) {
        this.handOvers = handOvers;
        this.staffing = staffing;
        this.neighbours = neighbours;
    }

    /** Within the directory's transaction: the refusal undoes the leaving. */
    @EventListener
    void leaving(PersonLeaving leaving) {
        var open = handOvers.open(leaving.person(), List.of());
        if (!open.isEmpty()) {
            throw RefusedForOthers.stillHandles(leaving.name(), open.size(), listed(open));
        }
    }

    @EventListener
    void changed(PostChanged changed) {
        var open = handOvers.open(changed.person(), List.of());
        if (open.isEmpty()) {
            return;
        }
        var people = staffing.administrators(changed.unit()).stream()
                .map(Handler::person)
                .toList();
        neighbours.tell(
                people,
                new Message(
                        "workflow.post-changed:" + changed.person() + ":"
                                + open.getLast().assignment(),
                        "info",
                        changed.name() + "的任职有变动，名下还有 " + open.size() + " 件在办事项（" + listed(open) + "），需要移交的请办理移交",
                        "/workflow/hand-overs?from=" + changed.person(),
                        Urgency.PLAIN));
    }

    /** By kind and step, not by title: who manages the directory does not learn what matters are about (三员分立). */
    private static String listed(List<HandOvers.HandOverItem> open) {
        var numbers = open.stream()
                .collect(Collectors.groupingBy(
                        item -> item.kindName() + "“" + item.nodeName() + "”", TreeMap::new, Collectors.counting()));
        var listed = numbers.entrySet().stream()
                .limit(LISTED)
                .map(one -> one.getKey() + " " + one.getValue() + " 件")
                .collect(Collectors.joining("、"));
        return numbers.size() > LISTED ? listed + "等" : listed;
    }
}
