package jinye.platform.directory;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import jinye.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds people, departments, posts and units together, for the field in which one picks them. */
@Repository
class Picker {

    enum Type {
        @JsonProperty("person")
        PERSON,
        @JsonProperty("department")
        DEPARTMENT,
        @JsonProperty("post")
        POST,
        @JsonProperty("unit")
        UNIT;

        static List<Type> named(@Nullable List<String> names) {
            if (names == null || names.isEmpty()) {
                return List.of(values());
            }
            var types = new ArrayList<Type>();
            for (var type : values()) {
                if (names.contains(type.name().toLowerCase(Locale.ROOT))) {
                    types.add(type);
                }
            }
            new FormCheck()
                    .need(types.size() == names.size(), "/types", "web.invalid-value")
                    .done();
            return types;
        }
    }

    /** @param note what tells two of the same name apart */
    record PickerEntry(
            Type type,
            long id,
            String name,
            String note,
            long unit,
            @Nullable LocalDate absentUntil,
            @Nullable Long substitute,
            @Nullable String substituteName) {}

    private static final String PEOPLE = """
            select 'PERSON' as type, p.id, p.name, p.unit_short_name || ' ' || p.department_name || ' ' || p.post_title as note,
                p.unit_id as unit, a.last_day as absent_until, a.substitute_id as substitute, s.name as substitute_name
            from directory.person_with_post p
            left join directory.absence a on a.person_id = p.id and a.first_day <= :today and a.last_day >= :today
            left join directory.person s on s.id = a.substitute_id
            where p.valid_to is null""";

    private static final String DEPARTMENTS = """
            select 'DEPARTMENT' as type, d.id, d.name, u.short_name as note, d.unit_id as unit,
                null::date as absent_until, null::bigint as substitute, null as substitute_name
            from directory.department d join directory.unit u on u.id = d.unit_id
            where d.valid_to is null and (:unit::bigint is null or d.unit_id = :unit)""";

    private static final String DEPARTMENT_ORDER = " order by d.unit_id = :own desc, u.sort, d.sort, d.id limit :size";

    private static final String UNITS = """
            select 'UNIT' as type, u.id, u.name, u.code as note, u.id as unit,
                null::date as absent_until, null::bigint as substitute, null as substitute_name
            from directory.unit u where u.valid_to is null""";

    private final JdbcClient jdbc;
    private final Clock clock;

