package jinye.platform.journal;

import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The front door of the journal. Entries are written in the transaction of the act: no act without entry, no entry without act. */
@Service
@Transactional
public class Journal {

    /**
     * @param act   module id and verb, such as {@code documents.sign}; has a Chinese term in the module's messages under
     *              {@code act.documents.sign}
     * @param facts small values that explain the act; never personal secrets
     */
    public void record(Actor actor, String act, RecordId record, Map<String, ?> facts) {
        throw new UnsupportedOperationException();
    }
}
