package jinye.platform.directory;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.kernel.SecrecyWords;
import jinye.platform.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens, renames, moves and closes units. Nothing is deleted: what a unit was called stays known. */
@Service
@Transactional
class UnitRegister {

    private final JdbcClient jdbc;
    private final Revision revision;
    private final Directory directory;
    private final Journal journal;
    private final Clock clock;

    UnitRegister(JdbcClient jdbc, Revision revision, Directory directory, Journal journal, Clock clock) {
        this.jdbc = jdbc;
        this.revision = revision;
        this.directory = directory;
        this.journal = journal;
        this.clock = clock;
    }

    long open(Actor actor, UnitForm form) {
        actor.require("directory.manage");
        form.check();
        revision.next();
        checkPlace(form);
        checkUnique(form, 0);
        var pinyin = Pinyin.ofName(form.name());
        long id = jdbc.sql("""
                        insert into directory.unit (code, name, short_name, doc_mark, fonds, level, parent_id, industry_code, uscc,
                            address, phone, zipcode, sort, predecessor_id, valid_from, pinyin, initials)
                        values (:code, :name, :shortName, :docMark, :fonds, :level, :parent, :industryCode, :uscc,
                            :address, :phone, :zipcode, :sort, :predecessor, :today, :pinyin, :initials) returning id""")
                .paramSource(new UnitValues(form, pinyin, today()))
                .query(Long.class)
                .single();
        record(actor, "directory.open-unit", id, form.name());
        return id;
    }

    void change(Actor actor, long id, long version, UnitForm form) {
        actor.require("directory.manage");
        form.check();
        revision.next(Revision.Sort.UNIT, id, version);
        var before = directory.unit(id);
        refuseClosed(id, before.name());
        checkMove(id, before, form);
        checkPlace(form);
        checkUnique(form, id);
        keepFormerName(id, before, form);
        var pinyin = Pinyin.ofName(form.name());
        jdbc.sql("""
                        update directory.unit set code = :code, name = :name, short_name = :shortName, doc_mark = :docMark,
                            fonds = :fonds, level = :level, parent_id = :parent, industry_code = :industryCode, uscc = :uscc,
                            address = :address, phone = :phone, zipcode = :zipcode, sort = :sort,
                            predecessor_id = :predecessor, pinyin = :pinyin, initials = :initials
                        where id = :id""")
                .paramSource(new UnitValues(form, pinyin, today()).addValue("id", id))
                .update();
        record(actor, "directory.change-unit", id, form.name());
    }

    /** 撤并: only when nobody works there any more and nothing is below. */
    void close(Actor actor, long id, long version, String reason) {
        SecrecyWords.refuseIn(reason);
        actor.require("directory.manage");
        revision.next(Revision.Sort.UNIT, id, version);
        var unit = directory.unit(id);
        refuseClosed(id, unit.name());
        int below = directory.unitsBelow(id).size();
        if (below > 0) {
            throw new Refused(Refusal.Kind.CONFLICT, "directory.unit-has-units", unit.name(), below);
        }
        long people = jdbc.sql("""
                        select count(distinct h.person_id) from directory.holding h
                        join directory.post q on q.id = h.post_id join directory.department d on d.id = q.department_id
                        where d.unit_id = :id and h.valid_to is null""").param("id", id).query(Long.class).single();
        if (people > 0) {
            throw new Refused(Refusal.Kind.CONFLICT, "directory.unit-has-people", unit.name(), people);
        }
        for (var closing : new String[] {
            """
                update directory.post set valid_to = :today where valid_to is null
                and department_id in (select id from directory.department where unit_id = :id)""",
            "update directory.department set valid_to = :today where valid_to is null and unit_id = :id",
            "update directory.jurisdiction set valid_to = :today where valid_to is null and unit_id = :id",
            "update directory.unit set valid_to = :today where id = :id"
        }) {
            jdbc.sql(closing).param("today", today()).param("id", id).update();
        }
        journal.record(
                actor,
                "directory.close-unit",
                new RecordId("directory", id),
                Map.of("name", unit.name(), "reason", reason));
    }

