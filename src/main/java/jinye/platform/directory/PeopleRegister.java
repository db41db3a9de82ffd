package jinye.platform.directory;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import jinye.kernel.Actor;
import jinye.kernel.Masks;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.kernel.SecrecyWords;
import jinye.platform.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** People come, change and leave. Who has left is kept: their name stands on what they signed. */
@Service
@Transactional
class PeopleRegister {

    private final JdbcClient jdbc;
    private final Revision revision;
    private final Directory directory;
    private final Appointments appointments;
    private final Journal journal;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PeopleRegister(
            JdbcClient jdbc,
            Revision revision,
            Directory directory,
            Appointments appointments,
            Journal journal,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.revision = revision;
        this.directory = directory;
        this.appointments = appointments;
        this.journal = journal;
        this.events = events;
        this.clock = clock;
    }

    /** A person always comes into a post, which becomes the primary one. It lets nobody in: the account is opened by two people. */
    long enter(Actor actor, PersonForm form, long post) {
        actor.require("directory.manage");
        form.check();
        revision.next();
        checkNumber(form.staffNumber(), 0);
        var pinyin = Pinyin.ofPerson(form.name().strip());
        long id = jdbc.sql("""
                        insert into directory.person (name, pinyin, initials, staff_number, gender, office_phone, mobile, sort, valid_from)
                        values (:name, :pinyin, :initials, :number, :gender, :officePhone, :mobile, :sort, :today) returning id""")
                .param("name", form.name().strip())
                .param("pinyin", pinyin.letters())
                .param("initials", pinyin.initials())
                .param("number", form.staffNumber())
                .param("gender", form.gender())
                .param("officePhone", emptyToNull(form.officePhone()))
                .param("mobile", emptyToNull(form.mobile()))
                .param("sort", form.sort())
                .param("today", today())
                .query(Long.class)
                .single();
        appointments.place(id, post, true, null);
        record(actor, "directory.enter-person", id, Map.of("name", form.name()));
        return id;
    }

    void change(Actor actor, long id, long version, PersonForm changed) {
        actor.require("directory.manage");
        var form = withWholeMobile(id, changed);
        form.check();
        revision.next(Revision.Sort.PERSON, id, version);
        appointments.refuseGone(id);
        checkNumber(form.staffNumber(), id);
        var pinyin = Pinyin.ofPerson(form.name().strip());
        jdbc.sql("""
                        update directory.person set name = :name, pinyin = :pinyin, initials = :initials, staff_number = :number,
                            gender = :gender, office_phone = :officePhone, mobile = :mobile, sort = :sort where id = :id""")
                .param("id", id)
                .param("name", form.name().strip())
                .param("pinyin", pinyin.letters())
                .param("initials", pinyin.initials())
                .param("number", form.staffNumber())
                .param("gender", form.gender())
                .param("officePhone", emptyToNull(form.officePhone()))
                .param("mobile", emptyToNull(form.mobile()))
                .param("sort", form.sort())
                .update();
        record(actor, "directory.change-person", id, Map.of("name", form.name()));
    }

    /** Whoever corrects a name sees the number masked; sent back as it was shown, it is not changed. */
    private PersonForm withWholeMobile(long id, PersonForm form) {
        var known = jdbc.sql("select mobile from directory.person where id = :id and mobile is not null")
                .param("id", id)
                .query(String.class)
                .optional();
        return known.filter(mobile -> Objects.equals(Masks.phone(mobile), form.mobile()))
                .map(mobile -> new PersonForm(
                        form.name(), form.staffNumber(), form.gender(), form.officePhone(), mobile, form.sort()))
                .orElse(form);
    }

    /** 离任: all posts, roles and charges end today; GB/T 22239 asks that a leaver cannot come in any more the same day. */
    void leave(Actor actor, long id, long version, String reason) {
        SecrecyWords.refuseIn(reason);
        actor.require("directory.manage");
        revision.next(Revision.Sort.PERSON, id, version);
        appointments.refuseGone(id);
        if (actor.person() == id) {
            throw new Refused(Refusal.Kind.CONFLICT, "directory.own-departure");
        }
        appointments.refuseAdministrator(id);
        var name = directory.person(id).name();
        events.publishEvent(new PersonLeaving(id, name));
        for (var closing : new String[] {
            "update directory.holding set valid_to = :today where person_id = :id and valid_to is null",
            "update directory.role_holding set valid_to = :today where person_id = :id and valid_to is null",
            "update directory.scope_holding set valid_to = :today where person_id = :id and valid_to is null",
            "update directory.leader_in_charge set valid_to = :today where person_id = :id and valid_to is null",
            "update directory.person set valid_to = :today where id = :id"
        }) {
            jdbc.sql(closing).param("today", today()).param("id", id).update();
        }
        record(actor, "directory.leave", id, Map.of("name", name, "reason", reason));
    }

    private void checkNumber(String number, long self) {
        var holder = jdbc.sql("select name from directory.person where staff_number = :number and id <> :self")
                .param("number", number)
                .param("self", self)
                .query(String.class)
                .optional();
        if (holder.isPresent()) {
            throw new Refused(Refusal.Kind.CONFLICT, "directory.staff-number-taken", number, holder.get());
        }
    }

    static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
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
