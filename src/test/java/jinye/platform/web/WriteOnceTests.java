package jinye.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import jinye.sample.JinyeTest;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@JinyeTest
class WriteOnceTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Test
    void aWriteWithoutAKeyIsRefused() {
        var answer =
                Visitor.at(port).signIn("limin").write("POST", "/api/workflow/phrases", "{\"text\":\"同意。\"}", null);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("web.key-missing");
    }

    @Test
    void theSameKeyTwiceIsDoneOnce() {
        var limin = Visitor.at(port).signIn("limin");
        var key = UUID.randomUUID().toString();
        var text = "拟同意，请领导审定。" + key;

        var first = limin.write("POST", "/api/workflow/phrases", "{\"text\":\"" + text + "\"}", key);
        var second = limin.write("POST", "/api/workflow/phrases", "{\"text\":\"" + text + "\"}", key);

        assertThat(first.status()).isLessThan(300);
        assertThat(second).isEqualTo(first);
        assertThat(phrases(text)).isEqualTo(1);
    }

    @Test
    void twoClicksAtOnceAreDoneOnce() throws Exception {
        var limin = Visitor.at(port).signIn("limin");
        var key = UUID.randomUUID().toString();
        var text = "请阅。" + key;
        Callable<Visitor.Answer> click =
                () -> limin.write("POST", "/api/workflow/phrases", "{\"text\":\"" + text + "\"}", key);

        try (var clicks = Executors.newFixedThreadPool(8)) {
            var answers = clicks.invokeAll(Stream.generate(() -> click).limit(8).toList());

            for (var answer : answers) {
                assertThat(answer.get().status()).isLessThan(300);
            }
        }
        assertThat(phrases(text)).isEqualTo(1);
    }

    @Test
    void aRefusedWriteMayBeRepeatedAfterMending() {
        var limin = Visitor.at(port).signIn("limin");
        var key = UUID.randomUUID().toString();

        var refused = limin.write("POST", "/api/workflow/phrases", "{\"text\":\"\"}", key);
        var mended = limin.write("POST", "/api/workflow/phrases", "{\"text\":\"已阅。" + key + "\"}", key);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(mended.status()).isLessThan(300);
    }

    @Test
    void aKeyIsForOneActOnly() {
        var limin = Visitor.at(port).signIn("limin");
        var key = UUID.randomUUID().toString();

        limin.write("POST", "/api/workflow/phrases", "{\"text\":\"照办。" + key + "\"}", key);
        var other = limin.write("PUT", "/api/messages/readings", "{}", key);

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.body()).contains("web.key-reused");
    }

    private long phrases(String text) {
        return database.sql("select count(*) from workflow.phrase where body = ?")
                .param(text)
                .query(Long.class)
                .single();
    }
}
