package jinye.office.archives.stocktaking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 盘点: every item of the scope is looked for, what differs is written down, and a count ends only when all is counted and every
 * difference is explained.
 */
@Service
@Transactional
class Stocktakes {

    /** What is not a difference. */
    private static final Set<Outcome> PLAIN = Set.of(Outcome.FOUND, Outcome.LENT);

    enum Outcome {
        FOUND("相符"),
        LENT("借出"),
        MISSING("缺少"),
        MISPLACED("放错位置"),
        DAMAGED("破损"),
        PAGES("页数不符");

        private final String term;

        Outcome(String term) {
            this.term = term;
        }

        String term() {
            return term;
        }
    }

    record StocktakeRow(
            long id,
            String name,
            boolean open,
            int items,
            int counted,
            int differences,
            int unresolved,
            String openedByName,
            Instant openedAt,
            @Nullable String closedByName,
            @Nullable Instant closedAt) {}

    record StocktakeLine(
            long item,
            String archiveNumber,
            String title,
            @Nullable String boxName,
            int pages,
            @Nullable Outcome outcome,
            String outcomeTerm,
            String note,
            @Nullable String countedByName,
            @Nullable String resolution,
            @Nullable String resolvedByName) {}

    private static final String ROWS = """
            select s.*, count(l.item) as items, count(l.outcome) as counted,
                   count(*) filter (where l.outcome not in ('FOUND', 'LENT')) as differences,
                   count(*) filter (where l.outcome not in ('FOUND', 'LENT') and l.resolution is null) as unresolved
            from archives.stocktake s left join archives.stocktake_line l on l.stocktake = s.id
            where s.unit = :unit and (cast(:id as bigint) is null or s.id = :id) group by s.id order by s.id desc limit 100""";

    private final Journal journal;
    private final JdbcClient database;
    private final Clock clock;

    Stocktakes(Journal journal, JdbcClient database, Clock clock) {
        this.journal = journal;
        this.database = database;
        this.clock = clock;
    }

    long open(Actor actor, String name, @Nullable Integer year, @Nullable Long box) {
        actor.require("archives.file");
        long id = database.sql("""
                        insert into archives.stocktake(unit, name, year, box, state, opened_by_name, opened_at)
                        values (?, ?, ?, (select id from archives.box where id = ? and unit = ?), 'OPEN', ?, ?) returning id""")
                .params(Arrays.asList(
                        actor.unit(), name.strip(), year, box, actor.unit(), actor.name(), Moments.to(clock.instant())))
                .query(Long.class)
                .single();
        int found = database.sql("""
                        insert into archives.stocktake_line(stocktake, item, box, pages, outcome, counted_by_name, counted_at)
                        select :id, i.id, i.box, (select coalesce(sum(c.pages), 0) from archives.component c where c.item = i.id),
                               case when lent.item is not null then 'LENT' end, case when lent.item is not null then :name end,
                               case when lent.item is not null then :now end
                        from archives.item_now i
                        left join (select distinct item from archives.loan where state = 'IN_USE' and mode in ('ORIGINAL', 'TAKEN_OUT')) lent
                            on lent.item = i.id
                        where i.unit = :unit and i.state not in ('TRANSFERRED', 'DESTROYED')
                          and (cast(:year as int) is null or i.year = :year) and (cast(:box as bigint) is null or i.box = :box)""")
                .param("id", id)
                .param("name", actor.name())
                .param("now", Moments.to(clock.instant()))
                .param("unit", actor.unit())
                .param("year", year)
                .param("box", box)
                .update();
        if (found == 0) {
            throw new NothingToCount();
        }
        note(actor, id, "archives.open-stocktake", Map.of("items", found));
        return id;
    }

    /** What somebody saw on the shelf; it may be corrected while the count runs, and then a resolution falls away. */
    void count(Actor actor, long id, List<Long> items, Outcome outcome, String note) {
        var row = running(actor, id);
        if (!PLAIN.contains(outcome) && note.isBlank()) {
            throw new SayWhatDiffers();
        }
        int counted = database.sql("""
                        update archives.stocktake_line set outcome = :outcome, note = :note, counted_by_name = :name, counted_at = :now,
                            resolution = null, resolved_by_name = null, resolved_at = null
                        where stocktake = :id and item = any(:items)""")
                .param("outcome", outcome.name())
                .param("note", note.strip())
                .param("name", actor.name())
                .param("now", Moments.to(clock.instant()))
                .param("id", row.id())
                .param("items", items.toArray(Long[]::new))
                .update();
        if (counted != Set.copyOf(items).size()) {
            throw new NotInThisCount();
        }
    }

