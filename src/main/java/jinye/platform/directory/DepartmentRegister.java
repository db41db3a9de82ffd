package jinye.platform.directory;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.kernel.SecrecyWords;
import jinye.platform.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens, renames and closes departments, and says which leader is in charge of them. */
@Service
@Transactional
class DepartmentRegister {

    /** 办公室, see the view role_of. */
    private static final String OFFICE = "BGS";

    private final JdbcClient jdbc;
    private final Revision revision;
    private final Directory directory;
    private final Journal journal;
    private final Clock clock;

    DepartmentRegister(JdbcClient jdbc, Revision revision, Directory directory, Journal journal, Clock clock) {
        this.jdbc = jdbc;
        this.revision = revision;
        this.directory = directory;
        this.journal = journal;
        this.clock = clock;
    }

    long open(Actor actor, long unit, DepartmentForm form) {
        actor.require("directory.manage");
        form.check();
        revision.next();
        var name = directory.unit(unit).name();
        if (directory.allUnits().stream().noneMatch(open -> open.id() == unit)) {
            throw new Refused(Refusal.Kind.CONFLICT, "directory.unit-closed", name);
        }
        checkCode(unit, form.code(), 0);
        checkParent(unit, 0, form.parent());
        var pinyin = Pinyin.ofName(form.name());
        long id = jdbc.sql("""
                        insert into directory.department (unit_id, code, name, parent_id, sort, valid_from, pinyin, initials)
                        values (:unit, :code, :name, :parent, :sort, :today, :pinyin, :initials) returning id""")
                .param("unit", unit)
                .param("code", form.code())
                .param("name", form.name().strip())
                .param("parent", form.parent())
                .param("sort", form.sort())
                .param("today", today())
                .param("pinyin", pinyin.letters())
                .param("initials", pinyin.initials())
                .query(Long.class)
                .single();
        record(actor, "directory.open-department", id, Map.of("name", form.name()));
        return id;
    }

    void change(Actor actor, long id, long version, DepartmentForm form) {
        actor.require("directory.manage");
        form.check();
        revision.next(Revision.Sort.DEPARTMENT, id, version);
        var before = openDepartment(id);
        checkOffice(before, form);
        checkCode(before.unit(), form.code(), id);
        checkParent(before.unit(), id, form.parent());
        if (!before.name().equals(form.name().strip()) || !before.code().equals(form.code())) {
            jdbc.sql("""
                            insert into directory.former_department (department_id, code, name, valid_from, valid_to)
                            select id, code, name, coalesce((select max(valid_to) from directory.former_department
                                where department_id = d.id), d.valid_from), :today
                            from directory.department d where id = :id""").param("id", id).param("today", today()).update();
        }
        var pinyin = Pinyin.ofName(form.name());
        jdbc.sql("""
                        update directory.department set code = :code, name = :name, parent_id = :parent, sort = :sort,
                            pinyin = :pinyin, initials = :initials where id = :id""")
                .param("id", id)
                .param("code", form.code())
                .param("name", form.name().strip())
                .param("parent", form.parent())
                .param("sort", form.sort())
                .param("pinyin", pinyin.letters())
                .param("initials", pinyin.initials())
                .update();
        record(actor, "directory.change-department", id, Map.of("name", form.name()));
    }

    void close(Actor actor, long id, long version, String reason) {
        SecrecyWords.refuseIn(reason);
        actor.require("directory.manage");
        revision.next(Revision.Sort.DEPARTMENT, id, version);
        var department = openDepartment(id);
        long people = count("""
                select count(distinct h.person_id) from directory.holding h join directory.post q on q.id = h.post_id
                where q.department_id = :id and h.valid_to is null""", id);
        if (people > 0) {
            throw new Refused(Refusal.Kind.CONFLICT, "directory.department-has-people", department.name(), people);
        }
        long below = count("select count(*) from directory.department where parent_id = :id and valid_to is null", id);
        if (below > 0) {
            throw new Refused(Refusal.Kind.CONFLICT, "directory.department-has-departments", department.name(), below);
        }
        for (var closing : new String[] {
            "update directory.post set valid_to = :today where valid_to is null and department_id = :id",
            "update directory.leader_in_charge set valid_to = :today where valid_to is null and department_id = :id",
            "update directory.department set valid_to = :today where id = :id"
        }) {
            jdbc.sql(closing).param("today", today()).param("id", id).update();
        }
        record(actor, "directory.close-department", id, Map.of("name", department.name(), "reason", reason));
    }