    private void checkMove(long id, Unit before, UnitForm form) {
        Long parent = form.parent();
        if (parent != null && directory.unitWithAllBelow(id).stream().anyMatch(unit -> unit.id() == parent)) {
            throw new Refused(Refusal.Kind.INVALID, "directory.unit-under-itself", before.name());
        }
        if (form.level() != before.level() && !directory.unitsBelow(id).isEmpty()) {
            throw new Refused(Refusal.Kind.CONFLICT, "directory.unit-level-fixed", before.name());
        }
    }

    /** 烟草专卖法实施条例 art. 4: the upper bureau leads the next lower one; there is nothing between. */
    private void checkPlace(UnitForm form) {
        Long parent = form.parent();
        if (form.level().ordinal() <= Unit.Level.PROVINCE.ordinal()) {
            if (parent != null) {
                throw new Refused(Refusal.Kind.INVALID, "directory.province-has-parent");
            }
            return;
        }
        var wanted = form.level() == Unit.Level.CITY ? Unit.Level.PROVINCE : Unit.Level.CITY;
        if (parent == null || !isOpen(parent) || directory.unit(parent).level() != wanted) {
            throw new Refused(
                    Refusal.Kind.INVALID,
                    "directory.unit-needs-parent",
                    form.level().term(),
                    wanted.term());
        }
    }

    private void checkUnique(UnitForm form, long self) {
        for (var other : directory.allUnits()) {
            if (other.id() != self && other.code().equals(form.code())) {
                throw new Refused(Refusal.Kind.CONFLICT, "directory.unit-code-taken", form.code(), other.name());
            }
            if (other.id() != self && other.docMark().equals(form.docMark())) {
                throw new Refused(Refusal.Kind.CONFLICT, "directory.doc-mark-taken", form.docMark(), other.name());
            }
        }
        if (form.predecessor() != null) {
            directory.unit(form.predecessor());
        }
    }

    private void keepFormerName(long id, Unit before, UnitForm form) {
        boolean same = before.name().equals(form.name())
                && before.shortName().equals(form.shortName())
                && before.docMark().equals(form.docMark())
                && java.util.Objects.equals(before.parent(), form.parent());
        if (!same) {
            jdbc.sql("""
                            insert into directory.former_unit (unit_id, name, short_name, doc_mark, parent_id, valid_from, valid_to)
                            select id, name, short_name, doc_mark, parent_id,
                                coalesce((select max(valid_to) from directory.former_unit where unit_id = u.id), u.valid_from), :today
                            from directory.unit u where id = :id""").param("id", id).param("today", today()).update();
        }
    }

    private void refuseClosed(long id, String name) {
        if (!isOpen(id)) {
            throw new Refused(Refusal.Kind.CONFLICT, "directory.unit-closed", name);
        }
    }

    private boolean isOpen(long id) {
        return directory.allUnits().stream().anyMatch(unit -> unit.id() == id);
    }

    private void record(Actor actor, String act, long id, String name) {
        journal.record(actor, act, new RecordId("directory", id), Map.of("name", name));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    /** The form's values by the names of the statement's places. */
    private static final class UnitValues extends org.springframework.jdbc.core.namedparam.MapSqlParameterSource {
        UnitValues(UnitForm form, Pinyin pinyin, LocalDate today) {
            add("code", form.code());
            add("name", form.name().strip());
            add("shortName", form.shortName().strip());
            add("docMark", form.docMark());
            add("fonds", form.fonds().strip());
            add("level", form.level().name());
            add("parent", form.parent());
            add("industryCode", form.industryCode());
            add("uscc", form.uscc());
            add("address", form.address());
            add("phone", form.phone());
            add("zipcode", form.zipcode());
            add("sort", form.sort());
            add("predecessor", form.predecessor());
            add("today", today);
            add("pinyin", pinyin.letters());
            add("initials", pinyin.initials());
        }

        private void add(String name, @Nullable Object value) {
            addValue(name, value);
        }
    }

    static final class Refused extends Refusal {
        Refused(Kind kind, String code, Object... facts) {
            super(kind, code, facts);
        }
    }
}
