package jinye.platform.directory;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 任职: who holds which post. One post is the primary one; others may be held besides it (兼职), in other units too. */
@Service
@Transactional
class Appointments {

    private final JdbcClient jdbc;
    private final Revision revision;
    private final Directory directory;
    private final Journal journal;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Appointments(
            JdbcClient jdbc,
            Revision revision,
            Directory directory,
            Journal journal,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.revision = revision;
        this.directory = directory;
        this.journal = journal;
        this.events = events;
        this.clock = clock;
    }

    /** What two people decided, see {@link RightsProposals}. */
    void appoint(long person, long post, boolean main, long proposal) {
        refuseGone(person);
        place(person, post, main, proposal);
        if (main) {
            announce(person);
        }
    }

    void release(Actor actor, long person, long version, long post) {
        actor.require("directory.manage");
        revision.next(Revision.Sort.PERSON, person, version);
        refuseGone(person);
        var main = jdbc.sql(
                        "select main from directory.holding where person_id = :person and post_id = :post and valid_to is null")
                .param("person", person)
                .param("post", post)
                .query(Boolean.class)
                .optional()
                .orElseThrow(() -> new Refused(Refusal.Kind.NOT_FOUND, "directory.post-not-held"));
        if (main) {
            throw new Refused(
                    Refusal.Kind.CONFLICT,
                    "directory.main-post-needed",
                    directory.person(person).name());
        }
        jdbc.sql(
                        "update directory.holding set valid_to = :today where person_id = :person and post_id = :post and valid_to is null")
                .param("today", today())
                .param("person", person)
                .param("post", post)
                .update();
        endWhatHungOnPosts(List.of(person));
        record(actor, "directory.release", person, post);
        announce(person);
    }

    private void announce(long person) {
        var now = directory.person(person);
        events.publishEvent(new PostChanged(person, now.name(), now.unit()));
    }

    private record Place(
            String title, String category, int headcount, boolean open, long held, String departmentName) {}

    private Place place(long person, long post) {
        return jdbc.sql("""
                        select q.title, q.category, q.headcount, q.valid_to is null and d.valid_to is null as open, d.name as department_name,
                            (select count(*) from directory.holding h
                             where h.post_id = q.id and h.valid_to is null and h.person_id <> :person) as held
                        from directory.post q join directory.department d on d.id = q.department_id where q.id = :post""")
                .param("post", post)
                .param("person", person)
                .query(Place.class)
                .optional()
                .filter(Place::open)
                .orElseThrow(() -> new Refused(Refusal.Kind.INVALID, "directory.no-such-post"));
    }

    void checkSeat(long person, long post) {
        var place = place(person, post);
        if (place.held() >= place.headcount()) {
            throw new Refused(
                    Refusal.Kind.CONFLICT,
                    "directory.post-filled",
                    place.departmentName(),
                    place.title(),
                    place.headcount());
        }
    }

    void checkPlacing(long person, long post, boolean main) {
        var place = place(person, post);
        if (!place.category().equals(PostCategory.STAFF.name()) && administrates(person)) {
            throw new Refused(Refusal.Kind.CONFLICT, "directory.administrator-in-business", place.title());
        }
        if (!main && holds(person, post)) {
            throw new Refused(Refusal.Kind.CONFLICT, "directory.post-held-already", place.title());
        }
    }

    /**
     * As part of a larger act. A post held besides may become the primary one; the primary one until then is given up.
     *
     * @param proposal null for the first post of a person
     */
    void place(long person, long post, boolean main, @Nullable Long proposal) {
        checkSeat(person, post);
        checkPlacing(person, post, main);
        if (main) {
            giveUp(person, post);
        }
        jdbc.sql("""
                        insert into directory.holding (person_id, post_id, main, valid_from, proposal_id)
                        values (:person, :post, :main, :today, :proposal)""")
                .param("proposal", proposal, java.sql.Types.BIGINT)
                .param("person", person)
                .param("post", post)
                .param("main", main)
                .param("today", today())
                .update();
        endWhatHungOnPosts(List.of(person));
    }

    /** The primary post, and the one that becomes it should it be held besides. */
    void giveUp(long person, long post) {
        jdbc.sql("""
                        update directory.holding set valid_to = :today
                        where person_id = :person and (main or post_id = :post) and valid_to is null""")
                .param("today", today())
                .param("person", person)
                .param("post", post)
                .update();
    }

