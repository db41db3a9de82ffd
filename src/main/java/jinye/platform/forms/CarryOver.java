package jinye.platform.forms;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes what was filled in from one version of a form to another: values whose field is still there and still fits go along, all
 * others are named, so that whoever keeps the data keeps those, too.
 */
final class CarryOver {

    /** No step of a process has this name: it may change nothing. */
    private static final String NOBODY = "";

    private final Form from;
    private final Form to;
    private final Set<String> left = new LinkedHashSet<>();

    private CarryOver(Form from, Form to) {
        this.from = from;
        this.to = to;
    }

    static Forms.Carried carry(Form from, Form to, ObjectNode data) {
        var carrying = new CarryOver(from, to);
        var carried = carrying.fitting(carrying.object("", data));
        return new Forms.Carried(carried, List.copyOf(carrying.left));
    }

    private ObjectNode object(String parent, JsonNode data) {
        var carried = Texts.JSON.createObjectNode();
        for (var field : from.within(parent)) {
            var value = data.path(field.name());
            if (Texts.empty(value)) {
                continue;
            }
            var there = to.field(field.path());
            if (there == null || there.kind() != field.kind() || there.multiple() != field.multiple()) {
                left.add(field.path());
            } else if (there.computed() == null) {
                var taken = taken(field, value);
                if (taken != null) {
                    carried.set(field.name(), taken);
                }
            }
        }
        return carried;
    }

    private @Nullable JsonNode taken(FormField field, JsonNode value) {
        return switch (field.kind()) {
            case GROUP -> {
                var inside = object(field.path(), value);
                yield inside.isEmpty() ? null : inside;
            }
            case TABLE -> {
                var rows = Texts.JSON.createArrayNode();
                for (var row : value) {
                    var kept = Texts.JSON.createObjectNode();
                    kept.set(Merge.ROW, row.path(Merge.ROW));
                    kept.setAll(object(field.path(), row));
                    rows.add(kept);
                }
                yield rows;
            }
            default -> value.deepCopy();
        };
    }

    /** Nobody at a later step could mend a value that only a narrower rule of the new form refuses. */
    private ObjectNode fitting(ObjectNode carried) {
        var fields = to.within("").size();
        for (int tries = 0; tries <= fields; tries++) {
            var checked = to.check(NOBODY, carried, carried, Form.Purpose.SEND);
            if (checked.faults().isEmpty()) {
                // what a rule of the new form hides is not kept there
                carried.propertyNames().stream()
                        .filter(name -> !checked.data().has(name))
                        .forEach(left::add);
                return checked.data();
            }
            for (var fault : checked.faults()) {
                var name = fault.pointer()
                        .substring(1)
                        .split("/", 2)[0]
                        .replace("~1", "/")
                        .replace("~0", "~");
                if (carried.remove(name) != null) {
                    left.add(name);
                }
            }
        }
        return carried;
    }
}
