package jinye.platform.directory;

import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.stereotype.Component;

/** Writes the demo bureau in a few batches: thousands of rows in well under a second. */
@Component
class DemoRows {

    private final JdbcTemplate jdbc;

    DemoRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    boolean directoryIsEmpty() {
        return Boolean.TRUE.equals(
                jdbc.queryForObject("select not exists (select from directory.unit)", Boolean.class));
    }

    void markAsDemo() {
        jdbc.update("update directory.revision set demo = true");
    }

    boolean isDemo() {
        return Boolean.TRUE.equals(jdbc.queryForObject("select demo from directory.revision", Boolean.class));
    }

    Written written() {
        return new Written(new Ids());
    }

    /** Takes ids from the directory's sequence, a block at a time. */
    private final class Ids {
        private final Deque<Long> block = new ArrayDeque<>();

        long next() {
            if (block.isEmpty()) {
                block.addAll(jdbc.queryForList(
                        "select nextval('directory.record') from generate_series(1, 500)", Long.class));
            }
            return block.removeFirst();
        }
    }

    /** The rows to be. */
    static final class Written {
        private final Ids ids;
        private final List<Object[]> units = new ArrayList<>();
        private final List<Object[]> departments = new ArrayList<>();
        private final List<Object[]> posts = new ArrayList<>();
        private final List<Object[]> people = new ArrayList<>();
        private final List<Object[]> holdings = new ArrayList<>();
        private final List<Object[]> roles = new ArrayList<>();
        private final List<Object[]> charges = new ArrayList<>();
        private final List<Object[]> jurisdictions = new ArrayList<>();
        private final Map<String, Integer> numbers = new HashMap<>();

        private Written(Ids ids) {
            this.ids = ids;
        }

        List<Object[]> units() {
            return units;
        }

        List<Object[]> people() {
            return people;
        }

        long unit(Unit unit, @Nullable String tag, int sort) {
            long id = ids.next();
            var pinyin = Pinyin.ofName(unit.name());
            units.add(new Object[] {
                id,
                unit.code(),
                unit.name(),
                unit.shortName(),
                unit.docMark(),
                unit.fonds(),
                unit.level().name(),
                new SqlParameterValue(Types.BIGINT, unit.parent()),
                new SqlParameterValue(Types.VARCHAR, tag),
                sort,
                pinyin.letters(),
                pinyin.initials()
            });
            return id;
        }

        long department(long unit, String code, String name, int sort) {
            long id = ids.next();
            var pinyin = Pinyin.ofName(name);
            departments.add(new Object[] {id, unit, code, name, sort, pinyin.letters(), pinyin.initials()});
            return id;
        }

        long post(long department, String code, DemoPlan.PlannedPost post, int rank) {
            long id = ids.next();
            posts.add(new Object[] {
                id, department, code, post.title(), post.category().name(), rank, post.seats()
            });
            return id;
        }

        long person(String name, int gender, String unitCode) {
            long id = ids.next();
            int number = numbers.merge(unitCode, 1, Integer::sum);
            var pinyin = Pinyin.ofPerson(name);
            people.add(new Object[] {
                id,
                name,
                pinyin.letters(),
                pinyin.initials(),
                unitCode + "%03d".formatted(number),
                gender,
                "6" + "%03d".formatted(number),
                number
            });
            return id;
        }

        void holding(long person, long post) {
            holdings.add(new Object[] {person, post});
        }

        void role(long person, String role, long unit) {
            roles.add(new Object[] {person, role, unit});
        }

        void charge(long department, long leader) {
            charges.add(new Object[] {department, leader});
        }

        void jurisdiction(long unit, String division) {
            for (var duty : List.of("LICENSING", "ENFORCEMENT", "SERVICE")) {
                jurisdictions.add(new Object[] {unit, division, duty});
            }
        }
    }

    void insertDivisions(List<Divisions.Division> divisions) {
        insert(
                "directory.division (code, name, parent_code, level, source, effective_from)",
                Divisions.AS_OF,
                divisions.stream()
                        .map(d -> new Object[] {
                            d.code(), d.name(), d.parent().isEmpty() ? null : d.parent(), d.level(), Divisions.SOURCE
                        })
                        .toList());
    }

    void insert(Written rows, LocalDate since) {
        insert(
                "directory.unit (id, code, name, short_name, doc_mark, fonds, level, parent_id, tag, sort, pinyin, initials, valid_from)",
                since,
                rows.units);
        insert(
                "directory.department (id, unit_id, code, name, sort, pinyin, initials, valid_from)",
                since,
                rows.departments);
        insert(
                "directory.post (id, department_id, code, title, category, rank, headcount, valid_from)",
                since,
                rows.posts);
        insert(
                "directory.person (id, name, pinyin, initials, staff_number, gender, office_phone, sort, valid_from)",
                since,
                rows.people);
        insert(
                "directory.holding (person_id, post_id, main, valid_from)",
                since,
                rows.holdings.stream().map(h -> new Object[] {h[0], h[1], true}).toList());
        insert("directory.role_holding (person_id, role, unit_id, valid_from)", since, rows.roles);
        insert("directory.leader_in_charge (department_id, person_id, valid_from)", since, rows.charges);
        insert("directory.jurisdiction (unit_id, division_code, duty, valid_from)", since, rows.jurisdictions);
    }

    /** The date comes last in every list of columns. */
    private void insert(String into, LocalDate since, List<Object[]> rows) {
        int columns = into.split(",").length;
        var places = "?" + ", ?".repeat(columns - 1);
        var dated = rows.stream()
                .map(row -> {
                    var withDate = java.util.Arrays.copyOf(row, columns);
                    withDate[columns - 1] = since;
                    return withDate;
                })
                .toList();
        jdbc.batchUpdate("insert into " + into + " values (" + places + ")", dated);
    }
}
