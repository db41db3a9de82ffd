package jinye.platform.messages;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jinye.kernel.Cursor;
import jinye.kernel.Page;
import jinye.kernel.Refusal;
import jinye.kernel.Urgency;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MessageList {

    /** How many missed messages a stream hands over when it is opened again; the rest is in the list. */
    private static final int MISSED_MAX = 50;

    /** A message just told, on its way to the person's open pages. */
    record Told(long person, MessageRow message) {}

    record Counts(long unread, long urgent, Map<String, Long> unreadByKind) {}

    private final JdbcClient jdbc;

    MessageList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<MessageRow> page(long person, boolean unread, @Nullable String kind, @Nullable Cursor after, int size) {
        var rows = jdbc.sql("select * from messages.message where person = :person"
                        + (unread ? " and read_at is null" : "")
                        + (kind == null ? "" : " and kind = :kind")
                        + " and id < :after order by id desc limit :limit")
                .param("person", person)
                .param("kind", kind)
                .param("after", after == null ? Long.MAX_VALUE : after.number(0))
                .param("limit", size + 1)
                .query(MessageList::row)
                .list();
        return Page.of(rows, size, row -> Cursor.of(row.id()));
    }

    Counts counts(long person) {
        var byKind = new TreeMap<String, Long>();
        var urgent = new long[1];
        jdbc.sql("""
                select kind, count(*) as messages, count(*) filter (where urgency <> 'PLAIN') as urgent
                from messages.message where person = :person and read_at is null group by kind
                """).param("person", person).query((ResultSet row) -> {
            byKind.put(row.getString("kind"), row.getLong("messages"));
            urgent[0] += row.getLong("urgent");
        });
        return new Counts(byKind.values().stream().mapToLong(Long::longValue).sum(), urgent[0], byKind);
    }

    List<MessageRow> since(long person, long id) {
        return jdbc.sql("select * from messages.message where person = :person and id > :id order by id limit :limit")
                .param("person", person)
                .param("id", id)
                .param("limit", MISSED_MAX)
                .query(MessageList::row)
                .list();
    }

    MessageReceipts receipts(long sender, String key) {
        var title = new ArrayList<String>();
        var readers = jdbc.sql("""
                select person, title, told_at, read_at from messages.message
                where sender = :sender and key = :key order by read_at nulls last, person
                """)
                .param("sender", sender)
                .param("key", key)
                .query((row, number) -> {
                    title.add(row.getString("title"));
                    return new MessageReceipts.Reader(
                            row.getLong("person"), row.getTimestamp("told_at").toInstant(), moment(row, "read_at"));
                })
                .list();
        if (readers.isEmpty()) {
            throw new NothingTold();
        }
        var read =
                (int) readers.stream().filter(reader -> reader.readAt() != null).count();
        return new MessageReceipts(key, title.getFirst(), readers.size(), read, readers);
    }

    static Told told(ResultSet row, int number) throws SQLException {
        return new Told(row.getLong("person"), row(row, number));
    }

    private static MessageRow row(ResultSet row, int number) throws SQLException {
        return new MessageRow(
                row.getLong("id"),
                row.getString("key"),
                row.getString("kind"),
                row.getString("title"),
                row.getString("link"),
                Urgency.valueOf(row.getString("urgency")),
                row.getString("sender_name"),
                row.getTimestamp("told_at").toInstant(),
                moment(row, "read_at"));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        Timestamp moment = row.getTimestamp(column);
        return moment == null ? null : moment.toInstant();
    }

    static final class NoSuchMessage extends Refusal {
        NoSuchMessage() {
            super(Kind.NOT_FOUND, "messages.no-such-message");
        }
    }

    static final class NothingTold extends Refusal {
        NothingTold() {
            super(Kind.NOT_FOUND, "messages.nothing-told");
        }
    }
}
