package jinye.platform.directory;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jinye.kernel.Cursor;
import jinye.kernel.Masks;
import jinye.kernel.Page;
import jinye.safeguard.access.Roles;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** People as lists and pages show them; found by name, pinyin, initials, number, post or department. */
@Repository
class PeopleList {

    private final JdbcClient jdbc;
    private final Roles roles;
    private final Clock clock;

    PeopleList(JdbcClient jdbc, Roles roles, Clock clock) {
        this.jdbc = jdbc;
        this.roles = roles;
        this.clock = clock;
    }

    /** @param text words; each must fit. @param units empty means all */
    record Question(
            @Nullable String text,
            List<Long> units,
            @Nullable Long department) {}

    record PersonRow(
            long id,
            String name,
            String staffNumber,
            String postTitle,
            long department,
            String departmentName,
            long unit,
            String unitName,
            @Nullable String officePhone,
            @Nullable LocalDate absentUntil,
            @Nullable String substituteName) {}

    private static final String ROW = """
            select p.id, p.name, p.staff_number, p.post_title, p.department_id as department, p.department_name, p.unit_id as unit,
                p.unit_name, q.office_phone, a.last_day as absent_until, s.name as substitute_name
            from directory.person_with_post p join directory.person q on q.id = p.id
            left join directory.absence a on a.person_id = p.id and a.first_day <= :today and a.last_day >= :today
            left join directory.person s on s.id = a.substitute_id
            where p.valid_to is null""";

    Page<PersonRow> page(Question question, @Nullable Cursor after, int size) {
        var values = new HashMap<String, Object>();
        var sql = new StringBuilder(ROW).append(conditions(question, values));
        if (after != null) {
            sql.append(" and (p.name collate \"zh-x-icu\", p.id) > (:name, :id)");
            values.put("name", after.key(0));
            values.put("id", after.number(1));
        }
        sql.append(" order by p.name collate \"zh-x-icu\", p.id limit :limit");
        values.put("limit", size + 1);
        values.put("today", LocalDate.now(clock));
        var rows =
                jdbc.sql(sql.toString()).params(values).query(PersonRow.class).list();
        return Page.of(rows, size, row -> Cursor.of(row.name(), row.id()));
    }

    long count(Question question) {
        var values = new HashMap<String, Object>();
        var sql = "select count(*) from directory.person_with_post p where p.valid_to is null"
                + conditions(question, values);
        return jdbc.sql(sql).params(values).query(Long.class).single();
    }

    /** The conditions in SQL; shared with the export. */
    static String conditions(Question question, Map<String, Object> values) {
        var sql = new StringBuilder();
        if (!question.units().isEmpty() || question.department() != null) {
            sql.append("""

                    and exists (select from directory.holding h join directory.post hq on hq.id = h.post_id
                        join directory.department hd on hd.id = hq.department_id
                        where h.person_id = p.id and h.valid_to is null""");
            if (question.department() != null) {
                sql.append(" and hd.id = :department");
                values.put("department", question.department());
            }
            if (!question.units().isEmpty()) {
                sql.append(" and hd.unit_id = any(:units)");
                values.put("units", question.units().toArray(Long[]::new));
            }
            sql.append(")");
        }
        var words = words(question.text());
        for (int n = 0; n < words.size(); n++) {
            sql.append("""

                    and (p.name like :has%1$d or p.pinyin like :starts%1$d or p.initials like :starts%1$d
                        or p.post_title like :has%1$d or p.department_name like :has%1$d or p.unit_name like :has%1$d
                        or p.staff_number like :starts%1$d)""".formatted(n));
            values.put("has" + n, "%" + words.get(n) + "%");
            values.put("starts" + n, words.get(n) + "%");
        }
        return sql.toString();
    }

