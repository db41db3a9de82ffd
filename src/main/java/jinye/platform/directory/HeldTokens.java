package jinye.platform.directory;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import jinye.safeguard.access.Roles;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who holds which tokens and where each comes from: the front door for questions of rights. */
@Service
@Transactional(readOnly = true)
public class HeldTokens {

    public enum Origin {
        PERSON,
        POST,
        ROLE,
        SCOPE
    }

    /**
     * @param meaning  what the token stands for, in words
     * @param source   where it comes from, in words: the post, the proposal, the person
     * @param since    from when
     * @param proposal the proposal by which it was given; null when it comes with a post or was there from the beginning
     */
    public record HeldToken(
            long person,
            String token,
            String meaning,
            Origin origin,
            String source,
            LocalDate since,
            @Nullable LocalDate lastDay,
            @Nullable Long proposal) {}

    private final JdbcClient jdbc;
    private final Directory directory;
    private final Roles roles;

    HeldTokens(JdbcClient jdbc, Directory directory, Roles roles) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.roles = roles;
    }

    private record Row(
            long personId,
            String token,
            Origin origin,
            @Nullable String place,
            @Nullable String role,
            LocalDate since,
            @Nullable LocalDate lastDay,
            @Nullable Long proposalId) {}

    public List<HeldToken> of(long person) {
        return jdbc
                .sql("select * from directory.held_token where person_id = :person order by origin, since, token")
                .param("person", person)
                .query(Row.class)
                .list()
                .stream()
                .map(this::held)
                .toList();
    }

    /** People in the order of the directory; somebody who holds several of them stands there for each. */
    public List<HeldToken> holders(Collection<String> tokens) {
        return jdbc.sql("""
                        select t.* from directory.held_token t join directory.person_with_post p on p.id = t.person_id
                        where t.token = any(:tokens) order by p.unit_id, p.department_sort, p.rank, p.sort, p.id, t.token""").param("tokens", tokens.toArray(String[]::new)).query(Row.class).list().stream()
                .map(this::held)
                .toList();
    }

    /** One person with all rights, for the list of everybody's. */
    public record RightsOf(Person person, String staffNumber, List<HeldToken> tokens) {}

    /** Hands out everybody in turn; never holds more than a few hundred people, nor a connection while the receiver is slow. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public void everybody(Consumer<RightsOf> each) {
        long after = 0;
        while (true) {
            var numbers = new HashMap<Long, String>();
            var next = jdbc.sql(
                            "select id, staff_number from directory.person where valid_to is null and id > :after order by id limit 300")
                    .param("after", after)
                    .query((row, n) -> {
                        numbers.put(row.getLong(1), row.getString(2));
                        return row.getLong(1);
                    })
                    .list();
            if (next.isEmpty()) {
                return;
            }
            after = next.getLast();
            Map<Long, List<HeldToken>> held = jdbc
                    .sql(
                            "select * from directory.held_token where person_id = any(:people) order by origin, since, token")
                    .param("people", next.toArray(Long[]::new))
                    .query(Row.class)
                    .list()
                    .stream()
                    .map(this::held)
                    .collect(java.util.stream.Collectors.groupingBy(HeldToken::person));
            for (long id : next) {
                each.accept(new RightsOf(
                        directory.person(id), numbers.getOrDefault(id, ""), held.getOrDefault(id, List.of())));
            }
        }
    }

    /** 「长沙市局办公室」 for {@code department:3}, the token itself when nothing of that name is there any more. */
    public String meaning(String token) {
        try {
            var parts = token.split("[:@]");
            long id = Long.parseLong(parts[parts.length - 1]);
            return switch (parts[0]) {
                case "person" -> directory.person(id).name() + "本人";
                case "unit" -> directory.unit(id).shortName() + "全体人员";
                case "department" -> {
                    var department = directory.department(id);
                    yield directory.unit(department.unit()).shortName() + department.name();
                }
                case "post" -> "职务：" + post(id);
                case "role" ->
                    directory.unit(id).shortName() + "“"
                            + roles.role(parts[1]).map(Roles.Role::name).orElse(parts[1]) + "”";
                default -> token;
            };
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException | Directory.NoSuchRecord gone) {
            return token;
        }
    }

    private String post(long id) {
        return jdbc.sql("""
                        select u.short_name || d.name || q.title from directory.post q
                        join directory.department d on d.id = q.department_id join directory.unit u on u.id = d.unit_id
                        where q.id = :id""").param("id", id).query(String.class).optional().orElse(String.valueOf(id));
    }

    private HeldToken held(Row row) {
        var place = row.place() == null ? "" : row.place();
        var source = switch (row.origin()) {
            case PERSON -> "本人";
            case POST -> "职务：" + place;
            case ROLE -> row.proposalId() == null ? "建局时设定" : "权限变更第 " + row.proposalId() + " 号";
            case SCOPE -> "数据范围：" + place;
        };
        return new HeldToken(
                row.personId(),
                row.token(),
                meaning(row.token()),
                row.origin(),
                source,
                row.since(),
                row.lastDay(),
                row.proposalId());
    }
}
