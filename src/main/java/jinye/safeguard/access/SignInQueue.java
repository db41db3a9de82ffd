package jinye.safeguard.access;

import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.springframework.stereotype.Component;

/**
 * As many passwords are looked at at once as there are processors; the others wait here, where they hold nothing. Otherwise a
 * morning's sign-ins would take every connection of the database into their hashes, and everybody at work would wait for them.
 */
@Component
class SignInQueue {

    private final Semaphore places = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    long pass(LongSupplier check) {
        places.acquireUninterruptibly();
        try {
            return check.getAsLong();
        } finally {
            places.release();
        }
    }
}
