package jinye.platform.workflow;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
import jinye.kernel.Moments;
import jinye.kernel.Page;
import jinye.kernel.Urgency;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 待办 and 草稿: what waits for a person, and for those they stand in for. */
@Component
class TodoList {

    /** Order of the list; each is a key for paging. */
    enum Sort {
        ARRIVED(
                "a.offered_at desc, a.id desc",
                "(a.offered_at, a.id) < (cast(:k0 as timestamptz), cast(:k1 as bigint))",
                2),
        DUE(
                "coalesce(a.due_at, timestamptz '9999-12-31Z'), a.id",
                "(coalesce(a.due_at, timestamptz '9999-12-31Z'), a.id) > (cast(:k0 as timestamptz), cast(:k1 as bigint))",
                2),
        URGENCY(
                "a.urgency_rank desc, a.offered_at desc, a.id desc",
                "(a.urgency_rank, a.offered_at, a.id) < (cast(:k0 as int), cast(:k1 as timestamptz), cast(:k2 as bigint))",
                3);

        private final String order;
        private final String after;
        private final int keys;

        Sort(String order, String after, int keys) {
            this.order = order;
            this.after = after;
            this.keys = keys;
        }

        private Cursor cursor(TodoRow row) {
            return switch (this) {
                case ARRIVED -> Cursor.of(row.offeredAt(), row.assignment());
                case DUE -> Cursor.of(row.dueAt() == null ? NEVER : row.dueAt(), row.assignment());
                case URGENCY -> Cursor.of(row.urgency().ordinal(), row.offeredAt(), row.assignment());
            };
        }

        private Object key(Cursor cursor, int index) {
            if (index == keys - 1 || (this == URGENCY && index == 0)) {
                return cursor.number(index);
            }
            return Moments.to(cursor.moment(index));
        }
    }

    enum DueFilter {
        OVERDUE,
        TODAY,
        WEEK
    }

    record Question(
            boolean drafts,
            @Nullable String kind,
            @Nullable Urgency urgency,
            @Nullable DueFilter due,
            @Nullable String text,
            Sort sort) {}

    /** No more than is shown: every column is read, sent and parted for each row. */
    private static final String COLUMNS = """
            a.id, a.matter, a.kind, a.record, a.title, a.number, a.urgency, a.urgency_rank, a.node, a.node_name, a.initiator_name,
            a.initiator_department_name, a.sender_name, a.offered_at, a.opened_at, a.due_at, a.due_provisional, a.returned, a.pool,
            a.claimed_at, a.urged_count, a.urged_at, a.person, a.person_name""";

    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private final JdbcClient jdbc;
    private final Processes processes;
    private final Neighbours neighbours;
    private final Clock clock;

    TodoList(JdbcClient jdbc, Processes processes, Neighbours neighbours, Clock clock) {
        this.jdbc = jdbc;
        this.processes = processes;
        this.neighbours = neighbours;
        this.clock = clock;
    }

    Page<TodoRow> page(Actor actor, Question question, @Nullable String after, int size) {
        var cursor = Cursor.read(after, question.sort().keys);
        var where = new ArrayList<String>();
        var now = clock.instant();
        var values = TodoReach.values(actor, now);
        where.add(question.drafts() ? "a.draft" : "not a.draft");
        filter(question, where, values, now);
        if (cursor != null) {
            where.add(question.sort().after);
            for (int i = 0; i < question.sort().keys; i++) {
                values.put("k" + i, question.sort().key(cursor, i));
            }
        }
        values.put("limit", size + 1);
        var asked = TodoReach.OPEN + " and " + String.join(" and ", where);
        var ordered = " order by " + question.sort().order + " limit :limit";
        // each person's rows by their own index, then the first of all: one plan, however many one stands in for
        var source = question.drafts()
                ? "workflow.assignment a"
                : TodoReach.PEOPLE + " cross join lateral (select " + COLUMNS + " from workflow.assignment a where "
                        + TodoReach.THEIRS + " and " + asked + ordered + ") a";
        var rows = jdbc.sql("select " + COLUMNS + ", m.state = 'SUSPENDED' as suspended from " + source
                        + " join workflow.matter m on m.id = a.matter"
                        + (question.drafts() ? " where a.person = :me and " + asked : "") + ordered)
                .params(values)
                .query((row, n) -> row(row, actor, now))
                .list();
        return Page.of(rows, size, question.sort()::cursor);
    }

    private void filter(Question question, List<String> where, Map<String, Object> values, Instant now) {
        if (question.kind() != null) {
            // a module stands for all its kinds, also those that people design
            where.add(question.kind().contains(".") ? "a.kind = :kind" : "split_part(a.kind, '.', 1) = :kind");
            values.put("kind", question.kind());
        }
        if (question.urgency() != null) {
            where.add("a.urgency = :urgency");
            values.put("urgency", question.urgency().name());
        }
        var due = question.due();
        if (due != null) {
            where.add(
                    switch (due) {
                        case OVERDUE -> "a.due_at < :now";
                        case TODAY -> "a.due_at >= :now and a.due_at < :tomorrow";
                        case WEEK -> "a.due_at >= :now and a.due_at < :nextWeek";
                    });
            values.put("now", at(now));
            var tomorrow = TodoReach.tomorrow(clock);
            values.put("tomorrow", at(tomorrow));
            values.put("nextWeek", at(tomorrow.plus(Duration.ofDays(6))));
        }
        var text = question.text();
        if (text != null && !text.isBlank()) {
            where.add("(a.title ilike :text or a.number ilike :text or a.initiator_name ilike :text)");
            values.put("text", Asked.containing(text));
        }
    }

    private static Object at(Instant moment) {
        return Moments.to(moment);
    }

    private TodoRow row(ResultSet row, Actor actor, Instant now) throws SQLException {
        var kind = row.getString("kind");
        var offered = Moments.from(row, "offered_at");
        var due = Moments.fromNullable(row, "due_at");
        return new TodoRow(
                row.getLong("id"),
                row.getLong("matter"),
                kind,
                processes.name(kind),
                kind.substring(0, kind.indexOf('.')),
                row.getLong("record"),
                row.getString("title"),
                row.getString("number"),
                Urgency.valueOf(row.getString("urgency")),
                row.getString("node"),
                row.getString("node_name"),
                row.getString("initiator_name"),
                row.getString("initiator_department_name"),
                row.getString("sender_name"),
                offered,
                Moments.fromNullable(row, "opened_at"),
                due,
                row.getBoolean("due_provisional"),
                due == null ? null : neighbours.light(offered, due, now),
                row.getBoolean("returned"),
                row.getBoolean("pool"),
                Moments.fromNullable(row, "claimed_at"),
                row.getInt("urged_count"),
                Moments.fromNullable(row, "urged_at"),
                row.getBoolean("suspended"),
                row.getLong("person") == actor.person() ? null : row.getString("person_name"));
    }
}
