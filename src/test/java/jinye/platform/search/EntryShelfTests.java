package jinye.platform.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jinye.kernel.RecordId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntryShelfTests {

    private static final Set<String> READER = Set.of("unit:1");

    @TempDir
    static Path folder;

    static EntryShelf shelf;

    @BeforeAll
    static void putSome() {
        shelf = EntryShelf.open(folder);
        shelf.write(
                List.of(
                        Entries.entry(1, "关于开展卷烟市场专项检查的通知", "各市州烟草专卖局：请于2026年3月底前上报方案，联系人彭麒麟。", "unit:1"),
                        Entries.entry(2, "关于元旦放假的通知", "放假期间加强烟草市场的检查工作。", "unit:1"),
                        Entries.entry(3, "涉及他人的批复", "卷烟市场专项检查", "person:9"),
                        Entries.numbered(4, "来文", "湘烟办〔2026〕12号", "unit:1"),
                        Entries.numbered(5, "许可证 430102100123 的说明", "长烟〔2025〕1号", "unit:1"),
                        Entries.entry(6, "<script>alert(1)</script>检查", "<b>检查</b>&amp;", "unit:1")),
                List.of());
    }

    @AfterAll
    static void close() {
        shelf.close();
    }

    @Test
    void wordsAreFoundWhereverTheyStand() {
        assertThat(ids("卷烟市场检查")).containsExactlyInAnyOrder(1L);
        assertThat(ids("烟草检查")).contains(1L, 2L);
        assertThat(ids("检查 元旦")).containsExactly(2L);
        assertThat(ids("检查 -元旦")).containsExactlyInAnyOrder(1L, 6L);
        assertThat(ids("\"市场专项检查\"")).containsExactly(1L);
        assertThat(ids("\"专项市场\"")).isEmpty();
    }

    @Test
    void namesAndRareWordsAreFound() {
        assertThat(ids("彭麒麟")).containsExactly(1L);
        assertThat(ids("麒麟")).containsExactly(1L);
        assertThat(ids("彭")).containsExactly(1L);
    }

    @Test
    void numbersAreFoundHoweverTheyAreTyped() {
        assertThat(ids("湘烟办〔2026〕12号")).containsExactly(4L);
        assertThat(ids("湘烟办[2026]12号")).containsExactly(4L);
        assertThat(ids("湘烟办（２０２６）１２号")).containsExactly(4L);
        assertThat(ids("〔2026〕12号")).containsExactly(4L);
        assertThat(ids("12号")).containsExactly(4L);
        assertThat(ids("430102")).containsExactly(5L);
        assertThat(ids("2026年3月")).containsExactly(1L);
    }

    @Test
    void countsAndFacetsAreThoseOfWhatOneMaySee() {
        var mine = find("检查");
        var theirs = shelf.find(Entries.query("检查"), Words.read("检查"), Set.of("person:9"), Set.of(), true);

        assertThat(mine.total()).isEqualTo(3);
        assertThat(mine.facets().get("state")).isEqualTo(Map.of("已办结", 3L));
        assertThat(theirs.total()).isEqualTo(1);
        assertThat(theirs.facets().get("state")).isEqualTo(Map.of("已办结", 1L));
        assertThat(shelf.find(Entries.query("检查"), Words.read("检查"), Set.of(), Set.of(), true)
                        .total())
                .isZero();
    }

    @Test
    void whoIsShutOutByAWaitingChangeSeesNothingOfIt() {
        var result = shelf.find(Entries.query("检查"), Words.read("检查"), READER, Set.of("documents/1"), true);

        assertThat(result.total()).isEqualTo(2);
        assertThat(result.facets().get("state")).isEqualTo(Map.of("已办结", 2L));
    }

    @Test
    void filtersDatesAndOrderNarrowTheList() {
        var filtered = new SearchQuery("", Map.of("kind", "incoming"), null, null, 0, 50);
        assertThat(ids(filtered)).containsExactly(5L, 4L);

        var dated = new SearchQuery("", Map.of(), LocalDate.of(2026, 1, 3), LocalDate.of(2026, 1, 5), 0, 50);
        assertThat(ids(dated)).containsExactly(4L, 2L);
        var year = new SearchQuery("", Map.of("year", "2025"), null, null, 0, 50);
        assertThat(ids(year)).isEmpty();
        var oldest = new SearchQuery("", Map.of(), null, null, SearchQuery.Order.OLDEST, 0, 2);
        assertThat(ids(oldest)).containsExactly(1L, 2L);
        var injected = new SearchQuery("", Map.of("kind", "incoming\" OR *:*"), null, null, 0, 50);
        assertThat(ids(injected)).isEmpty();
    }

    @Test
    void marksNeverChangeTheText() {
        var hit = find("检查 script").hits().getFirst();

        assertThat(hit.titleParts().stream().map(SearchResult.Part::text).collect(Collectors.joining()))
                .isEqualTo("<script>alert(1)</script>检查");
        assertThat(hit.titleParts()).contains(new SearchResult.Part("检查", true), new SearchResult.Part("script", true));
        assertThat(hit.snippet().stream().map(SearchResult.Part::text).collect(Collectors.joining()))
                .isEqualTo("<b>检查</b>&amp;");
    }

    @Test
    void aNumberIsMarkedAlsoWhenTypedWithOtherBrackets() {
        assertThat(new Marks(Words.read("湘烟办[2026]12号")).whole("据湘烟办〔２０２６〕12号"))
                .containsExactly(
                        new SearchResult.Part("据", false),
                        new SearchResult.Part("湘烟办", true),
                        new SearchResult.Part("〔", false),
                        new SearchResult.Part("２０２６", true),
                        new SearchResult.Part("〕", false),
                        new SearchResult.Part("12号", true));
    }

    @Test
    void attackingTextsAreOnlyTexts() {
        for (var typed : new String[] {
            "*:*", "tokens:person\\:9", "\" OR tokens:*", "a* ?b [c TO d]", "检查~9", "(((", "\\", "𠮷𠮷"
        }) {
            assertThat(ids(typed)).as(typed).doesNotContain(3L);
        }
    }

    @Test
    void aReplacedEntryIsFoundOnlyAsItIsNow() {
        shelf.write(List.of(Entries.entry(70, "旧标题麻阳", "", "unit:7")), List.of());
        shelf.write(List.of(Entries.entry(70, "新标题凤凰", "", "unit:8")), List.of());

        assertThat(shelf.find(Entries.query(""), Words.read(""), Set.of("unit:7"), Set.of(), true)
                        .total())
                .isZero();
        assertThat(shelf.find(Entries.query("凤凰"), Words.read("凤凰"), Set.of("unit:8"), Set.of(), true)
                        .total())
                .isOne();
        shelf.write(List.of(), List.of(new RecordId("documents", 70)));
        assertThat(shelf.find(Entries.query(""), Words.read(""), Set.of("unit:8"), Set.of(), true)
                        .total())
                .isZero();
    }

    private static SearchResult find(String text) {
        return shelf.find(Entries.query(text), Words.read(text), READER, Set.of(), true);
    }

    private static List<Long> ids(String text) {
        return find(text).hits().stream().map(hit -> hit.record().id()).toList();
    }

    private static List<Long> ids(SearchQuery query) {
        return shelf.find(query, Words.read(query.text()), READER, Set.of(), true).hits().stream()
                .map(hit -> hit.record().id())
                .toList();
    }
}
