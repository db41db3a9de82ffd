package jinye.office.query;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import jinye.platform.search.SearchQuery;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/** What is looked for, as it stands in the address. All given conditions must hold. */
record QueryConditions(
        @Nullable String text,
        @Nullable String kind,
        @Nullable String state,
        @Nullable String unit,
        @Nullable String documentKind,
        @Nullable String urgency,
        @Nullable String year,
        @Nullable String month,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate from,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate to,

        SearchQuery.@Nullable Order sort) {

    SearchQuery query(int offset, int size) {
        return new SearchQuery(
                Objects.requireNonNullElse(text, ""),
                filters(),
                from,
                to,
                Objects.requireNonNullElse(sort, SearchQuery.Order.RELEVANCE),
                offset,
                size);
    }

    private Map<String, String> filters() {
        var filters = new LinkedHashMap<String, String>();
        add(filters, "kind", kind);
        add(filters, "state", state);
        add(filters, "unit", unit);
        add(filters, "documentKind", documentKind);
        add(filters, "urgency", urgency);
        add(filters, "year", year);
        add(filters, "month", month);
        return filters;
    }

    private static void add(Map<String, String> filters, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            filters.put(name, value);
        }
    }
}