    /** 分管: null means that nobody is in charge for now. */
    void putInCharge(Actor actor, long id, long version, @Nullable Long leader) {
        actor.require("directory.manage");
        revision.next(Revision.Sort.DEPARTMENT, id, version);
        var department = openDepartment(id);
        if (leader != null && directory.leadersOf(department.unit()).stream().noneMatch(one -> one.id() == leader)) {
            throw new Refused(
                    Refusal.Kind.INVALID,
                    "directory.not-a-leader-there",
                    directory.person(leader).name(),
                    directory.unit(department.unit()).name());
        }
        jdbc.sql(
                        "update directory.leader_in_charge set valid_to = :today where department_id = :id and valid_to is null")
                .param("today", today())
                .param("id", id)
                .update();
        if (leader != null) {
            jdbc.sql(
                            "insert into directory.leader_in_charge (department_id, person_id, valid_from) values (:id, :leader, :today)")
                    .param("id", id)
                    .param("leader", leader)
                    .param("today", today())
                    .update();
        }
        var name = leader == null ? "" : directory.person(leader).name();
        record(actor, "directory.put-in-charge", id, Map.of("name", department.name(), "leader", name));
    }

    private Department openDepartment(long id) {
        var department = directory.department(id);
        if (directory.departmentsOf(department.unit()).stream().noneMatch(open -> open.id() == id)) {
            throw new Refused(Refusal.Kind.CONFLICT, "directory.department-closed", department.name());
        }
        return department;
    }

    /** The head of an office gets more rights than other heads, so a code does not make one while somebody is or becomes head. */
    private void checkOffice(Department before, DepartmentForm form) {
        if (before.code().equals(form.code())
                || !Set.of(before.code(), form.code()).contains(OFFICE)) {
            return;
        }
        long heads = count("""
                select count(*) from directory.post q where q.department_id = :id and q.category = 'HEAD' and q.valid_to is null
                and (exists (select from directory.holding h where h.post_id = q.id and h.valid_to is null)
                    or exists (select from directory.proposal o where o.post_id = q.id and o.state = 'OPEN'))""", before.id());
        if (heads > 0) {
            throw new Refused(Refusal.Kind.CONFLICT, "directory.office-has-head", before.name());
        }
    }

    private void checkCode(long unit, String code, long self) {
        for (var other : directory.departmentsOf(unit)) {
            if (other.id() != self && other.code().equals(code)) {
                throw new Refused(Refusal.Kind.CONFLICT, "directory.department-code-taken", code, other.name());
            }
        }
    }

    /** Asks upwards from the new parent, so that a department never ends up below itself. */
    private void checkParent(long unit, long self, @Nullable Long parent) {
        if (parent == null) {
            return;
        }
        if (openDepartment(parent).unit() != unit) {
            throw new Refused(Refusal.Kind.INVALID, "directory.department-of-another-unit");
        }
        boolean circle = jdbc.sql("""
                        with recursive up as (
                            select id, parent_id from directory.department where id = :parent
                            union select d.id, d.parent_id from directory.department d join up on d.id = up.parent_id)
                        select exists (select from up where id = :self)""")
                .param("parent", parent)
                .param("self", self)
                .query(Boolean.class)
                .single();
        if (circle) {
            throw new Refused(
                    Refusal.Kind.INVALID,
                    "directory.department-under-itself",
                    directory.department(self).name());
        }
    }

    private long count(String sql, long id) {
        return jdbc.sql(sql).param("id", id).query(Long.class).single();
    }

    private void record(Actor actor, String act, long id, Map<String, ?> facts) {
        journal.record(actor, act, new RecordId("directory", id), facts);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    static final class Refused extends Refusal {
        Refused(Kind kind, String code, Object... facts) {
            super(kind, code, facts);
        }
    }
}
