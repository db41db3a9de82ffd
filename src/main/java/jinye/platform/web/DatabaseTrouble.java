package jinye.platform.web;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Tells trouble of the database, which passes, from faults of ours. */
enum DatabaseTrouble {
    NONE,
    AWAY,
    DISK_FULL;

    /** PostgreSQL keeps every character but the one with the number zero. */
    private static final String STATE_OF_BAD_CHARACTER = "22021";

    private static final String STATE_OF_DISK_FULL = "53100";

    static DatabaseTrouble in(Throwable thrown) {
        var found = NONE;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && STATE_OF_DISK_FULL.equals(sql.getSQLState())) {
                return DISK_FULL;
            }
            if (isAway(cause)) {
                found = AWAY;
            }
            // rolling back on a broken connection fails too, and hides why it was rolled back
            if (cause instanceof TransactionSystemException hiding && hiding.getApplicationException() != null) {
                var hidden = in(hiding.getApplicationException());
                found = hidden == NONE ? found : hidden;
            }
        }
        return found;
    }

    /** Somebody sent a character that no text has: their mistake, not trouble. */
    static boolean isBadCharacter(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && STATE_OF_BAD_CHARACTER.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAway(Throwable cause) {
        return cause instanceof CannotCreateTransactionException
                || cause instanceof DataAccessResourceFailureException
                || cause instanceof TransientDataAccessResourceException
                || cause instanceof SQLException sql && isConnectionLost(sql.getSQLState(), sql.getMessage());
    }

    /** SQLSTATE classes 08 (connection) and 57P (server stopping); the pool's own "closed" has no state at all. */
    private static boolean isConnectionLost(@Nullable String state, @Nullable String message) {
        if (state == null) {
            return "Connection is closed".equals(message);
        }
        return state.startsWith("08") || state.startsWith("57P");
    }
}
