package jinye.platform.directory;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.journal.Journal;
import jinye.safeguard.access.Roles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives and takes roles. The security administrator's act alone: who opens accounts must not say what they may do (三员分立). */
@Service
@Transactional
class RoleRegister {

    static final String PERMISSION = "directory.assign-roles";

    /** These come with posts and are never given by themselves. */
    static final Set<String> WITH_POSTS = Set.of("R_STAFF", "R_LEADER", "R_PRINCIPAL");

    private final JdbcClient jdbc;
    private final Revision revision;
    private final Directory directory;
    private final DirectoryReading reading;
    private final Appointments appointments;
    private final Roles roles;
    private final Journal journal;
    private final Clock clock;

    RoleRegister(
            JdbcClient jdbc,
            Revision revision,
            Directory directory,
            DirectoryReading reading,
            Appointments appointments,
            Roles roles,
            Journal journal,
            Clock clock) {
        this.jdbc = jdbc;
        this.revision = revision;
        this.directory = directory;
        this.reading = reading;
        this.appointments = appointments;
        this.roles = roles;
        this.journal = journal;
        this.clock = clock;
    }

    void give(Actor actor, long person, long version, String code, long unit) {
        actor.require(PERMISSION);
        revision.next(Revision.Sort.PERSON, person, version);
        appointments.refuseGone(person);
        var role = known(code);
        refuseOwn(actor, person);
        var name = directory.person(person).name();
        if (reading.holdings(person).stream().noneMatch(held -> held.unit() == unit)) {
            throw new Refused(
                    Refusal.Kind.INVALID,
                    "directory.no-post-in-unit",
                    name,
                    directory.unit(unit).name());
        }
        var given = given(person);
        if (given.contains(new DirectoryReading.RoleAt(code, unit))) {
            throw new Refused(Refusal.Kind.CONFLICT, "directory.role-held-already", name, role.name());
        }
        checkSeparation(person, name, role, given);
        jdbc.sql(
                        "insert into directory.role_holding (person_id, role, unit_id, valid_from) values (:person, :role, :unit, :today)")
                .param("person", person)
                .param("role", code)
                .param("unit", unit)
                .param("today", LocalDate.now(clock))
                .update();
        record(actor, "directory.give-role", person, role, unit);
    }

    void take(Actor actor, long person, long version, String code, long unit) {
        actor.require(PERMISSION);
        revision.next(Revision.Sort.PERSON, person, version);
        var role = known(code);
        refuseOwn(actor, person);
        if (role.administrator()) {
            appointments.refuseLastAdministrator(person);
        }
        int taken = jdbc.sql("""
                        update directory.role_holding set valid_to = :today
                        where person_id = :person and role = :role and unit_id = :unit and valid_to is null""")
                .param("today", LocalDate.now(clock))
                .param("person", person)
                .param("role", code)
                .param("unit", unit)
                .update();
        if (taken == 0) {
            throw new Refused(Refusal.Kind.NOT_FOUND, "directory.role-not-held", role.name());
        }
        record(actor, "directory.take-role", person, role, unit);
    }

    private Roles.Role known(String code) {
        var role =
                roles.role(code).orElseThrow(() -> new Refused(Refusal.Kind.INVALID, "directory.no-such-role", code));
        if (WITH_POSTS.contains(code)) {
            throw new Refused(Refusal.Kind.INVALID, "directory.role-comes-with-post", role.name());
        }
        return role;
    }

    private static void refuseOwn(Actor actor, long person) {
        if (actor.person() == person) {
            throw new Refused(Refusal.Kind.FORBIDDEN, "directory.own-roles");
        }
    }

    /** An administrator is one of three and nothing else; who drafts documents must not put the seal on them. */
    private void checkSeparation(long person, String name, Roles.Role role, List<DirectoryReading.RoleAt> given) {
        boolean leads =
                jdbc.sql("""
                        select exists (select from directory.holding h join directory.post q on q.id = h.post_id
                            where h.person_id = :person and h.valid_to is null and q.category <> 'STAFF')""").param("person", person).query(Boolean.class).single();
        if (role.administrator() && (!given.isEmpty() || leads)) {
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

    private List<DirectoryReading.RoleAt> given(long person) {
        return jdbc.sql(
                        "select role, unit_id as unit from directory.role_holding where person_id = :person and valid_to is null")
                .param("person", person)
                .query(DirectoryReading.RoleAt.class)
                .list();
    }

    private void record(Actor actor, String act, long person, Roles.Role role, long unit) {
        journal.record(
                actor,
                act,
                new RecordId("directory", person),
                Map.of(
                        "name", directory.person(person).name(),
                        "role", role.name(),
                        "unit", directory.unit(unit).name()));
    }

    static final class Refused extends Refusal {
        Refused(Kind kind, String code, Object... facts) {
            super(kind, code, facts);
        }
    }
}
