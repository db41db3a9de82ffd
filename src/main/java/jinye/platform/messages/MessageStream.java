package jinye.platform.messages;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One open page. A virtual thread of its own writes, so that a slow reader holds up nobody; a reader that falls too far behind
 * is let go, and its browser opens again and catches up from the last id it saw.
 */
class MessageStream {

    /** Opened again after this, so that a session which has ended meanwhile does not go on hearing. */
    private static final Duration LIFETIME_MAX = Duration.ofMinutes(30);

    /** Proxies cut silent connections, usually after 60 seconds. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(20);

    private static final int BEHIND_MAX = 128;

    private final BlockingQueue<MessageRow> waiting = new ArrayBlockingQueue<>(BEHIND_MAX);
    private final SseEmitter emitter = new SseEmitter(LIFETIME_MAX.toMillis());
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Consumer<MessageStream> whenEnded;
    private final Thread writer;

    MessageStream(Consumer<MessageStream> whenEnded) {
        this.whenEnded = whenEnded;
        this.writer = Thread.ofVirtual().name("message-stream").unstarted(this::write);
        emitter.onCompletion(this::forget);
        emitter.onTimeout(this::end);
        emitter.onError(broken -> forget());
    }

    SseEmitter emitter() {
        return emitter;
    }

    void start() {
        writer.start();
    }

    void push(MessageRow message) {
        if (!waiting.offer(message)) {
            end();
        }
    }

    /** By us: the answer is closed in order. */
    void end() {
        if (forget()) {
            emitter.complete();
        }
    }

    /** The reader is gone: the server has closed the answer or is about to, and nobody may touch it any more. */
    private boolean forget() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        whenEnded.accept(this);
        writer.interrupt();
        return true;
    }

    private void write() {
        try {
            emitter.send(SseEmitter.event().comment("open").reconnectTime(5_000));
            while (!ended.get()) {
                var message = waiting.poll(HEARTBEAT.toSeconds(), TimeUnit.SECONDS);
                if (message == null) {
                    emitter.send(SseEmitter.event().comment("still here"));
                } else {
                    emitter.send(SseEmitter.event()
                            .id(Long.toString(message.id()))
                            .name("message")
                            .data(message, MediaType.APPLICATION_JSON));
                }
            }
        } catch (IOException | IllegalStateException readerIsGone) {
            forget();
        } catch (InterruptedException letGo) {
            end();
        }
    }
}
