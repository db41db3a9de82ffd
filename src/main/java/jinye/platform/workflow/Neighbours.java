package jinye.platform.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Urgency;
import jinye.platform.clocks.Due;
import jinye.platform.messages.Message;

/** What handling needs of the other platform modules, in one place; the tests of the laws run without them. */
interface Neighbours {

    Due due(String rule, Urgency urgency, Instant start);

    Duration workingTime(Instant from, Instant to);

    void tell(Collection<Long> people, Message message);

    void journal(Actor actor, String act, RecordId record, Map<String, ?> facts);

    void publish(Object event);
}
