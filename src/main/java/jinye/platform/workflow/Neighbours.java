package jinye.platform.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Urgency;
import jinye.platform.clocks.Due;
import jinye.platform.clocks.Period;
import jinye.platform.messages.Message;
import org.jspecify.annotations.Nullable;

/** What handling needs of the other platform modules, in one place; the tests of the laws run without them. */
interface Neighbours {

    Due due(String rule, Urgency urgency, Instant start);

    /** A period that no rule gives. */
    Due due(Period period, Instant start);

    Instant afterWorkingTime(Instant from, Duration worked);

    /** The Chinese sentence of a refusal. */
    String sentence(String code, Collection<?> facts);

    Duration workingTime(Instant from, Instant to);

    void tell(Collection<Long> people, Message message);

    /** The light of something due (绿黄橙红). */
    String light(Instant start, Instant due, Instant now);

    /** @param onBehalfOf whom the actor stands in for */
    void journal(Actor actor, @Nullable Handler onBehalfOf, String act, RecordId record, Map<String, ?> facts);

    /** One act for the journal. @param onBehalfOf whom the actor stands in for */
    record Line(Actor actor, @Nullable Handler onBehalfOf, String act, RecordId record, Map<String, ?> facts) {}

    /** Many acts at once. */
    void journal(List<Line> lines);

    /** The moment after a period in working time, such as three working days or sixty working minutes. */
    Instant after(Period period, Instant start);

    boolean isWorkingTime(Instant moment);

    void publish(Object event);
}
