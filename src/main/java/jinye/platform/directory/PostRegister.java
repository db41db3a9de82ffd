package jinye.platform.directory;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.journal.Journal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens, changes and closes posts. A unit has one principal, a department one head; leaders sit in 局领导. */
@Service
@Transactional
class PostRegister {

    private final JdbcClient jdbc;
    private final Revision revision;
    private final Directory directory;
    private final Journal journal;
    private final Clock clock;

    PostRegister(JdbcClient jdbc, Revision revision, Directory directory, Journal journal, Clock clock) {
        this.jdbc = jdbc;
        this.revision = revision;
        this.directory = directory;
        this.journal = journal;
        this.clock = clock;
    }

    private record Stored(long department, String title, boolean open, long held) {}

    long open(Actor actor, long department, PostForm form) {
        actor.require("directory.manage");
        form.check();
        revision.next();
        var place = directory.department(department);
        if (directory.departmentsOf(place.unit()).stream().noneMatch(open -> open.id() == department)) {
            throw new Refused(Refusal.Kind.CONFLICT, "directory.department-closed", place.name());
        }
        checkAgainstOthers(place, form, 0);
        long id = jdbc.sql("""
                        insert into directory.post (department_id, code, title, category, rank, headcount, valid_from)
                        values (:department, :code, :title, :category, :rank, :headcount, :today) returning id""")
                .param("department", department)
                .param("code", form.code())
                .param("title", form.title().strip())
                .param("category", form.category().name())
                .param("rank", form.rank())
                .param("headcount", form.headcount())
                .param("today", LocalDate.now(clock))
                .query(Long.class)
                .single();
        record(actor, "directory.open-post", id, place.name() + form.title());
        return id;
    }

    void change(Actor actor, long id, long version, PostForm form) {
        actor.require("directory.manage");
        form.check();
        revision.next(Revision.Sort.POST, id, version);
        var before = stored(id);
        var place = directory.department(before.department());
        checkAgainstOthers(place, form, id);
        if (before.held() > form.headcount()) {
            throw new Refused(Refusal.Kind.CONFLICT, "directory.headcount-below-held", form.title(), before.held());
        }
        refuseLeadingAdministrator(id, form);
        jdbc.sql("""
                        update directory.post set code = :code, title = :title, category = :category, rank = :rank,
                            headcount = :headcount where id = :id""")
                .param("id", id)
                .param("code", form.code())
                .param("title", form.title().strip())
                .param("category", form.category().name())
                .param("rank", form.rank())
                .param("headcount", form.headcount())
                .update();
        record(actor, "directory.change-post", id, place.name() + form.title());
    }

    void close(Actor actor, long id, long version) {
        actor.require("directory.manage");
        revision.next(Revision.Sort.POST, id, version);
        var post = stored(id);
        if (post.held() > 0) {
            throw new Refused(Refusal.Kind.CONFLICT, "directory.post-has-people", post.title(), post.held());
        }
        jdbc.sql("update directory.post set valid_to = :today where id = :id")
                .param("today", LocalDate.now(clock))
                .param("id", id)
                .update();
        record(actor, "directory.close-post", id, post.title());
    }

    /** Otherwise an administrator would become a leader by the back door. */
    private void refuseLeadingAdministrator(long id, PostForm form) {
        boolean held = jdbc.sql("""
                        select exists (select from directory.holding h
                            join directory.role_holding r on r.person_id = h.person_id and r.valid_to is null and r.role like 'A\\_%'
                            where h.post_id = :id and h.valid_to is null)""").param("id", id).query(Boolean.class).single();
        if (held && form.category() != PostCategory.STAFF) {
            throw new Refused(Refusal.Kind.CONFLICT, "directory.administrator-in-business", form.title());
        }
    }

    private Stored stored(long id) {
        var stored = jdbc.sql("""
                        select department_id as department, title, valid_to is null as open,
                            (select count(*) from directory.holding h where h.post_id = p.id and h.valid_to is null) as held
                        from directory.post p where id = :id""").param("id", id).query(Stored.class).single();
        if (!stored.open()) {
            throw new Refused(Refusal.Kind.CONFLICT, "directory.post-closed", stored.title());
        }
        return stored;
    }

    private record Other(long id, long department, String code, String title, String category) {}

    private void checkAgainstOthers(Department place, PostForm form, long self) {
        if (form.category().leads() != place.code().equals(Department.LEADERS)) {
            throw new Refused(Refusal.Kind.INVALID, "directory.leaders-sit-together");
        }
        var others = jdbc.sql("""
                        select q.id, q.department_id as department, q.code, q.title, q.category from directory.post q
                        where q.department_id = :department and q.valid_to is null and q.id <> :self""")
                .param("department", place.id())
                .param("self", self)
                .query(Other.class)
                .list();
        for (var other : others) {
            if (other.code().equals(form.code())) {
                throw new Refused(Refusal.Kind.CONFLICT, "directory.post-code-taken", form.code(), other.title());
            }
            if (other.title().equals(form.title().strip())) {
                throw new Refused(Refusal.Kind.CONFLICT, "directory.post-title-taken", form.title(), place.name());
            }
            boolean only = form.category() == PostCategory.PRINCIPAL || form.category() == PostCategory.HEAD;
            if (only && other.category().equals(form.category().name())) {
                throw new Refused(
                        Refusal.Kind.CONFLICT,
                        "directory.second-head",
                        place.name(),
                        form.category().term(),
                        other.title());
            }
        }
    }

    private void record(Actor actor, String act, long id, String name) {
        journal.record(actor, act, new RecordId("directory", id), Map.of("name", name));
    }

    static final class Refused extends Refusal {
        Refused(Kind kind, String code, Object... facts) {
            super(kind, code, facts);
        }
    }
}
