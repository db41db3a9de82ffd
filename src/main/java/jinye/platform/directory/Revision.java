package jinye.platform.directory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Writers of the directory take their turn here, one transaction after the other, and make every node forget. */
@Component
class Revision {

    private final JdbcClient jdbc;
    private final Memories memories;

    Revision(JdbcClient jdbc, Memories memories) {
        this.jdbc = jdbc;
        this.memories = memories;
    }

    /** Call first in every write. Until the transaction ends, its own reading sees what it wrote and nobody else's does. */
    void next() {
        jdbc.sql("update directory.revision set number = number + 1").update();
        if (memories.begin()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    memories.end();
                }
            });
        } else {
            memories.again();
        }
    }
}
