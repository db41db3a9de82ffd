package jinye.platform.messages;

import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import jinye.kernel.Refusal;
import jinye.safeguard.access.PresenceEnded;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The open pages of people, which hear of new messages at once. Bounded in every direction: streams, queues, lifetime. */
@Component
class MessageStreams {

    /** A browser shares one stream among its tabs; more than this is a forgotten page, and the oldest is closed. */
    private static final int PER_PERSON_MAX = 4;

    private static final int STREAMS_MAX = 20_000;

    private final Map<Long, Deque<MessageStream>> open = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean closing;

    SseEmitter open(long person, List<MessageRow> missed) {
        if (closing || count.get() >= STREAMS_MAX) {
            throw new TooManyStreams();
        }
        var stream = new MessageStream(ended -> forget(person, ended));
        count.incrementAndGet();
        open.compute(person, (key, known) -> {
            var streams = known == null ? new ConcurrentLinkedDeque<MessageStream>() : known;
            streams.addLast(stream);
            return streams;
        });
        missed.forEach(stream::push);
        stream.start();
        closeOldest(person);
        return stream.emitter();
    }

    void push(MessageList.Told told) {
        var streams = open.get(told.person());
        if (streams != null) {
            streams.forEach(stream -> stream.push(told.message()));
        }
    }

    int of(long person) {
        var streams = open.get(person);
        return streams == null ? 0 : streams.size();
    }

    int count() {
        return count.get();
    }

    /** Streams never end by themselves: without this, a graceful shutdown would wait for them until its time is up. */
    @EventListener(ContextClosedEvent.class)
    void closeAll() {
        closing = true;
        open.values().forEach(streams -> streams.forEach(MessageStream::end));
    }

    /** Nobody goes on hearing after signing out; pages of theirs that are still signed in open again at once. */
    @TransactionalEventListener(fallbackExecution = true)
    void closeAllOf(PresenceEnded over) {
        open.getOrDefault(over.person(), new ConcurrentLinkedDeque<>()).forEach(MessageStream::end);
    }

    private void closeOldest(long person) {
        var streams = open.get(person);
        while (streams != null && streams.size() > PER_PERSON_MAX) {
            var oldest = streams.peekFirst();
            if (oldest == null) {
                return;
            }
            oldest.end();
        }
    }

    private void forget(long person, MessageStream stream) {
        open.computeIfPresent(person, (key, streams) -> {
            if (streams.remove(stream)) {
                count.decrementAndGet();
            }
            return streams.isEmpty() ? null : streams;
        });
    }

    static final class TooManyStreams extends Refusal {
        TooManyStreams() {
            super(Kind.TOO_OFTEN, "messages.too-many-streams");
        }
    }
}
