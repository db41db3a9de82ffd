package jinye.platform.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Urgency;
import jinye.platform.clocks.Clocks;
import jinye.platform.clocks.Due;
import jinye.platform.clocks.Period;
import jinye.platform.journal.Journal;
import jinye.platform.journal.JournalLine;
import jinye.platform.journal.OnBehalf;
import jinye.platform.messages.Message;
import jinye.platform.messages.Messages;
import jinye.platform.web.Sentences;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

@Component
class PlatformNeighbours implements Neighbours {

    private final Clocks clocks;
    private final Messages messages;
    private final Journal journal;
    private final ApplicationEventPublisher events;
    private final Sentences sentences;

    PlatformNeighbours(
            Clocks clocks, Messages messages, Journal journal, ApplicationEventPublisher events, Sentences sentences) {
        this.clocks = clocks;
        this.messages = messages;
        this.journal = journal;
        this.events = events;
        this.sentences = sentences;
    }

    /** A rule written {@code documents.handle.*} has one row per urgency: {@code documents.handle.URGENT}. */
    @Override
    public Due due(String rule, Urgency urgency, Instant start) {
        return clocks.reckon(rule.endsWith(".*") ? rule.substring(0, rule.length() - 1) + urgency.name() : rule, start);
    }

    @Override
    public Due due(Period period, Instant start) {
        return clocks.reckon(period, start, List.of());
    }

    @Override
    public Instant afterWorkingTime(Instant from, Duration worked) {
        return clocks.afterWorkingTime(from, worked);
    }

    @Override
    public String sentence(String code, Collection<?> facts) {
        return sentences.of(code, facts);
    }

    @Override
    public Duration workingTime(Instant from, Instant to) {
        return clocks.workingTime(from, to);
    }

    @Override
    public void tell(Collection<Long> people, Message message) {
        messages.tell(people, message);
    }

    @Override
    public String light(Instant start, Instant due, Instant now) {
        return clocks.light(start, due, now).name();
    }

    @Override
    public void journal(Actor actor, @Nullable Handler onBehalfOf, String act, RecordId record, Map<String, ?> facts) {
        if (actor.person() == SystemActor.PERSON) {
            journal.recordBySystem(act, record, facts);
        } else if (onBehalfOf == null) {
            journal.record(actor, act, record, facts);
        } else {
            journal.record(actor, new OnBehalf(onBehalfOf.person(), onBehalfOf.name()), act, record, facts);
        }
    }

    @Override
    public void journal(List<Line> lines) {
        journal.record(lines.stream()
                .map(line -> new JournalLine(
                        line.actor().person() == SystemActor.PERSON ? null : line.actor(),
                        behalf(line.onBehalfOf()),
                        line.act(),
                        line.record(),
                        line.facts()))
                .toList());
    }

    private static @Nullable OnBehalf behalf(@Nullable Handler onBehalfOf) {
        return onBehalfOf == null ? null : new OnBehalf(onBehalfOf.person(), onBehalfOf.name());
    }

    @Override
    public Instant after(Period period, Instant start) {
        return clocks.reckon(period, start, List.of()).at();
    }

    @Override
    public boolean isWorkingTime(Instant moment) {
        return !clocks.workingTime(moment, moment.plusSeconds(1)).isZero();
    }

    @Override
    public void publish(Object event) {
        events.publishEvent(event);
    }
}
