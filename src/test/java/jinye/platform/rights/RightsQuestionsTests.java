package jinye.platform.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import jinye.platform.directory.HeldTokens;
import jinye.platform.journal.Journal;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** 「为什么能看、看不到」 and 「谁能看、谁看过」, asked over HTTP by those who may and those who may not. */
@JinyeTest
class RightsQuestionsTests {

    @LocalServerPort
    int port;

    @Autowired
    HeldTokens tokens;

    @Autowired
    SampleBureau sample;

    @Autowired
    Journal journal;

    @Autowired
    JdbcClient jdbc;

    private long document;

    @BeforeEach
    void draftADocument() {
        var answer = Visitor.at(port).signIn("limin").post("/api/documents", "{\"flow\":\"outgoing\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        document = answer.json().path("id").asLong();
    }

    @Test
    void whatIsAskedHereIsWhatTheApplicationReckons() {
        var people = jdbc.sql("select id from directory.person where valid_to is null order by id limit 300")
                .query(Long.class)
                .list();
        for (long person : people) {
            assertThat(tokens.of(person).stream()
                            .map(HeldTokens.HeldToken::token)
                            .collect(Collectors.toSet()))
                    .as("person " + person)
                    .isEqualTo(sample.actor(person).tokens());
        }
    }

    @Test
    void theAuditorLearnsWhySomebodySeesARecordAndNothingOfItsTitle() {
        var auditor = Visitor.at(port).signIn("auditadmin");

        var drafter = answer(auditor, sample.person("limin"));
        assertThat(drafter.path("readable").asBoolean()).isTrue();
        assertThat(drafter.path("since").asString("")).isNotEmpty();
        assertThat(drafter.path("grants").path(0).path("held").asBoolean()).isTrue();
        assertThat(drafter.path("held").path(0).path("opens").asBoolean()).isTrue();
        assertThat(drafter.path("record").path("title").isNull()).isTrue();

        var stranger = answer(auditor, sample.person("linxue"));
        assertThat(stranger.path("readable").asBoolean()).isFalse();
        assertThat(stranger.path("since").isNull()).isTrue();
        assertThat(stranger.path("grants"))
                .isNotEmpty()
                .noneMatch(one -> one.path("held").asBoolean());
        assertThat(jdbc.sql("select count(*) from journal.entry where act = 'rights.ask-why' and record = ?")
                        .params(document)
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void everybodyElseAsksAboutThemselvesAndWhatTheyMayRead() {
        var drafter = Visitor.at(port).signIn("limin");
        assertThat(drafter.get("/api/rights/answer?module=documents&record=" + document)
                        .json()
                        .path("readable")
                        .asBoolean())
                .isTrue();
        assertThat(drafter.get("/api/rights/answer?module=documents&record=" + document + "&person="
                                + sample.person("linxue"))
                        .status())
                .isEqualTo(403);
        assertThat(Visitor.at(port)
                        .signIn("linxue")
                        .get("/api/rights/answer?module=documents&record=" + document)
                        .code())
                .isEqualTo("rights.no-such-record");
        for (var login : new String[] {"limin", "sysadmin", "secadmin"}) {
            var visitor = Visitor.at(port).signIn(login);
            assertThat(visitor.get("/api/rights/readers?module=documents&record=" + document)
                            .status())
                    .as(login)
                    .isEqualTo(403);
            assertThat(visitor.get("/api/rights/people/export").status())
                    .as(login)
                    .isEqualTo(403);
        }
    }

    @Test
    void theAuditorFindsWhoCouldReadWhoDidAndWhoWasRefused() {
        assertThat(Visitor.at(port)
                        .signIn("limin")
                        .get("/api/documents/" + document)
                        .status())
                .isEqualTo(200);
        assertThat(Visitor.at(port)
                        .signIn("linxue")
                        .get("/api/documents/" + document)
                        .status())
                .isEqualTo(404);
        var auditor = Visitor.at(port).signIn("auditadmin");

        var readers = readingsOf(auditor, 2);

        assertThat(readers.path("readers"))
                .anyMatch(one -> one.path("person").asLong() == sample.person("limin")
                        && !one.path("reasons").isEmpty());
        assertThat(readers.path("readers")).noneMatch(one -> one.path("person").asLong() == sample.person("linxue"));
        assertThat(readers.path("readings"))
                .anyMatch(one -> one.path("person").asLong() == sample.person("limin")
                        && !one.path("refused").asBoolean()
                        && !one.path("reason").asString("").isEmpty()
                        && !one.path("address").asString("").isEmpty());
        assertThat(readers.path("readings"))
                .anyMatch(one -> one.path("person").asLong() == sample.person("linxue")
                        && one.path("refused").asBoolean()
                        && one.path("reason").isNull());

        var masked = auditor.get("/api/rights/readers/export?format=CSV&module=documents&record=" + document);
        assertThat(masked.body()).contains("李*", "已查阅", "被拒绝").doesNotContain("李敏", "127.0.0.1");
        var whole =
                auditor.get("/api/rights/readers/export?format=CSV&masked=false&module=documents&record=" + document);
        assertThat(whole.body()).contains("李敏", "127.0.0.1");
    }

    @Test
    void theListOfEverybodysRightsNamesPostsRolesAndWhereTheyComeFrom() {
        var auditor = Visitor.at(port).signIn("auditadmin");

        var list = auditor.get("/api/rights/people/export?format=CSV");

        assertThat(list.status()).isEqualTo(200);
        assertThat(list.body().lines().count()).isGreaterThan(1_000);
        assertThat(list.body())
                .contains("\"李敏\"")
                .containsPattern("\"唐丽\".*\"角色：湖南省局“印章管理员”\"")
                .containsPattern("\"角色：湖南省局“审计管理员”\"");
        assertThat(auditor.get("/api/rights/people/export?format=XLSX").body()).startsWith("PK");
        assertThat(jdbc.sql("select count(*) from journal.entry where act = 'rights.export-people'")
                        .query(Long.class)
                        .single())
                .isGreaterThanOrEqualTo(2);
    }

    private JsonNode answer(Visitor visitor, long person) {
        var answer = visitor.get("/api/rights/answer?module=documents&record=" + document + "&person=" + person);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** Traces are written some seconds after the reading. */
    private JsonNode readingsOf(Visitor auditor, int expected) {
        for (int n = 0; n < 600; n++) {
            var answer = auditor.get("/api/rights/readers?module=documents&record=" + document);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            var readers = answer.json();
            if (readers.path("readings").size() >= expected) {
                return readers;
            }
            LockSupport.parkNanos(100_000_000);
        }
        throw new AssertionError("the readings of document " + document + " never came");
    }
}
