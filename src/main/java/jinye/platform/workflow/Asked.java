package jinye.platform.workflow;

import java.util.HashMap;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
import jinye.kernel.Moments;
import org.jspecify.annotations.Nullable;

/** A question as it becomes SQL: what all lists filter by, and where the page before ended. */
final class Asked {

    private final Map<String, Object> values = new HashMap<>();
    private final StringBuilder where = new StringBuilder();

    /** @param table alias of the table with kind, urgency, title and number */
    Asked(Actor actor, WorkLists.Question question, int size, String table) {
        values.put("me", actor.person());
        values.put("limit", size + 1);
        if (question.kind() != null) {
            // a module stands for all its kinds
            where.append(question.kind().contains(".") ? " and %s.kind" : " and split_part(%s.kind, '.', 1)")
                    .append(" = :kind");
            values.put("kind", question.kind());
        }
        if (question.urgency() != null) {
            where.append(" and %s.urgency = :urgency");
            values.put("urgency", question.urgency().name());
        }
        var text = question.text();
        if (text != null && !text.isBlank()) {
            where.append(" and (%s.title ilike :text or %s.number ilike :text)");
            values.put("text", containing(text));
        }
        where.replace(0, where.length(), where.toString().replace("%s", table));
    }

    /** @param over null while it is open */
    void open(WorkLists.Question question, String over) {
        if (question.open() != null) {
            where.append(" and ").append(over).append(question.open() ? " is null" : " is not null");
        }
    }

    /** @param keys the columns of the order, newest first: an id, or a moment and an id */
    void before(@Nullable Cursor cursor, String... keys) {
        if (cursor == null) {
            return;
        }
        int id = keys.length - 1;
        where.append(" and (").append(String.join(", ", keys)).append(id == 0 ? ") < (:id)" : ") < (:at, :id)");
        if (id > 0) {
            values.put("at", Moments.to(cursor.moment(0)));
        }
        values.put("id", cursor.number(id));
    }

    String where() {
        return where.toString();
    }

    Map<String, Object> values() {
        return values;
    }

    /** A pattern for {@code ilike}: the text as it is written, anywhere. */
    static String containing(String text) {
        return "%" + text.strip().replaceAll("([%_\\\\])", "\\\\$1") + "%";
    }
}
