package jinye.office.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.BooleanSupplier;
import jinye.office.IssuedDocuments;
import jinye.platform.search.SearchEntry;
import jinye.platform.search.SearchIndex;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Documents are found by those who may read them, also after the index was built anew. */
@JinyeTest
class DocumentSearchTests {

    @LocalServerPort
    private int port;

    @Autowired
    private IssuedDocuments issued;

    @Autowired
    private SampleBureau bureau;

    @Autowired
    private DocumentSearch search;

    @Autowired
    private SearchIndex index;

    @Test
    void aDraftIsFoundByItsDrafterAndByNobodyElse() throws InterruptedException {
        issued.draft(port, "关于湘江水位监测的通知", Map.of("urgency", "URGENT"));

        waitFor(() -> found("limin", "湘江水位") == 1);

        assertThat(found("linxue", "湘江水位")).isZero();
        var facets = IssuedDocuments.visitor(port, "limin")
                .get("/api/query?text=" + encoded("湘江水位"))
                .json()
                .path("facets");
        assertThat(facets.path("documentKind").path("通知").asInt()).isEqualTo(1);
        assertThat(facets.path("urgency").path("加急").asInt()).isEqualTo(1);
        assertThat(facets.path("state").path("起草").asInt()).isEqualTo(1);
        assertThat(facets.path("unit").path("湖南省烟草专卖局").asInt()).isEqualTo(1);
    }

    @Test
    void whoGetsADocumentFindsItFromThenOn() throws InterruptedException {
        long id = issued.draft(port, "关于沅江航道安全的通知", Map.of());
        waitFor(() -> found("limin", "沅江航道") == 1);
        assertThat(found("chenjing", "沅江航道")).isZero();

        issued.send("limin", id, "draft", "sent", "");
        issued.send("zhaowei", id, "department", "agree", "同意。");

        waitFor(() -> found("chenjing", "沅江航道") == 1);
    }

    @Test
    void everyDocumentIsHandedOverWhenTheIndexIsBuiltAnew() throws InterruptedException {
        long id = issued.draft(port, "关于澧水防汛的通知", Map.of());

        var all = new ArrayList<SearchEntry>();
        search.all(all::add);

        assertThat(all)
                .extracting(one -> one.record().id())
                .doesNotHaveDuplicates()
                .contains(id);
        assertThat(all)
                .filteredOn(one -> one.record().id() == id)
                .first()
                .satisfies(entry -> assertThat(entry.tokens()).contains("person:" + bureau.person("limin")));
        index.rebuild();
        waitFor(() -> index.isUpToDate() && found("limin", "澧水防汛") == 1);
    }

    private int found(String login, String words) {
        return IssuedDocuments.visitor(port, login)
                .get("/api/query?text=" + encoded(words))
                .json()
                .path("total")
                .asInt();
    }

    private static String encoded(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    private static void waitFor(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
