package jinye.office.approvals;

import java.math.BigDecimal;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jinye.platform.forms.Indicator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 关键指标: declared values of requests and of what departments answered, typed, one row each. */
@Repository
class IndicatorStore {

    /** @param part the department's answer it belongs to, null for the request's own */
    record Value(
            @Nullable Long part,
            String field,
            String title,
            Indicator.Type type,
            @Nullable String text,
            @Nullable BigDecimal number,
            @Nullable LocalDate date,
            String label) {}

    private final JdbcClient jdbc;

    IndicatorStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What the request says now takes the place of what it said before. */
    void replace(long request, @Nullable Long part, List<Indicator> indicators) {
        jdbc.sql("delete from approvals.indicator where request = :request and part is not distinct from :part")
                .param("request", request)
                .param("part", part, Types.BIGINT)
                .update();
        for (var indicator : indicators) {
            jdbc.sql("""
                            insert into approvals.indicator (request, part, field, title, role, type, row_number, text_value,
                                number_value, date_value, label)
                            values (:request, :part, :field, :title, :role, :type, :row, :text, :number, :date, :label)""")
                    .param("request", request)
                    .param("part", part, Types.BIGINT)
                    .param("field", indicator.field())
                    .param("title", indicator.title())
                    .param("role", indicator.role().name())
                    .param("type", indicator.type().name())
                    .param("row", indicator.row(), Types.BIGINT)
                    .param("text", indicator.text(), Types.VARCHAR)
                    .param("number", indicator.number(), Types.NUMERIC)
                    .param("date", indicator.date(), Types.DATE)
                    .param("label", indicator.label())
                    .update();
        }
    }

    /** The request's own values outside detail tables, for many requests at once: request → field → label. */
    Map<Long, Map<String, String>> labels(Collection<Long> requests) {
        var found = new LinkedHashMap<Long, Map<String, String>>();
        jdbc.sql("""
                        select request, field, string_agg(label, '、' order by label) as label from approvals.indicator
                        where request = any(:requests) and part is null and row_number is null group by request, field""").param("requests", requests.toArray(Long[]::new)).query(row -> {
            found.computeIfAbsent(row.getLong("request"), id -> new LinkedHashMap<>())
                    .put(row.getString("field"), row.getString("label"));
        });
        return found;
    }

    List<Value> ofParts(long request) {
        return jdbc.sql("select * from approvals.indicator where request = :request and part is not null order by part")
                .param("request", request)
                .query((row, n) -> new Value(
                        row.getLong("part"),
                        row.getString("field"),
                        row.getString("title"),
                        Indicator.Type.valueOf(row.getString("type")),
                        row.getString("text_value"),
                        row.getBigDecimal("number_value"),
                        row.getObject("date_value", LocalDate.class),
                        row.getString("label")))
                .list();
    }
}
