package jinye.platform.forms;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds the fields of a schema and what each holds. */
final class FieldReader {

    /** What a property may be called: short, and usable in an expression without quotes. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_-]{0,63}");

    /** @param pointer into the schema */
    static final class BadField extends Exception {
        final String pointer;
        final String code;
        final String what;

        BadField(String pointer, String code, String what) {
            super(code, null, false, false);
            this.pointer = pointer;
            this.code = code;
            this.what = what;
        }
    }

    private final Map<String, FormField> fields = new LinkedHashMap<>();

    /** By path, in the order of the schema; a table stands before its columns, a group before what is in it. */
    static Map<String, FormField> fields(JsonNode schema) throws BadField {
        var reader = new FieldReader();
        reader.object(schema, "", "", null, 0);
        return reader.fields;
    }

    private void object(JsonNode schema, String path, String pointer, @Nullable String table, int depth)
            throws BadField {
        if (depth > FormLimits.DEPTH_MAX) {
            throw new BadField(pointer, "forms.field-depth", String.valueOf(FormLimits.DEPTH_MAX));
        }
        var demanded =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        for (var property : schema.path("properties").properties()) {
            var name = property.getKey();
            var at = pointer + "/properties/" + Texts.escaped(name);
            if (!NAME.matcher(name).matches()) {
                throw new BadField(at, "forms.field-name", name);
            }
            var inner = property.getValue();
            var where = path.isEmpty() ? name : path + "/" + name;
            var kind = kind(inner, at);
            if ((kind == FieldKind.TABLE || kind == FieldKind.GROUP) && table != null) {
                throw new BadField(at, "forms.table-in-table", title(inner, name));
            }
            boolean list = inner.path("type").asString("").equals("array") && kind != FieldKind.TABLE;
            var computed = inner.path("x-computed").asString("");
            fields.put(
                    where,
                    new FormField(
                            where,
                            name,
                            title(inner, name),
                            kind,
                            list,
                            table,
                            computed.isEmpty() ? null : computed,
                            demanded.contains(name),
                            inner));
            if (kind == FieldKind.GROUP) {
                object(inner, where, at, table, depth + 1);
            } else if (kind == FieldKind.TABLE) {
                object(inner.path("items"), where, at + "/items", where, depth + 1);
            }
        }
    }

    private static String title(JsonNode schema, String name) {
        var title = schema.path("title").asString("");
        return title.isBlank() ? name : title;
    }

    private static FieldKind kind(JsonNode schema, String pointer) throws BadField {
        if (schema.path("x-file").isObject() || schema.path("x-file").asBoolean(false)) {
            return FieldKind.FILE;
        }
        if (!schema.path("type").asString("").equals("array")) {
            return single(schema, pointer);
        }
        var items = schema.path("items");
        var kind = single(items, pointer + "/items");
        if (kind == FieldKind.GROUP) {
            return FieldKind.TABLE;
        }
        boolean choice = kind == FieldKind.CHOICE || kind == FieldKind.DICTIONARY || kind.reference();
        if (!choice) {
            throw new BadField(pointer, "forms.field-list", title(schema, ""));
        }
        return kind;
    }

    private static FieldKind single(JsonNode schema, String pointer) throws BadField {
        if (marked(schema, "x-person")) {
            return FieldKind.PERSON;
        }
        if (marked(schema, "x-department")) {
            return FieldKind.DEPARTMENT;
        }
        if (marked(schema, "x-unit")) {
            return FieldKind.UNIT;
        }
        if (marked(schema, "x-money")) {
            return FieldKind.MONEY;
        }
        if (schema.path("x-dict").isString()) {
            return FieldKind.DICTIONARY;
        }
        if (schema.path("enum").isArray() || schema.path("oneOf").isArray()) {
            return FieldKind.CHOICE;
        }
        return switch (schema.path("type").asString("")) {
            case "string" ->
                switch (schema.path("format").asString("")) {
                    case "date" -> FieldKind.DATE;
                    case "date-time" -> FieldKind.DATE_TIME;
                    default -> FieldKind.TEXT;
                };
            case "integer" -> FieldKind.INTEGER;
            case "number" -> FieldKind.NUMBER;
            case "boolean" -> FieldKind.BOOLEAN;
            case "object" -> FieldKind.GROUP;
            default ->
                throw new BadField(
                        pointer, "forms.field-type", schema.path("type").asString(""));
        };
    }

    private static boolean marked(JsonNode schema, String annotation) {
        var mark = schema.path(annotation);
        return mark.isObject() || mark.asBoolean(false);
    }
}
