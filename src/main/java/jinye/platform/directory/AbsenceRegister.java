package jinye.platform.directory;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
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

/**
 * 离岗: who is away, until when, and who stands in. Said by oneself or by who manages the directory. It only tells; work is
 * handed over by a delegation in {@code workflow}.
 */
@Service
@Transactional
class AbsenceRegister {

    private final JdbcClient jdbc;
    private final Revision revision;
    private final Directory directory;
    private final Journal journal;
    private final Clock clock;

    AbsenceRegister(JdbcClient jdbc, Revision revision, Directory directory, Journal journal, Clock clock) {
        this.jdbc = jdbc;
        this.revision = revision;
        this.directory = directory;
        this.journal = journal;
        this.clock = clock;
    }

    record AbsenceForm(
            @Nullable Long substitute,
            @NotNull LocalDate firstDay,
            @NotNull LocalDate lastDay,
            @NotBlank @Size(max = 100) String reason) {}

    record AbsenceRow(
            long id,
            int version,
            long person,
            @Nullable Long substitute,
            @Nullable String substituteName,
            LocalDate firstDay,
            LocalDate lastDay,
            String reason) {}

    long announce(Actor actor, long person, AbsenceForm form) {
        requireOwn(actor, person);
        revision.next();
        check(person, form, 0);
        long id = jdbc.sql("""
                        insert into directory.absence (person_id, substitute_id, first_day, last_day, reason)
                        values (:person, :substitute, :first, :last, :reason) returning id""")
                .param("person", person)
                .param("substitute", form.substitute())
                .param("first", form.firstDay())
                .param("last", form.lastDay())
                .param("reason", form.reason().strip())
                .query(Long.class)
                .single();
        record(actor, "directory.announce-absence", person, form.firstDay(), form.lastDay());
        return id;
    }

    void change(Actor actor, long id, long version, AbsenceForm form) {
        var before = row(id);
        requireOwn(actor, before.person());
        revision.next(Revision.Sort.ABSENCE, id, version);
        check(before.person(), form, id);
        jdbc.sql("""
                        update directory.absence set substitute_id = :substitute, first_day = :first, last_day = :last,
                            reason = :reason where id = :id""")
                .param("id", id)
                .param("substitute", form.substitute())
                .param("first", form.firstDay())
                .param("last", form.lastDay())
                .param("reason", form.reason().strip())
                .update();
        record(actor, "directory.change-absence", before.person(), form.firstDay(), form.lastDay());
    }

    void withdraw(Actor actor, long id, long version) {
        var before = row(id);
        requireOwn(actor, before.person());
        revision.next(Revision.Sort.ABSENCE, id, version);
        jdbc.sql("delete from directory.absence where id = :id").param("id", id).update();
        record(actor, "directory.withdraw-absence", before.person(), before.firstDay(), before.lastDay());
    }

    List<AbsenceRow> comingOf(long person) {
        return jdbc.sql(ROW + " where a.person_id = :person and a.last_day >= :today order by a.first_day limit 50")
                .param("person", person)
                .param("today", LocalDate.now(clock))
                .query(AbsenceRow.class)
                .list();
    }

    private static final String ROW = """
            select a.id, a.version, a.person_id as person, a.substitute_id as substitute, s.name as substitute_name,
                a.first_day, a.last_day, a.reason
            from directory.absence a left join directory.person s on s.id = a.substitute_id""";

    private AbsenceRow row(long id) {
        return jdbc.sql(ROW + " where a.id = :id")
                .param("id", id)
                .query(AbsenceRow.class)
                .optional()
                .orElseThrow(() -> new Directory.NoSuchRecord("directory.no-such-absence"));
    }

    private static void requireOwn(Actor actor, long person) {
        if (actor.person() != person) {
            actor.require("directory.manage");
        }
    }

    private void check(long person, AbsenceForm form, long self) {
        SecrecyWords.refuseIn(form.reason());
        var name = directory.person(person).name();
        if (form.lastDay().isBefore(form.firstDay())) {
            throw new Refused(Refusal.Kind.INVALID, "directory.absence-reversed", form.firstDay(), form.lastDay());
        }
        if (form.lastDay().isBefore(LocalDate.now(clock))) {
            throw new Refused(Refusal.Kind.INVALID, "directory.absence-past", form.lastDay());
        }
        if (form.firstDay().plusYears(2).isBefore(form.lastDay())) {
            throw new Refused(Refusal.Kind.INVALID, "directory.absence-too-long");
        }
        boolean overlaps = jdbc.sql("""
                        select exists (select from directory.absence where person_id = :person and id <> :self
                            and first_day <= :last and last_day >= :first)""")
                .param("person", person)
                .param("self", self)
                .param("first", form.firstDay())
                .param("last", form.lastDay())
                .query(Boolean.class)
                .single();
        if (overlaps) {
            throw new Refused(Refusal.Kind.CONFLICT, "directory.absence-overlaps", name);
        }
        checkSubstitute(person, form.substitute());
    }

    private void checkSubstitute(long person, @Nullable Long substitute) {
        if (substitute == null) {
            return;
        }
        var one = directory.person(substitute);
        if (substitute == person) {
            throw new Refused(Refusal.Kind.INVALID, "directory.own-substitute");
        }
        boolean works = jdbc.sql("select valid_to is null from directory.person where id = :id")
                .param("id", substitute)
                .query(Boolean.class)
                .single();
        if (!works || one.unit() != directory.person(person).unit()) {
            throw new Refused(Refusal.Kind.INVALID, "directory.substitute-elsewhere", one.name());
        }
    }

    private void record(Actor actor, String act, long person, LocalDate first, LocalDate last) {
        journal.record(
                actor,
                act,
                new RecordId("directory", person),
                Map.of("name", directory.person(person).name(), "first", first.toString(), "last", last.toString()));
    }

    static final class Refused extends Refusal {
        Refused(Kind kind, String code, Object... facts) {
            super(kind, code, facts);
        }
    }
}
