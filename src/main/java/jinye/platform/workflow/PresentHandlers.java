package jinye.platform.workflow;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import jinye.kernel.Moments;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who has which open matter in hand now, or waits for their turn. */
@Component
class PresentHandlers {

    /** One who has the matter in hand now, or waits for their turn. */
    record PresentHandler(
            long assignment,
            long person,
            String personName,
            String departmentName,
            String nodeName,
            Assignment.State state,
            @Nullable Instant dueAt,
            boolean dueProvisional,
            @Nullable String light) {}

    private final JdbcClient jdbc;
    private final Neighbours neighbours;

    PresentHandlers(JdbcClient jdbc, Neighbours neighbours) {
        this.jdbc = jdbc;
        this.neighbours = neighbours;
    }

    List<OpenMatters.OpenMatter> with(List<OpenMatters.OpenMatter> matters, Instant now) {
        record Held(long matter, PresentHandler handler) {}
        var ids = matters.stream().map(OpenMatters.OpenMatter::matter).toArray(Long[]::new);
        var held = jdbc
                .sql("""
                        select matter, id, person, person_name, department_name, node_name, state, offered_at, due_at, due_provisional
                        from workflow.assignment
                        where matter = any(:matters) and state in ('WAITING', 'OFFERED', 'OPENED') order by id""")
                .param("matters", ids)
                .query((row, n) -> new Held(row.getLong("matter"), handler(row, now)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Held::matter, Collectors.mapping(Held::handler, Collectors.toList())));
        return matters.stream()
                .map(matter -> with(matter, held.getOrDefault(matter.matter(), List.of())))
                .toList();
    }

    private PresentHandler handler(ResultSet row, Instant now) throws SQLException {
        var due = Moments.fromNullable(row, "due_at");
        return new PresentHandler(
                row.getLong("id"),
                row.getLong("person"),
                row.getString("person_name"),
                row.getString("department_name"),
                row.getString("node_name"),
                Assignment.State.valueOf(row.getString("state")),
                due,
                row.getBoolean("due_provisional"),
                due == null ? null : neighbours.light(Moments.from(row, "offered_at"), due, now));
    }

    private static OpenMatters.OpenMatter with(OpenMatters.OpenMatter m, List<PresentHandler> handlers) {
        var first = handlers.stream()
                .filter(handler -> handler.state() != Assignment.State.WAITING && handler.dueAt() != null)
                .min(Comparator.comparing(PresentHandler::dueAt));
        return new OpenMatters.OpenMatter(
                m.matter(),
                m.kind(),
                m.kindName(),
                m.title(),
                m.number(),
                m.urgency(),
                m.state(),
                m.initiatorName(),
                m.initiatorDepartmentName(),
                m.unitName(),
                m.presentNodes(),
                m.since(),
                first.map(PresentHandler::dueAt).orElse(null),
                first.map(PresentHandler::dueProvisional).orElse(false),
                first.map(PresentHandler::light).orElse(null),
                handlers);
    }
}
