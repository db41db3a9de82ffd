package jinye.platform.directory;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Units, departments and posts as the directory's screens show them. */
@Repository
class UnitList {

    private final JdbcClient jdbc;

    UnitList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One row of the tree; rows come in directory order and name the row above. @param tag (verify) when made by analogy */
    record UnitRow(
            long id,
            String code,
            String name,
            String shortName,
            String docMark,
            Unit.Level level,
            @Nullable Long parent,
            long people,
            @Nullable String tag) {}

    List<UnitRow> tree(List<Unit> inOrder) {
        record Count(long unit, long people, @Nullable String tag) {}
        var counts = jdbc.sql("""
                        select u.id as unit, u.tag, count(distinct h.person_id) as people from directory.unit u
                        left join directory.department d on d.unit_id = u.id
                        left join directory.post q on q.department_id = d.id
                        left join directory.holding h on h.post_id = q.id and h.valid_to is null
                        group by u.id, u.tag""").query(Count.class).list().stream()
                .collect(java.util.stream.Collectors.toMap(Count::unit, count -> count));
        return inOrder.stream()
                .map(unit -> {
                    var count = counts.get(unit.id());
                    return new UnitRow(
                            unit.id(),
                            unit.code(),
                            unit.name(),
                            unit.shortName(),
                            unit.docMark(),
                            unit.level(),
                            unit.parent(),
                            count == null ? 0 : count.people(),
                            count == null ? null : count.tag());
                })
                .toList();
    }

    record FormerName(String name, String shortName, String docMark, LocalDate validFrom, LocalDate validTo) {}

    record Division(String code, String name, List<String> duties) {}

    record UnitDetail(
            long id,
            int version,
            String code,
            String name,
            String shortName,
            String docMark,
            String fonds,
            Unit.Level level,
            @Nullable Long parent,
            @Nullable String industryCode,
            @Nullable String uscc,
            @Nullable String address,
            @Nullable String phone,
            @Nullable String zipcode,
            int sort,
            @Nullable String tag,
            @Nullable Long predecessor,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            List<Division> divisions,
            List<FormerName> formerNames) {}

    UnitDetail unit(long id) {
        var divisions = jdbc.sql("""
                        select v.code, v.name, array_agg(j.duty order by j.duty) as duties
                        from directory.jurisdiction j join directory.division v on v.code = j.division_code
                        where j.unit_id = :id and j.valid_to is null group by v.code, v.name order by v.code""")
                .param("id", id)
                .query((row, n) -> new Division(row.getString("code"), row.getString("name"), List.of((String[])
                        row.getArray("duties").getArray())))
                .list();
        var former = jdbc.sql("""
                        select name, short_name, doc_mark, valid_from, valid_to from directory.former_unit
                        where unit_id = :id order by valid_to desc limit 100""").param("id", id).query(FormerName.class).list();
        return jdbc.sql("select * from directory.unit where id = :id")
                .param("id", id)
                .query((row, n) -> new UnitDetail(
                        id,
                        row.getInt("version"),
                        row.getString("code"),
                        row.getString("name"),
                        row.getString("short_name"),
                        row.getString("doc_mark"),
                        row.getString("fonds"),
                        Unit.Level.valueOf(row.getString("level")),
                        row.getObject("parent_id", Long.class),
                        row.getString("industry_code"),
                        row.getString("uscc"),
                        row.getString("address"),
                        row.getString("phone"),
                        row.getString("zipcode"),
                        row.getInt("sort"),
                        row.getString("tag"),
                        row.getObject("predecessor_id", Long.class),
                        row.getObject("valid_from", LocalDate.class),
                        row.getObject("valid_to", LocalDate.class),
                        divisions,
                        former))
                .optional()
                .orElseThrow(() -> new Directory.NoSuchRecord("directory.no-such-unit"));
    }

    record DepartmentRow(
            long id,
            int version,
            String code,
            String name,
            @Nullable Long parent,
            int sort,
            long people,
            @Nullable Long leader,
            @Nullable String leaderName,
            @Nullable Long head,
            @Nullable String headName) {}

    List<DepartmentRow> departmentsOf(long unit) {
        return jdbc.sql("""
                        select d.id, d.version, d.code, d.name, d.parent_id as parent, d.sort,
                            (select count(distinct h.person_id) from directory.holding h join directory.post q on q.id = h.post_id
                             where q.department_id = d.id and h.valid_to is null) as people,
                            l.person_id as leader, lp.name as leader_name, head.id as head, head.name as head_name
                        from directory.department d
                        left join directory.leader_in_charge l on l.department_id = d.id and l.valid_to is null
                        left join directory.person lp on lp.id = l.person_id
                        left join lateral (
                            select p.id, p.name from directory.holding h join directory.post q on q.id = h.post_id
                            join directory.person p on p.id = h.person_id
                            where q.department_id = d.id and h.valid_to is null and q.category in ('PRINCIPAL', 'HEAD', 'DEPUTY_HEAD')
                            order by q.category = 'DEPUTY_HEAD', q.rank, p.sort, p.id limit 1) head on true
                        where d.unit_id = :unit and d.valid_to is null order by d.sort, d.id""").param("unit", unit).query(DepartmentRow.class).list();
    }

    record PostRow(
            long id,
            int version,
            String code,
            String title,
            PostCategory category,
            int rank,
            int headcount,
            long held) {}

    List<PostRow> postsOf(long department) {
        return jdbc.sql("""
                        select q.id, q.version, q.code, q.title, q.category, q.rank, q.headcount,
                            (select count(*) from directory.holding h where h.post_id = q.id and h.valid_to is null) as held
                        from directory.post q where q.department_id = :department and q.valid_to is null
                        order by q.rank, q.id""")
                .param("department", department)
                .query(PostRow.class)
                .list();
    }

    Optional<Integer> versionOf(long department) {
        return jdbc.sql("select version from directory.department where id = :id")
                .param("id", department)
                .query(Integer.class)
                .optional();
    }
}