    void resolve(Actor actor, long id, long item, String resolution) {
        running(actor, id);
        int resolved = database.sql("""
                        update archives.stocktake_line set resolution = ?, resolved_by_name = ?, resolved_at = ?
                        where stocktake = ? and item = ? and outcome not in ('FOUND', 'LENT')""")
                .params(resolution.strip(), actor.name(), Moments.to(clock.instant()), id, item)
                .update();
        if (resolved == 0) {
            throw new NotInThisCount();
        }
        note(actor, id, "archives.resolve-difference", Map.of("item", item));
    }

    void close(Actor actor, long id) {
        var row = running(actor, id);
        if (row.counted() < row.items()) {
            throw new NotAllCounted(row.items() - row.counted());
        }
        if (row.unresolved() > 0) {
            throw new NotAllResolved(row.unresolved());
        }
        database.sql("update archives.stocktake set state = 'CLOSED', closed_by_name = ?, closed_at = ? where id = ?")
                .params(actor.name(), Moments.to(clock.instant()), id)
                .update();
        note(actor, id, "archives.close-stocktake", Map.of("items", row.items(), "differences", row.differences()));
    }

    private StocktakeRow running(Actor actor, long id) {
        database.sql("select id from archives.stocktake where id = ? for update")
                .param(id)
                .query(Long.class)
                .optional();
        var row = row(actor, id);
        if (!row.open()) {
            throw new AlreadyClosed(row.name());
        }
        return row;
    }

    @Transactional(readOnly = true)
    List<StocktakeRow> list(Actor actor) {
        actor.require("archives.file");
        return rows(actor, null);
    }

    @Transactional(readOnly = true)
    StocktakeRow row(Actor actor, long id) {
        actor.require("archives.file");
        return rows(actor, id).stream().findFirst().orElseThrow(NoSuchStocktake::new);
    }

    private List<StocktakeRow> rows(Actor actor, @Nullable Long id) {
        return database.sql(ROWS)
                .param("unit", actor.unit())
                .param("id", id)
                .query((row, index) -> new StocktakeRow(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getString("state").equals("OPEN"),
                        row.getInt("items"),
                        row.getInt("counted"),
                        row.getInt("differences"),
                        row.getInt("unresolved"),
                        row.getString("opened_by_name"),
                        Moments.from(row, "opened_at"),
                        row.getString("closed_by_name"),
                        row.getTimestamp("closed_at") == null ? null : Moments.from(row, "closed_at")))
                .list();
    }

    /** Who calls has found the row. */
    @Transactional(readOnly = true)
    List<StocktakeLine> lines(long id) {
        return database.sql("""
                        select l.*, i.archive_number, i.title, i.box_name from archives.stocktake_line l
                        join archives.item_now i on i.id = l.item where l.stocktake = ? order by i.archive_number""").param(id).query((row, index) -> line(row)).list();
    }

    private static StocktakeLine line(ResultSet row) throws SQLException {
        var word = row.getString("outcome");
        var outcome = word == null ? null : Outcome.valueOf(word);
        return new StocktakeLine(
                row.getLong("item"),
                row.getString("archive_number"),
                row.getString("title"),
                row.getString("box_name"),
                row.getInt("pages"),
                outcome,
                outcome == null ? "未清点" : outcome.term(),
                row.getString("note"),
                row.getString("counted_by_name"),
                row.getString("resolution"),
                row.getString("resolved_by_name"));
    }

    private void note(Actor actor, long id, String act, Map<String, Object> facts) {
        journal.record(actor, act, new RecordId("archives.stocktake", id), facts);
    }

    static final class NoSuchStocktake extends Refusal {
        NoSuchStocktake() {
            super(Kind.NOT_FOUND, "archives.no-such-stocktake");
        }
    }

    static final class NothingToCount extends Refusal {
        NothingToCount() {
            super(Kind.INVALID, "archives.nothing-to-count");
        }
    }

    static final class SayWhatDiffers extends Refusal {
        SayWhatDiffers() {
            super(Kind.INVALID, "archives.say-what-differs");
        }
    }

    static final class NotInThisCount extends Refusal {
        NotInThisCount() {
            super(Kind.CONFLICT, "archives.not-in-this-count");
        }
    }

    static final class NotAllCounted extends Refusal {
        NotAllCounted(int left) {
            super(Kind.CONFLICT, "archives.not-all-counted", left);
        }
    }

    static final class NotAllResolved extends Refusal {
        NotAllResolved(int left) {
            super(Kind.CONFLICT, "archives.not-all-resolved", left);
        }
    }

    static final class AlreadyClosed extends Refusal {
        AlreadyClosed(String name) {
            super(Kind.CONFLICT, "archives.stocktake-closed", name);
        }
    }
}
