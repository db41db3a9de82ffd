package jinye.platform.workflow;

import java.time.Instant;
import java.util.HashMap;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
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
        var cursor = Cursor.read(after, 2);
        var values = new HashMap<String, Object>();
        values.put("me", actor.person());
        values.put("limit", size + 1);
        var filter = filter(question, values);
        if (cursor != null) {
            filter += " and (a.done_at, a.id) < (:doneAt, :id)";
            values.put("doneAt", java.util.Objects.requireNonNull(Moments.to(cursor.moment(0))));
            values.put("id", cursor.number(1));
        }
        var half = "(select a.*, m.state as matter_state, " + PRESENT_NODES + " as present_nodes"
                + " from workflow.assignment a join workflow.matter m on m.id = a.matter"
                + " where a.state = 'DONE' and %s" + filter + " order by a.done_at desc, a.id desc limit :limit)";
        var rows = jdbc.sql("select * from (" + half.formatted("a.done_by = :me") + " union all "
                        + half.formatted("a.person = :me and a.done_by <> a.person") + ") both_halves"
                        + " order by done_at desc, id desc limit :limit")
                .params(values)
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
                            Moments.always(row, "done_at"),
                            row.getString("done_by_name"),
                            row.getString("person_name"),
                            Matter.State.valueOf(row.getString("matter_state")),
                            row.getString("present_nodes"));
                })
                .list();
        return Page.of(rows, size, row -> Cursor.of(row.doneAt(), row.assignment()));
    }

    Page<StartedRow> started(Actor actor, Question question, @Nullable String after, int size) {
        var cursor = Cursor.read(after, 1);
        var values = new HashMap<String, Object>();
        values.put("me", actor.person());
        values.put("limit", size + 1);
        var filter = filter(question, values).replace("a.", "m.");
        if (question.open() != null) {
            filter += question.open() ? " and m.ended_at is null" : " and m.ended_at is not null";
        }
        if (cursor != null) {
            filter += " and m.id < :id";
            values.put("id", cursor.number(0));
        }
        var rows = jdbc.sql("select m.*, " + PRESENT_NODES + " as present_nodes, " + PRESENT_HANDLERS
                        + " as present_handlers"
                        + " from workflow.matter m where m.initiator = :me and m.parent is null" + filter
                        + " order by m.id desc limit :limit")
                .params(values)
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
                            Moments.always(row, "started_at"),
                            Moments.from(row, "ended_at"),
                            row.getString("present_nodes"),
                            row.getString("present_handlers"));
                })
                .list();
        return Page.of(rows, size, row -> Cursor.of(row.matter()));
    }

    /** Whoever may no longer see a matter does not find it here any more either; the caller leaves those out. */
    Page<FollowedRow> followed(Actor actor, Question question, @Nullable String after, int size) {
        var cursor = Cursor.read(after, 2);
        var values = new HashMap<String, Object>();
        values.put("me", actor.person());
        values.put("limit", size + 1);
        var filter = filter(question, values).replace("a.", "m.");
        if (question.open() != null) {
            filter += question.open() ? " and m.ended_at is null" : " and m.ended_at is not null";
        }
        if (cursor != null) {
            filter += " and (f.at, f.matter) < (:at, :id)";
            values.put("at", java.util.Objects.requireNonNull(Moments.to(cursor.moment(0))));
            values.put("id", cursor.number(1));
        }
        var rows = jdbc.sql("select m.*, f.at as followed_at, " + PRESENT_NODES + " as present_nodes, "
                        + PRESENT_HANDLERS + " as present_handlers"
                        + " from workflow.follow f join workflow.matter m on m.id = f.matter where f.person = :me"
                        + filter
                        + " order by f.at desc, f.matter desc limit :limit")
                .params(values)
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
                            Moments.always(row, "followed_at"),
                            row.getString("present_nodes"),
                            row.getString("present_handlers"));
                })
                .list();
        return Page.of(rows, size, row -> Cursor.of(row.followedAt(), row.matter()));
    }

    /** @param question {@code open} asks for what is not read yet */
    Page<CirculatedRow> circulated(Actor actor, Question question, @Nullable String after, int size) {
        var cursor = Cursor.read(after, 1);
        var values = new HashMap<String, Object>();
        values.put("me", actor.person());
        values.put("limit", size + 1);
        var filter = filter(question, values).replace("a.", "m.");
        if (question.open() != null) {
            filter += question.open() ? " and c.read_at is null" : " and c.read_at is not null";
        }
        if (cursor != null) {
            filter += " and c.id < :id";
            values.put("id", cursor.number(0));
        }
        var rows = jdbc.sql("select c.*, m.title, m.number, m.urgency"
                        + " from workflow.circulation c join workflow.matter m on m.id = c.matter"
                        + " where c.person = :me" + filter + " order by c.id desc limit :limit")
                .params(values)
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
                            Moments.always(row, "at"),
                            Moments.from(row, "read_at"),
                            row.getString("opinion"));
                })
                .list();
        return Page.of(rows, size, row -> Cursor.of(row.circulation()));
    }

    private static String filter(Question question, HashMap<String, Object> values) {
        var filter = new StringBuilder();
        if (question.kind() != null) {
            filter.append(
                    question.kind().contains(".") ? " and a.kind = :kind" : " and split_part(a.kind, '.', 1) = :kind");
            values.put("kind", question.kind());
        }
        if (question.urgency() != null) {
            filter.append(" and a.urgency = :urgency");
            values.put("urgency", question.urgency().name());
        }
        var text = question.text();
        if (text != null && !text.isBlank()) {
            filter.append(" and (a.title ilike :text or a.number ilike :text)");
            values.put("text", "%" + text.strip().replaceAll("([%_\\\\])", "\\\\$1") + "%");
        }
        return filter.toString();
    }

    private static String module(String kind) {
        return kind.substring(0, kind.indexOf('.'));
    }
}
