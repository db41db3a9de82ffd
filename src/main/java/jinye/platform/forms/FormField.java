package jinye.platform.forms;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One field of a form.
 *
 * @param path     names of properties from the root, joined by {@code /}; rows are not counted: {@code items/price}
 * @param table    path of the detail table it is a column of
 * @param multiple a list of such values
 * @param computed the expression that gives its value; nobody fills it in
 * @param schema   its part of the schema; for a list the part of the list
 */
public record FormField(
        String path,
        String name,
        String title,
        FieldKind kind,
        boolean multiple,
        @Nullable String table,
        @Nullable String computed,
        boolean demanded,
        JsonNode schema) {

    /** Demanded means: named in {@code required} of the schema, so it must be filled in wherever it may be edited. */
    public FormField {}

    /** The schema of one value, also of a list's. */
    JsonNode one() {
        return multiple ? schema.path("items") : schema;
    }

    Optional<Indicator.Role> analyse() {
        return switch (schema.path("x-analyse").asString("")) {
            case "dimension" -> Optional.of(Indicator.Role.DIMENSION);
            case "measure" -> Optional.of(Indicator.Role.MEASURE);
            default -> Optional.empty();
        };
    }

    String parent() {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}
