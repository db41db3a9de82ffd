package jinye.office.approvals;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What a list, an export or an analysis looks at; a piece of SQL with its parameters, the same for all three.
 *
 * @param values conditions on declared values: {@code amount:ge:5000}, {@code kind:eq:annual}, {@code begin:le:2026-12-31}
 */
record RequestFilter(
        boolean mine,
        @Nullable String kind,
        List<RequestState> states,
        @Nullable String text,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        List<String> values) {

    private static final Pattern VALUE = Pattern.compile("([\\p{L}_][\\p{L}\\p{N}_/-]{0,100}):(eq|ge|le):(.{1,200})");
    private static final int VALUES_MAX = 10;

    /** Begins with {@code and}; the request is called {@code r}. */
    String where() {
        var where = new StringBuilder();
        if (mine) {
            where.append(" and r.applicant = :person");
        }
        if (kind != null) {
            where.append(" and r.kind = :kind");
        }
        if (!states.isEmpty()) {
            where.append(" and r.state = any(:states)");
        }
        if (text != null) {
            where.append(" and (r.title ilike :text or r.number ilike :text or r.applicant_name ilike :text)");
        }
        if (from != null) {
            where.append(" and r.created_at >= :from");
        }
        if (to != null) {
            where.append(" and r.created_at < :to");
        }
        for (int n = 0; n < values.size(); n++) {
            var operator = VALUE.matcher(values.get(n));
            var column = operator.matches() ? column(operator.group(2), operator.group(3)) : "text_value";
            var sign = !operator.matches() || operator.group(2).equals("eq")
                    ? "="
                    : operator.group(2).equals("ge") ? ">=" : "<=";
            where.append(
                            " and exists (select 1 from approvals.indicator v where v.request = r.id and v.part is null and v.field = :field")
                    .append(n)
                    .append(" and v.")
                    .append(column)
                    .append(' ')
                    .append(sign)
                    .append(" :value")
                    .append(n)
                    .append(')');
        }
        return where.toString();
    }

    Map<String, Object> params(Actor actor) {
        var params = new HashMap<String, Object>();
        params.put("tokens", RequestGrants.tokens(actor));
        if (mine) {
            params.put("person", actor.person());
        }
        if (kind != null) {
            params.put("kind", kind);
        }
        if (!states.isEmpty()) {
            params.put("states", states.stream().map(Enum::name).toArray(String[]::new));
        }
        if (text != null) {
            params.put(
                    "text", "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%");
        }
        if (from != null) {
            params.put("from", from.atStartOfDay(ApprovalDesk.ZONE).toOffsetDateTime());
        }
        if (to != null) {
            params.put("to", to.plusDays(1).atStartOfDay(ApprovalDesk.ZONE).toOffsetDateTime());
        }
        for (int n = 0; n < values.size(); n++) {
            var value = VALUE.matcher(values.get(n));
            if (value.matches()) {
                params.put("field" + n, value.group(1));
                params.put("value" + n, typed(value.group(3)));
            }
        }
        return params;
    }

    private static String column(String operator, String value) {
        return switch (typed(value)) {
            case BigDecimal number -> "number_value";
            case LocalDate day -> "date_value";
            default -> operator.equals("eq") ? "text_value" : "label";
        };
    }

    private static Object typed(String value) {
        try {
            return value.matches("-?\\d{1,15}(\\.\\d{1,4})?") ? new BigDecimal(value) : LocalDate.parse(value);
        } catch (DateTimeException words) {
            return value;
        }
    }

    static RequestFilter of(
            boolean mine,
            @Nullable String kind,
            @Nullable List<String> states,
            @Nullable String text,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable List<String> values) {
        var known = new ArrayList<RequestState>();
        for (var word : states == null ? List.<String>of() : states) {
            known.add(state(word));
        }
        var conditions = values == null ? List.<String>of() : values;
        if (conditions.size() > VALUES_MAX
                || conditions.stream().anyMatch(value -> !VALUE.matcher(value).matches())) {
            throw new Unreadable(String.join("，", conditions));
        }
        var words = text == null || text.isBlank() ? null : text.strip();
        if (words != null && words.length() > 100) {
            throw new Unreadable(words.substring(0, 100));
        }
        return new RequestFilter(mine, kind, known, words, from, to, conditions);
    }

    private static RequestState state(String word) {
        for (var state : RequestState.values()) {
            if (state.name().equals(word)) {
                return state;
            }
        }
        throw new Unreadable(word);
    }

    static final class Unreadable extends Refusal {
        Unreadable(String what) {
            super(Kind.INVALID, "approvals.filter-unreadable", what);
        }
    }
}
