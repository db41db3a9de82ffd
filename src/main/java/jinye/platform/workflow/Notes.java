package jinye.platform.workflow;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.SecrecyWords;
import jinye.platform.messages.Message;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 留言: a slip on the matter, for oneself or for everybody on it. It decides nothing and moves nothing. */
@Component
class Notes {

    /** @param mine may be removed by the reader */
    record NoteRow(
            long id,
            String personName,
            String departmentName,
            boolean personal,
            String text,
            Instant at,
            boolean mine) {}

    private final JdbcClient jdbc;
    private final Handling handling;
    private final MatterWriter numbers;
    private final MatterPast past;
    private final Neighbours neighbours;

    Notes(JdbcClient jdbc, Handling handling, MatterWriter numbers, MatterPast past, Neighbours neighbours) {
        this.jdbc = jdbc;
        this.handling = handling;
        this.numbers = numbers;
        this.past = past;
        this.neighbours = neighbours;
    }

    /** The caller has made sure that the person may see the matter. Only what everybody sees stands on the trail. */
    long write(Actor actor, long matter, boolean personal, String text) {
        SecrecyWords.refuseIn(text);
        return handling.onMatter(actor, matter, EnumSet.allOf(Matter.State.class), work -> {
            long id = numbers.next();
            work.also(() -> insert(work, id, personal, text));
            if (!personal) {
                work.trail("NOTE", null, null, text);
                work.also(() -> tellEverybody(work, id));
            }
            return id;
        });
    }

    private void insert(Work work, long id, boolean personal, String text) {
        jdbc.sql("""
                        insert into workflow.note (id, matter, person, person_name, department_name, private, body, at)
                        values (:id, :matter, :me, :name, :department, :personal, :body, :now)""")
                .param("id", id)
                .param("matter", work.matter().id())
                .param("me", work.actor().person())
                .param("name", work.actor().name())
                .param("department", work.actor().departmentName())
                .param("personal", personal)
                .param("body", text)
                .param("now", Moments.to(work.now()))
                .update();
    }

    private void tellEverybody(Work work, long id) {
        var matter = work.matter();
        var people = past.peopleOn(matter.id()).stream()
                .filter(person -> person != work.actor().person())
                .toList();
        neighbours.tell(
                people,
                new Message(
                        "workflow.note:" + id,
                        "note",
                        work.actor().name() + "在《" + matter.title() + "》留言",
                        Sharing.link(matter),
                        matter.urgency()));
    }

    /** Its writer takes a note away; what stood on the trail stays there. */
    void remove(Actor actor, long note) {
        handling.inTransaction(() -> {
            int removed = jdbc.sql("""
                            update workflow.note set removed_at = :now where id = :id and person = :me and removed_at is null""")
                    .param("now", Moments.to(handling.now()))
                    .param("id", note)
                    .param("me", actor.person())
                    .update();
            if (removed == 0) {
                throw RefusedTelling.noSuchNote();
            }
            return true;
        });
    }

    List<NoteRow> of(Actor actor, long matter) {
        return jdbc.sql("""
                        select * from workflow.note
                        where matter = :matter and removed_at is null and (not private or person = :me) order by id""")
                .param("matter", matter)
                .param("me", actor.person())
                .query((row, n) -> new NoteRow(
                        row.getLong("id"),
                        row.getString("person_name"),
                        row.getString("department_name"),
                        row.getBoolean("private"),
                        row.getString("body"),
                        Moments.from(row, "at"),
                        row.getLong("person") == actor.person()))
                .list();
    }
}
