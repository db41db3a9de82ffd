package jinye.office.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import jinye.sample.JinyeTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The demo bureau has requests in every state. */
@JinyeTest
class SampleRequestsTests {

    @Autowired
    JdbcClient jdbc;

    @Test
    void theDemoBureauHasRequestsInTellingStates() throws InterruptedException {
        var last = Instant.now().plus(Duration.ofSeconds(60));
        while (Instant.now().isBefore(last) && count("true") < 45) {
            Thread.sleep(200);
        }

        assertThat(count("true")).isGreaterThanOrEqualTo(45);
        assertThat(count("r.state = 'APPROVED'")).isGreaterThanOrEqualTo(10);
        assertThat(count("r.state = 'REFUSED'")).isGreaterThanOrEqualTo(3);
        assertThat(count("r.state = 'RUNNING'")).isGreaterThanOrEqualTo(10);
    }

    private int count(String which) {
        return jdbc.sql("select count(*) from approvals.request r where " + which)
                .query(Integer.class)
                .single();
    }
}
