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

/** Every endpoint there is, from the description that a test keeps equal to the server. */
final class Interface {

    /** @param path with its places in braces */
    record Endpoint(String method, String path, List<Parameter> parameters) {

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
        var paths = JsonMapper.shared()
                .readTree(Files.readString(Path.of("docs/openapi.json")))
                .path("paths");
        for (var path : paths.propertyNames()) {
            for (var method : paths.path(path).propertyNames()) {
                endpoints.add(new Endpoint(
                        method.toUpperCase(Locale.ROOT),
                        path,
                        parameters(paths.path(path).path(method).path("parameters"))));
            }
        }
        return endpoints;
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
