package jinye.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import jinye.sample.JinyeTest;
import jinye.sample.Visitor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The database is killed under the running application. Nobody repairs anything by hand. */
@JinyeTest
class DatabaseAwayTests {

    @LocalServerPort
    int port;

    @Autowired
    EmbeddedPostgres postgres;

    @Test
    void afterTheDatabaseWasKilledWorkGoesOnByItself() {
        var visitor = Visitor.at(port).signIn("sysadmin");

        Objects.requireNonNull(postgres.cluster().server()).destroyForcibly();

        // in between an answer may be "the database is away", never a fault
        Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> {
            int status = visitor.get("/api/access/session").status();
            assertThat(status).isIn(200, 503);
            return status == 200;
        });
        assertThat(visitor.get("/actuator/health/readiness").status()).isEqualTo(200);
    }
}
