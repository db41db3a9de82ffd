package jinye.platform.directory;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import jinye.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 数据范围: what people may read besides what their posts open. Changes come from {@link RightsProposals} alone. */
@Component
class ScopeRegister {

    private final JdbcClient jdbc;
    private final Directory directory;
    private final Appointments appointments;
    private final Clock clock;

    ScopeRegister(JdbcClient jdbc, Directory directory, Appointments appointments, Clock clock) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.appointments = appointments;
        this.clock = clock;
    }

    record Scope(
            long unit,
            String unitName,
            @Nullable Long department,
            @Nullable String departmentName,
            LocalDate validFrom,
            @Nullable LocalDate lastDay,
            long proposal) {}

    List<Scope> of(long person) {
        return jdbc.sql("""
                        select s.unit_id as unit, u.name as unit_name, s.department_id as department, d.name as department_name,
                            s.valid_from, s.last_day, s.proposal_id as proposal
                        from directory.scope_holding s join directory.unit u on u.id = s.unit_id
                        left join directory.department d on d.id = s.department_id
                        where s.person_id = :person and s.valid_to is null order by u.sort, u.id, d.sort nulls first, d.id""").param("person", person).query(Scope.class).list();
    }

    void checkGiving(RightsChange change) {
        var name = directory.person(change.person()).name();
        if (appointments.administrates(change.person())) {
            throw new Refused(Refusal.Kind.CONFLICT, "directory.administrator-gets-scope", name);
        }
        if (change.department() != null
                && directory.department(change.department()).unit() != change.unit()) {
            throw new Refused(Refusal.Kind.INVALID, "directory.department-of-another-unit");
        }
        if (of(change.person()).stream()
                .anyMatch(one -> same(one, change) && !RoleRegister.longer(change.lastDay(), one.lastDay()))) {
            throw new Refused(Refusal.Kind.CONFLICT, "directory.scope-held-already", name);
        }
    }

    void give(RightsChange change, long proposal) {
        checkGiving(change);
        end(change);
        jdbc.sql("""
                        insert into directory.scope_holding (person_id, unit_id, department_id, valid_from, last_day, proposal_id)
                        values (:person, :unit, :department, :today, :lastDay, :proposal)""")
                .param("person", change.person())
                .param("unit", change.unit())
                .param("department", change.department(), java.sql.Types.BIGINT)
                .param("today", LocalDate.now(clock))
                .param("lastDay", change.lastDay(), java.sql.Types.DATE)
                .param("proposal", proposal)
                .update();
    }

    void checkTaking(RightsChange change) {
        if (of(change.person()).stream().noneMatch(one -> same(one, change))) {
            throw new Refused(Refusal.Kind.NOT_FOUND, "directory.scope-not-held");
        }
    }

    void take(RightsChange change) {
        checkTaking(change);
        end(change);
    }

    private void end(RightsChange change) {
        jdbc.sql("""
                        update directory.scope_holding set valid_to = :today
                        where person_id = :person and unit_id = :unit and department_id is not distinct from :department and valid_to is null""")
                .param("today", LocalDate.now(clock))
                .param("person", change.person())
                .param("unit", change.unit())
                .param("department", change.department(), java.sql.Types.BIGINT)
                .update();
    }

    private static boolean same(Scope held, RightsChange change) {
        return held.unit() == change.unit() && java.util.Objects.equals(held.department(), change.department());
    }

    static final class Refused extends Refusal {
        Refused(Kind kind, String code, Object... facts) {
            super(kind, code, facts);
        }
    }
}
