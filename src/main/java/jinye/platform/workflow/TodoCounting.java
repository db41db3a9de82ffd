package jinye.platform.workflow;

import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How much waits for a person, exactly and in one statement. */
@Component
class TodoCounting {

    private static final String LINES = """
            select a.draft, a.kind, count(*) as all,
                   count(*) filter (where a.state = 'OFFERED') as unopened,
                   count(*) filter (where a.due_at < :now) as overdue,
                   count(*) filter (where a.due_at >= :now and a.due_at < :tomorrow) as today
            from %s
            cross join lateral (
                select a.draft, a.kind, a.state, a.due_at from workflow.assignment a
                where %s and %s and not (a.draft and a.person <> :me)) a
            group by a.draft, a.kind
            union all
            select false, '', count(*), 0, 0, 0 from workflow.circulation where person = :me and read_at is null
            order by 2""".formatted(TodoReach.PEOPLE, TodoReach.THEIRS, TodoReach.OPEN);

    private final JdbcClient jdbc;
    private final Processes processes;
    private final Clock clock;

    TodoCounting(JdbcClient jdbc, Processes processes, Clock clock) {
        this.jdbc = jdbc;
        this.processes = processes;
        this.clock = clock;
    }

    /** @param kind empty for what was given to read */
    private record Line(boolean draft, String kind, long all, long unopened, long overdue, long today) {}

    TodoCounts counts(Actor actor) {
        var values = TodoReach.values(actor, clock.instant());
        values.put("tomorrow", Moments.to(TodoReach.tomorrow(clock)));
        var lines = jdbc.sql(LINES).params(values).query(Line.class).list();
        var parts =
                lines.stream().filter(line -> !line.kind().isEmpty()).collect(Collectors.partitioningBy(Line::draft));
        var todo = parts.getOrDefault(false, List.of());
        return new TodoCounts(
                todo.stream().mapToLong(Line::all).sum(),
                todo.stream().mapToLong(Line::unopened).sum(),
                todo.stream().mapToLong(Line::overdue).sum(),
                todo.stream().mapToLong(Line::today).sum(),
                parts.getOrDefault(true, List.of()).stream()
                        .mapToLong(Line::all)
                        .sum(),
                lines.stream()
                        .filter(line -> line.kind().isEmpty())
                        .mapToLong(Line::all)
                        .sum(),
                todo.stream()
                        .map(line -> new TodoCounts.KindCount(
                                line.kind(), processes.name(line.kind()), line.all(), line.unopened(), line.overdue()))
                        .toList());
    }
}
