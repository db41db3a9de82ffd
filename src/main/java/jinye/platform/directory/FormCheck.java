package jinye.platform.directory;

import java.util.ArrayList;
import java.util.List;
import jinye.kernel.Refusal;

/** Collects what is wrong with a form, so that the person hears of everything at once. */
final class FormCheck {

    private final List<Refusal.Fault> faults = new ArrayList<>();

    FormCheck need(boolean fine, String pointer, String code, Object... facts) {
        if (!fine) {
            faults.add(Refusal.Fault.at(pointer, code, facts));
        }
        return this;
    }

    void done() {
        if (!faults.isEmpty()) {
            throw new Faulty(faults);
        }
    }

    static final class Faulty extends Refusal {
        private final transient List<Fault> faults;

        Faulty(List<Fault> faults) {
            super(Kind.INVALID, "web.invalid");
            this.faults = List.copyOf(faults);
        }

        @Override
        public List<Fault> faults() {
            return faults;
        }
    }
}
