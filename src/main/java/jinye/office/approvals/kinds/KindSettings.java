package jinye.office.approvals.kinds;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What {@code kind.yaml} says.
 *
 * @param heading    the title of a request; fields in braces: {@code {applicant}请假{days}天}
 * @param owner      code of the department that answers for the kind
 * @param number     the series requests are numbered in
 * @param clock      rule of the clocks for the whole way
 * @param start      who may start it; empty lists allow everybody
 * @param indicators fields shown as columns and offered for analysis first
 * @param refusals   words of decisions that refuse the request
 * @param source     where its limits come from, shown to those who change it
 * @param sheet      the line on top of what is printed
 */
public record KindSettings(
        String name,
        String title,
        String group,
        String summary,
        String guide,
        String heading,
        String owner,
        @Nullable NumberSeries number,
        @Nullable String clock,
        WhoMayStart start,
        List<String> indicators,
        Set<String> refusals,
        @Nullable FilingClass archive,
        @Nullable PartSettings part,
        String source,
        String sheet,
        PaperChoices paper) {

    /** @param series at most eight Chinese characters. @param name what the register is for */
    public record NumberSeries(String series, String name) {}

    /** @param levels of units, such as COUNTY. @param departments their codes */
    public record WhoMayStart(List<String> roles, List<String> levels, List<String> departments) {}

    /** @param retention Y, D30 or D10. @param classCode 机构（问题）代码 */
    public record FilingClass(String retention, String classCode) {}

    /**
     * 并联审批.
     *
     * @param departments a form field with departments, or an output of a decision table with their codes
     * @param call        the node that asks them
     * @param summary     the node at which the lead may ask one again
     * @param conclusion  field of the part's form
     * @param agree       conclusions that agree
     * @param silent      the conclusion that silence counts as, null when silence is no answer
     * @param compare     fields that should not contradict each other
     */
    public record PartSettings(
            String title,
            String departments,
            String call,
            String summary,
            String conclusion,
            List<String> agree,
            @Nullable String silent,
            List<ComparedField> compare) {}

    /** @param tolerance relative difference that is no conflict, 0.05 for 5 per cent; null when only words are compared */
    public record ComparedField(String field, @Nullable BigDecimal tolerance) {}

    static final class Unreadable extends Exception {
        final String code;
        final String what;

        Unreadable(String code, String what) {
            super(code, null, false, false);
            this.code = code;
            this.what = what;
        }
    }

    static KindSettings read(String yaml) throws Unreadable {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(5);
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(100_000);
        Object read;
        try {
            read = new Yaml(new SafeConstructor(options)).load(yaml);
        } catch (YAMLException broken) {
            throw new Unreadable("settings-unreadable", "");
        }
        if (!(read instanceof Map<?, ?> all)) {
            throw new Unreadable("settings-unreadable", "");
        }
        var says = new Says(all);
        return new KindSettings(
                says.required("name"),
                says.required("title"),
                says.required("group"),
                says.text("summary", ""),
                says.text("guide", ""),
                says.text("heading", says.text("title", "")),
                says.required("owner"),
                number(says.map("number")),
                says.optional("clock"),
                start(says.map("start")),
                says.list("indicators"),
                says.list("refusals").isEmpty() ? Set.of("refuse", "disagree") : Set.copyOf(says.list("refusals")),
                filing(says.map("archive")),
                part(says.map("part")),
                says.text("source", ""),
                says.text("sheet", says.text("title", "") + "审批单"),
                PaperChoices.read(says.map("paper")));
    }

    /** The text of {@code kind.yaml}; what is empty is left out. */
    static String write(KindSettings settings) {
        var all = new LinkedHashMap<String, Object>();
        all.put("name", settings.name());
        all.put("title", settings.title());
        all.put("group", settings.group());
        put(all, "summary", settings.summary());
        put(all, "guide", settings.guide());
        all.put("heading", settings.heading());
        all.put("owner", settings.owner());
        var number = settings.number();
        if (number != null) {
            all.put("number", Map.of("series", number.series(), "name", number.name()));
        }
        put(all, "clock", settings.clock());
        var start = new LinkedHashMap<String, Object>();
        put(start, "roles", settings.start().roles());
        put(start, "levels", settings.start().levels());
        put(start, "departments", settings.start().departments());
        put(all, "start", start);
        put(all, "indicators", settings.indicators());
        all.put("refusals", settings.refusals().stream().sorted().toList());
        var archive = settings.archive();
        if (archive != null) {
            all.put("archive", Map.of("retention", archive.retention(), "class", archive.classCode()));
        }
        var part = settings.part();
        if (part != null) {
            all.put("part", written(part));
        }
        put(all, "source", settings.source());
        all.put("sheet", settings.sheet());
        put(all, "paper", settings.paper().written());
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setAllowUnicode(true);
        options.setWidth(200);
        return new Yaml(options).dump(all);
    }

    private static Map<String, Object> written(PartSettings part) {
        var all = new LinkedHashMap<String, Object>();
        all.put("title", part.title());
        all.put("departments", part.departments());
        all.put("call", part.call());
        all.put("summary", part.summary());
        all.put("conclusion", part.conclusion());
        put(all, "agree", part.agree());
        put(all, "silent", part.silent());
        put(
                all,
                "compare",
                part.compare().stream()
                        .map(compared -> {
                            var one = new LinkedHashMap<String, Object>();
                            one.put("field", compared.field());
                            put(one, "tolerance", compared.tolerance());
                            return one;
                        })
                        .toList());
        return all;
    }

    private static void put(Map<String, Object> all, String key, @Nullable Object value) {
        boolean empty = value == null
                || value instanceof String text && text.isEmpty()
                || value instanceof List<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty();
        if (!empty && value != null) {
            all.put(key, value);
        }
    }

    private static @Nullable NumberSeries number(@Nullable Says says) throws Unreadable {
        return says == null ? null : new NumberSeries(says.required("series"), says.required("name"));
    }

    private static WhoMayStart start(@Nullable Says says) {
        return says == null
                ? new WhoMayStart(List.of(), List.of(), List.of())
                : new WhoMayStart(says.list("roles"), says.list("levels"), says.list("departments"));
    }

    private static @Nullable FilingClass filing(@Nullable Says says) throws Unreadable {
        return says == null ? null : new FilingClass(says.required("retention"), says.required("class"));
    }

    private static @Nullable PartSettings part(@Nullable Says says) throws Unreadable {
        if (says == null) {
            return null;
        }
        var compare = new ArrayList<ComparedField>();
        for (var entry : says.maps("compare")) {
            var tolerance = entry.optional("tolerance");
            try {
                compare.add(new ComparedField(
                        entry.required("field"), tolerance == null ? null : new BigDecimal(tolerance)));
            } catch (NumberFormatException notOne) {
                throw new Unreadable("settings-word", "tolerance");
            }
        }
        return new PartSettings(
                says.text("title", "部门意见"),
                says.required("departments"),
                says.required("call"),
                says.required("summary"),
                says.required("conclusion"),
                says.list("agree"),
                says.optional("silent"),
                List.copyOf(compare));
    }
}
