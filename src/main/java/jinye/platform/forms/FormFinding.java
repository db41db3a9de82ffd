package jinye.platform.forms;

import java.util.List;
import jinye.kernel.Refusal;

/** Something the designer should know before the form is published. {@code pointer} leads into the schema or the layout. */
public record FormFinding(Weight weight, Part part, Refusal.Fault fault) {

    public enum Weight {
        /** The form must not be published like this. */
        ERROR,
        /** It may, but probably something was forgotten. */
        WARNING
    }

    public enum Part {
        SCHEMA,
        LAYOUT
    }

    static FormFinding error(Part part, String pointer, String code, Object... facts) {
        return new FormFinding(Weight.ERROR, part, new Refusal.Fault(pointer, code, List.of(facts)));
    }

    static FormFinding warning(Part part, String pointer, String code, Object... facts) {
        return new FormFinding(Weight.WARNING, part, new Refusal.Fault(pointer, code, List.of(facts)));
    }
}
