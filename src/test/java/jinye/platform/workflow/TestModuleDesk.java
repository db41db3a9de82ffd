package jinye.platform.workflow;

import jinye.kernel.Actor;
import org.springframework.stereotype.Component;

/** A desk of tests that answers for every kind of its module, as desks of designed processes do. */
@Component
class TestModuleDesk implements MatterDesk {

    @Override
    public String kind() {
        return "designed";
    }

    @Override
    public boolean readable(Actor actor, long record) {
        return true;
    }
}
