package jinye.platform.workflow;

import java.util.List;
import jinye.kernel.Actor;
import org.springframework.stereotype.Component;

/** Who may hand over whose work, and how much of it they see. */
@Component
class HandOverRights {

    private final Staffing staffing;

    HandOverRights(Staffing staffing) {
        this.staffing = staffing;
    }

    void check(Actor actor, long from) {
        if (!mayHandOver(actor, from)) {
            throw RefusedForOthers.mayNotHandOver();
        }
    }

    boolean mayHandOver(Actor actor, long from) {
        return actor.person() == from
                || administers(actor, from)
                || staffing.superior(from)
                        .filter(head -> head.person() == actor.person())
                        .isPresent();
    }

    /** The office of the person's own unit, and whoever oversees all units. */
    private boolean administers(Actor actor, long from) {
        return actor.may(Steering.ADMINISTER)
                && (Administration.oversees(actor)
                        || staffing.person(from)
                                .filter(person -> person.unit() == actor.unit())
                                .isPresent());
    }

    /** Whoever oversees handling moves matters without learning what they are about (三员分立). */
    static List<HandOvers.HandOverItem> seen(Actor actor, List<HandOvers.HandOverItem> items) {
        if (!Administration.oversees(actor)) {
            return items;
        }
        return items.stream()
                .map(item -> new HandOvers.HandOverItem(
                        item.assignment(),
                        item.matter(),
                        item.kind(),
                        item.kindName(),
                        "",
                        item.nodeName(),
                        item.state(),
                        item.obstacle()))
                .toList();
    }
}
