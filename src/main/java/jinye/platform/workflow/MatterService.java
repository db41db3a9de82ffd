package jinye.platform.workflow;

import java.util.Map;

/**
 * What a desk does by itself at a service step, under a name that processes use: {@code documents.number}. One bean per name; a
 * process that names anything else is refused.
 *
 * <p>It runs in the transaction that moves the matter on, holding the matter: be short. What it changes in the database happens
 * once; what it asks of others outside may be asked again after a crash, so pass {@link Call#id} on as their idempotency key. A
 * refusal or a fault is tried again with growing pauses, then waits for an administrator.
 */
public interface MatterService {

    String name();

    /** @return facts for the matter; {@code decision}, when among them, is the step's outcome */
    Map<String, Object> run(Call call);

    /** @param id the same at every attempt */
    record Call(long id, MatterState matter, String node) {}
}
