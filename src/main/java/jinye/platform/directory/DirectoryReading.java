package jinye.platform.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the front door remembers is read here, once. */
@Component
class DirectoryReading {

    private final JdbcClient jdbc;

    DirectoryReading(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Structure structure() {
        var units = jdbc.sql("""
                        select id, code, name, short_name, doc_mark, fonds, level, parent_id, valid_to
                        from directory.unit order by sort, code, id""")
                .query((row, n) -> new Structure.UnitEntry(unit(row), row.getDate("valid_to") == null))
                .list();
        var departments = jdbc.sql("""
                        select id, unit_id, code, name, valid_to from directory.department order by unit_id, sort, id""")
                .query((row, n) -> new Structure.DepartmentEntry(
                        new Department(
                                row.getLong("id"),
                                row.getLong("unit_id"),
                                row.getString("code"),
                                row.getString("name")),
                        row.getDate("valid_to") == null))
                .list();
        return new Structure(units, departments);
    }

    Optional<String> staffNumber(long person) {
        return jdbc.sql("select staff_number from directory.person where id = ?")
                .param(person)
                .query(String.class)
                .optional();
    }

    Optional<Long> personOfStaffNumber(String staffNumber) {
        return jdbc.sql("select id from directory.person where staff_number = ?")
                .param(staffNumber)
                .query(Long.class)
                .optional();
    }

    private static Unit unit(ResultSet row) throws SQLException {
        return new Unit(
                row.getLong("id"),
                row.getString("code"),
                row.getString("name"),
                row.getString("short_name"),
                row.getString("doc_mark"),
                row.getString("fonds"),
                Unit.Level.valueOf(row.getString("level")),
                row.getObject("parent_id", Long.class));
    }

    static Person person(ResultSet row, int n) throws SQLException {
        return new Person(
                row.getLong("id"),
                row.getString("name"),
                row.getLong("post_id"),
                row.getString("post_title"),
                row.getLong("department_id"),
                row.getString("department_name"),
                row.getLong("unit_id"),
                row.getString("unit_name"));
    }

    List<Person> people(Collection<Long> ids) {
        return jdbc.sql("select * from directory.person_with_post where id = any(:ids)")
                .param("ids", ids.toArray(Long[]::new))
                .query(DirectoryReading::person)
                .list();
    }

    Set<Long> serving(Collection<Long> ids) {
        return jdbc.sql("select id from directory.person where id = any(:ids) and valid_to is null")
                .param("ids", ids.toArray(Long[]::new))
                .query(Long.class)
                .set();
    }

    /** While there is no head, the deputy with the highest rank leads the department; the leaders' own is led by the principal. */
    Optional<Person> headOf(long department) {
        return jdbc.sql("""
                        select p.* from directory.person_with_post p
                        join directory.holding h on h.person_id = p.id and h.valid_to is null
                        join directory.post q on q.id = h.post_id
                        where q.department_id = :department and p.valid_to is null
                          and q.category in ('PRINCIPAL', 'HEAD', 'DEPUTY_HEAD')
                        order by q.category = 'DEPUTY_HEAD', q.rank, p.sort, p.id limit 1""")
                .param("department", department)
                .query(DirectoryReading::person)
                .optional();
    }

    List<Person> peopleOf(long department) {
        return jdbc.sql("""
                        select * from directory.person_with_post
                        where department_id = :department and valid_to is null order by rank, sort, id""")
                .param("department", department)
                .query(DirectoryReading::person)
                .list();
    }

    Map<Long, Absence> awayOn(Collection<Long> people, LocalDate day) {
        return jdbc
                .sql("""
                        select person_id as person, substitute_id as substitute, first_day, last_day, reason
                        from directory.absence
                        where person_id = any(:people) and first_day <= :day and last_day >= :day""")
                .param("people", people.toArray(Long[]::new))
                .param("day", day)
                .query(Absence.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Absence::person, absence -> absence, (one, other) -> one));
    }

    Optional<Person> leaderInChargeOf(long department) {
        return jdbc.sql("""
                        select p.* from directory.person_with_post p
                        join directory.leader_in_charge l on l.person_id = p.id and l.valid_to is null
                        where l.department_id = :department and p.valid_to is null""")
                .param("department", department)
                .query(DirectoryReading::person)
                .optional();
    }

    /** In order of the rank they have in that unit; units without holders are left out. */
    Map<Long, List<Person>> holdersOf(String role, Collection<Long> units) {
        record Holder(long unit, Person person) {}
        return jdbc
                .sql("""
                        select r.unit_id as role_unit, p.* from directory.role_of r
                        join directory.person_with_post p on p.id = r.person_id and p.valid_to is null
                        left join lateral (
                            select min(q.rank) as rank, min(d.sort) as department_sort from directory.holding h
                            join directory.post q on q.id = h.post_id
                            join directory.department d on d.id = q.department_id and d.unit_id = r.unit_id
                            where h.person_id = p.id and h.valid_to is null) there on true
                        where r.role = :role and r.unit_id = any(:units)
                        order by r.unit_id, there.rank nulls last, there.department_sort, p.sort, p.id""")
                .param("role", role)
                .param("units", units.toArray(Long[]::new))
                .query((row, n) -> new Holder(row.getLong("role_unit"), person(row, n)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Holder::unit, Collectors.mapping(Holder::person, Collectors.toList())));
    }

    record Held(
            long post,
            String title,
            boolean main,
            long department,
            String departmentName,
            long unit,
            String unitName) {}

    /** The posts held now, the primary one first. */
    List<Held> holdings(long person) {
        return jdbc.sql("""
                        select q.id as post, q.title, h.main, d.id as department, d.name as department_name, u.id as unit, u.name as unit_name
                        from directory.holding h
                        join directory.post q on q.id = h.post_id
                        join directory.department d on d.id = q.department_id
                        join directory.unit u on u.id = d.unit_id
                        join directory.person p on p.id = h.person_id and p.valid_to is null
                        where h.person_id = :person and h.valid_to is null
                        order by h.main desc, h.id""").param("person", person).query(Held.class).list();
    }

    record RoleAt(String role, long unit) {}

    List<RoleAt> roles(long person) {
        return jdbc.sql("select role, unit_id as unit from directory.role_of where person_id = :person")
                .param("person", person)
                .query(RoleAt.class)
                .list();
    }

    record ScopeAt(long unit, @Nullable Long department) {}

    List<ScopeAt> scopes(long person) {
        return jdbc.sql(
                        "select unit_id as unit, department_id as department from directory.scope_holding where person_id = :person and valid_to is null")
                .param("person", person)
                .query(ScopeAt.class)
                .list();
    }

    /** Closed ones too: what they left behind is read like the rest. */
    List<Long> departmentsOf(long unit) {
        return jdbc.sql("select id from directory.department where unit_id = :unit")
                .param("unit", unit)
                .query(Long.class)
                .list();
    }

    @Nullable
    Person person(long id) {
        var found = people(List.of(id));
        return found.isEmpty() ? null : found.getFirst();
    }
}
