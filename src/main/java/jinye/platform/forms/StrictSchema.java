package jinye.platform.forms;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schema against which data are checked: the form's own, with what its annotations mean written out, a length for texts that
 * have none, and without {@code required}, which depends on the step and is checked by {@link DataCheck}.
 */
final class StrictSchema {

    private final Form form;

    StrictSchema(Form form) {
        this.form = form;
    }

    ObjectNode schema() {
        var strict = (ObjectNode) form.schema().deepCopy();
        object(strict, "");
        dropAnnotations(strict);
        return strict;
    }

    /** The library warns about every keyword it does not know. */
    private static void dropAnnotations(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(object.propertyStream()
                    .map(java.util.Map.Entry::getKey)
                    .filter(name -> name.startsWith("x-"))
                    .toList());
        }
        node.forEach(StrictSchema::dropAnnotations);
    }

    private void object(ObjectNode schema, String path) {
        schema.remove("required");
        if (!(schema.path("properties") instanceof ObjectNode properties)) {
            return;
        }
        for (var field : form.within(path)) {
            var inner = (ObjectNode) properties.path(field.name());
            switch (field.kind()) {
                case GROUP -> object(inner, field.path());
                case TABLE -> {
                    var items = (ObjectNode) inner.path("items");
                    object(items, field.path());
                    items.withObject("/properties").putObject(Merge.ROW).put("type", "integer");
                }
                case FILE -> file(inner);
                default -> {
                    if (field.multiple()) {
                        value(field, (ObjectNode) inner.path("items"));
                    } else {
                        value(field, inner);
                    }
                }
            }
        }
    }

    private static void value(FormField field, ObjectNode schema) {
        switch (field.kind()) {
            case MONEY -> schema.put("type", "string").put("pattern", Money.PATTERN);
            case PERSON, DEPARTMENT, UNIT -> reference(schema.put("type", "object"));
            case DICTIONARY -> schema.put("type", "string").put("maxLength", 64);
            case TEXT -> {
                if (!schema.has("maxLength")) {
                    schema.put("maxLength", FormLimits.WORDS_MAX);
                }
            }
            default -> {
                // as it is written
            }
        }
    }

    private static void reference(ObjectNode schema) {
        var properties = schema.putObject("properties");
        properties.putObject("id").put("type", "integer");
        properties.putObject("name").put("type", "string").put("maxLength", 200);
        schema.putArray("required").add("id");
        schema.put("additionalProperties", false);
    }

    private static void file(ObjectNode schema) {
        JsonNode mark = schema.path("x-file");
        schema.put("type", "array")
                .put("maxItems", Math.min(100, mark.path("max").asInt(20)));
        var items = schema.putObject("items").put("type", "object");
        var properties = items.putObject("properties");
        properties.putObject("id").put("type", "integer");
        properties.putObject("name").put("type", "string").put("maxLength", 255);
        properties.putObject("size").put("type", "integer");
        properties.putObject("type").put("type", "string").put("maxLength", 200);
        items.putArray("required").add("id");
        items.put("additionalProperties", false);
    }
}
