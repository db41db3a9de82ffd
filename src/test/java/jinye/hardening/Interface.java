package jinye.hardening;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Every endpoint there is, from the description that a test keeps equal to the server. */
final class Interface {

    /** @param path with its places in braces. @param body the description of its JSON body */
    record Endpoint(String method, String path, List<Parameter> parameters, JsonNode body) {

        boolean writes() {
            return !Set.of("GET", "HEAD").contains(method);
        }

        boolean hasPlaces() {
            return path.contains("{");
        }

        String at(String value) {
            return path.replaceAll("\\{[^}]+}", value);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    record Parameter(String name, String type) {}

    private Interface() {}

    static List<Endpoint> all() throws IOException {
        var endpoints = new ArrayList<Endpoint>();
        var paths = described().path("paths");
        for (var path : paths.propertyNames()) {
            for (var method : paths.path(path).propertyNames()) {
                endpoints.add(new Endpoint(
                        method.toUpperCase(Locale.ROOT),
                        path,
                        parameters(paths.path(path).path(method).path("parameters")),
                        paths.path(path).path(method).at("/requestBody/content/application~1json/schema")));
            }
        }
        return endpoints;
    }

    private static JsonNode described() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(Path.of("docs/openapi.json")));
    }

    /** A body of the right form that names nothing that is there, so that only rights and rules can refuse it. */
    static String sample(Endpoint endpoint) throws IOException {
        return value(described(), endpoint.body(), 0).toString();
    }

    private static JsonNode value(JsonNode whole, JsonNode schema, int depth) {
        var nodes = JsonNodeFactory.instance;
        if (schema.has("$ref")) {
            return value(whole, whole.at(schema.path("$ref").asString().substring(1)), depth);
        }
        for (var choice : List.of("oneOf", "anyOf", "allOf")) {
            if (schema.has(choice)) {
                return value(whole, schema.path(choice).path(0), depth);
            }
        }
        if (schema.has("enum")) {
            return schema.path("enum").path(0);
        }
        var type = schema.path("type").isArray()
                ? schema.path("type").path(0).asString("")
                : schema.path("type").asString("");
        return switch (type) {
            case "object" -> {
                var object = nodes.objectNode();
                if (depth < 6) {
                    schema.path("properties")
                            .properties()
                            .forEach(one -> object.set(one.getKey(), value(whole, one.getValue(), depth + 1)));
                }
                yield object;
            }
            case "array" ->
                depth < 6 ? nodes.arrayNode().add(value(whole, schema.path("items"), depth + 1)) : nodes.arrayNode();
            case "integer" ->
                nodes.numberNode(Math.min(987_654_321L, schema.path("maximum").asLong(987_654_321L)));
            case "number" -> nodes.numberNode(1);
            case "boolean" -> nodes.booleanNode(false);
            default ->
                nodes.stringNode(
                        switch (schema.path("format").asString("")) {
                            case "date" -> "2031-01-01";
                            case "date-time" -> "2031-01-01T00:00:00Z";
                            case "byte" -> "AA==";
                            default ->
                                "试".repeat((int)
                                        Math.max(1, schema.path("minLength").asInt(1)));
                        });
        };
    }

    private static List<Parameter> parameters(JsonNode described) {
        return described
                .valueStream()
                .filter(one -> one.path("in").asString().equals("query"))
                .map(one -> new Parameter(
                        one.path("name").asString(),
                        one.path("schema").path("type").asString("string")))
                .toList();
    }
}
