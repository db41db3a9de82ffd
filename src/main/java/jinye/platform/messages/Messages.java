package jinye.platform.messages;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import jinye.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The front door of messages. */
@Service
@Transactional
public class Messages {

    private final JdbcClient jdbc;
    private final MessageList list;
    private final MessageStreams streams;
    private final Clock clock;

    Messages(JdbcClient jdbc, MessageList list, MessageStreams streams, Clock clock) {
        this.jdbc = jdbc;
        this.list = list;
        this.streams = streams;
        this.clock = clock;
    }

    /** Tells people once: the same {@code key} for the same person is not told twice. */
    public void tell(Collection<Long> people, Message message) {
        tell(null, people, message);
    }

    /** Tells people on behalf of somebody, who can then see who has read it: {@link #receiptsOf}. */
    public void tell(@Nullable Actor sender, Collection<Long> people, Message message) {
        if (people.isEmpty()) {
            return;
        }
        var told = jdbc.sql("""
                insert into messages.message (person, key, kind, title, link, urgency, sender, sender_name, told_at)
                select person, :key, :kind, :title, :link, :urgency, cast(:sender as bigint), :senderName,
                    cast(:at as timestamptz)
                from unnest(cast(:people as bigint[])) as person
                order by person
                on conflict (person, key) do nothing
                returning *
                """)
                .param("people", people.stream().distinct().toArray(Long[]::new))
                .param("key", message.key())
                .param("kind", message.kind())
                .param("title", message.title())
                .param("link", message.link())
                .param("urgency", message.urgency().name())
                .param("sender", sender == null ? null : sender.person())
                .param("senderName", sender == null ? null : sender.name())
                .param("at", Timestamp.from(clock.instant()))
                .query(MessageList::told)
                .list();
        // a message that is rolled back was never told; pushing waits for the commit
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                told.forEach(streams::push);
            }
        });
    }

    /** Who was told a message and who has read it; only what the asker sent. */
    @Transactional(readOnly = true)
    public MessageReceipts receiptsOf(Actor sender, String key) {
        return list.receipts(sender.person(), key);
    }

    void read(Actor reader, long id) {
        var known = jdbc.sql("""
                update messages.message set read_at = coalesce(read_at, :at) where id = :id and person = :person
                """)
                .param("at", Timestamp.from(clock.instant()))
                .param("id", id)
                .param("person", reader.person())
                .update();
        if (known == 0) {
            throw new MessageList.NoSuchMessage();
        }
    }

    /** @param until what came later than the reader's page stays unread */
    int readAll(Actor reader, @Nullable Long until) {
        return jdbc.sql("""
                update messages.message set read_at = :at
                where person = :person and read_at is null and id <= :until
                """)
                .param("at", Timestamp.from(clock.instant()))
                .param("person", reader.person())
                .param("until", until == null ? Long.MAX_VALUE : until)
                .update();
    }

    List<MessageRow> since(Actor reader, long id) {
        return list.since(reader.person(), id);
    }
}
