package jinye.platform.mining;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jinye.platform.clocks.Clocks;
import jinye.platform.workflow.Visit;
import jinye.platform.workflow.Visits;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings what moved since the last time into the case log, every minute. A matter is always written anew as a whole, so doing it
 * twice, or a little too much, changes nothing.
 */
@Component
class Collector {

    /** A verb that commits late carries the moment it began. */
    private static final Duration STEP_BACK = Duration.ofMinutes(2);

    private static final int BATCH = 500;

    private final Visits visits;
    private final Clocks clocks;
    private final CaseLog log;
    private final JdbcClient jdbc;
    private final Clock clock;

    Collector(Visits visits, Clocks clocks, CaseLog log, JdbcClient jdbc, Clock clock) {
        this.visits = visits;
        this.clocks = clocks;
        this.log = log;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        RecurringTask<Void> collectVisits(Collector collector) {
            return Tasks.recurring("mining-collect", FixedDelay.ofMinutes(1)).execute((instance, context) -> {
                while (collector.collect()) {
                    // until nothing more has moved
                }
            });
        }
    }

    /** One batch. @return whether there may be more */
    @Transactional
    public boolean collect() {
        var from = jdbc.sql("select moved_to from mining.progress for update")
                .query((row, n) -> row.getTimestamp(1).toInstant())
                .single();
        var moved = visits.movedSince(from, BATCH);
        if (moved.isEmpty()) {
            return false;
        }
        var batch = visits.of(moved.stream().map(Visits.Moved::matter).toList());
        log.write(cases(batch, new WorkingSpans(clocks)));
        var last = moved.getLast().at();
        var back = clock.instant().minus(STEP_BACK);
        boolean more = moved.size() == BATCH;
        var next = !more && last.isAfter(back) ? back : last;
        jdbc.sql("update mining.progress set moved_to = :at")
                .param("at", (next.isAfter(from) ? next : from).atOffset(ZoneOffset.UTC))
                .update();
        return more && last.isAfter(from);
    }

    private List<Case> cases(List<Visit> all, WorkingSpans spans) {
        var byMatter =
                all.stream().collect(Collectors.groupingBy(Visit::matter, LinkedHashMap::new, Collectors.toList()));
        return byMatter.values().stream().map(visits -> matter(visits, spans)).toList();
    }

    private Case matter(List<Visit> visits, WorkingSpans spans) {
        var first = visits.getFirst();
        var bySteps = new HashMap<Long, Visit>();
        visits.forEach(visit -> bySteps.put(visit.step(), visit));
        var ended = first.endedAt();
        return new Case(
                first.matter(),
                first.kind(),
                first.version(),
                first.record(),
                first.title(),
                first.unit(),
                first.unitName(),
                first.startedAt(),
                ended,
                first.terminated(),
                ended == null ? null : spans.seconds(first.startedAt(), ended),
                visits.stream().map(visit -> event(visit, bySteps, spans)).toList());
    }

    private Event event(Visit visit, Map<Long, Visit> bySteps, WorkingSpans spans) {
        var from = visit.fromStep() == null ? null : bySteps.get(visit.fromStep());
        var doer = doer(visit);
        var left = visit.leftAt();
        var opened = visit.openedAt();
        // who decides without opening, in a batch for instance, has waited until then and touched it for nothing
        var looked = opened == null || (left != null && opened.isAfter(left)) ? left : opened;
        var due = visit.dueAt();
        return new Event(
                visit.step(),
                visit.node(),
                visit.nodeName(),
                from == null ? null : from.node(),
                from == null ? null : department(doer(from)),
                visit.arrivedAt(),
                spans.seconds(visit.startedAt(), visit.arrivedAt()),
                looked,
                left,
                due,
                outcome(visit.state()),
                due != null && (left == null ? clock.instant() : left).isAfter(due),
                looked == null ? null : (Long) spans.seconds(visit.arrivedAt(), looked),
                left == null || looked == null ? null : (Long) spans.seconds(looked, left),
                doer == null ? null : doer.person(),
                doer == null ? null : doer.doneByName() == null ? doer.personName() : doer.doneByName(),
                department(doer));
    }

    /** Who did it last, else whoever has it now. */
    private static Visit.@Nullable Hand doer(Visit visit) {
        Visit.Hand last = null;
        for (var hand : visit.hands()) {
            boolean better = last == null
                    || (hand.state().equals("DONE") && !last.state().equals("DONE"))
                    || (hand.state().equals(last.state()) && later(hand.doneAt(), last.doneAt()));
            last = better ? hand : last;
        }
        return last;
    }

    private static boolean later(@Nullable Instant one, @Nullable Instant other) {
        return one != null && (other == null || one.isAfter(other));
    }

    private static @Nullable String department(Visit.@Nullable Hand hand) {
        return hand == null ? null : hand.departmentName();
    }

    private static String outcome(String state) {
        return state.equals("CLOSED") ? Event.DONE : state;
    }
}
