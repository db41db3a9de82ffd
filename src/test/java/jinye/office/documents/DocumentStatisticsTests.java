package jinye.office.documents;

import static jinye.office.IssuedDocuments.done;
import static jinye.office.IssuedDocuments.visitor;
import static org.assertj.core.api.Assertions.assertThat;

import jinye.office.IssuedDocuments;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** 公文 statistics: every number has its documents behind it, and a reader sees those they may. */
@JinyeTest
class DocumentStatisticsTests {

    private static final String STATISTICS = "/api/documents/statistics";

    @LocalServerPort
    int port;

    @Autowired
    IssuedDocuments issued;

    @Autowired
    Documents documents;

    @Autowired
    SampleBureau bureau;

    @Test
    void whatIsGivenOutIsCountedOnceInEveryDivision() {
        long before = figures("hewei").path("totals").path("sent").asLong();
        long id = issued.sealed(port, "关于统计的通知");
        documents.distributed(bureau.actor("xiaoyan"), id, 1);

        var figures = figures("hewei");
        long sent = figures.path("totals").path("sent").asLong();

        assertThat(sent).isEqualTo(before + 1);
        assertThat(figures.path("totals").path("electronic").asLong()).isPositive();
        assertThat(figures.path("totals").path("handledHours").isNull()).isFalse();
        for (var division : new String[] {"kinds", "departments", "units", "months", "urgencies"}) {
            long sum = 0;
            for (var share : figures.path(division)) {
                sum += share.path("sent").asLong();
            }
            assertThat(sum).as(division).isEqualTo(sent);
        }
        var behind = done(visitor(port, "hewei").get(STATISTICS + "/documents?measure=SENT&dimension=kind&key=08"))
                .json();
        assertThat(behind.path("all").asLong()).isPositive();
        assertThat(behind.path("shown").toString()).contains("关于统计的通知");
        assertThat(visitor(port, "hewei").get(STATISTICS + "/export").body())
                .contains("文种,\"通知\",")
                .contains("合计,," + sent + ",");
    }

    @Test
    void numbersAreForThoseInChargeAndOnlyOfTheirOwnUnit() {
        assertThat(visitor(port, "limin").get(STATISTICS).status()).isEqualTo(403);
        assertThat(figures("suhua").path("units").toString()).doesNotContain("湖南省烟草专卖局\"");
        assertThat(visitor(port, "hewei")
                        .get(STATISTICS + "?from=2026-05-01&to=2026-04-01")
                        .code())
                .isEqualTo("documents.period-backwards");
        assertThat(visitor(port, "hewei")
                        .get(STATISTICS + "?from=2016-05-01&to=2026-04-01")
                        .code())
                .isEqualTo("documents.period-too-long");
        assertThat(visitor(port, "hewei")
                        .get(STATISTICS + "/documents?measure=SENT&dimension=title&key=x")
                        .code())
                .isEqualTo("documents.unknown-word");
    }

    private JsonNode figures(String login) {
        return done(visitor(port, login).get(STATISTICS)).json();
    }
}
