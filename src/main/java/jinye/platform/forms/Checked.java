package jinye.platform.forms;

import java.util.List;
import jinye.kernel.Refusal;
import tools.jackson.databind.node.ObjectNode;

/**
 * What became of a filled-in form.
 *
 * @param data   what is to be kept: what the step may not change comes from before, hidden fields are gone, computed ones are
 *               computed, names of people and files are the directory's and the files'
 * @param faults empty when it is fine; pointers lead into the data, such as {@code /items/3/price}
 */
public record Checked(ObjectNode data, List<Refusal.Fault> faults) {

    public boolean fine() {
        return faults.isEmpty();
    }

    /** @throws NotAcceptable with all faults, unless there are none */
    public ObjectNode accepted() {
        if (!fine()) {
            throw new NotAcceptable(faults);
        }
        return data;
    }

    /** What was filled in cannot be accepted; says where and why. */
    public static final class NotAcceptable extends Refusal {
        private final transient List<Fault> faults;

        NotAcceptable(List<Fault> faults) {
            super(Kind.INVALID, "forms.not-acceptable", faults.size());
            this.faults = List.copyOf(faults);
        }

        @Override
        public List<Fault> faults() {
            return faults;
        }
    }
}