    /** Roles end with the last post in their unit, charges with the last leading post there. */
    void endWhatHungOnPosts(Collection<Long> people) {
        refuseEndingAdministrators(people);
        for (var ending : new String[] {"""
                update directory.role_holding r set valid_to = :today where r.valid_to is null and r.person_id = any(:people)
                and not exists (select from directory.holding h join directory.post q on q.id = h.post_id
                    join directory.department d on d.id = q.department_id
                    where h.person_id = r.person_id and h.valid_to is null and d.unit_id = r.unit_id)""", """
                update directory.leader_in_charge l set valid_to = :today where l.valid_to is null and l.person_id = any(:people)
                and not exists (select from directory.holding h join directory.post q on q.id = h.post_id
                    join directory.department d on d.id = q.department_id
                    where h.person_id = l.person_id and h.valid_to is null and q.category in ('PRINCIPAL', 'DEPUTY')
                        and d.unit_id = (select unit_id from directory.department where id = l.department_id))"""}) {
            jdbc.sql(ending)
                    .param("today", today())
                    .param("people", people.toArray(Long[]::new))
                    .update();
        }
    }

    /** Who may be an administrator is the security administrator's question, and no change of posts answers it. */
    private void refuseEndingAdministrators(Collection<Long> people) {
        jdbc.sql("""
                        select p.name from directory.role_holding r join directory.person p on p.id = r.person_id
                        where r.valid_to is null and r.role like 'A\\_%' and r.person_id = any(:people)
                        and not exists (select from directory.holding h join directory.post q on q.id = h.post_id
                            join directory.department d on d.id = q.department_id
                            where h.person_id = r.person_id and h.valid_to is null and d.unit_id = r.unit_id) limit 1""")
                .param("people", people.toArray(Long[]::new))
                .query(String.class)
                .optional()
                .ifPresent(name -> {
                    throw new Refused(Refusal.Kind.CONFLICT, "directory.administrator-moves", name);
                });
    }

    /** Likewise: otherwise one administrator could rid the platform of another alone. */
    void refuseAdministrator(long person) {
        if (administrates(person)) {
            refuseLastAdministrator(person);
            throw new Refused(
                    Refusal.Kind.CONFLICT,
                    "directory.administrator-leaves",
                    directory.person(person).name());
        }
    }

    void refuseGone(long person) {
        var open = jdbc.sql("select valid_to is null from directory.person where id = :id")
                .param("id", person)
                .query(Boolean.class)
                .optional()
                .orElse(false);
        if (!open) {
            throw new Refused(
                    Refusal.Kind.CONFLICT,
                    "directory.person-gone",
                    directory.person(person).name());
        }
    }

    /** 三员: the platform must never be without one of the three. */
    void refuseLastAdministrator(long person) {
        var last = jdbc.sql("""
                        select role from directory.role_holding r where r.person_id = :person and r.valid_to is null
                        and r.role like 'A\\_%' and not exists (
                            select from directory.role_holding o join directory.person p on p.id = o.person_id and p.valid_to is null
                            where o.role = r.role and o.valid_to is null and o.person_id <> r.person_id)""").param("person", person).query(String.class).list();
        if (!last.isEmpty()) {
            throw new Refused(Refusal.Kind.CONFLICT, "directory.last-administrator", last.getFirst());
        }
    }

    boolean administrates(long person) {
        return jdbc.sql("""
                        select exists (select from directory.role_holding
                            where person_id = :person and valid_to is null and role like 'A\\_%')""").param("person", person).query(Boolean.class).single();
    }

    boolean holds(long person, long post) {
        return jdbc.sql("""
                        select exists (select from directory.holding
                            where person_id = :person and post_id = :post and valid_to is null)""")
                .param("person", person)
                .param("post", post)
                .query(Boolean.class)
                .single();
    }

    private void record(Actor actor, String act, long person, long post) {
        var name = directory.person(person).name();
        var title = jdbc.sql(
                        "select d.name || q.title from directory.post q join directory.department d on d.id = q.department_id where q.id = :post")
                .param("post", post)
                .query(String.class)
                .single();
        journal.record(actor, act, new RecordId("directory", person), Map.of("name", name, "post", title));
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
