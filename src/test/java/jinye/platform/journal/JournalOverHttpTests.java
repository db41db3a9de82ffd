package jinye.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;

import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The journal as the auditor's page asks for it. */
@JinyeTest
class JournalOverHttpTests {

    @LocalServerPort
    private int port;

    @Autowired
    private SampleBureau bureau;

    @Test
    void theAuditorFindsWhoDidWhatByPersonActAndDay() {
        var auditor = Visitor.at(port).signIn("auditadmin");
        var drafter = Visitor.at(port).signIn("limin");
        var started = drafter.post("/api/documents", "{\"flow\":\"outgoing\"}");
        assertThat(started.status()).isEqualTo(201);
        long document = started.json().path("id").asLong();
        long person = bureau.person("limin");

        var found = auditor.get("/api/journal?module=documents&record=" + document + "&person=" + person
                + "&act=documents.start&size=1");

        var entry = found.json().at("/items/0");
        assertThat(entry.path("term").asString()).isEqualTo("起草");
        assertThat(entry.path("personName").asString()).isEqualTo("李敏");
        assertThat(entry.path("unitName").asString()).contains("湖南省");
        var at = entry.path("at").asString();
        assertThat(auditor.get("/api/journal?module=documents&record=" + document + "&until=" + at)
                        .json()
                        .path("items")
                        .size())
                .as("the end of a period is not part of it")
                .isZero();
        assertThat(auditor.get("/api/journal?from=" + at + "&size=200").body()).contains("documents.start");
    }

    @Test
    void theActsToChooseFromCarryTheirChineseTerms() {
        var acts = Visitor.at(port).signIn("auditadmin").get("/api/journal/acts");

        assertThat(acts.status()).isEqualTo(200);
        assertThat(acts.body()).contains("{\"act\":\"documents.seal\",\"term\":\"用印\"}");
    }

    @Test
    void whoeverIsNoAuditorIsRefusedAndAWrongPeriodIsExplained() {
        for (var login : new String[] {"limin", "chenjing", "sysadmin", "secadmin"}) {
            var visitor = Visitor.at(port).signIn(login);
            assertThat(visitor.get("/api/journal").status()).as(login).isEqualTo(403);
            assertThat(visitor.get("/api/journal/acts").status()).as(login).isEqualTo(403);
        }
        assertThat(Visitor.at(port).get("/api/journal").status()).isEqualTo(401);
        assertThat(Visitor.at(port)
                        .signIn("auditadmin")
                        .get("/api/journal?from=2026-02-02T00:00:00Z&until=2026-02-01T00:00:00Z")
                        .code())
                .isEqualTo("journal.range-reversed");
    }
}
