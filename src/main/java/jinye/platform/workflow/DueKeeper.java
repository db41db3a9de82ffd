package jinye.platform.workflow;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Instant;
import java.util.List;
import jinye.kernel.Moments;
import jinye.kernel.Urgency;
import jinye.platform.clocks.CalendarChanged;
import jinye.platform.messages.Message;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reckons due moments again when holidays are announced: those given before were provisional, and the handlers are told. */
@Component
class DueKeeper {

    private record Kept(
            long id,
            long person,
            String kind,
            long record,
            String title,
            Urgency urgency,
            String rule,
            Instant offeredAt,
            Instant dueAt) {}

    private final JdbcClient jdbc;
    private final Neighbours neighbours;
    private final Phrasing phrasing;

    DueKeeper(JdbcClient jdbc, Neighbours neighbours, Phrasing phrasing) {
        this.jdbc = jdbc;
        this.neighbours = neighbours;
        this.phrasing = phrasing;
    }

    @EventListener
    @Transactional
    void reckonAgain(CalendarChanged changed) {
        // the matters first, as every verb does, so that none writes back what it read before
        jdbc.sql("""
                        select m.id from workflow.matter m
                        where exists (select from workflow.assignment a
                                      where a.matter = m.id and a.due_provisional and a.state in ('OFFERED', 'OPENED'))
                        order by m.id for update""").query(row -> {});
        for (var kept : provisional()) {
            var due = neighbours.due(kept.rule(), kept.urgency(), kept.offeredAt());
            jdbc.sql("""
                            update workflow.assignment set due_at = :at, due_provisional = :provisional,
                                due_rule_version = :version, due_explanation = :explanation where id = :id""")
                    .param("at", Moments.to(due.at()))
                    .param("provisional", due.provisional())
                    .param("version", due.ruleVersion())
                    .param("explanation", due.explanation())
                    .param("id", kept.id())
                    .update();
            if (!due.at().equals(kept.dueAt())) {
                var module = kept.kind().substring(0, kept.kind().indexOf('.'));
                neighbours.tell(
                        List.of(kept.person()),
                        new Message(
                                "workflow.due:" + kept.id() + ":" + due.at(),
                                "deadline",
                                changed.year() + "年放假安排已公布，《" + kept.title() + "》的办理期限改为" + phrasing.moment(due.at()),
                                "/" + module + "/" + kept.record(),
                                kept.urgency()));
            }
        }
    }

    private List<Kept> provisional() {
        return jdbc.sql("""
                        select id, person, kind, record, title, urgency, due_rule, offered_at, due_at
                        from workflow.assignment
                        where due_provisional and due_rule is not null and state in ('OFFERED', 'OPENED') order by id""")
                .query((row, n) -> new Kept(
                        row.getLong("id"),
                        row.getLong("person"),
                        row.getString("kind"),
                        row.getLong("record"),
                        row.getString("title"),
                        Urgency.valueOf(row.getString("urgency")),
                        row.getString("due_rule"),
                        Moments.from(row, "offered_at"),
                        Moments.from(row, "due_at")))
                .list();
    }

    @Configuration(proxyBeanMethods = false)
    static class Jobs {

        /** A delegation made beforehand begins by itself; the desks learn of it within a minute. */
        @Bean
        RecurringTask<Void> beginDelegations(Delegations delegations) {
            return Tasks.recurring("workflow.begin-delegations", FixedDelay.ofMinutes(1))
                    .execute((instance, context) -> delegations.announceBegun());
        }
    }
}
