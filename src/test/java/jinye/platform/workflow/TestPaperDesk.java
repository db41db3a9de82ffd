package jinye.platform.workflow;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jinye.kernel.Actor;
import org.springframework.stereotype.Component;

/** A desk that exists in tests only, so that handling can be tried through HTTP without any real desk. */
@Component
class TestPaperDesk implements MatterDesk {

    static final String KIND = "workflow.test-paper";

    final Set<Long> readers = ConcurrentHashMap.newKeySet();

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean readable(Actor actor, long record) {
        return readers.contains(actor.person());
    }

    @Override
    public Map<String, Object> facts(long record) {
        return Map.of("heavy", record % 2 == 0);
    }

    @Override
    public List<Long> handlers(String name, MatterState matter) {
        return List.of(matter.initiator());
    }
}
