package jinye.platform.workflow;

import java.time.Instant;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
import jinye.kernel.Moments;
import jinye.kernel.Page;
import jinye.kernel.Urgency;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 已办, 我发起的, 传阅: what a person did, began, or was given to read. */
@Component
class WorkLists {

    /** @param presentNodes where the matter is now, empty when it has ended */
    record DoneRow(
            long assignment,
            long matter,
            String kind,
            String kindName,
            String module,
            long record,
            String title,
            String number,
            Urgency urgency,
            String nodeName,
            String decision,
            Instant doneAt,
            String doneByName,
            String personName,
            Matter.State matterState,
            String presentNodes) {}

    record StartedRow(
            long matter,
            String kind,
            String kindName,
            String module,
            long record,
            String title,
            String number,
            Urgency urgency,
            Matter.State state,
            Instant startedAt,
            @Nullable Instant endedAt,
            String presentNodes,
            String presentHandlers) {}

    record CirculatedRow(
            long circulation,
            long matter,
            String kind,
            String kindName,
            String module,
            long record,
            String title,
            String number,
            Urgency urgency,
            String byName,
            String note,
            boolean copy,
            Instant at,
            @Nullable Instant readAt,
            String opinion) {}

    record FollowedRow(
            long matter,
            String kind,
            String kindName,
            String module,
            long record,
            String title,
            String number,
            Urgency urgency,
            Matter.State state,
            Instant followedAt,
            String presentNodes,
            String presentHandlers) {}

    /** @param kind and @param text null when not asked for */
    record Question(
            @Nullable String kind,
            @Nullable Urgency urgency,
            @Nullable String text,
            @Nullable Boolean open) {}

    private static final String DONE_COLUMNS = """
            a.id, a.matter, a.kind, a.record, a.title, a.number, a.urgency, a.node, a.node_name, a.decision, a.done_at,
            a.done_by_name, a.person_name""";
    private static final String PRESENT_NODES = """
            coalesce((select string_agg(s.node_name, '、' order by s.id) from workflow.step s
                      where s.matter = m.id and s.state = 'OPEN'), '')""";
    private static final String PRESENT_HANDLERS = """
            coalesce((select string_agg(distinct h.person_name, '、') from workflow.assignment h
                      where h.matter = m.id and h.state in ('OFFERED', 'OPENED')), '')""";

    private final JdbcClient jdbc;
    private final Processes processes;

    WorkLists(JdbcClient jdbc, Processes processes) {
        this.jdbc = jdbc;
        this.processes = processes;
    }

    /** Two ordered reads, one's own acts and those done in one's name, so that each can use its index. */
    Page<DoneRow> done(Actor actor, Question question, @Nullable String after, int size) {
        var asked = new Asked(actor, question, size, "a");
        asked.before(Cursor.read(after, 2), "a.done_at", "a.id");
        var half = "(select " + DONE_COLUMNS + " from workflow.assignment a where a.state = 'DONE' and %s"
                + asked.where() + " order by a.done_at desc, a.id desc limit :limit)";
        var both = half.formatted("a.done_by = :me") + " union all "
                + half.formatted("a.person = :me and a.done_by <> a.person")
                + " order by done_at desc, id desc limit :limit";
        var rows = jdbc.sql("select d.*, m.state as matter_state, " + PRESENT_NODES + " as present_nodes from (" + both
                        + ") d join workflow.matter m on m.id = d.matter order by d.done_at desc, d.id desc")
                .params(asked.values())
                .query((row, n) -> {
                    var kind = row.getString("kind");
                    var decision = row.getString("decision");
                    return new DoneRow(
                            row.getLong("id"),
                            row.getLong("matter"),
                            kind,
                            processes.name(kind),
                            module(kind),
                            row.getLong("record"),
                            row.getString("title"),
                            row.getString("number"),
                            Urgency.valueOf(row.getString("urgency")),
                            row.getString("node_name"),
                            processes.decisionTerm(kind, row.getString("node"), decision),
                            Moments.from(row, "done_at"),
                            row.getString("done_by_name"),
                            row.getString("person_name"),
                            Matter.State.valueOf(row.getString("matter_state")),
                            row.getString("present_nodes"));
                })
                .list();
        return Page.of(rows, size, row -> Cursor.of(row.doneAt(), row.assignment()));
    }

