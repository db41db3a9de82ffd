package jinye.platform.workflow;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The closed registry of what service steps may name. Asked for late: a desk's service usually needs {@link Matters}. */
@Component
class Services {

    private final ObjectProvider<MatterService> beans;
    private volatile @Nullable Map<String, MatterService> byName;

    Services(ObjectProvider<MatterService> beans) {
        this.beans = beans;
    }

    MatterService of(String name) {
        var service = all().get(name);
        if (service == null) {
            throw RefusedWaiting.noSuchService(name);
        }
        return service;
    }

    boolean has(String name) {
        return all().containsKey(name);
    }

    private Map<String, MatterService> all() {
        var known = byName;
        if (known == null) {
            var found = new HashMap<String, MatterService>();
            beans.forEach(service -> {
                if (found.put(service.name(), service) != null) {
                    throw new IllegalStateException("two services named " + service.name());
                }
            });
            known = Map.copyOf(found);
            byName = known;
        }
        return known;
    }
}
