package jinye.platform.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import jinye.kernel.Urgency;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whoever signs out or walks away hears nothing more, and nothing of it stands in the log as a fault. */
@JinyeTest
class SignedOutStreamTests {

    @LocalServerPort
    int port;

    @Autowired
    MessageStreams streams;

    @Autowired
    Messages messages;

    @Autowired
    SampleBureau bureau;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void readTheLog() {
        log.start();
        root().addAppender(log);
    }

    @AfterEach
    void closeTheLog() {
        root().detachAppender(log);
    }

    @Test
    void aStreamEndsWithItsSession() {
        var visitor = Visitor.at(port).signIn("yuanmei");
        var lines = visitor.listen("/api/messages/stream");
        var reading = CompletableFuture.supplyAsync(lines::toList);
        tellYuanmei("signed-in");

        assertThat(visitor.delete("/api/access/session").status()).isLessThan(300);

        await().until(reading::isDone);
        assertThat(reading.join()).anyMatch(line -> line.contains("signed-in"));
        assertThat(streams.of(bureau.person("yuanmei"))).isZero();
        assertThat(faults()).isEmpty();
    }

    @Test
    void aReaderWhoIsGoneIsForgotten() {
        var visitor = Visitor.at(port).signIn("yuanmei");
        visitor.listen("/api/messages/stream").close();

        await().until(() -> {
            tellYuanmei("gone-" + System.nanoTime());
            return streams.of(bureau.person("yuanmei")) == 0;
        });
        visitor.delete("/api/access/session");

        assertThat(faults()).isEmpty();
    }

    private void tellYuanmei(String key) {
        messages.tell(
                List.of(bureau.person("yuanmei")),
                new Message("stream-test:" + key, "returned", "试验 " + key, "/documents/outgoing", Urgency.PLAIN));
    }

    private List<String> faults() {
        return List.copyOf(log.list).stream()
                .map(event -> event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : " " + event.getThrowableProxy().getClassName() + " "
                                        + event.getThrowableProxy().getMessage()))
                .filter(line -> line.contains("AsyncContext")
                        || line.contains("AuthorizationDenied")
                        || line.contains("already committed"))
                .toList();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