    Page<StartedRow> started(Actor actor, Question question, @Nullable String after, int size) {
        var asked = new Asked(actor, question, size, "m");
        asked.open(question, "m.ended_at");
        asked.before(Cursor.read(after, 1), "m.id");
        var rows = jdbc.sql("select m.*, " + PRESENT_NODES + " as present_nodes, " + PRESENT_HANDLERS
                        + " as present_handlers"
                        + " from workflow.matter m where m.initiator = :me and m.parent is null" + asked.where()
                        + " order by m.id desc limit :limit")
                .params(asked.values())
                .query((row, n) -> {
                    var kind = row.getString("kind");
                    return new StartedRow(
                            row.getLong("id"),
                            kind,
                            processes.name(kind),
                            module(kind),
                            row.getLong("record"),
                            row.getString("title"),
                            row.getString("number"),
                            Urgency.valueOf(row.getString("urgency")),
                            Matter.State.valueOf(row.getString("state")),
                            Moments.from(row, "started_at"),
                            Moments.fromNullable(row, "ended_at"),
                            row.getString("present_nodes"),
                            row.getString("present_handlers"));
                })
                .list();
        return Page.of(rows, size, row -> Cursor.of(row.matter()));
    }

    /** Whoever may no longer see a matter does not find it here any more either; the caller leaves those out. */
    Page<FollowedRow> followed(Actor actor, Question question, @Nullable String after, int size) {
        var asked = new Asked(actor, question, size, "m");
        asked.open(question, "m.ended_at");
        asked.before(Cursor.read(after, 2), "f.at", "f.matter");
        var rows = jdbc.sql("select m.*, f.at as followed_at, " + PRESENT_NODES + " as present_nodes, "
                        + PRESENT_HANDLERS + " as present_handlers"
                        + " from workflow.follow f join workflow.matter m on m.id = f.matter where f.person = :me"
                        + asked.where()
                        + " order by f.at desc, f.matter desc limit :limit")
                .params(asked.values())
                .query((row, n) -> {
                    var kind = row.getString("kind");
                    return new FollowedRow(
                            row.getLong("id"),
                            kind,
                            processes.name(kind),
                            module(kind),
                            row.getLong("record"),
                            row.getString("title"),
                            row.getString("number"),
                            Urgency.valueOf(row.getString("urgency")),
                            Matter.State.valueOf(row.getString("state")),
                            Moments.from(row, "followed_at"),
                            row.getString("present_nodes"),
                            row.getString("present_handlers"));
                })
                .list();
        return Page.of(rows, size, row -> Cursor.of(row.followedAt(), row.matter()));
    }

    /** @param question {@code open} asks for what is not read yet */
    Page<CirculatedRow> circulated(Actor actor, Question question, @Nullable String after, int size) {
        var asked = new Asked(actor, question, size, "m");
        asked.open(question, "c.read_at");
        asked.before(Cursor.read(after, 1), "c.id");
        var rows = jdbc.sql("select c.*, m.title, m.number, m.urgency"
                        + " from workflow.circulation c join workflow.matter m on m.id = c.matter"
                        + " where c.person = :me" + asked.where() + " order by c.id desc limit :limit")
                .params(asked.values())
                .query((row, n) -> {
                    var kind = row.getString("kind");
                    return new CirculatedRow(
                            row.getLong("id"),
                            row.getLong("matter"),
                            kind,
                            processes.name(kind),
                            module(kind),
                            row.getLong("record"),
                            row.getString("title"),
                            row.getString("number"),
                            Urgency.valueOf(row.getString("urgency")),
                            row.getString("by_name"),
                            row.getString("note"),
                            row.getBoolean("copy"),
                            Moments.from(row, "at"),
                            Moments.fromNullable(row, "read_at"),
                            row.getString("opinion"));
                })
                .list();
        return Page.of(rows, size, row -> Cursor.of(row.circulation()));
    }

    private static String module(String kind) {
        return kind.substring(0, kind.indexOf('.'));
    }
}
