package jinye.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jinye.kernel.RecordId;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Reading, taking files along and being refused leave a trace for auditors, and none in the record's own history. */
@JinyeTest
class TracesTests {

    @LocalServerPort
    private int port;

    @Autowired
    private SampleBureau bureau;

    @Autowired
    private Traces traces;

    @Test
    void openingARecordIsTracedOnceAndShownToAuditorsOnly() {
        var drafter = Visitor.at(port).signIn("limin");
        long document = drafter.post("/api/documents", "{\"flow\":\"outgoing\"}")
                .json()
                .path("id")
                .asLong();
        drafter.get("/api/documents/" + document);
        drafter.get("/api/documents/" + document);

        assertThat(found("documents", document, "documents.open")).isEqualTo(1);
        assertThat(drafter.get("/api/documents/" + document + "/journal").body())
                .doesNotContain("documents.open");
    }

    @Test
    void aRefusalIsTracedWithWhoWhatAndWhy() {
        var drafter = Visitor.at(port).signIn("limin");
        long hidden = 987_654_321L;
        assertThat(drafter.get("/api/documents/" + hidden).status()).isEqualTo(404);
        assertThat(drafter.get("/api/journal").status()).isEqualTo(403);

        assertThat(found("documents", hidden, "web.refuse")).isEqualTo(1);
        traces.write();
        var refused = Visitor.at(port)
                .signIn("auditadmin")
                .get("/api/journal?result=refused&module=journal&person=" + bureau.person("limin"))
                .json()
                .at("/items/0");
        assertThat(refused.at("/facts/path").asString()).isEqualTo("GET /api/journal");
        assertThat(refused.at("/facts/why").asString()).isEqualTo("access.not-permitted");
        assertThat(refused.path("address").asString()).isNotEmpty();
    }

    @Test
    void anExportIsTracedWithItsName() {
        var auditor = Visitor.at(port).signIn("auditadmin");
        // entries are tied into the chain only when those who wrote beside them have ended
        await().untilAsserted(() ->
                assertThat(auditor.get("/api/audit/export").status()).isEqualTo(200));

        await().untilAsserted(
                        () -> assertThat(found("audit", 0, "files.download")).isPositive());
    }

    @Test
    void theRecordIsReadFromThePath() {
        assertThat(ReadingTraces.record("/api/documents/42/files/7")).isEqualTo(new RecordId("documents", 42));
        assertThat(ReadingTraces.record("/api/query/export")).isEqualTo(new RecordId("query", 0));
        assertThat(ReadingTraces.record("/api/../1")).isEqualTo(new RecordId("web", 1));
    }

    private int found(String module, long record, String act) {
        traces.write();
        return Visitor.at(port)
                .signIn("auditadmin")
                .get("/api/journal?module=" + module + "&record=" + record + "&act=" + act)
                .json()
                .path("items")
                .size();
    }
}
