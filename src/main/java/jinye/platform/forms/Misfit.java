package jinye.platform.forms;

import com.networknt.schema.Error;
import java.util.ArrayList;
import jinye.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/** Says in our words what the schema's keyword refused. The library's sentences are never shown. */
final class Misfit {

    private Misfit() {}

    /** Null when it does not matter yet: a draft may be too short. */
    static Refusal.@Nullable Fault fault(Form form, Error error, Form.Purpose purpose) {
        var location = error.getInstanceLocation();
        var path = new ArrayList<String>();
        var pointer = new StringBuilder();
        for (int n = 0; n < location.getNameCount(); n++) {
            var element = location.getElement(n);
            pointer.append('/').append(Texts.escaped(String.valueOf(element)));
            if (element instanceof String name) {
                path.add(name);
            }
        }
        var field = field(form, path);
        var keyword = error.getKeyword();
        if (field == null) {
            return keyword.equals("required") && purpose == Form.Purpose.SAVE
                    ? null
                    : Refusal.Fault.at(pointer.toString(), "forms.does-not-fit", "");
        }
        // an element of a list is told at the list
        if (field.multiple()
                && location.getNameCount() > 0
                && location.getElement(location.getNameCount() - 1) instanceof Integer) {
            pointer.setLength(pointer.lastIndexOf("/"));
        }
        return told(field, pointer.toString(), keyword, purpose);
    }

    private static @Nullable FormField field(Form form, java.util.List<String> path) {
        for (int length = path.size(); length > 0; length--) {
            var field = form.field(String.join("/", path.subList(0, length)));
            if (field != null) {
                return field;
            }
        }
        return null;
    }

    private static Refusal.@Nullable Fault told(FormField field, String pointer, String keyword, Form.Purpose purpose) {
        var title = field.title();
        var schema = field.schema();
        var one = field.one();
        boolean draft = purpose == Form.Purpose.SAVE;
        return switch (keyword) {
            case "minItems" ->
                draft
                        ? null
                        : at(
                                pointer,
                                "forms.min-items",
                                title,
                                schema.path("minItems").asInt(0));
            case "maxItems" ->
                field.kind() == FieldKind.FILE
                        ? at(
                                pointer,
                                "forms.max-files",
                                title,
                                schema.path("x-file").path("max").asInt(20))
                        : at(
                                pointer,
                                "forms.max-items",
                                title,
                                schema.path("maxItems").asInt(0));
            case "uniqueItems" -> at(pointer, "forms.twice", title);
            case "minLength" ->
                draft
                        ? null
                        : at(
                                pointer,
                                "forms.min-length",
                                title,
                                one.path("minLength").asInt(0));
            case "maxLength" ->
                at(pointer, "forms.max-length", title, one.path("maxLength").asInt(FormLimits.WORDS_MAX));
            case "minimum" ->
                at(pointer, "forms.minimum", title, one.path("minimum").asString());
            case "maximum" ->
                at(pointer, "forms.maximum", title, one.path("maximum").asString());
            case "exclusiveMinimum" ->
                at(pointer, "forms.above", title, one.path("exclusiveMinimum").asString());
            case "exclusiveMaximum" ->
                at(pointer, "forms.below", title, one.path("exclusiveMaximum").asString());
            case "multipleOf" ->
                at(pointer, "forms.multiple", title, one.path("multipleOf").asString());
            default -> byKind(field, pointer, draft && keyword.equals("required"));
        };
    }

    private static Refusal.@Nullable Fault byKind(FormField field, String pointer, boolean later) {
        var title = field.title();
        var told = field.one().path("x-message").asString("");
        if (later) {
            return null;
        }
        if (!told.isBlank()) {
            return at(pointer, "forms.as-told", told);
        }
        return switch (field.kind()) {
            case INTEGER -> at(pointer, "forms.not-integer", title);
            case NUMBER -> at(pointer, "forms.not-number", title);
            case MONEY -> at(pointer, "forms.not-money", title);
            case DATE -> at(pointer, "forms.not-date", title);
            case DATE_TIME -> at(pointer, "forms.not-date-time", title);
            case CHOICE, DICTIONARY, PERSON, DEPARTMENT, UNIT, FILE, BOOLEAN -> at(pointer, "forms.not-choice", title);
            case TEXT, TABLE, GROUP -> at(pointer, "forms.does-not-fit", title);
        };
    }

    private static Refusal.Fault at(String pointer, String code, Object... facts) {
        return Refusal.Fault.at(pointer, code, facts);
    }
}
