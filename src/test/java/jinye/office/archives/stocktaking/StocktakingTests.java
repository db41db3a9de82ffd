package jinye.office.archives.stocktaking;

import static jinye.office.IssuedDocuments.json;
import static jinye.office.IssuedDocuments.visitor;
import static jinye.office.archives.FiledItems.done;
import static jinye.office.archives.FiledItems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Year;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import jinye.office.archives.FiledItems;
import jinye.sample.JinyeTest;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The shelves are counted against the register, and the figures of a year follow from the registers. */
@JinyeTest
class StocktakingTests {

    private static final String AT = "/api/archives/";
    private static final int YEAR = Year.now().getValue();

    @LocalServerPort
    private int port;

    @Autowired
    private FiledItems filed;

    @Test
    void aCountEndsWhenAllIsCountedAndEveryDifferenceExplained() {
        long first = filed.item(port, "关于盘点相符的通知");
        long second = filed.item(port, "关于盘点缺少的通知");
        long count = done(archivist().post(AT + "stocktakes", json(Map.of("name", "年度盘点", "year", YEAR))))
                .json()
                .path("id")
                .asLong();
        var others = items(count).stream()
                .filter(item -> item != first && item != second)
                .toList();
        assertThat(items(count)).contains(first, second);

        assertThat(refused(close(count))).isEqualTo("archives.not-all-counted");
        if (!others.isEmpty()) {
            done(counted(count, others, "FOUND", ""));
        }
        done(counted(count, List.of(first), "FOUND", ""));
        assertThat(refused(counted(count, List.of(second), "MISSING", ""))).isEqualTo("archives.say-what-differs");
        done(counted(count, List.of(second), "MISSING", "盒内没有"));
        assertThat(refused(counted(count, List.of(Long.MAX_VALUE), "FOUND", "")))
                .isEqualTo("archives.not-in-this-count");
        assertThat(refused(close(count))).isEqualTo("archives.not-all-resolved");
        assertThat(refused(resolve(count, first, "无"))).isEqualTo("archives.not-in-this-count");
        done(resolve(count, second, "误放入第 3 盒，已归位"));
        assertThat(visitor(port, "zengmin").get(AT + "stocktakes/" + count).status())
                .isEqualTo(404);
        done(close(count));

        var row = archivist().get(AT + "stocktakes/" + count).json().path("stocktake");
        assertThat(row.path("open").asBoolean()).isFalse();
        assertThat(row.path("differences").asInt()).isOne();
        assertThat(refused(counted(count, List.of(first), "FOUND", ""))).isEqualTo("archives.stocktake-closed");
        assertThat(archivist().get(AT + "stocktakes/" + count + "/report").body())
                .startsWith("%PDF");
        assertThat(refused(archivist().post(AT + "stocktakes", json(Map.of("name", "空", "year", 1950)))))
                .isEqualTo("archives.nothing-to-count");
    }

    @Test
    void theFiguresOfAYearGrowWithWhatIsFiledAndCarryWhatIsEntered() {
        int stock = figure("年末室存档案");
        int filedBefore = figure("本年归档");

        filed.item(port, "关于年报统计的通知");
        done(archivist()
                .put(
                        AT + "statistics/" + YEAR + "/entry",
                        json(Map.of("fullTime", 2, "partTime", 15, "roomAreaM2", 120))));

        // other tests file into the same archives meanwhile
        assertThat(figure("年末室存档案")).isGreaterThan(stock);
        assertThat(figure("本年归档")).isGreaterThan(filedBefore);
        assertThat(figure("专职档案人员")).isEqualTo(2);
        assertThat(archivist().get(AT + "statistics/" + YEAR + "/table").body())
                .contains("类别,指标,单位,数值")
                .contains("人员和库房,档案库房面积,平方米,120");
        assertThat(archivist().get(AT + "statistics/" + YEAR + "/sheet").body()).startsWith("%PDF");
        assertThat(refused(archivist().get(AT + "statistics/" + (YEAR + 1)))).isEqualTo("archives.wrong-year");
        assertThat(visitor(port, "limin").get(AT + "statistics/" + YEAR).status())
                .isEqualTo(403);
    }

    private List<Long> items(long count) {
        return StreamSupport.stream(
                        archivist()
                                .get(AT + "stocktakes/" + count)
                                .json()
                                .path("lines")
                                .spliterator(),
                        false)
                .map(line -> line.path("item").asLong())
                .toList();
    }

    private Visitor.Answer counted(long count, List<Long> items, String outcome, String note) {
        return archivist()
                .put(
                        AT + "stocktakes/" + count + "/counts",
                        json(Map.of("items", items, "outcome", outcome, "note", note)));
    }

    private Visitor.Answer resolve(long count, long item, String resolution) {
        return archivist()
                .put(AT + "stocktakes/" + count + "/resolutions", json(Map.of("item", item, "resolution", resolution)));
    }

    private Visitor.Answer close(long count) {
        return archivist().put(AT + "stocktakes/" + count + "/closing", "{}");
    }

    private int figure(String name) {
        return StreamSupport.stream(
                        done(archivist().get(AT + "statistics/" + YEAR))
                                .json()
                                .path("figures")
                                .spliterator(),
                        false)
                .filter(figure -> figure.path("name").asString().equals(name))
                .map(JsonNode.class::cast)
                .findFirst()
                .map(figure -> Integer.parseInt(figure.path("value").asString()))
                .orElseThrow();
    }

    private Visitor archivist() {
        return visitor(port, "pengfang");
    }
}
