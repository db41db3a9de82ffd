package jinye;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jinye.platform.web.Sentences;
import jinye.sample.JinyeTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What is said in two places is the same in both: codes and sentences, permissions and roles, the interface and its description. */
@JinyeTest
class ConsistencyTests {

    private static final Path SOURCES = Path.of("src/main/java");
    /** Where a code is given away: a refusal, a field at fault, an outage. */
    private static final Pattern REFUSED = Pattern.compile(
            "(?s)(?:super\\(\\s*(?:Refusal\\.)?(?:Kind\\.)?[A-Z_]+,\\s*|Fault\\.at\\([^,]+,\\s*|new Outage\\()\"([a-z]+\\.[a-z0-9-]*[a-z0-9])\"");

    private static final Path OPENAPI = Path.of("docs/openapi.json");

    @Autowired
    Sentences sentences;

    @LocalServerPort
    int port;

    @Test
    void everyRefusalHasASentence() throws IOException {
        var missing = sources()
                .flatMap(source -> REFUSED.matcher(source).results().map(found -> found.group(1)))
                .filter(code -> !sentences.has(code))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(missing).as("refusal codes without a sentence").isEmpty();
    }

    @Test
    void everySentenceIsUsed() throws IOException {
        var all = sources().collect(Collectors.joining("\n"));
        var unused = sentences.codes().stream()
                .filter(code -> !code.startsWith("act.") && !all.contains("\"" + code + "\""))
                // web.* of statuses and codes put together from parts are named where they are put together
                .filter(code -> !all.contains("\"" + code.substring(0, code.lastIndexOf('.') + 1) + "\" +"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(unused).as("sentences no code uses").isEmpty();
    }

    @Test
    void sentencesArePlainOfficialChinese() {
        var wrong = sentences.codes().stream()
                .filter(code -> {
                    var text = sentences.of(code, List.of("", "", "", "", "", ""));
                    return text.contains("！") || text.contains("!") || text.contains("系统提示") || text.contains("请稍候");
                })
                .toList();

        assertThat(wrong).as("sentences against ux.md §3.5").isEmpty();
    }

    @Test
    void everyPermissionAskedForIsHeldByARole() throws IOException {
        var roles = Files.readString(Path.of("src/main/resources/modules/access/roles.yaml"));
        var asked = Pattern.compile("(?:\\.require|\\.may)\\(\\s*\"([a-z]+\\.[a-z-]+)\"");
        var unheld = sources()
                .flatMap(source -> asked.matcher(source).results().map(found -> found.group(1)))
                .filter(permission -> !roles.contains(permission))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(unheld).as("permissions no role holds").isEmpty();
    }

    @Test
    void everyPermissionOfARoleIsAskedForSomewhere() throws IOException {
        var roles = Files.readString(Path.of("src/main/resources/modules/access/roles.yaml"));
        var all = sources().collect(Collectors.joining("\n"));
        var unused = Pattern.compile("\\b([a-z]+\\.[a-z]+(?:-[a-z]+)*)\\b")
                .matcher(roles.lines()
                        .filter(line -> !line.strip().startsWith("#"))
                        .collect(Collectors.joining("\n")))
                .results()
                .map(found -> found.group(1))
                .filter(permission -> !all.contains("\"" + permission + "\""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(unused).as("permissions nobody asks for").isEmpty();
    }

    /** A code begins with the module that refuses, so that one knows where to look; sentences of {@code web} are everybody's. */
    @Test
    void refusalCodesBeginWithTheirModule() throws IOException {
        var strangers = new TreeSet<String>();
        try (var files = Files.walk(SOURCES)) {
            for (var file : files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.startsWith(SOURCES.resolve("jinye/kernel")))
                    .toList()) {
                REFUSED.matcher(read(file))
                        .results()
                        .map(found -> found.group(1))
                        .filter(code -> !code.startsWith("web."))
                        .filter(code -> !file.toString().contains("/" + code.substring(0, code.indexOf('.')) + "/"))
                        .forEach(code -> strangers.add(file.getFileName() + " " + code));
            }
        }

        assertThat(strangers).as("codes of another module").isEmpty();
    }

    /**
     * The interface as the server describes it equals {@code docs/openapi.json}, from which the workspace's client is made. Run
     * with {@code -Dopenapi.write=true} to write the file anew after changing a controller.
     */
    @Test
    void theCheckedInInterfaceIsWhatTheServerSays() throws Exception {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/openapi.json"))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var json = JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
        var tree = (java.util.Map<?, ?>) json.readValue(answer.body(), java.util.TreeMap.class);
        tree.remove("servers");
        var said = json.writeValueAsString(tree) + "\n";
        if (Boolean.getBoolean("openapi.write")) {
            Files.writeString(OPENAPI, said);
        }

        assertThat(Files.readString(OPENAPI))
                .as("docs/openapi.json is stale: run with -Dopenapi.write=true")
                .isEqualTo(said);
    }

    private static Stream<String> sources() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream()
                    .map(ConsistencyTests::read);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
