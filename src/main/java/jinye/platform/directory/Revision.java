package jinye.platform.directory;

import java.util.Locale;
import jinye.kernel.Refusal;
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

    /**
     * Moves a record's version on, as part of the next write.
     *
     * @throws Stale when the person was looking at another version
     */
    void next(Sort sort, long id, long version) {
        next();
        int moved = jdbc.sql("update directory." + sort.table()
                        + " set version = version + 1 where id = :id and version = :version")
                .param("id", id)
                .param("version", version)
                .update();
        if (moved == 0) {
            boolean exists = jdbc.sql("select exists (select from directory." + sort.table() + " where id = :id)")
                    .param("id", id)
                    .query(Boolean.class)
                    .single();
            throw exists ? new Stale() : new Directory.NoSuchRecord(sort.unknown);
        }
    }

    /** The records of the directory that carry a version. */
    enum Sort {
        UNIT("directory.no-such-unit"),
        DEPARTMENT("directory.no-such-department"),
        POST("directory.no-such-post"),
        PERSON("directory.no-such-person"),
        ABSENCE("directory.no-such-absence");

        private final String unknown;

        Sort(String unknown) {
            this.unknown = unknown;
        }

        String table() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final class Stale extends Refusal {
        Stale() {
            super(Kind.CONFLICT, "web.stale");
        }
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
