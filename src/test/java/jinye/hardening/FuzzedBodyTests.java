package jinye.hardening;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import jinye.hardening.Interface.Endpoint;
import jinye.sample.JinyeTest;
import jinye.sample.Visitor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bodies of the right form in which one thing is wrong: another type, too long, too large, missing, a word nobody knows. Each gets an
 * orderly refusal. OWASP API Top 10 2023 (API4, API8). The seed is fixed, so that a failure comes again.
 */
@JinyeTest
class FuzzedBodyTests {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final List<JsonNode> WRONG = List.of(
            NODES.nullNode(),
            NODES.stringNode(""),
            NODES.stringNode("\u0000\uFFFF\u202E"),
            NODES.stringNode("长".repeat(20_000)),
            NODES.stringNode("9999-99-99"),
            NODES.stringNode("-1"),
            NODES.numberNode(-1),
            NODES.numberNode(0),
            NODES.numberNode(Long.MAX_VALUE),
            NODES.numberNode(1e300),
            NODES.booleanNode(true),
            NODES.arrayNode().add(NODES.arrayNode().addNull()),
            NODES.arrayNode().add(1).add("一").addNull(),
            NODES.objectNode().put("__proto__", "x").put("@class", "java.lang.Runtime"));

    private static final int TRIES = 3;

    /** Their answers depend on what was tried before: they lock, sign out or end factors. */
    private static final List<String> LEFT_OUT = List.of(
            "/api/access/session",
            "/api/access/password",
            "/api/access/presences",
            "/api/identity/own/",
            "/api/identity/entrance/",
            "/api/workflow/hand-overs");

    @LocalServerPort
    private int port;

    static Stream<String> people() {
        return Stream.of("limin", "hewei", "auditadmin");
    }

    @ParameterizedTest
    @MethodSource("people")
    void whatIsWrongInOnePlaceIsRefusedInOrder(String login) throws Exception {
        var random = new Random(20_260_801);
        var visitor = Visitor.at(port).signIn(login);
        var wrong = new TreeSet<String>();
        for (var endpoint : written()) {
            var whole = JsonMapper.shared().readTree(Interface.sample(endpoint));
            for (int n = 0; n < TRIES; n++) {
                var body = spoilt(whole.deepCopy(), random).toString();
                var path = endpoint.at("987654321");
                var answer = switch (endpoint.method()) {
                    case "POST" -> visitor.post(path, body, 1);
                    case "PUT" -> visitor.put(path, body, 1);
                    default -> visitor.delete(path, 1);
                };
                if (answer.status() >= 500
                        || answer.body().contains("Exception")
                        || answer.body().contains("\tat ")) {
                    wrong.add(endpoint + " " + answer.status() + " " + body.substring(0, Math.min(300, body.length())));
                }
            }
        }

        assertThat(wrong).as("faults of ours").isEmpty();
    }

    /** One place of many, also a deep one. */
    private static JsonNode spoilt(JsonNode node, Random random) {
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            var names = List.copyOf(object.propertyNames());
            var name = names.get(random.nextInt(names.size()));
            var inner = object.get(name);
            if (inner.isContainer() && !inner.isEmpty() && random.nextBoolean()) {
                object.set(name, spoilt(inner, random));
            } else if (random.nextInt(8) == 0) {
                object.remove(name);
            } else {
                object.set(name, WRONG.get(random.nextInt(WRONG.size())));
            }
            return object;
        }
        if (node.isArray() && !node.isEmpty() && random.nextBoolean()) {
            return NODES.arrayNode().add(spoilt(node.get(0), random));
        }
        return WRONG.get(random.nextInt(WRONG.size()));
    }

    private static List<Endpoint> written() throws IOException {
        var written = Interface.all().stream()
                .filter(Endpoint::writes)
                .filter(endpoint -> !endpoint.body().isMissingNode())
                .filter(endpoint -> LEFT_OUT.stream().noneMatch(endpoint.path()::startsWith))
                .toList();
        assertThat(written).hasSizeGreaterThan(150);
        return written;
    }
}
