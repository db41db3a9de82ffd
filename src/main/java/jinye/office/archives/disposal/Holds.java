package jinye.office.archives.disposal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.kernel.SecrecyWords;
import jinye.office.archives.items.Fixation;
import jinye.office.archives.items.ItemList;
import jinye.platform.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 冻结: while a law suit, an audit or an inspection runs, what is held is neither destroyed nor handed to another archive. */
@Service
@Transactional
public class Holds {

    record HoldRow(
            long id,
            long item,
            String archiveNumber,
            String title,
            String reason,
            String setByName,
            Instant setAt,
            @Nullable String liftedByName,
            @Nullable Instant liftedAt,
            @Nullable String liftedReason) {}

    private final ItemList items;
    private final Fixation fixation;
    private final Journal journal;
    private final JdbcClient database;
    private final Clock clock;

    Holds(ItemList items, Fixation fixation, Journal journal, JdbcClient database, Clock clock) {
        this.items = items;
        this.fixation = fixation;
        this.journal = journal;
        this.database = database;
        this.clock = clock;
    }

    long hold(Actor actor, long item, String reason) {
        actor.require("archives.hold");
        items.requireOwn(actor, item);
        SecrecyWords.refuseIn(reason);
        // whoever destroys at this moment waits, or is waited for and then refused
        var state = database.sql("select state from archives.standing where item = ? for update")
                .param(item)
                .query(String.class)
                .single();
        var number = items.number(item);
        if (state.equals("DESTROYED")) {
            throw new TooLate(number.text());
        }
        long id = database.sql("""
                        insert into archives.hold(item, reason, set_by, set_by_name, set_at) values (?, ?, ?, ?, ?) returning id""")
                .params(item, reason.strip(), actor.person(), actor.name(), Moments.to(clock.instant()))
                .query(Long.class)
                .single();
        fixation.add(number.fonds(), "HELD", number.text(), id + "|" + reason.strip());
        journal.record(actor, "archives.hold", new RecordId("archives", item), Map.of("reason", reason));
        return id;
    }

    void lift(Actor actor, long id, String reason) {
        actor.require("archives.hold");
        record Open(long item, boolean lifted) {}
        var open = database.sql("select item, lifted_at is not null from archives.hold where id = ? for update")
                .param(id)
                .query((row, number) -> new Open(row.getLong(1), row.getBoolean(2)))
                .optional()
                .orElseThrow(NoSuchHold::new);
        items.requireOwn(actor, open.item());
        if (open.lifted()) {
            throw new AlreadyLifted();
        }
        database.sql("update archives.hold set lifted_by_name = ?, lifted_at = ?, lifted_reason = ? where id = ?")
                .params(actor.name(), Moments.to(clock.instant()), reason.strip(), id)
                .update();
        var number = items.number(open.item());
        fixation.add(number.fonds(), "LIFTED", number.text(), id + "|" + reason.strip());
        journal.record(actor, "archives.lift-hold", new RecordId("archives", open.item()), Map.of("reason", reason));
    }

    /** Open ones first. @param item null for all of the unit */
    @Transactional(readOnly = true)
    List<HoldRow> list(Actor actor, @Nullable Long item) {
        if (!actor.may("archives.file")) {
            actor.require("archives.hold");
        }
        return database.sql("""
                        select h.*, i.archive_number, i.title from archives.hold h join archives.item_now i on i.id = h.item
                        where i.unit = :unit and (cast(:item as bigint) is null or h.item = :item)
                        order by h.lifted_at is not null, h.id desc limit 200""")
                .param("unit", actor.unit())
                .param("item", item)
                .query((row, number) -> new HoldRow(
                        row.getLong("id"),
                        row.getLong("item"),
                        row.getString("archive_number"),
                        row.getString("title"),
                        row.getString("reason"),
                        row.getString("set_by_name"),
                        Moments.from(row, "set_at"),
                        row.getString("lifted_by_name"),
                        Moments.fromNullable(row, "lifted_at"),
                        row.getString("lifted_reason")))
                .list();
    }

    public static final class Held extends Refusal {
        public Held(String number) {
            super(Kind.CONFLICT, "archives.held", number);
        }
    }

    static final class TooLate extends Refusal {
        TooLate(String number) {
            super(Kind.CONFLICT, "archives.destroyed", number);
        }
    }

    static final class NoSuchHold extends Refusal {
        NoSuchHold() {
            super(Kind.NOT_FOUND, "archives.no-such-hold");
        }
    }

    static final class AlreadyLifted extends Refusal {
        AlreadyLifted() {
            super(Kind.CONFLICT, "archives.already-lifted");
        }
    }
}
