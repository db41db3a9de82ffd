package jinye.platform.forms;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.platform.codes.CodeItem;
import jinye.platform.codes.Codes;
import jinye.platform.directory.Department;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Unit;
import jinye.platform.files.Files;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Looks up what a form refers to: people, departments, units, codes, files. What was there before is not looked up again, so a
 * matter under way does not stop because somebody has left since. Names are written anew from what they refer to.
 */
@Component
class References {

    interface Visit {
        void at(FormField field, String pointer, JsonNode value);
    }

    private final Directory directory;
    private final Codes codes;
    private final Files files;

    References(Directory directory, Codes codes, Files files) {
        this.directory = directory;
        this.codes = codes;
        this.files = files;
    }

    Checked resolve(Actor actor, Form form, Checked checked, ObjectNode before) {
        var faults = new ArrayList<>(checked.faults());
        var faulty = faults.stream().map(Refusal.Fault::pointer).collect(Collectors.toCollection(HashSet::new));
        new Lookup(actor, known(form, before), faults, faulty).look(form, checked.data());
        return new Checked(checked.data(), List.copyOf(faults));
    }

    /** Calls for every filled-in value that is not a table or a group. */
    static void each(Form form, ObjectNode data, Visit visit) {
        for (var field : form.fields.values()) {
            if (field.kind() == FieldKind.TABLE || field.kind() == FieldKind.GROUP) {
                continue;
            }
            if (field.table() == null) {
                call(field, DataCheck.pointer(field.path()), Condition.at(data, field.path()), visit);
            } else {
                var rows = Condition.at(data, field.table());
                for (int n = 0; n < rows.size(); n++) {
                    call(
                            field,
                            DataCheck.pointer(field.table()) + "/" + n + "/" + field.name(),
                            rows.path(n).path(field.name()),
                            visit);
                }
            }
        }
    }

    private static void call(FormField field, String pointer, JsonNode value, Visit visit) {
        if (!Texts.empty(value)) {
            visit.at(field, pointer, value);
        }
    }

    /** What each field referred to before, by kind and id or code. */
    private static Set<String> known(Form form, ObjectNode before) {
        var known = new HashSet<String>();
        each(form, before, (field, pointer, value) -> {
            if (value.isArray()) {
                value.forEach(one -> known.add(key(field, one)));
            } else {
                known.add(key(field, value));
            }
        });
        return known;
    }

    private static String key(FormField field, JsonNode value) {
        return field.path() + ":" + (value.isObject() ? value.path("id").asString() : value.asString(""));
    }

    /** One check: everything of a kind is asked for once. */
    private final class Lookup {
        private final Actor actor;
        private final Set<String> known;
        private final List<Refusal.Fault> faults;
        private final Set<String> faulty;
        private final Map<String, Set<String>> codesOf = new HashMap<>();
        private final Map<Long, String> people = new HashMap<>();

        Lookup(Actor actor, Set<String> known, List<Refusal.Fault> faults, Set<String> faulty) {
            this.actor = actor;
            this.known = known;
            this.faults = faults;
            this.faulty = faulty;
        }

        void look(Form form, ObjectNode data) {
            var ids = new HashSet<Long>();
            each(form, data, (field, pointer, value) -> {
                if (field.kind() == FieldKind.PERSON) {
                    ones(value).forEach(one -> ids.add(one.path("id").asLong(0)));
                }
            });
            var serving = directory.serving(ids);
            directory.people(serving).forEach((id, person) -> people.put(id, person.name()));
            each(form, data, this::value);
        }

        private void value(FormField field, String pointer, JsonNode value) {
            if (faulty.contains(pointer)) {
                return;
            }
            for (var one : ones(value)) {
                var key = key(field, one);
                if (known.contains(key)) {
                    continue;
                }
                var fault = switch (field.kind()) {
                    case PERSON ->
                        named(field, pointer, one, people.get(one.path("id").asLong(0)), "forms.no-such-person");
                    case DEPARTMENT -> named(field, pointer, one, department(one), "forms.no-such-department");
                    case UNIT -> named(field, pointer, one, unit(one), "forms.no-such-unit");
                    case FILE -> file(field, pointer, one);
                    case DICTIONARY -> code(field, pointer, one);
                    case TEXT, INTEGER, NUMBER, MONEY, DATE, DATE_TIME, BOOLEAN, CHOICE, TABLE, GROUP -> null;
                };
                if (fault != null) {
                    faults.add(fault);
                    return;
                }
            }
        }

        private Refusal.@Nullable Fault named(
                FormField field, String pointer, JsonNode one, @Nullable String name, String code) {
            if (name == null) {
                return new Refusal.Fault(pointer, code, List.<Object>of(field.title()));
            }
            ((ObjectNode) one).put("name", name);
            return null;
        }

        private @Nullable String department(JsonNode one) {
            long id = one.path("id").asLong(0);
            return directory.allUnits().stream()
                    .flatMap(unit -> directory.departmentsOf(unit.id()).stream())
                    .filter(department -> department.id() == id)
                    .map(Department::name)
                    .findFirst()
                    .orElse(null);
        }

        private @Nullable String unit(JsonNode one) {
            long id = one.path("id").asLong(0);
            return directory.allUnits().stream()
                    .filter(unit -> unit.id() == id)
                    .map(Unit::name)
                    .findFirst()
                    .orElse(null);
        }

        private Refusal.@Nullable Fault code(FormField field, String pointer, JsonNode one) {
            var dictionary = field.one().path("x-dict").asString("");
            var valid = codesOf.computeIfAbsent(
                    dictionary,
                    name -> codes.exists(name)
                            ? codes.items(name).stream().map(CodeItem::code).collect(Collectors.toSet())
                            : Set.of());
            return valid.contains(one.asString(""))
                    ? null
                    : Refusal.Fault.at(pointer, "forms.no-such-code", field.title(), one.asString(""));
        }

        private Refusal.@Nullable Fault file(FormField field, String pointer, JsonNode one) {
            var stored = files.findUploadedBy(actor, one.path("id").asLong(0)).orElse(null);
            if (stored == null) {
                return Refusal.Fault.at(pointer, "forms.no-such-file", field.title());
            }
            ((ObjectNode) one)
                    .put("name", stored.name())
                    .put("size", stored.size())
                    .put("type", stored.type());
            return null;
        }
    }

    private static List<JsonNode> ones(JsonNode value) {
        return value instanceof ArrayNode list ? list.valueStream().toList() : List.of(value);
    }
}
