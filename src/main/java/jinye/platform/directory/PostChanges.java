package jinye.platform.directory;

import jinye.kernel.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What proposals about posts do: appoint somebody, or make a post that people hold something else. Both are looked at when
 * proposed and once more when they take effect.
 */
@Component
class PostChanges {

    private final JdbcClient jdbc;
    private final Directory directory;
    private final Appointments appointments;

    PostChanges(JdbcClient jdbc, Directory directory, Appointments appointments) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.appointments = appointments;
    }

    private record Present(
            long department, String code, String title, PostCategory category, int rank, int headcount, boolean open) {}

    /** What would be proposed when somebody is to take this post. */
    RightsChange appointment(long person, long post, boolean main) {
        var present = present(post);
        return new RightsChange(
                RightsChange.Sort.APPOINT,
                person,
                null,
                directory.department(present.department()).unit(),
                null,
                null,
                new RightsChange.OfPost(post, main, present.category()));
    }

    void checkSeat(RightsChange change) {
        if (change.sort() == RightsChange.Sort.APPOINT) {
            appointments.checkSeat(change.person(), change.ofPost().id());
        }
    }

    void checkAppointing(RightsChange change) {
        var post = change.ofPost();
        var present = present(post.id());
        if (present.category() != post.category()) {
            throw new PostRegister.Refused(
                    Refusal.Kind.CONFLICT,
                    "directory.post-changed-since",
                    present.title(),
                    post.category().term(),
                    present.category().term());
        }
        appointments.checkPlacing(change.person(), post.id(), post.main());
    }

    void appoint(RightsChange change, long proposal) {
        checkAppointing(change);
        var post = change.ofPost();
        appointments.appoint(change.person(), post.id(), post.main(), proposal);
    }

    /** So that people may change places: all who move stand up before anybody sits down. */
    void giveUp(RightsChange change) {
        if (change.sort() == RightsChange.Sort.APPOINT && change.ofPost().main()) {
            appointments.giveUp(change.person(), change.ofPost().id());
        }
    }

    void checkChanging(RightsChange change) {
        var post = change.ofPost();
        var present = present(post.id());
        if (post.category() != PostCategory.STAFF && heldByAdministrator(post.id())) {
            throw new PostRegister.Refused(
                    Refusal.Kind.CONFLICT, "directory.administrator-in-business", present.title());
        }
        var form = new PostForm(present.code(), present.title(), post.category(), present.rank(), present.headcount());
        form.check();
        checkAgainstOthers(directory.department(present.department()), form, post.id());
    }

    void changeCategory(RightsChange change) {
        checkChanging(change);
        jdbc.sql("update directory.post set category = :category, version = version + 1 where id = :id")
                .param("id", change.ofPost().id())
                .param("category", change.ofPost().category().name())
                .update();
    }

    boolean holds(long person, RightsChange change) {
        return appointments.holds(person, change.ofPost().id());
    }

    /** Also of a post that has been closed since. */
    String title(RightsChange change) {
        return jdbc.sql("""
                        select d.name || q.title from directory.post q join directory.department d on d.id = q.department_id
                        where q.id = :id""")
                .param("id", change.ofPost().id())
                .query(String.class)
                .single();
    }

    /** Otherwise an administrator would become a leader by the back door. */
    private boolean heldByAdministrator(long id) {
        return jdbc.sql("""
                        select exists (select from directory.holding h
                            join directory.role_holding r on r.person_id = h.person_id and r.valid_to is null and r.role like 'A\\_%'
                            where h.post_id = :id and h.valid_to is null)""").param("id", id).query(Boolean.class).single();
    }

    private Present present(long id) {
        return jdbc.sql("""
                        select department_id as department, code, title, category, rank, headcount, valid_to is null as open
                        from directory.post where id = :id""")
                .param("id", id)
                .query(Present.class)
                .optional()
                .filter(Present::open)
                .orElseThrow(() -> new PostRegister.Refused(Refusal.Kind.INVALID, "directory.no-such-post"));
    }

    private record Other(String code, String title, String category) {}

    /** A unit has one principal, a department one head; leaders sit in 局领导. @param self 0 for a new post */
    void checkAgainstOthers(Department place, PostForm form, long self) {
        if (form.category().leads() != place.code().equals(Department.LEADERS)) {
            throw new PostRegister.Refused(Refusal.Kind.INVALID, "directory.leaders-sit-together");
        }
        var others = jdbc.sql("""
                        select code, title, category from directory.post
                        where department_id = :department and valid_to is null and id <> :self""")
                .param("department", place.id())
                .param("self", self)
                .query(Other.class)
                .list();
        for (var other : others) {
            if (other.code().equals(form.code())) {
                throw new PostRegister.Refused(
                        Refusal.Kind.CONFLICT, "directory.post-code-taken", form.code(), other.title());
            }
            if (other.title().equals(form.title().strip())) {
                throw new PostRegister.Refused(
                        Refusal.Kind.CONFLICT, "directory.post-title-taken", form.title(), place.name());
            }
            boolean only = form.category() == PostCategory.PRINCIPAL || form.category() == PostCategory.HEAD;
            if (only && other.category().equals(form.category().name())) {
                throw new PostRegister.Refused(
                        Refusal.Kind.CONFLICT,
                        "directory.second-head",
                        place.name(),
                        form.category().term(),
                        other.title());
            }
        }
    }
}
