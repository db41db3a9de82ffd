package jinye.hardening;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The list of components (CycloneDX 1.6) holds every library that is shipped and everything the workspace is built from, each
 * with its version, so that a vulnerable one can be found by name. Run with {@code -Dsbom.write=true} after changing a dependency.
 * Libraries that only tests use are not in it. Written here and not by the CycloneDX plugin, which does not work without a network.
 */
class ComponentListTests {

    /** The class path of the application alone, written by the build when it compiles the tests. */
    private static final Path SHIPPED = Path.of("target/shipped-classpath");

    private static final Path LIST = Path.of("docs/components.cdx.json");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    @Test
    void theListOfComponentsIsComplete() throws Exception {
        var components = new TreeMap<String, Map<String, Object>>();
        java(components);
        npm(components);
        var list = new LinkedHashMap<String, Object>();
        list.put("bomFormat", "CycloneDX");
        list.put("specVersion", "1.6");
        list.put("version", 1);
        list.put("metadata", Map.of("component", Map.of("type", "application", "name", "jinye", "version", "0.1.0")));
        list.put("components", new ArrayList<>(components.values()));
        var now = JSON.writeValueAsString(list) + "\n";
        if (Boolean.getBoolean("sbom.write")) {
            Files.writeString(LIST, now);
        }

        assertThat(Files.readString(LIST))
                .as("docs/components.cdx.json is stale: run with -Dsbom.write=true")
                .isEqualTo(now);
        assertThat(components).hasSizeGreaterThan(300).containsKey("pkg:npm/vue@" + version(components, "vue"));
        assertThat(components.keySet())
                .anyMatch(one -> one.startsWith("pkg:maven/org.bouncycastle/bcprov-jdk18on@"))
                .noneMatch(one -> one.startsWith("pkg:maven/org.ofdrw/") || one.startsWith("pkg:maven/org.junit"));
    }

    /** Where Maven keeps an artifact says what it is: group as folders, artifact, version, file. */
    private static void java(Map<String, Map<String, Object>> components) throws Exception {
        assertThat(SHIPPED).as("run mvn test-compile").exists();
        var files = new ArrayList<>(List.of(Files.readString(SHIPPED).strip().split(File.pathSeparator)));
        files.sort(Comparator.naturalOrder());
        for (var file : files) {
            var path = Path.of(file);
            if (!file.endsWith(".jar")
                    || !Files.exists(path)
                    || !path.toString().contains("/repository/")) {
                continue;
            }
            var parts =
                    List.of(file.substring(file.indexOf("/repository/") + 12).split("/"));
            int size = parts.size();
            var group = String.join(".", parts.subList(0, size - 3));
            var name = parts.get(size - 3);
            var version = parts.get(size - 2);
            var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path));
            add(
                    components,
                    "pkg:maven/" + group + "/" + name + "@" + version,
                    group,
                    name,
                    version,
                    List.of(Map.of("alg", "SHA-256", "content", HexFormat.of().formatHex(digest))),
                    false);
        }
    }

    private static void npm(Map<String, Map<String, Object>> components) throws IOException {
        for (var lock : List.of(Path.of("web/package-lock.json"), Path.of("fonts/package-lock.json"))) {
            if (!Files.exists(lock)) {
                continue;
            }
            var packages = JSON.readTree(Files.readString(lock)).path("packages");
            for (var place : packages.propertyNames()) {
                int at = place.lastIndexOf("node_modules/");
                if (at >= 0) {
                    var one = packages.path(place);
                    var name = place.substring(at + 13);
                    var version = one.path("version").asString();
                    add(
                            components,
                            "pkg:npm/" + name.replace("@", "%40") + "@" + version,
                            "",
                            name,
                            version,
                            List.of(),
                            one.path("dev").asBoolean(false));
                }
            }
        }
    }

    private static void add(
            Map<String, Map<String, Object>> components,
            String purl,
            String group,
            String name,
            String version,
            List<Map<String, String>> hashes,
            boolean onlyToBuild) {
        var component = new LinkedHashMap<String, Object>();
        component.put("type", "library");
        component.put("bom-ref", purl);
        if (!group.isEmpty()) {
            component.put("group", group);
        }
        component.put("name", name);
        component.put("version", version);
        if (onlyToBuild) {
            component.put("scope", "excluded");
        }
        if (!hashes.isEmpty()) {
            component.put("hashes", hashes);
        }
        component.put("purl", purl);
        components.put(purl, component);
    }

    private static String version(Map<String, Map<String, Object>> components, String name) {
        return components.values().stream()
                .filter(one -> one.get("name").equals(name))
                .map(one -> String.valueOf(one.get("version")))
                .findFirst()
                .orElseThrow();
    }
}
