package jinye.office.approvals;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.office.approvals.kinds.ApprovalKinds;
import jinye.office.approvals.kinds.Kind;
import jinye.platform.forms.FieldKind;
import jinye.platform.forms.FormField;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 审批分析: any dimension against any measure of one kind, over what the reader may see. */
@Service
@Transactional(readOnly = true)
class RequestAnalysis {

    private static final int GROUPS_MAX = 200;

    /** @param type TEXT, NUMBER, MONEY or DATE */
    record AnalysisColumn(String field, String title, String type, boolean measure) {}

    record AnalysisChoice(String word, String title) {}

    /** @param columns shown in lists. @param dimensions what one groups by, @param measures what one reckons */
    record AnalysisChoices(
            String kind,
            String title,
            List<AnalysisColumn> columns,
            List<AnalysisChoice> dimensions,
            List<AnalysisChoice> measures) {}

    /** @param condition to look at the rows behind it: {@code state:RUNNING}, {@code value:kind:eq:annual}; null when there is none */
    record AnalysisGroup(
            String key,
            String label,
            BigDecimal value,
            long requests,
            @Nullable String condition) {}

    record AnalysisView(
            String dimension, String measure, String unit, List<AnalysisGroup> groups, long requests, boolean more) {}

    /** How many requests of a kind the reader may see, drafts left out. */
    record RequestsOfKind(String kind, long requests) {}

    private static final List<AnalysisChoice> COMMON = List.of(
            new AnalysisChoice("month", "申请月份"),
            new AnalysisChoice("state", "状态"),
            new AnalysisChoice("unit", "申请单位"),
            new AnalysisChoice("department", "申请部门"),
            new AnalysisChoice("applicant", "申请人"));

    private final ApprovalKinds kinds;
    private final JdbcClient jdbc;

    RequestAnalysis(ApprovalKinds kinds, JdbcClient jdbc) {
        this.kinds = kinds;
        this.jdbc = jdbc;
    }

    /** Kinds by what there is to analyse, the busiest first. */
    List<RequestsOfKind> counts(Actor actor) {
        return jdbc.sql("""
                        select r.kind, count(*) as requests from approvals.request r
                        where r.state <> 'DRAFT' and""" + RequestList.READABLE + " group by r.kind order by requests desc, r.kind")
                .param("tokens", RequestGrants.tokens(actor))
                .query((row, n) -> new RequestsOfKind(row.getString("kind"), row.getLong("requests")))
                .list();
    }

    AnalysisChoices choices(String name) {
        var kind = kinds.latest(name).orElseThrow(ApprovalKinds.NoSuchKind::new);
        var declared = declared(kind);
        var dimensions = new ArrayList<>(COMMON);
        var measures =
                new ArrayList<>(List.of(new AnalysisChoice("count", "件数"), new AnalysisChoice("days:avg", "平均办理天数")));
        for (var field : declared) {
            boolean number = isNumber(field);
            if (!number) {
                dimensions.add(new AnalysisChoice(
                        field.path(), field.title() + (field.kind() == FieldKind.DATE ? "（按月）" : "")));
            }
            if (number && isMeasure(field)) {
                measures.add(new AnalysisChoice(field.path() + ":sum", field.title() + "合计"));
                measures.add(new AnalysisChoice(field.path() + ":avg", field.title() + "平均"));
                measures.add(new AnalysisChoice(field.path() + ":max", field.title() + "最高"));
            }
        }
        var columns = kind.indicatorFields().stream()
                .map(path -> kind.form().field(path))
                .filter(java.util.Objects::nonNull)
                .map(field -> new AnalysisColumn(field.path(), field.title(), type(field), isMeasure(field)))
                .toList();
        return new AnalysisChoices(name, kind.settings().title(), columns, dimensions, measures);
    }

    private static List<FormField> declared(Kind kind) {
        return kind.form().fields().stream()
                .filter(field -> !kind.secrets().contains(field.path()))
                .filter(field -> List.of("dimension", "measure")
                        .contains(field.schema().path("x-analyse").asString("")))
                .toList();
    }

    private static boolean isMeasure(FormField field) {
        return field.schema().path("x-analyse").asString("").equals("measure");
    }

    private static boolean isNumber(FormField field) {
        return switch (field.kind()) {
            case INTEGER, NUMBER, MONEY -> true;
            case TEXT, DATE, DATE_TIME, BOOLEAN, CHOICE, DICTIONARY, PERSON, DEPARTMENT, UNIT, FILE, TABLE, GROUP ->
                false;
        };
    }

    private static String type(FormField field) {
        return switch (field.kind()) {
            case INTEGER, NUMBER -> "NUMBER";
            case MONEY -> "MONEY";
            case DATE, DATE_TIME -> "DATE";
            case TEXT, BOOLEAN, CHOICE, DICTIONARY, PERSON, DEPARTMENT, UNIT, FILE, TABLE, GROUP -> "TEXT";
        };
    }

