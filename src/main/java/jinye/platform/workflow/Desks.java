package jinye.platform.workflow;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The desks by kind. Asked for late: a desk usually needs {@link Matters}, which need the desks. */
@Component
class Desks {

    private final ObjectProvider<MatterDesk> beans;
    private volatile @Nullable Map<String, MatterDesk> byKind;

    Desks(ObjectProvider<MatterDesk> beans) {
        this.beans = beans;
    }

    MatterDesk of(String kind) {
        var desks = all();
        var own = desks.get(kind);
        var desk = own == null ? desks.get(kind.substring(0, kind.indexOf('.'))) : own;
        if (desk == null) {
            throw new IllegalStateException("no desk for the kind " + kind);
        }
        return desk;
    }

    private Map<String, MatterDesk> all() {
        var known = byKind;
        if (known == null) {
            var found = new HashMap<String, MatterDesk>();
            beans.forEach(desk -> found.put(desk.kind(), desk));
            known = Map.copyOf(found);
            byKind = known;
        }
        return known;
    }
}
