package jinye.platform.forms;

import com.networknt.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * When a rule takes effect, as JSON Forms writes it. A field that is not filled in fulfils no condition, also not a negated one:
 * the browser's rules say the same ({@code rules.ts}), and one table of cases is run by both.
 */
sealed interface Condition {

    boolean holds(JsonNode data);

    /** The fields it looks at. */
    Stream<String> paths();

    record Fits(String path, Schema schema) implements Condition {
        @Override
        public boolean holds(JsonNode data) {
            var value = at(data, path);
            return !Texts.empty(value) && schema.validate(value).isEmpty();
        }

        @Override
        public Stream<String> paths() {
            return Stream.of(path);
        }
    }

    record Equals(String path, JsonNode expected) implements Condition {
        @Override
        public boolean holds(JsonNode data) {
            var value = at(data, path);
            return !Texts.empty(value) && Texts.same(value, expected);
        }

        @Override
        public Stream<String> paths() {
            return Stream.of(path);
        }
    }

    record All(List<Condition> parts) implements Condition {
        @Override
        public boolean holds(JsonNode data) {
            return parts.stream().allMatch(part -> part.holds(data));
        }

        @Override
        public Stream<String> paths() {
            return parts.stream().flatMap(Condition::paths);
        }
    }

    record Any(List<Condition> parts) implements Condition {
        @Override
        public boolean holds(JsonNode data) {
            return parts.stream().anyMatch(part -> part.holds(data));
        }

        @Override
        public Stream<String> paths() {
            return parts.stream().flatMap(Condition::paths);
        }
    }

    /** Null when it cannot be read. */
    static @Nullable Condition of(JsonNode written, int depth) {
        if (depth > 5 || !written.isObject()) {
            return null;
        }
        var type = written.path("type").asString("");
        if (type.equals("AND") || type.equals("OR")) {
            var parts = new ArrayList<Condition>();
            for (var part : written.path("conditions")) {
                var read = of(part, depth + 1);
                if (read == null) {
                    return null;
                }
                parts.add(read);
            }
            return parts.isEmpty() ? null : type.equals("AND") ? new All(parts) : new Any(parts);
        }
        var path = Layout.path(written.path("scope").asString(""));
        if (path == null) {
            return null;
        }
        if (type.equals("LEAF")) {
            return new Equals(path, written.path("expectedValue"));
        }
        var schema = written.path("schema");
        return schema.isObject() && Schemas.acceptable(schema).isEmpty() ? new Fits(path, Schemas.of(schema)) : null;
    }

    static JsonNode at(JsonNode data, String path) {
        JsonNode value = data;
        for (var name : path.split("/")) {
            value = value.isObject() ? value.path(name) : MissingNode.getInstance();
        }
        return value;
    }
}
