package jinye.platform.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/**
 * Describes records in the interface as Java declares them: a component is null only where it says {@code @Nullable}. What is
 * answered is always written, null or not; what may be null may be left out of what is asked. Schemas carry the simple names of
 * their records, so two records of one name would describe each other: that is refused.
 */
@Component
@SuppressWarnings({"rawtypes", "unchecked"}) // as swagger-core declares its own types
class InterfaceTypes implements ModelConverter, GlobalOpenApiCustomizer {

    // springdoc keeps converters for the whole machine, also over several contexts in tests
    private static final Map<String, Set<Class<?>>> RECORDS = new ConcurrentHashMap<>();

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        Schema<?> schema = chain.next().resolve(type, context, chain);
        var raw = Json.mapper().constructType(type.getType()).getRawClass();
        if (schema != null && raw.isRecord()) {
            var name = schema.get$ref() != null ? named(schema.get$ref()) : schema.getName();
            if (name != null) {
                RECORDS.computeIfAbsent(name, none -> ConcurrentHashMap.newKeySet())
                        .add(raw);
            }
        }
        return schema;
    }

    @Override
    public void customise(OpenAPI described) {
        refuseSharedNames();
        var schemas = described.getComponents().getSchemas();
        var asked = asked(described, schemas);
        schemas.forEach((name, schema) ->
                RECORDS.getOrDefault(name, Set.of()).forEach(record -> describe(schema, record, asked.contains(name))));
    }

    private static void refuseSharedNames() {
        var shared = new TreeSet<String>();
        RECORDS.forEach((name, records) -> {
            if (records.size() > 1) {
                shared.add(name + ": "
                        + records.stream().map(Class::getName).sorted().toList());
            }
        });
        if (!shared.isEmpty()) {
            throw new IllegalStateException("records of the same name in the interface, rename them: " + shared);
        }
    }

    private static void describe(Schema<?> schema, Class<?> record, boolean asked) {
        var properties = schema.getProperties();
        if (properties == null) {
            return;
        }
        var required = new TreeSet<String>();
        for (var component : record.getRecordComponents()) {
            var name = jsonName(component);
            var property = properties.get(name);
            if (property == null) {
                continue;
            }
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                properties.put(name, orNull(property));
            }
            if (!asked || !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(name);
            }
        }
        schema.setRequired(required.isEmpty() ? null : new ArrayList<>(required));
    }

    private static String jsonName(RecordComponent component) {
        var renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null || renamed.value().isEmpty() ? component.getName() : renamed.value();
    }

    private static Schema<?> orNull(Schema<?> property) {
        if (property.get$ref() != null) {
            return new JsonSchema().oneOf(List.of(property, new JsonSchema().types(Set.of("null"))));
        }
        if (property.getTypes() != null) {
            property.addType("null");
        }
        if (property.getEnum() != null && !property.getEnum().contains(null)) {
            property.addEnumItemObject(null);
        }
        return property;
    }

    /** The schemas of request bodies and everything within them. */
    private static Set<String> asked(OpenAPI described, Map<String, Schema> schemas) {
        var asked = new HashSet<String>();
        described.getPaths().values().stream()
                .map(PathItem::readOperations)
                .flatMap(List::stream)
                .map(Operation::getRequestBody)
                .filter(Objects::nonNull)
                .flatMap(body -> body.getContent().values().stream())
                .forEach(media -> follow(media.getSchema(), schemas, asked));
        return asked;
    }

    private static void follow(@Nullable Schema<?> schema, Map<String, Schema> schemas, Set<String> seen) {
        if (schema == null) {
            return;
        }
        if (schema.get$ref() != null) {
            var name = named(schema.get$ref());
            if (seen.add(name)) {
                follow(schemas.get(name), schemas, seen);
            }
        }
        within(schema).forEach(inner -> follow(inner, schemas, seen));
    }

    private static Stream<Schema<?>> within(Schema<?> schema) {
        var parts = new ArrayList<Schema<?>>();
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(parts::add);
        }
        if (schema.getOneOf() != null) {
            schema.getOneOf().forEach(parts::add);
        }
        if (schema.getItems() != null) {
            parts.add(schema.getItems());
        }
        if (schema.getAdditionalProperties() instanceof Schema<?> values) {
            parts.add(values);
        }
        return parts.stream();
    }

    private static String named(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }
}
