package jinye.exchange.partners;

import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import jinye.safeguard.cryptography.Digests;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One way to write a value, so that the same content has the same digest everywhere: keys in order, no spaces, UTF-8 (RFC 8785 in spirit). */
final class Canonical {

    static final JsonMapper JSON = JsonMapper.shared();

    private Canonical() {}

    static String text(JsonNode node) {
        return JSON.writeValueAsString(ordered(node));
    }

    static byte[] bytes(JsonNode node) {
        return text(node).getBytes(StandardCharsets.UTF_8);
    }

    static String digest(JsonNode node) {
        return Digests.sm3Hex(bytes(node));
    }

    private static JsonNode ordered(JsonNode node) {
        if (node.isArray()) {
            var array = JSON.createArrayNode();
            node.forEach(one -> array.add(ordered(one)));
            return array;
        }
        if (node instanceof ObjectNode object) {
            var keys = new TreeMap<String, JsonNode>();
            object.properties().forEach(entry -> keys.put(entry.getKey(), entry.getValue()));
            var written = JSON.createObjectNode();
            keys.forEach((key, value) -> written.set(key, ordered(value)));
            return written;
        }
        return node;
    }
}