    /** At most five words; what LIKE would read as a wildcard is taken literally. */
    static List<String> words(@Nullable String text) {
        var words = new ArrayList<String>();
        if (text != null) {
            for (var word : text.strip().split("[\\s\u3000]+")) {
                if (!word.isEmpty() && words.size() < 5) {
                    words.add(word.toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1"));
                }
            }
        }
        return words;
    }

    /** @param main false: held besides the primary post (兼职) */
    record HolderRow(
            long id,
            String name,
            long post,
            String postTitle,
            PostCategory category,
            boolean main,
            String staffNumber,
            @Nullable String officePhone,
            @Nullable LocalDate absentUntil,
            @Nullable String substituteName) {}

    /** Everybody who holds a post in the department, by rank. */
    List<HolderRow> ofDepartment(long department) {
        return jdbc.sql("""
                        select p.id, p.name, q.id as post, q.title as post_title, q.category, h.main, p.staff_number, p.office_phone,
                            a.last_day as absent_until, s.name as substitute_name
                        from directory.holding h join directory.post q on q.id = h.post_id
                        join directory.person p on p.id = h.person_id
                        left join directory.absence a on a.person_id = p.id and a.first_day <= :today and a.last_day >= :today
                        left join directory.person s on s.id = a.substitute_id
                        where q.department_id = :department and h.valid_to is null
                        order by q.rank, p.sort, p.id""")
                .param("department", department)
                .param("today", LocalDate.now(clock))
                .query(HolderRow.class)
                .list();
    }

    record HoldingRow(
            long post,
            String postTitle,
            boolean main,
            long department,
            String departmentName,
            long unit,
            String unitName,
            LocalDate validFrom,
            @Nullable LocalDate validTo) {}

    /** @param withPost comes with a post and cannot be taken by itself */
    record RoleRow(String role, String name, long unit, String unitName, boolean withPost) {}

    record ChargeRow(long department, String departmentName) {}

    record PersonDetail(
            long id,
            int version,
            String name,
            String staffNumber,
            int gender,
            @Nullable String officePhone,
            @Nullable String mobile,
            int sort,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            List<HoldingRow> holdings,
            List<RoleRow> roles,
            List<ChargeRow> charges,
            List<AbsenceRegister.AbsenceRow> absences) {}

    /** @param fullMobile false: shown as 138****1234 (个人信息保护, masking) */
    PersonDetail person(long id, boolean fullMobile, List<AbsenceRegister.AbsenceRow> absences) {
        var holdings = jdbc.sql("""
                        select q.id as post, q.title as post_title, h.main, d.id as department, d.name as department_name,
                            u.id as unit, u.name as unit_name, h.valid_from, h.valid_to
                        from directory.holding h join directory.post q on q.id = h.post_id
                        join directory.department d on d.id = q.department_id join directory.unit u on u.id = d.unit_id
                        where h.person_id = :id order by h.valid_to is null desc, h.main desc, h.valid_from desc, h.id desc limit 200""").param("id", id).query(HoldingRow.class).list();
        var charges = jdbc.sql("""
                        select d.id as department, d.name as department_name from directory.leader_in_charge l
                        join directory.department d on d.id = l.department_id
                        where l.person_id = :id and l.valid_to is null order by d.sort, d.id""").param("id", id).query(ChargeRow.class).list();
        return jdbc.sql("select * from directory.person where id = :id")
                .param("id", id)
                .query((row, n) -> new PersonDetail(
                        id,
                        row.getInt("version"),
                        row.getString("name"),
                        row.getString("staff_number"),
                        row.getInt("gender"),
                        row.getString("office_phone"),
                        fullMobile ? row.getString("mobile") : Masks.phone(row.getString("mobile")),
                        row.getInt("sort"),
                        row.getObject("valid_from", LocalDate.class),
                        row.getObject("valid_to", LocalDate.class),
                        holdings,
                        rolesOf(id),
                        charges,
                        absences))
                .optional()
                .orElseThrow(() -> new Directory.NoSuchRecord("directory.no-such-person"));
    }

    private List<RoleRow> rolesOf(long id) {
        return jdbc.sql("""
                        select r.role, r.unit_id, u.name, not exists (select from directory.role_holding g
                            where g.person_id = r.person_id and g.role = r.role and g.unit_id = r.unit_id and g.valid_to is null) as with_post
                        from directory.role_of r join directory.unit u on u.id = r.unit_id
                        where r.person_id = :id order by with_post, r.role, u.sort, u.id""")
                .param("id", id)
                .query((row, n) -> new RoleRow(
                        row.getString("role"),
                        roles.role(row.getString("role")).map(Roles.Role::name).orElse(row.getString("role")),
                        row.getLong("unit_id"),
                        row.getString("name"),
                        row.getBoolean("with_post")))
                .list();
    }
}
