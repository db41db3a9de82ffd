package jinye.platform.workflow;

import java.util.Set;
import jinye.kernel.Actor;

/** Who acts when nobody does: a moment came, a service ran, a message arrived. */
final class SystemActor {

    /** No person has this id. */
    static final long PERSON = 0;

    static final Actor SYSTEM = new Actor(PERSON, "系统", 0, "", 0, "", 0, "", Set.of(), Set.of());

    private SystemActor() {}
}
