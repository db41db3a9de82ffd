package jinye.platform.workflow;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.kernel.Urgency;
import jinye.platform.messages.Message;
import jinye.platform.workflow.UrgingPolicy.Policy;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 自动催办: urges whoever lets something lie, in working time and by urgency, and tells the head when it lies on. */
@Component
class AutoUrging {

    private static final int RECKONED_AT_ONCE = 1000;
    private static final int URGED_AT_ONCE = 300;

    private final JdbcClient jdbc;
    private final UrgingPolicy policies;
    private final Handling handling;
    private final Staffing staffing;
    private final Neighbours neighbours;

    AutoUrging(JdbcClient jdbc, UrgingPolicy policies, Handling handling, Staffing staffing, Neighbours neighbours) {
        this.jdbc = jdbc;
        this.policies = policies;
        this.handling = handling;
        this.staffing = staffing;
        this.neighbours = neighbours;
    }

    void run() {
        var policy = policies.current();
        while (reckon(policy) == RECKONED_AT_ONCE) {
            // the next ones
        }
        urge(policy);
    }

    private record Lying(
            long id,
            Urgency urgency,
            int stage,
            Instant offeredAt,
            @Nullable Instant urgedAt) {

        /** Offered again after it was urged: counted from the beginning. */
        int urged() {
            return urgedAt == null || urgedAt.isBefore(offeredAt) ? 0 : stage;
        }

        Instant since() {
            return urgedAt == null || urgedAt.isBefore(offeredAt) ? offeredAt : urgedAt;
        }
    }

    /** Reckoned beside the verbs and not within them: a send need not wait for it. */
    private int reckon(Policy policy) {
        return handling.inTransaction(() -> {
            var lying = jdbc.sql("""
                            select id, urgency, urge_stage, offered_at, auto_urged_at from workflow.assignment
                            where next_urge_at is null and not draft and state in ('OFFERED', 'OPENED')
                            order by id limit :most for update skip locked""")
                    .param("most", RECKONED_AT_ONCE)
                    .query((row, n) -> new Lying(
                            row.getLong("id"),
                            Urgency.valueOf(row.getString("urgency")),
                            row.getInt("urge_stage"),
                            Moments.from(row, "offered_at"),
                            Moments.fromNullable(row, "auto_urged_at")))
                    .list();
            jdbc.sql("""
                            update workflow.assignment a
                            set urge_stage = r.stage, next_urge_at = r.at
                            from unnest(cast(:ids as bigint[]), cast(:stages as int[]), cast(cast(:moments as text[]) as timestamptz[]))
                                 r(id, stage, at)
                            where a.id = r.id""")
                    .param("ids", lying.stream().map(Lying::id).toArray(Long[]::new))
                    .param("stages", lying.stream().map(Lying::urged).toArray(Integer[]::new))
                    .param(
                            "moments",
                            lying.stream()
                                    .map(one -> policies.next(policy, one.urgency(), one.urged(), one.since()))
                                    .map(at -> at == null ? "infinity" : at.toString())
                                    .toArray(String[]::new))
                    .update();
            return lying.size();
        });
    }

    private record Due(long id, long matter) {}

    private void urge(Policy policy) {
        var now = handling.now();
        if (policies.isQuiet(policy, now) || !neighbours.isWorkingTime(now)) {
            return;
        }
        var due = jdbc.sql("""
                        select id, matter from workflow.assignment
                        where next_urge_at <= :now and not draft and state in ('OFFERED', 'OPENED')
                        order by next_urge_at limit :most""")
                .param("now", Moments.to(now))
                .param("most", URGED_AT_ONCE)
                .query(Due.class)
                .list();
        var byMatter = due.stream()
                .collect(Collectors.groupingBy(
                        Due::matter, LinkedHashMap::new, Collectors.mapping(Due::id, Collectors.toList())));
        byMatter.forEach((matter, assignments) -> {
            try {
                handling.onMatter(SystemActor.SYSTEM, matter, work -> {
                    urge(policy, work, assignments);
                    return true;
                });
            } catch (Refusal suspended) {
                postpone(assignments);
            }
        });
    }

    private void urge(Policy policy, Work work, List<Long> assignments) {
        var slow = new ArrayList<Assignment>();
        for (long id : assignments) {
            work.matter().assignment(id).filter(Assignment::isLive).ifPresent(slow::add);
        }
        if (slow.isEmpty()) {
            return;
        }
        work.trail(
                "AUTO_URGE", null, slow.stream().map(a -> a.handler().name()).collect(Collectors.joining("、")), null);
        for (var one : slow) {
            urge(policy, work, one);
        }
    }

    private void urge(Policy policy, Work work, Assignment slow) {
        var m = work.matter();
        int urged = jdbc.sql("select urge_stage from workflow.assignment where id = :id")
                .param("id", slow.id())
                .query(Integer.class)
                .single();
        var stage = policy.after(m.urgency(), urged);
        var next = policies.next(policy, m.urgency(), urged + 1, work.now());
        work.also(() -> jdbc.sql("""
                        update workflow.assignment set urged_count = urged_count + 1, urged_at = :now, auto_urged_at = :now,
                            urge_stage = :stage, next_urge_at = coalesce(cast(:next as timestamptz), timestamptz 'infinity')
                        where id = :id""")
                .param("now", Moments.to(work.now()))
                .param("stage", urged + 1)
                .param("next", Moments.toNullable(next))
                .param("id", slow.id())
                .update());
        tell(work, slow, List.of(slow.handler().person()), "", "请尽快办理《" + m.title() + "》（自动催办第 " + (urged + 1) + " 次）");
        if (stage != null && stage.tellHead()) {
            staffing.superior(slow.handler().person()).ifPresent(head -> {
                work.trail("ESCALATE", slow.step(), head.name(), slow.handler().name() + "已被催办 " + (urged + 1) + " 次");
                tell(
                        work,
                        slow,
                        List.of(head.person()),
                        "head:",
                        slow.handler().name() + "承办的《" + m.title() + "》已催办 " + (urged + 1) + " 次，尚未办理");
            });
        }
    }

    private void tell(Work work, Assignment slow, List<Long> people, String whom, String sentence) {
        work.also(() -> neighbours.tell(
                people,
                new Message(
                        "workflow.auto-urge:" + whom + slow.id() + ":" + work.now(),
                        "urge",
                        sentence,
                        Sharing.link(work.matter()),
                        work.matter().urgency())));
    }

    /** A suspended matter is nobody's delay; looked at again an hour later. */
    private void postpone(List<Long> assignments) {
        jdbc.sql("update workflow.assignment set next_urge_at = :later where id = any(:ids)")
                .param("later", Moments.to(handling.now().plusSeconds(3600)))
                .param("ids", assignments.toArray(Long[]::new))
                .update();
    }

    @Configuration(proxyBeanMethods = false)
    static class Jobs {

        @Bean
        RecurringTask<Void> urgeByItself(AutoUrging urging) {
            return Tasks.recurring("workflow.auto-urging", FixedDelay.ofMinutes(1))
                    .execute((instance, context) -> urging.run());
        }
    }
}