    /** Words of the interface become fixed pieces of SQL; what a kind declares is only ever a parameter. */
    AnalysisView analyse(Actor actor, String name, RequestFilter filter, String dimension, String measure) {
        var choices = choices(name);
        var dimensionTitle = title(choices.dimensions(), dimension);
        var measureTitle = title(choices.measures(), measure);
        var params = filter.params(actor);
        params.put("limit", GROUPS_MAX + 1);
        var key = key(dimension, params);
        var value = value(measure, params);
        var rows = jdbc.sql("select key, max(label) as label, " + value.reckoned()
                        + " as value, count(distinct id) as requests from (select r.id, "
                        + key.select() + ", " + value.select() + " from approvals.request r" + key.join() + value.join()
                        + " where" + RequestList.READABLE + " and r.state <> 'DRAFT'" + filter.where()
                        + ") found group by key order by " + (key.inTime() ? "key" : "value desc nulls last, key")
                        + " limit :limit")
                .params(params)
                .query((row, n) -> {
                    var found = row.getString("key") == null ? "" : row.getString("key");
                    var number = row.getBigDecimal("value");
                    return new AnalysisGroup(
                            found,
                            label(dimension, found, row.getString("label")),
                            number == null ? BigDecimal.ZERO : number.setScale(2, java.math.RoundingMode.HALF_UP),
                            row.getLong("requests"),
                            found.isEmpty() ? null : key.condition(found));
                })
                .list();
        var shown = rows.size() > GROUPS_MAX ? rows.subList(0, GROUPS_MAX) : rows;
        return new AnalysisView(
                dimensionTitle,
                measureTitle,
                unit(name, measure),
                List.copyOf(shown),
                shown.stream().mapToLong(AnalysisGroup::requests).sum(),
                rows.size() > GROUPS_MAX);
    }

    private static String title(List<AnalysisChoice> choices, String word) {
        return choices.stream()
                .filter(choice -> choice.word().equals(word))
                .findFirst()
                .map(AnalysisChoice::title)
                .orElseThrow(() -> new RequestFilter.Unreadable(word));
    }

    /** @param pattern of the condition that leads to the rows, with the key in it */
    private record Key(String select, String join, boolean inTime, String pattern) {
        String condition(String key) {
            return pattern.formatted(key);
        }
    }

    private static Key key(String dimension, Map<String, Object> params) {
        return switch (dimension) {
            case "month" ->
                new Key(
                        "to_char(r.created_at at time zone 'Asia/Shanghai', 'YYYY-MM') as key, to_char(r.created_at at time zone 'Asia/Shanghai', 'YYYY-MM') as label",
                        "",
                        true,
                        "month:%s");
            case "state" -> new Key("r.state as key, r.state as label", "", false, "state:%s");
            case "unit" -> new Key("r.unit_name as key, r.unit_name as label", "", false, "text:%s");
            case "department" ->
                new Key("r.department_name as key, r.department_name as label", "", false, "department:%s");
            case "applicant" -> new Key("r.applicant_name as key, r.applicant_name as label", "", false, "text:%s");
            default -> {
                params.put("dimension", dimension);
                yield new Key(
                        "coalesce(k.text_value, to_char(k.date_value, 'YYYY-MM')) as key, case when k.date_value is null then k.label else to_char(k.date_value, 'YYYY-MM') end as label",
                        " left join approvals.indicator k on k.request = r.id and k.part is null and k.field = :dimension",
                        false,
                        "value:" + dimension + ":eq:%s");
            }
        };
    }

    private record Value(String select, String join, String reckoned) {}

    private static Value value(String measure, Map<String, Object> params) {
        if (measure.equals("count")) {
            return new Value("1 as number", "", "cast(count(distinct id) as numeric)");
        }
        if (measure.equals("days:avg")) {
            return new Value(
                    "extract(epoch from (coalesce(r.ended_at, now()) - r.sent_at)) / 86400 as number",
                    "",
                    "avg(number)");
        }
        int colon = measure.lastIndexOf(':');
        params.put("measure", measure.substring(0, colon));
        var reckoned = switch (measure.substring(colon + 1)) {
            case "sum" -> "sum(number)";
            case "avg" -> "avg(number)";
            case "max" -> "max(number)";
            default -> throw new RequestFilter.Unreadable(measure);
        };
        return new Value(
                "n.number_value as number",
                " left join approvals.indicator n on n.request = r.id and n.part is null and n.field = :measure",
                reckoned);
    }

    private static String label(String dimension, String key, @Nullable String label) {
        if (key.isEmpty()) {
            return "未填";
        }
        return dimension.equals("state") ? RequestState.valueOf(key).term() : String.valueOf(label);
    }

    private String unit(String name, String measure) {
        if (measure.equals("count")) {
            return "件";
        }
        if (measure.equals("days:avg")) {
            return "天";
        }
        var field = kinds.latest(name)
                .map(kind -> kind.form().field(measure.substring(0, measure.lastIndexOf(':'))))
                .orElse(null);
        return field != null && field.kind() == FieldKind.MONEY ? "元" : "";
    }
}
