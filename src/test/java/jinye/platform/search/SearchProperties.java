package jinye.platform.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.springframework.util.FileSystemUtils;

/** Against a brute-force search in memory: nobody finds, counts or guesses what they hold no token for. */
class SearchProperties {

    private static final int ENTRIES = 400;
    private static final String[] WORDS = {"卷烟", "检查", "通知", "许可", "预算", "会议", "放假", "车辆"};

    private static java.nio.file.Path folder;
    private static EntryShelf shelf;
    private static List<SearchEntry> entries;

    @BeforeContainer
    static void putMany() throws IOException {
        folder = Files.createTempDirectory("search");
        shelf = EntryShelf.open(folder);
        var random = new Random(7);
        entries = IntStream.range(0, ENTRIES)
                .mapToObj(id -> Entries.entry(
                        id,
                        text(random, 3),
                        text(random, 6),
                        tokens(random, 1 + random.nextInt(3)).toArray(String[]::new)))
                .toList();
        shelf.write(entries, List.of());
    }

    @AfterContainer
    static void close() throws IOException {
        shelf.close();
        FileSystemUtils.deleteRecursively(folder);
    }

    @Property(tries = 200)
    void nobodyFindsWhatTheyHoldNoTokenFor(@ForAll long seed) {
        var random = new Random(seed);
        var tokens = tokens(random, random.nextInt(4));
        var word = random.nextInt(4) == 0 ? "" : WORDS[random.nextInt(WORDS.length)];
        var shutOut = random.ints(random.nextInt(20), 0, ENTRIES).boxed().collect(Collectors.toSet());

        var result = shelf.find(
                new SearchQuery(word, Map.of(), null, null, 0, ENTRIES),
                Words.read(word),
                tokens,
                shutOut.stream().map(id -> "documents/" + id).toList(),
                true);

        var expected = entries.stream()
                .filter(entry -> entry.tokens().stream().anyMatch(tokens::contains))
                .filter(entry -> !shutOut.contains((int) entry.record().id()))
                .filter(entry -> entry.title().contains(word) || entry.body().contains(word))
                .map(entry -> entry.record().id())
                .collect(Collectors.toSet());
        assertThat(result.hits().stream().map(hit -> hit.record().id())).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(result.total()).isEqualTo(expected.size());
        var months = new HashMap<String, Long>();
        entries.stream()
                .filter(entry -> expected.contains(entry.record().id()))
                .forEach(entry -> months.merge(String.valueOf(entry.date()).substring(0, 7), 1L, Long::sum));
        assertThat(result.facets().get("month")).isEqualTo(months);
    }

    @Property(tries = 500)
    void whateverIsTypedIsReadAndMarkedWithoutChangingAText(
            @ForAll @StringLength(max = 60) String typed, @ForAll @StringLength(max = 200) String text) {
        Words words;
        try {
            words = Words.read(typed);
        } catch (Words.TooManyWords refused) {
            return;
        }

        shelf.find(Entries.query(typed), words, Set.of("person:1"), Set.of(), true);

        assertThat(new Marks(words)
                        .whole(text).stream().map(SearchResult.Part::text).collect(Collectors.joining()))
                .isEqualTo(text);
        new Marks(words).snippet(text, typed);
    }

    private static String text(Random random, int words) {
        return random.ints(words, 0, WORDS.length).mapToObj(word -> WORDS[word]).collect(Collectors.joining("的"));
    }

    private static Set<String> tokens(Random random, int count) {
        return random.ints(count, 0, 12).mapToObj(id -> "person:" + id).collect(Collectors.toSet());
    }
}
