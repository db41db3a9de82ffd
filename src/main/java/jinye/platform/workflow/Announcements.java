package jinye.platform.workflow;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import jinye.kernel.Moments;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events that matters wait for. They are only added, so announcing never waits for a matter; the keeper wakes whoever waits. One
 * announced before somebody waits is kept and heard then.
 */
@Component
class Announcements {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {};

    record Announcement(long id, Map<String, Object> facts) {}

    private final JdbcClient jdbc;
    private final MatterWriter writer;
    private final Neighbours neighbours;
    private final Clock clock;

    Announcements(JdbcClient jdbc, MatterWriter writer, Neighbours neighbours, Clock clock) {
        this.jdbc = jdbc;
        this.writer = writer;
        this.neighbours = neighbours;
        this.clock = clock;
    }

    void announce(String message, long record, Map<String, Object> facts) {
        jdbc.sql("""
                        insert into workflow.announcement (id, message, record, facts, at)
                        values (:id, :message, :record, :facts::jsonb, :at)""")
                .param("id", writer.next())
                .param("message", message)
                .param("record", record)
                .param("facts", JSON.writeValueAsString(facts))
                .param("at", Moments.to(clock.instant()))
                .update();
        neighbours.publish(new SomethingIsDue());
    }

    /** Wakes whoever waits for the oldest announcement nobody has looked at. @return false when there is none */
    boolean wakeOne() {
        var taken = jdbc.sql("""
                        update workflow.announcement set pending = false where id =
                            (select id from workflow.announcement where pending order by id limit 1 for update skip locked)
                        returning message, record""")
                .query((row, n) -> Map.entry(row.getString("message"), row.getLong("record")))
                .optional();
        // also those not asleep yet: one that is just being looked at would not be found by that, and fall asleep
        // afterwards
        taken.ifPresent(announced -> jdbc.sql("""
                        update workflow.trigger set due_at = :now where id in
                            (select id from workflow.trigger
                             where message = :message and correlation = :record and state = 'ARMED'
                             order by id for update)""")
                .param("now", Moments.to(clock.instant()))
                .param("message", announced.getKey())
                .param("record", announced.getValue())
                .update());
        return taken.isPresent();
    }

    /** The oldest one, since the matter began, that no step of it has heard. */
    Optional<Announcement> unheard(Matter matter, Trigger trigger) {
        return jdbc.sql("""
                        select a.id, a.facts from workflow.announcement a
                        where a.message = :message and a.record = :record
                          and a.at >= (select started_at from workflow.matter where id = :matter)
                          and not exists (select from workflow.trigger t where t.matter = :matter and t.heard = a.id)
                        order by a.id limit 1""")
                .param("message", Objects.requireNonNull(trigger.target().message()))
                .param("record", Objects.requireNonNull(trigger.target().correlation()))
                .param("matter", matter.id())
                .query((row, n) -> new Announcement(row.getLong("id"), JSON.readValue(row.getString("facts"), FACTS)))
                .optional();
    }
}
