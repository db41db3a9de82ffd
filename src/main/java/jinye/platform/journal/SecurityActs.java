package jinye.platform.journal;

import java.util.Map;
import jinye.kernel.RecordId;
import jinye.safeguard.access.SecurityAct;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Safeguard stands below the journal and cannot write into it: the journal listens, in the transaction of the act. */
@Component
class SecurityActs {

    private final Journal journal;

    SecurityActs(Journal journal) {
        this.journal = journal;
    }

    @EventListener
    void write(SecurityAct act) {
        var record = new RecordId(act.act().substring(0, act.act().indexOf('.')), act.person());
        if (act.actor() == null) {
            journal.recordBySystem(act.act(), record, Map.copyOf(act.facts()));
        } else {
            journal.record(act.actor(), act.act(), record, act.facts());
        }
    }
}
