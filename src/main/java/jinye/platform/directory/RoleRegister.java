package jinye.platform.directory;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import jinye.kernel.Refusal;
import jinye.safeguard.access.Roles;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which roles people hold in which units. Changes come from {@link RightsProposals} alone: they are looked at when proposed and
 * once more when they take effect, since a person may have got a post in between.
 */
@Component
class RoleRegister {

    /** These come with posts and are never given by themselves. */
    static final Set<String> WITH_POSTS = Set.of("R_STAFF", "R_LEADER", "R_PRINCIPAL");

    private final JdbcClient jdbc;
    private final Directory directory;
    private final DirectoryReading reading;
    private final Appointments appointments;
    private final Roles roles;
    private final Clock clock;

    RoleRegister(
            JdbcClient jdbc,
            Directory directory,
            DirectoryReading reading,
            Appointments appointments,
            Roles roles,
            Clock clock) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.reading = reading;
        this.appointments = appointments;
        this.roles = roles;
        this.clock = clock;
    }

    record GivenRole(String role, long unit, @Nullable LocalDate lastDay) {}

    void checkGiving(RightsChange change) {
        var role = known(change);
        var name = directory.person(change.person()).name();
        if (reading.holdings(change.person()).stream().noneMatch(held -> held.unit() == change.unit())) {
            throw new Refused(
                    Refusal.Kind.INVALID,
                    "directory.no-post-in-unit",
                    name,
                    directory.unit(change.unit()).name());
        }
        var given = given(change.person());
        if (given.stream().anyMatch(one -> same(one, change) && !longer(change.lastDay(), one.lastDay()))) {
            throw new Refused(Refusal.Kind.CONFLICT, "directory.role-held-already", name, role.name());
        }
        checkSeparation(
                change.person(),
                name,
                role,
                given.stream().filter(one -> !same(one, change)).toList());
    }

    void give(RightsChange change, long proposal) {
        checkGiving(change);
        end(change);
        jdbc.sql("""
                        insert into directory.role_holding (person_id, role, unit_id, valid_from, last_day, proposal_id)
                        values (:person, :role, :unit, :today, :lastDay, :proposal)""")
                .param("person", change.person())
                .param("role", change.role())
                .param("unit", change.unit())
                .param("today", LocalDate.now(clock))
                .param("lastDay", change.lastDay(), java.sql.Types.DATE)
                .param("proposal", proposal)
                .update();
    }

    void checkTaking(RightsChange change) {
        var role = known(change);
        if (role.administrator()) {
            appointments.refuseLastAdministrator(change.person());
        }
        if (given(change.person()).stream().noneMatch(one -> same(one, change))) {
            throw new Refused(Refusal.Kind.NOT_FOUND, "directory.role-not-held", role.name());
        }
    }

    void take(RightsChange change) {
        checkTaking(change);
        end(change);
    }

    private void end(RightsChange change) {
        jdbc.sql("""
                        update directory.role_holding set valid_to = :today
                        where person_id = :person and role = :role and unit_id = :unit and valid_to is null""")
                .param("today", LocalDate.now(clock))
                .param("person", change.person())
                .param("role", change.role())
                .param("unit", change.unit())
                .update();
    }

    private static boolean same(GivenRole held, RightsChange change) {
        return held.role().equals(change.role()) && held.unit() == change.unit();
    }

    static boolean longer(@Nullable LocalDate proposed, @Nullable LocalDate held) {
        return held != null && (proposed == null || proposed.isAfter(held));
    }

    Roles.Role known(RightsChange change) {
        var code = String.valueOf(change.role());
        var role =
                roles.role(code).orElseThrow(() -> new Refused(Refusal.Kind.INVALID, "directory.no-such-role", code));
        if (WITH_POSTS.contains(code)) {
            throw new Refused(Refusal.Kind.INVALID, "directory.role-comes-with-post", role.name());
        }
        return role;
    }

    /** An administrator is one of three and nothing else; who drafts documents must not put the seal on them. */
    private void checkSeparation(long person, String name, Roles.Role role, List<GivenRole> given) {
        boolean holdsMore =
                jdbc.sql("""
                        select exists (select from directory.holding h join directory.post q on q.id = h.post_id
                            where h.person_id = :person and h.valid_to is null and q.category <> 'STAFF')
                        or exists (select from directory.scope_holding where person_id = :person and valid_to is null)""").param("person", person).query(Boolean.class).single();
        if (role.administrator() && (!given.isEmpty() || holdsMore)) {
            throw new Refused(Refusal.Kind.CONFLICT, "directory.administrator-holds-more", name, role.name());
        }
        if (!role.administrator() && appointments.administrates(person)) {
            throw new Refused(Refusal.Kind.CONFLICT, "directory.administrator-gets-business", name, role.name());
        }
        for (var pair : List.of(Set.of("R_SEAL", "R_OFFICE"))) {
            if (pair.contains(role.code())) {
                for (var other : given) {
                    if (!other.role().equals(role.code()) && pair.contains(other.role())) {
                        throw new Refused(
                                Refusal.Kind.CONFLICT,
                                "directory.roles-exclude-each-other",
                                name,
                                roles.role(other.role()).map(Roles.Role::name).orElse(other.role()),
                                role.name());
                    }
                }
            }
        }
    }

    private List<GivenRole> given(long person) {
        return jdbc.sql(
                        "select role, unit_id as unit, last_day from directory.role_holding where person_id = :person and valid_to is null")
                .param("person", person)
                .query(GivenRole.class)
                .list();
    }

    static final class Refused extends Refusal {
        Refused(Kind kind, String code, Object... facts) {
            super(kind, code, facts);
        }
    }
}
