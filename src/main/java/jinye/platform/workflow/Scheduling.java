package jinye.platform.workflow;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.platform.messages.Message;
import jinye.platform.web.Sentences;
import jinye.platform.workflow.process.NodeSettings.Verb;
import jinye.safeguard.access.Actors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * 定时送出: what is said now and sent at a moment. Until then the assignment stays with its handler, who may take it back or send
 * at once; anything else that becomes of it makes the appointed sending void.
 */
@Component
class Scheduling {

    /** @param fault why it could not be sent at its moment, null while it waits */
    record Appointed(Instant at, @Nullable String fault) {}

    private static final Duration AHEAD_MOST = Duration.ofDays(90);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, List<Long>>> CHOICES = new TypeReference<>() {};
    private static final int AT_ONCE = 200;

    private final JdbcClient jdbc;
    private final Handling handling;
    private final Sending sending;
    private final MatterStore store;
    private final Actors actors;
    private final Neighbours neighbours;
    private final Phrasing phrasing;
    private final Sentences sentences;

    Scheduling(
            JdbcClient jdbc,
            Handling handling,
            Sending sending,
            MatterStore store,
            Actors actors,
            Neighbours neighbours,
            Phrasing phrasing,
            Sentences sentences) {
        this.jdbc = jdbc;
        this.handling = handling;
        this.sending = sending;
        this.store = store;
        this.actors = actors;
        this.neighbours = neighbours;
        this.phrasing = phrasing;
        this.sentences = sentences;
    }

    /** Refused now when it would be refused now; what changes until the moment is told then. */
    void schedule(Actor actor, long assignment, Said said, Choices choices, Instant at) {
        handling.onAssignment(actor, assignment, work -> {
            var mine = handling.mine(work, assignment);
            if (!mine.step().node().settings().verbs().contains(Verb.SCHEDULE)) {
                throw Refused.notAllowedHere(mine.step().node().name(), "定时送出");
            }
            if (!at.isAfter(work.now()) || at.isAfter(work.now().plus(AHEAD_MOST))) {
                throw Refused.momentOutside(AHEAD_MOST.toDays());
            }
            tryNow(actor, assignment, said, choices);
            mine.schedule(at);
            work.trail("SCHEDULE", mine.step(), phrasing.moment(at), null);
            work.also(() -> keep(actor, work, assignment, said, choices, at));
            return true;
        });
    }

    private void tryNow(Actor actor, long assignment, Said said, Choices choices) {
        var seen = handling.look(actor, store.byAssignment(assignment, false).orElseThrow(Refused::noSuchAssignment));
        sending.send(seen, handling.mine(seen, assignment), said, choices);
    }

    private void keep(Actor actor, Work work, long assignment, Said said, Choices choices, Instant at) {
        jdbc.sql("""
                        insert into workflow.scheduled_sending (assignment, person, post, decision, opinion, choices, at, made_at)
                        values (:assignment, :person, :post, :decision, :opinion, cast(:choices as jsonb), :at, :now)
                        on conflict (assignment) do update set person = :person, post = :post, decision = :decision,
                            opinion = :opinion, choices = cast(:choices as jsonb), at = :at, made_at = :now, fault = null""")
                .param("assignment", assignment)
                .param("person", actor.person())
                .param("post", actor.post())
                .param("decision", said.decision())
                .param("opinion", said.opinion())
                .param("choices", JSON.writeValueAsString(choices.byNode()))
                .param("at", Moments.to(at))
                .param("now", Moments.to(work.now()))
                .update();
    }

    void cancel(Actor actor, long assignment) {
        handling.onAssignment(actor, assignment, work -> {
            var mine = handling.mine(work, assignment);
            if (of(assignment).isEmpty()) {
                throw Refused.notScheduled();
            }
            mine.schedule(null);
            work.trail("UNSCHEDULE", mine.step(), null, null);
            work.also(() -> forget(assignment));
            return true;
        });
    }

    Optional<Appointed> of(long assignment) {
        return jdbc.sql("""
                        select s.at, s.fault from workflow.scheduled_sending s
                        join workflow.assignment a on a.id = s.assignment and a.scheduled_at = s.at
                        where s.assignment = :assignment""")
                .param("assignment", assignment)
                .query((row, n) -> new Appointed(Moments.from(row, "at"), row.getString("fault")))
                .optional();
    }

    private void forget(long assignment) {
        jdbc.sql("delete from workflow.scheduled_sending where assignment = :assignment")
                .param("assignment", assignment)
                .update();
    }

    private record Due(
            long assignment, long person, long post, String decision, String opinion, String choices, boolean valid) {}

    /** Sends what has come due; each by itself, so that one refused hinders no other. */
    void sendDue() {
        var due = jdbc.sql("""
                        select s.assignment, s.person, s.post, s.decision, s.opinion, s.choices::text as choices,
                               a.scheduled_at is not distinct from s.at as valid
                        from workflow.scheduled_sending s join workflow.assignment a on a.id = s.assignment
                        where s.at <= :now and s.fault is null order by s.at limit :most""")
                .param("now", Moments.to(handling.now()))
                .param("most", AT_ONCE)
                .query(Due.class)
                .list();
        for (var one : due) {
            if (!one.valid()) {
                forget(one.assignment());
                continue;
            }
            try {
                send(one);
            } catch (Refusal refused) {
                fail(one, sentences.of(refused.code(), refused.facts()));
            }
        }
    }

    private void send(Due due) {
        var actor = actors.actor(due.person(), due.post())
                .or(() -> actors.actor(due.person(), null))
                .orElseThrow(Refused::noSuchAssignment);
        handling.inTransaction(() -> {
            forget(due.assignment());
            sending.send(
                    actor,
                    due.assignment(),
                    Said.of(due.decision(), due.opinion()),
                    new Choices(JSON.readValue(due.choices(), CHOICES)));
            return true;
        });
    }

    private void fail(Due due, String sentence) {
        jdbc.sql("update workflow.scheduled_sending set fault = :fault where assignment = :assignment")
                .param("fault", sentence)
                .param("assignment", due.assignment())
                .update();
        store.byAssignment(due.assignment(), false)
                .ifPresent(matter -> handling.inTransaction(() -> {
                    neighbours.tell(
                            List.of(due.person()),
                            new Message(
                                    "workflow.schedule-failed:" + due.assignment(),
                                    "returned",
                                    "《" + matter.title() + "》未能定时送出：" + sentence,
                                    Sharing.link(matter),
                                    matter.urgency()));
                    return true;
                }));
    }

    @Configuration(proxyBeanMethods = false)
    static class Jobs {

        @Bean
        RecurringTask<Void> sendScheduled(Scheduling scheduling) {
            return Tasks.recurring("workflow.send-scheduled", FixedDelay.ofSeconds(20))
                    .execute((instance, context) -> scheduling.sendDue());
        }
    }
}