    Picker(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param unit, department where to look; null means everywhere */
    record Place(@Nullable Long unit, @Nullable Long department) {}

    /**
     * Without a text: what stands directly in the place, or near the person. Otherwise the own unit's first, the closest
     * spelling first.
     */
    List<PickerEntry> find(Actor actor, @Nullable String text, List<Type> types, Place place, int size) {
        var words = PeopleList.words(text);
        var found = new ArrayList<PickerEntry>();
        var unit = place.unit();
        if (words.isEmpty()) {
            nearby(actor, types, place, size).forEach(found::add);
            return found;
        }
        for (var type : types) {
            found.addAll(
                    switch (type) {
                        case PERSON -> people(actor, words, place, size);
                        case DEPARTMENT -> departments(actor, words, unit, size);
                        case POST -> posts(actor, words, unit, size);
                        case UNIT -> units(words, size);
                    });
        }
        return found;
    }

    /** What one sees before typing: a department's people; a unit's departments and leaders; the own surroundings. */
    private List<PickerEntry> nearby(Actor actor, List<Type> types, Place place, int size) {
        long unit = place.unit() == null ? actor.unit() : place.unit();
        long department =
                place.department() != null ? place.department() : place.unit() == null ? actor.department() : 0;
        var found = new ArrayList<PickerEntry>();
        if (types.contains(Type.PERSON)) {
            found.addAll(jdbc.sql(PEOPLE + """

                            and (p.department_id = :department
                                or not :onlyDepartment and p.unit_id = :unit and p.category <> 'STAFF')
                            order by p.department_id <> :department, p.department_sort, p.rank, p.sort, p.id limit :size""")
                    .param("today", LocalDate.now(clock))
                    .param("unit", unit)
                    .param("department", department)
                    .param("onlyDepartment", place.department() != null)
                    .param("size", size)
                    .query(PickerEntry.class)
                    .list());
        }
        if (types.contains(Type.DEPARTMENT) && place.department() == null) {
            found.addAll(entries(actor, unit, size, List.of(), DEPARTMENTS, "", DEPARTMENT_ORDER));
        }
        if (types.contains(Type.UNIT) && place.department() == null) {
            found.addAll(jdbc.sql(
                            UNITS
                                    + " and (u.parent_id = :unit or u.id = :unit) order by u.id <> :unit, u.sort, u.id limit :size")
                    .param("unit", unit)
                    .param("size", size)
                    .query(PickerEntry.class)
                    .list());
        }
        return found;
    }

    private List<PickerEntry> people(Actor actor, List<String> words, Place place, int size) {
        var unit = place.unit();
        var values = new HashMap<String, Object>();
        var question = new PeopleList.Question(
                String.join(" ", words), unit == null ? List.of() : List.of(unit), place.department());
        var conditions = PeopleList.conditions(question, values);
        values.put("today", LocalDate.now(clock));
        values.put("own", actor.unit());
        values.put("first", words.getFirst());
        values.put("size", size);
        return jdbc.sql(PEOPLE + conditions + """

                        order by p.name = :first or p.initials = :first or p.pinyin = :first desc, p.unit_id = :own desc,
                            p.name like :first || '%' or p.initials like :first || '%' or p.pinyin like :first || '%' desc,
                            p.rank, p.name collate "zh-x-icu", p.id limit :size""")
                .params(values)
                .query(PickerEntry.class)
                .list();
    }

    private List<PickerEntry> departments(Actor actor, List<String> words, @Nullable Long unit, int size) {
        return entries(
                actor,
                unit,
                size,
                words,
                DEPARTMENTS,
                " and (d.name like '%%' || :word%1$d || '%%' or d.pinyin like :word%1$d || '%%' or d.initials like :word%1$d || '%%'"
                        + " or u.name like '%%' || :word%1$d || '%%' or u.initials like :word%1$d || '%%')",
                DEPARTMENT_ORDER);
    }

    /** The holders are named, because one picks the post to mean them. */
    private List<PickerEntry> posts(Actor actor, List<String> words, @Nullable Long unit, int size) {
        return entries(
                actor,
                unit,
                size,
                words,
                """
                select 'POST' as type, q.id, d.name || q.title as name,
                    u.short_name || coalesce('：' || (select string_agg(p.name, '、' order by p.sort, p.id) from directory.holding h
                        join directory.person p on p.id = h.person_id where h.post_id = q.id and h.valid_to is null), '（空缺）') as note,
                    d.unit_id as unit, null::date as absent_until, null::bigint as substitute, null as substitute_name
                from directory.post q join directory.department d on d.id = q.department_id join directory.unit u on u.id = d.unit_id
                where q.valid_to is null and d.valid_to is null and (:unit::bigint is null or d.unit_id = :unit)""",
                " and (d.name || q.title like '%%' || :word%1$d || '%%' or d.initials like :word%1$d || '%%'"
                        + " or u.name like '%%' || :word%1$d || '%%')",
                " order by d.unit_id = :own desc, u.sort, d.sort, q.rank, q.id limit :size");
    }

    private List<PickerEntry> entries(
            Actor actor,
            @Nullable Long unit,
            int size,
            List<String> words,
            String select,
            String condition,
            String order) {
        var sql = new StringBuilder(select);
        var values = new HashMap<String, Object>();
        for (int n = 0; n < words.size(); n++) {
            sql.append(condition.formatted(n));
            values.put("word" + n, words.get(n));
        }
        values.put("unit", new org.springframework.jdbc.core.SqlParameterValue(java.sql.Types.BIGINT, unit));
        values.put("own", actor.unit());
        values.put("size", size);
        return jdbc.sql(sql.append(order).toString())
                .params(values)
                .query(PickerEntry.class)
                .list();
    }

    private List<PickerEntry> units(List<String> words, int size) {
        var sql = new StringBuilder(UNITS);
        var values = new HashMap<String, Object>();
        for (int n = 0; n < words.size(); n++) {
            sql.append((" and (u.name like '%%' || :word%1$d || '%%' or u.short_name like '%%' || :word%1$d || '%%'"
                            + " or u.pinyin like :word%1$d || '%%' or u.initials like :word%1$d || '%%' or u.code like :word%1$d || '%%')")
                    .formatted(n));
            values.put("word" + n, words.get(n));
        }
        values.put("size", size);
        return jdbc.sql(sql.append(" order by u.sort, u.id limit :size").toString())
                .params(values)
                .query(PickerEntry.class)
                .list();
    }
}
