package jinye.platform.directory;

import static jinye.platform.directory.PeopleSheet.Column.*;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import jinye.kernel.Masks;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Holds the lines of a sheet against the directory as it is. One use. */
final class PeopleImportCheck {

    record Wrong(int row, PeopleSheet.Column column, String value, String code, List<Object> facts) {}

    /** @param post the primary one */
    record Known(
            long id,
            String staffNumber,
            String name,
            int gender,
            @Nullable String officePhone,
            @Nullable String mobile,
            long post,
            boolean open,
            boolean administrator) {}

    /** A line that makes sense. @param known null for somebody new */
    record Row(
            int row,
            String staffNumber,
            String name,
            int gender,
            long post,
            @Nullable String officePhone,
            @Nullable String mobile,
            @Nullable Known known) {

        /** Posts carry roles: who is to have another one gets it only when a second person approves. */
        boolean moves() {
            return known != null && known.post() != post;
        }

        boolean changes() {
            return known != null
                    && !(known.name().equals(name)
                            && known.gender() == gender
                            && known.post() == post
                            && Objects.equals(known.officePhone(), officePhone)
                            && Objects.equals(known.mobile(), mobile));
        }
    }

    private record Post(
            long id,
            String unitCode,
            String departmentCode,
            String title,
            String category,
            int headcount,
            String departmentName) {}

    private record DepartmentKey(String unitCode, String departmentCode) {}

    private final Set<String> unitCodes = new HashSet<>();
    private final Map<DepartmentKey, Map<String, Post>> posts = new HashMap<>();
    private final Map<Long, Post> postsById = new HashMap<>();
    private final Map<String, Known> people = new HashMap<>();
    private final Map<Long, Set<Long>> holders = new HashMap<>();
    private final Map<Integer, Row> good = new LinkedHashMap<>();
    private final List<Wrong> problems = new ArrayList<>();
    private final Map<String, Integer> seen = new HashMap<>();

    PeopleImportCheck(JdbcClient jdbc) {
        unitCodes.addAll(jdbc.sql("select code from directory.unit where valid_to is null")
                .query(String.class)
                .list());
        record Place(String unitCode, String code) {}
        jdbc.sql("""
                        select u.code as unit_code, d.code from directory.department d join directory.unit u on u.id = d.unit_id
                        where d.valid_to is null and u.valid_to is null""")
                .query(Place.class)
                .list()
                .forEach(place -> posts.put(new DepartmentKey(place.unitCode(), place.code()), new LinkedHashMap<>()));
        for (var post : jdbc.sql("""
                        select q.id, u.code as unit_code, d.code as department_code, q.title, q.category, q.headcount, d.name as department_name
                        from directory.post q join directory.department d on d.id = q.department_id
                        join directory.unit u on u.id = d.unit_id
                        where q.valid_to is null and d.valid_to is null and u.valid_to is null order by q.rank""").query(Post.class).list()) {
            postsById.put(post.id(), post);
            var ofDepartment = posts.get(new DepartmentKey(post.unitCode(), post.departmentCode()));
            if (ofDepartment != null) {
                ofDepartment.put(post.title(), post);
            }
        }
        jdbc.sql("""
                        select g.id, g.staff_number, g.name, g.gender, g.office_phone, g.mobile, p.post_id as post,
                            g.valid_to is null as open, exists (select from directory.role_holding r
                                where r.person_id = g.id and r.valid_to is null and r.role like 'A\\_%') as administrator
                        from directory.person g join directory.person_with_post p on p.id = g.id""").query(Known.class).list().forEach(known -> people.put(known.staffNumber(), known));
        record Seat(long post, long person) {}
        jdbc.sql("select post_id as post, person_id as person from directory.holding where valid_to is null")
                .query(Seat.class)
                .list()
                .forEach(seat -> holders.computeIfAbsent(seat.post(), post -> new HashSet<>())
                        .add(seat.person()));
    }

    void check(List<PeopleSheetReader.Line> lines) {
        lines.forEach(this::check);
        checkSeats();
        problems.sort(Comparator.comparingInt(Wrong::row).thenComparing(Wrong::column));
    }

    List<Row> good() {
        return List.copyOf(good.values());
    }

    List<Wrong> problems() {
        return problems;
    }

    int wrongRows() {
        return (int) problems.stream().mapToInt(Wrong::row).distinct().count();
    }

