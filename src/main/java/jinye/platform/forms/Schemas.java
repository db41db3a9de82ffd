package jinye.platform.forms;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** JSON Schema 2020-12 by networknt. References are refused: nothing is ever fetched, and nothing refers to itself. */
final class Schemas {

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final Set<String> REFUSED = Set.of(
            "$ref", "$dynamicRef", "$id", "$anchor", "$dynamicAnchor", "$vocabulary", "patternProperties", "$defs");

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaCacheEnabled(false)
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .typeLoose(false)
                            .build()));

    private static final Schema OF_SCHEMAS = REGISTRY.getSchema(com.networknt.schema.SchemaLocation.of(DIALECT));

    private Schemas() {}

    static Schema of(JsonNode schema) {
        return REGISTRY.getSchema(schema);
    }

    static List<Error> errors(Schema schema, JsonNode data) {
        return schema.validate(data);
    }

    /** @param code of the sentence */
    record Objection(String pointer, String code, String what) {}

    /** What is wrong with a schema as a schema; empty when it can be used. */
    static List<Objection> acceptable(JsonNode schema) {
        var objections = new ArrayList<Objection>();
        var dialect = schema.path("$schema").asString(DIALECT);
        if (!dialect.equals(DIALECT)) {
            objections.add(new Objection("/$schema", "forms.schema-dialect", dialect));
        }
        look(schema, "", objections);
        if (objections.isEmpty()) {
            OF_SCHEMAS.validate(schema).stream()
                    .limit(20)
                    .map(error -> new Objection(
                            error.getInstanceLocation().toString(),
                            "forms.schema-invalid",
                            error.getInstanceLocation().toString()))
                    .forEach(objections::add);
        }
        return objections;
    }

    private static void look(JsonNode node, String pointer, List<Objection> objections) {
        if (objections.size() >= 20) {
            return;
        }
        if (node.isObject()) {
            node.propertyStream().forEach(part -> {
                var at = pointer + "/" + Texts.escaped(part.getKey());
                // below properties stand the form's own names
                boolean named = pointer.endsWith("/properties");
                if (!named && REFUSED.contains(part.getKey())) {
                    objections.add(new Objection(at, "forms.schema-keyword", part.getKey()));
                } else if (!named
                        && part.getKey().equals("pattern")
                        && part.getValue().isString()
                        && !Texts.harmless(part.getValue().asString())) {
                    objections.add(new Objection(
                            at, "forms.schema-pattern", part.getValue().asString()));
                } else {
                    look(part.getValue(), at, objections);
                }
            });
        } else if (node.isArray()) {
            for (int n = 0; n < node.size(); n++) {
                look(node.path(n), pointer + "/" + n, objections);
            }
        }
    }
}
