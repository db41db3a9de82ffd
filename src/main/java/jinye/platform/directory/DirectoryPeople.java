package jinye.platform.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jinye.safeguard.access.People;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells safeguard what it must know about people besides who acts. */
@Component
class DirectoryPeople implements People {

    private final Directory directory;
    private final JdbcClient jdbc;

    DirectoryPeople(Directory directory, JdbcClient jdbc) {
        this.directory = directory;
        this.jdbc = jdbc;
    }

    @Override
    public Map<Long, String> names(Collection<Long> people) {
        return people.isEmpty()
                ? Map.of()
                : directory.people(people).values().stream()
                        .collect(Collectors.toUnmodifiableMap(Person::id, Person::name));
    }

    @Override
    public List<Long> holding(String role) {
        return jdbc.sql("select distinct person_id from directory.role_of where role = ?")
                .params(role)
                .query(Long.class)
                .list();
    }

    @Override
    public List<String> guessable(long person) {
        var words = new ArrayList<String>();
        jdbc.sql("""
                        select p.name, p.pinyin, p.staff_number, p.mobile, p.office_phone, u.name as unit, u.pinyin as unit_letters,
                            u.initials as unit_initials
                        from directory.person p
                        left join directory.holding h on h.person_id = p.id and h.valid_to is null and h.main
                        left join directory.post q on q.id = h.post_id
                        left join directory.department d on d.id = q.department_id
                        left join directory.unit u on u.id = d.unit_id
                        where p.id = ?""")
                .param(person)
                .query((row, n) -> {
                    for (int column = 1; column <= 8; column++) {
                        var text = row.getString(column);
                        if (text != null) {
                            words.add(text);
                        }
                    }
                    return n;
                })
                .list();
        return words;
    }
}