    private void check(PeopleSheetReader.Line line) {
        int before = problems.size();
        line.formulas().forEach(column -> wrong(line, column, "directory.import-formula"));
        for (var column : PeopleSheet.Column.values()) {
            if (column.needed()
                    && line.text(column).isEmpty()
                    && !line.formulas().contains(column)) {
                wrong(line, column, "directory.import-needed", column.title());
            }
        }
        if (problems.size() > before) {
            return;
        }
        var number = line.text(STAFF_NUMBER);
        need(number.matches(PersonForm.STAFF_NUMBER), line, STAFF_NUMBER, "directory.staff-number-shape");
        Integer first = seen.putIfAbsent(number, line.row());
        need(first == null, line, STAFF_NUMBER, "directory.import-number-twice", number, first == null ? 0 : first);
        need(line.text(NAME).matches(PersonForm.NAME), line, NAME, "directory.name-shape");
        need(Set.of("", "男", "女").contains(line.text(GENDER)), line, GENDER, "directory.import-gender");
        need(PersonForm.isPhone(line.text(OFFICE_PHONE)), line, OFFICE_PHONE, "directory.phone-shape");
        var known = people.get(number);
        need(PersonForm.isPhone(mobile(line, known)), line, MOBILE, "directory.phone-shape");
        need(
                known == null || known.open(),
                line,
                STAFF_NUMBER,
                "directory.import-gone",
                known == null ? "" : known.name());
        var post = post(line);
        if (post != null
                && known != null
                && known.administrator()
                && !post.category().equals("STAFF")) {
            wrong(line, POST, "directory.administrator-in-business", post.title());
        }
        if (post != null && problems.size() == before) {
            good.put(line.row(), row(line, post, known));
        }
    }

    private @Nullable Post post(PeopleSheetReader.Line line) {
        var unit = line.text(UNIT_CODE);
        if (!unitCodes.contains(unit)) {
            wrong(line, UNIT_CODE, "directory.import-no-unit", unit);
            return null;
        }
        var department = posts.get(new DepartmentKey(unit, line.text(DEPARTMENT_CODE)));
        if (department == null) {
            wrong(line, DEPARTMENT_CODE, "directory.import-no-department", unit, line.text(DEPARTMENT_CODE));
            return null;
        }
        var post = department.get(line.text(POST));
        if (post == null) {
            wrong(line, POST, "directory.import-no-post", line.text(POST), String.join("、", department.keySet()));
        }
        return post;
    }

    private static Row row(PeopleSheetReader.Line line, Post post, @Nullable Known known) {
        int gender = switch (line.text(GENDER)) {
            case "男" -> 1;
            case "女" -> 2;
            default -> known == null ? 0 : known.gender();
        };
        return new Row(
                line.row(),
                line.text(STAFF_NUMBER),
                line.text(NAME),
                gender,
                post.id(),
                PeopleRegister.emptyToNull(line.text(OFFICE_PHONE)),
                PeopleRegister.emptyToNull(mobile(line, known)),
                known);
    }

    /** What the export masked comes back as it went out: the number known stays. */
    private static String mobile(PeopleSheetReader.Line line, @Nullable Known known) {
        var text = line.text(MOBILE);
        return known != null && known.mobile() != null && text.equals(Masks.phone(known.mobile()))
                ? known.mobile()
                : text;
    }

    /** A row that finds no seat stays where it is, and may then take the seat from another: asked again until all sit. */
    private void checkSeats() {
        for (boolean again = true; again; ) {
            again = false;
            var seats = new HashMap<Long, Set<Object>>();
            var stillHeld = new HashMap<Long, Integer>();
            holders.forEach((post, held) -> seats.put(post, new HashSet<>(held)));
            for (var row : good.values()) {
                var known = row.known();
                if (known != null && known.post() != row.post()) {
                    seats.computeIfAbsent(known.post(), post -> new HashSet<>()).remove(known.id());
                    stillHeld.merge(known.post(), 1, Integer::sum);
                }
            }
            for (var row : List.copyOf(good.values())) {
                var post = Objects.requireNonNull(postsById.get(row.post()));
                var taken = seats.computeIfAbsent(row.post(), id -> new HashSet<>());
                Object who = row.known() == null
                        ? row.staffNumber()
                        : (Object) row.known().id();
                // somebody new sits down at once, while those who move wait for their approval
                int waiting = row.known() == null ? stillHeld.getOrDefault(row.post(), 0) : 0;
                if (taken.contains(who) || taken.size() + waiting < post.headcount()) {
                    taken.add(who);
                } else {
                    good.remove(row.row());
                    problems.add(new Wrong(
                            row.row(),
                            POST,
                            post.title(),
                            "directory.post-filled",
                            List.of(post.departmentName(), post.title(), post.headcount())));
                    again = true;
                }
            }
        }
    }

    private void need(
            boolean fine, PeopleSheetReader.Line line, PeopleSheet.Column column, String code, Object... facts) {
        if (!fine) {
            wrong(line, column, code, facts);
        }
    }

    private void wrong(PeopleSheetReader.Line line, PeopleSheet.Column column, String code, Object... facts) {
        problems.add(new Wrong(line.row(), column, line.text(column), code, List.of(facts)));
    }
}
