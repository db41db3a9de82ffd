package jinye.platform.forms;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code form.layout.json}, read: where each field stands, under which rules, and what each step may do with it. */
final class Layout {

    enum Effect {
        SHOW,
        HIDE,
        ENABLE,
        DISABLE
    }

    /** @param pointer of the rule in the layout */
    record Rule(Effect effect, Condition condition, String pointer) {
        boolean hides(JsonNode data) {
            return switch (effect) {
                case SHOW -> !condition.holds(data);
                case HIDE -> condition.holds(data);
                case ENABLE, DISABLE -> false;
            };
        }

        boolean disables(JsonNode data) {
            return switch (effect) {
                case ENABLE -> !condition.holds(data);
                case DISABLE -> condition.holds(data);
                case SHOW, HIDE -> false;
            };
        }
    }

    /** @param rules of the control and of everything around it */
    record Control(String path, String pointer, JsonNode options, List<Rule> rules) {}

    /** Words between the fields. */
    record Words(String text, String pointer, List<Rule> rules) {
        boolean seen(JsonNode data) {
            return rules.stream().noneMatch(rule -> rule.hides(data));
        }
    }

    /** @param pointer, code what is wrong with the layout itself, so that it cannot be used */
    record Broken(String pointer, String code, Object[] facts) {}

    final List<Control> controls = new ArrayList<>();
    final Map<String, Words> words = new LinkedHashMap<>();
    final Map<String, Map<String, Access>> access = new LinkedHashMap<>();
    final List<Broken> broken = new ArrayList<>();

    Layout(JsonNode layout) {
        walk(layout, "", List.of(), 0);
        readAccess(layout.path("access"));
    }

    private void walk(JsonNode element, String pointer, List<Rule> around, int depth) {
        if (depth > 20 || !element.isObject()) {
            broken.add(new Broken(pointer, "forms.layout-element", new Object[0]));
            return;
        }
        var rules = new ArrayList<>(around);
        var rule = rule(element.path("rule"), pointer + "/rule");
        if (rule != null) {
            rules.add(rule);
        }
        switch (element.path("type").asString("")) {
            case "VerticalLayout", "HorizontalLayout", "Group" -> {
                int n = 0;
                for (var inner : element.path("elements")) {
                    walk(inner, pointer + "/elements/" + n++, rules, depth + 1);
                }
            }
            case "Control" -> {
                var path = path(element.path("scope").asString(""));
                if (path == null) {
                    broken.add(new Broken(pointer + "/scope", "forms.layout-scope", new Object[0]));
                } else {
                    controls.add(new Control(path, pointer, element.path("options"), List.copyOf(rules)));
                }
            }
            case "Label" ->
                words.put(pointer, new Words(element.path("text").asString(""), pointer, List.copyOf(rules)));
            default ->
                broken.add(new Broken(pointer + "/type", "forms.layout-type", new Object[] {
                    element.path("type").asString("")
                }));
        }
    }

    private @Nullable Rule rule(JsonNode rule, String pointer) {
        if (rule.isMissingNode()) {
            return null;
        }
        Effect effect;
        try {
            effect = Effect.valueOf(rule.path("effect").asString(""));
        } catch (IllegalArgumentException unknown) {
            broken.add(new Broken(pointer + "/effect", "forms.rule-effect", new Object[0]));
            return null;
        }
        var condition = Condition.of(rule.path("condition"), 0);
        if (condition == null) {
            broken.add(new Broken(pointer + "/condition", "forms.rule-condition", new Object[0]));
            return null;
        }
        return new Rule(effect, condition, pointer);
    }

    private void readAccess(JsonNode steps) {
        steps.propertyStream().forEach(step -> {
            var fields = new LinkedHashMap<String, Access>();
            step.getValue().propertyStream().forEach(field -> {
                try {
                    fields.put(
                            field.getKey(),
                            Access.valueOf(field.getValue().asString("").toUpperCase(Locale.ROOT)));
                } catch (IllegalArgumentException unknown) {
                    broken.add(new Broken(
                            "/access/" + Texts.escaped(step.getKey()) + "/" + Texts.escaped(field.getKey()),
                            "forms.access-word",
                            new Object[] {step.getKey(), field.getKey()}));
                }
            });
            access.put(step.getKey(), fields);
        });
    }

    /** {@code #/properties/owner/properties/name} as {@code owner/name}; null when it is no scope. */
    static @Nullable String path(String scope) {
        var parts = scope.split("/", -1);
        if (parts.length < 3 || parts.length % 2 == 0 || !parts[0].equals("#")) {
            return null;
        }
        var path = new StringBuilder();
        for (int n = 1; n < parts.length; n += 2) {
            if (!parts[n].equals("properties") || parts[n + 1].isEmpty()) {
                return null;
            }
            path.append(path.isEmpty() ? "" : "/")
                    .append(parts[n + 1].replace("~1", "/").replace("~0", "~"));
        }
        return path.toString();
    }

    /** What the rules say now: a field in several places is hidden when it is hidden in all of them. */
    record State(java.util.Set<String> hidden, java.util.Set<String> disabled) {}

    State state(JsonNode data) {
        var told = new LinkedHashMap<String, EnumMap<Effect, Boolean>>();
        var known = new java.util.IdentityHashMap<Rule, boolean[]>();
        for (var control : controls) {
            boolean hidden = false;
            boolean disabled = false;
            for (var rule : control.rules) {
                var holds = known.computeIfAbsent(rule, one -> new boolean[] {one.hides(data), one.disables(data)});
                hidden |= holds[0];
                disabled |= holds[1];
            }
            var words = told.computeIfAbsent(control.path, none -> new EnumMap<>(Effect.class));
            words.merge(Effect.HIDE, hidden, Boolean::logicalAnd);
            words.merge(Effect.DISABLE, disabled, Boolean::logicalAnd);
        }
        var hidden = new java.util.LinkedHashSet<String>();
        var disabled = new java.util.LinkedHashSet<String>();
        told.forEach((path, words) -> {
            if (words.getOrDefault(Effect.HIDE, false)) {
                hidden.add(path);
            } else if (words.getOrDefault(Effect.DISABLE, false)) {
                disabled.add(path);
            }
        });
        return new State(hidden, disabled);
    }
}
