package jinye.office.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import jinye.kernel.RecordId;
import jinye.platform.search.SearchEntry;
import jinye.platform.search.SearchIndex;
import jinye.sample.JinyeTest;
import jinye.sample.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@JinyeTest
class QueryTests {

    private static final long FIRST = 870_000_000L;

    @LocalServerPort
    int port;

    @Autowired
    SearchIndex index;

    private Visitor visitor;
    private String token;

    @BeforeEach
    void putSome() throws InterruptedException {
        visitor = Visitor.at(port).signIn("limin");
        token = "person:"
                + visitor.get("/api/access/session").json().findValue("person").asString();
        index.put(entry(1, "关于洞庭湖区卷烟打假的通知", "outgoing", LocalDate.of(2026, 3, 2), token));
        index.put(entry(2, "=洞庭湖公式", "incoming", LocalDate.of(2026, 4, 2), token));
        index.put(entry(3, "洞庭湖机要", "incoming", LocalDate.of(2026, 4, 3), "person:-1"));
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!index.isUpToDate() && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
    }

    @Test
    void onlyWhatOneMaySeeIsFoundAndCounted() {
        var answer = visitor.get("/api/query?text=" + encoded("洞庭湖")).json();

        assertThat(answer.path("total").asInt()).isEqualTo(2);
        assertThat(answer.path("facets").path("kind").path("incoming").asInt()).isEqualTo(1);
        assertThat(answer.toString()).doesNotContain("机要");
        assertThat(answer.path("hits").get(0).path("titleParts").toString()).contains("\"marked\":true");
    }

    @Test
    void conditionsNarrowAndStatisticsCount() {
        var narrowed = visitor.get(
                "/api/query?text=" + encoded("洞庭湖") + "&kind=outgoing&from=2026-03-01&to=2026-03-31&sort=NEWEST");
        assertThat(narrowed.json().path("total").asInt()).isEqualTo(1);

        var statistics =
                visitor.get("/api/query/statistics?text=" + encoded("洞庭湖")).json();
        assertThat(statistics.path("total").asInt()).isEqualTo(2);
        assertThat(statistics.path("byMonth").get(0).path("value").asString()).isEqualTo("2026-03");
        assertThat(statistics.path("byUnit").get(0).path("count").asInt()).isEqualTo(2);
    }

    @Test
    void whatIsFoundIsExportedAsText() {
        var csv = visitor.get("/api/query/export?format=CSV&text=" + encoded("洞庭湖"));

        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.body()).contains("\"'=洞庭湖公式\"").contains("\"发文\"").doesNotContain("机要");
        assertThat(visitor.get("/api/query/export?text=" + encoded("洞庭湖")).type())
                .contains("spreadsheetml");
    }

    @Test
    void nothingIsNotExportedAndAStrangerExportsOnlyWhatTheyMaySee() {
        assertThat(visitor.get("/api/query/export?text=" + encoded("洞庭湖") + "&from=1990-01-01&to=1990-01-02")
                        .code())
                .isEqualTo("query.nothing-to-export");
        assertThat(Visitor.at(port)
                        .signIn("dengxia")
                        .get("/api/query/export?format=CSV&text=" + encoded("洞庭湖") + "&from=2026-03-02&to=2026-03-02")
                        .code())
                .isEqualTo("query.nothing-to-export");
        assertThat(Visitor.at(port)
                        .signIn("auditadmin")
                        .get("/api/query/export")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whateverIsTypedIsAnswered() {
        for (var typed :
                new String[] {"\"", "*:*", "' or 1=1 --", "title:x AND", "<script>", "-", "\\", "(((", "a~9^3"}) {
            assertThat(visitor.get("/api/query?text=" + encoded(typed)).status())
                    .as(typed)
                    .isEqualTo(200);
        }
        assertThat(visitor.get("/api/query").status()).isEqualTo(200);
    }

    @Test
    void badConditionsAreRefusedWithASentence() {
        assertThat(visitor.get("/api/query?text=" + "x".repeat(10_000)).code()).isEqualTo("search.text-too-long");
        assertThat(visitor.get("/api/query?from=2026-02-01&to=2026-01-01").code())
                .isEqualTo("search.dates-reversed");
        assertThat(visitor.get("/api/query?page=0").code()).isEqualTo("query.page-unreadable");
        assertThat(visitor.get("/api/query?page=999999999&size=100").code()).isEqualTo("search.too-deep");
        assertThat(visitor.get("/api/query?from=yesterday").status()).isBetween(400, 422);
        assertThat(visitor.put("/api/query/index", "{}").status()).isEqualTo(403);
        assertThat(Visitor.at(port).get("/api/query").status()).isEqualTo(401);
    }

    private static SearchEntry entry(long id, String title, String kind, LocalDate date, String token) {
        return new SearchEntry(
                new RecordId("query-tests", FIRST + id),
                kind,
                title,
                null,
                "正文",
                "",
                date,
                Map.of("unit", "岳阳市烟草专卖局", "state", "已办结"),
                Set.of(token),
                "/workspace/query");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
