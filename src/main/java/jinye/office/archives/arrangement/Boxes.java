package jinye.office.archives.arrangement;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 装盒: filed items in the order of their numbers, each class in boxes of its own. */
@Service
@Transactional
class Boxes {

    /** [CFG] About ten sheets of paper to the millimetre. */
    private static final int PAGES_PER_MM = 10;

    record BoxRow(
            long id,
            String fonds,
            int year,
            String retention,
            String classCode,
            int number,
            int thicknessMm,
            @Nullable Integer firstItem,
            @Nullable Integer lastItem,
            int items,
            int pages,
            String note,
            String arrangedByName,
            LocalDate arrangedOn,
            @Nullable String checkedByName,
            @Nullable LocalDate checkedOn,
            String room,
            String shelf,
            String layer) {}

    private static final String SELECT = """
            select b.*, count(i.id) as items, min(i.item_number) as first_item, max(i.item_number) as last_item,
                   coalesce(sum((select greatest(sum(c.pages), 1) from archives.component c where c.item = i.id)), 0) as pages
            from archives.box b left join archives.box_item bi on bi.box = b.id left join archives.item i on i.id = bi.item
            where b.unit = :unit and %s group by b.id order by b.year desc, b.retention, b.class_code, b.number""";

    private final JdbcClient database;
    private final Journal journal;
    private final Clock clock;

    Boxes(JdbcClient database, Journal journal, Clock clock) {
        this.database = database;
        this.journal = journal;
        this.clock = clock;
    }

    /** Puts the filed items of a batch into boxes. @return how many boxes were begun */
    int pack(Actor actor, long batch, int thicknessMm) {
        actor.require("archives.file");
        record Loose(
                long item, String fonds, String category, int year, String retention, String classCode, int pages) {
            String place() {
                return fonds + category + year + retention + classCode;
            }
        }
        var loose = database.sql("""
                        select i.id, i.fonds, i.category, i.year, i.retention, i.class_code,
                               (select greatest(sum(p.pages), 1) from archives.component p where p.item = i.id) as pages
                        from archives.candidate c join archives.item i on i.id = c.item
                        where c.batch = ? and c.unit = ? and not exists (select 1 from archives.box_item b where b.item = i.id)
                        order by i.fonds, i.category, i.year, i.retention, i.class_code, i.item_number""")
                .params(batch, actor.unit())
                .query((row, number) -> new Loose(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getInt(4),
                        row.getString(5),
                        row.getString(6),
                        row.getInt(7)))
                .list();
        if (loose.isEmpty()) {
            throw new NothingToPack();
        }
        int begun = 0;
        long box = 0;
        int room = 0;
        var place = "";
        for (var one : loose) {
            if (!one.place().equals(place) || one.pages() > room) {
                box = begin(
                        actor, one.fonds(), one.category(), one.year(), one.retention(), one.classCode(), thicknessMm);
                begun++;
                room = thicknessMm * PAGES_PER_MM;
                place = one.place();
            }
            room -= one.pages();
            database.sql("insert into archives.box_item(item, box) values (?, ?)")
                    .params(one.item(), box)
                    .update();
        }
        journal.record(
                actor,
                "archives.pack",
                new RecordId("archives.batch", batch),
                Map.of("boxes", begun, "items", loose.size()));
        return begun;
    }

    private long begin(
            Actor actor, String fonds, String category, int year, String retention, String classCode, int thickness) {
        // two who pack the same class at once follow one another
        database.sql("""
                        select last from archives.counter
                        where fonds = ? and category = ? and year = ? and retention = ? and class_code = ? for update""")
                .params(fonds, category, year, retention, classCode)
                .query(Integer.class)
                .list();
        return database.sql("""
                        insert into archives.box(unit, fonds, category, year, retention, class_code, number, thickness_mm, arranged_by_name, arranged_on)
                        select :unit, :fonds, :category, :year, :retention, :class, coalesce(max(number), 0) + 1, :thickness, :name, :day
                        from archives.box where fonds = :fonds and category = :category and year = :year and retention = :retention and class_code = :class
                        returning id""")
                .param("unit", actor.unit())
                .param("fonds", fonds)
                .param("category", category)
                .param("year", year)
                .param("retention", retention)
                .param("class", classCode)
                .param("thickness", thickness)
                .param("name", actor.name())
                .param("day", today())
                .query(Long.class)
                .single();
    }

    @Transactional(readOnly = true)
    List<BoxRow> list(Actor actor) {
        actor.require("archives.file");
        return select(actor.unit(), "true", 0);
    }

    @Transactional(readOnly = true)
    BoxRow box(Actor actor, long id) {
        actor.require("archives.file");
        return select(actor.unit(), "b.id = :id", id).stream().findFirst().orElseThrow(NoSuchBox::new);
    }

    private List<BoxRow> select(long unit, String which, long id) {
        return database.sql(SELECT.formatted(which))
                .param("unit", unit)
                .param("id", id)
                .query((row, number) -> new BoxRow(
                        row.getLong("id"),
                        row.getString("fonds"),
                        row.getInt("year"),
                        row.getString("retention"),
                        row.getString("class_code"),
                        row.getInt("number"),
                        row.getInt("thickness_mm"),
                        row.getObject("first_item", Integer.class),
                        row.getObject("last_item", Integer.class),
                        row.getInt("items"),
                        row.getInt("pages"),
                        row.getString("note"),
                        row.getString("arranged_by_name"),
                        row.getObject("arranged_on", LocalDate.class),
                        row.getString("checked_by_name"),
                        row.getObject("checked_on", LocalDate.class),
                        row.getString("room"),
                        row.getString("shelf"),
                        row.getString("layer")))
                .list();
    }

    /** 备考表: what is to say about the box, and who has looked through it. */
    void check(Actor actor, long id, String note) {
        box(actor, id);
        database.sql(
                        "update archives.box set note = ?, checked_by = ?, checked_by_name = ?, checked_on = ? where id = ?")
                .params(note, actor.person(), actor.name(), today(), id)
                .update();
        journal.record(actor, "archives.check-box", new RecordId("archives.box", id), Map.of("note", note));
    }

    /** 库房, 架, 层: where the paper originals stand. */
    void place(Actor actor, long id, String room, String shelf, String layer) {
        var before = box(actor, id);
        database.sql("update archives.box set room = ?, shelf = ?, layer = ? where id = ?")
                .params(room, shelf, layer, id)
                .update();
        journal.record(
                actor,
                "archives.place-box",
                new RecordId("archives.box", id),
                Map.of(
                        "from",
                        before.room() + " " + before.shelf() + " " + before.layer(),
                        "to",
                        room + " " + shelf + " " + layer));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Moments.ZONE);
    }

    static final class NothingToPack extends Refusal {
        NothingToPack() {
            super(Kind.CONFLICT, "archives.nothing-to-pack");
        }
    }

    static final class NoSuchBox extends Refusal {
        NoSuchBox() {
            super(Kind.NOT_FOUND, "archives.no-such-box");
        }
    }
}
