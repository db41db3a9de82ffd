package jinye.platform.directory;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.journal.Journal;
import org.jspecify.annotations.Nullable;
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
    private final PostChanges changes;
    private final RightsProposals proposals;
    private final Journal journal;
    private final Clock clock;

    PostRegister(
            JdbcClient jdbc,
            Revision revision,
            Directory directory,
            PostChanges changes,
            RightsProposals proposals,
            Journal journal,
            Clock clock) {
        this.jdbc = jdbc;
        this.revision = revision;
        this.directory = directory;
        this.changes = changes;
        this.proposals = proposals;
        this.journal = journal;
        this.clock = clock;
    }

    private record Stored(long department, String title, String category, boolean open, long held) {}

    long open(Actor actor, long department, PostForm form) {
        actor.require("directory.manage");
        form.check();
        revision.next();
        var place = directory.department(department);
        if (directory.departmentsOf(place.unit()).stream().noneMatch(open -> open.id() == department)) {
            throw new Refused(Refusal.Kind.CONFLICT, "directory.department-closed", place.name());
        }
        changes.checkAgainstOthers(place, form, 0);
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

    /** @return the proposal, when people hold the post and its category would change: roles hang on it, so a second person decides */
    @Nullable
    Long change(Actor actor, long id, long version, PostForm form) {
        actor.require("directory.manage");
        form.check();
        revision.next(Revision.Sort.POST, id, version);
        var before = stored(id);
        var place = directory.department(before.department());
        changes.checkAgainstOthers(place, form, id);
        if (before.held() > form.headcount()) {
            throw new Refused(Refusal.Kind.CONFLICT, "directory.headcount-below-held", form.title(), before.held());
        }
        var category = PostCategory.valueOf(before.category());
        boolean waits = before.held() > 0 && form.category() != category;
        jdbc.sql("""
                        update directory.post set code = :code, title = :title, category = :category, rank = :rank,
                            headcount = :headcount where id = :id""")
                .param("id", id)
                .param("code", form.code())
                .param("title", form.title().strip())
                .param("category", (waits ? category : form.category()).name())
                .param("rank", form.rank())
                .param("headcount", form.headcount())
                .update();
        record(actor, "directory.change-post", id, place.name() + form.title());
        if (!waits) {
            return null;
        }
        var change = new RightsChange(
                RightsChange.Sort.CHANGE_POST,
                0,
                null,
                place.unit(),
                null,
                null,
                new RightsChange.OfPost(id, false, form.category()));
        return proposals.propose(
                actor,
                change,
                "岗位类别由“%s”改为“%s”".formatted(category.term(), form.category().term()));
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

    private Stored stored(long id) {
        var stored = jdbc.sql("""
                        select department_id as department, title, category, valid_to is null as open,
                            (select count(*) from directory.holding h where h.post_id = p.id and h.valid_to is null) as held
                        from directory.post p where id = :id""").param("id", id).query(Stored.class).single();
        if (!stored.open()) {
            throw new Refused(Refusal.Kind.CONFLICT, "directory.post-closed", stored.title());
        }
        return stored;
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
