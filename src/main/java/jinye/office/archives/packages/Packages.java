package jinye.office.archives.packages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.office.archives.items.ContentDigests;
import jinye.office.archives.items.ItemList;
import jinye.platform.directory.Directory;
import jinye.platform.files.Files;
import jinye.platform.files.StoredFile;
import jinye.platform.journal.Journal;
import jinye.platform.numbering.Numbering;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 档案信息包 for others: of chosen items, of a box, or of a year (GB/T 18894-2016 §8). */
@Service
@Transactional
public class Packages {

    private static final int ITEMS_MAX = 200;
    private static final String SERIES = "信息包";

    /** @param sm3 of the whole file, to be said beside it */
    public record PackageRow(
            long id,
            String number,
            String name,
            int items,
            long size,
            String sm3,
            long file,
            String madeByName,
            Instant madeAt) {}

    /** Which items: exactly one of the three. */
    record Wanted(
            List<Long> items, @Nullable Long box, @Nullable Integer year) {}

    record Eep(String name, String xml) {}

    private final PackagedItems packaged;
    private final PackageBuilding building;
    private final ItemList items;
    private final Directory directory;
    private final Files files;
    private final Numbering numbering;
    private final Journal journal;
    private final JdbcClient database;
    private final Clock clock;

    Packages(
            PackagedItems packaged,
            PackageBuilding building,
            ItemList items,
            Directory directory,
            Files files,
            Numbering numbering,
            Journal journal,
            JdbcClient database,
            Clock clock) {
        this.packaged = packaged;
        this.building = building;
        this.items = items;
        this.directory = directory;
        this.files = files;
        this.numbering = numbering;
        this.journal = journal;
        this.database = database;
        this.clock = clock;
    }

    PackageRow export(Actor actor, Wanted wanted) {
        actor.require("archives.file");
        return make(actor, chosen(actor, wanted), name(actor, wanted));
    }

    /** Packs these items of the actor's own unit, whatever their state. */
    public PackageRow make(Actor actor, List<Long> chosen, String name) {
        if (chosen.isEmpty()) {
            throw new NothingToExport();
        }
        if (chosen.size() > ITEMS_MAX) {
            throw new TooManyToExport(chosen.size(), ITEMS_MAX);
        }
        var all = new ArrayList<PackagedItem>();
        for (var item : chosen) {
            items.requireOwn(actor, item);
            all.add(packaged.item(item, all.size() + 1));
        }
        long id = database.sql("select nextval(pg_get_serial_sequence('archives.package', 'id'))")
                .query(Long.class)
                .single();
        var now = clock.instant();
        var number = number(actor, id, now);
        var stored = stored(actor, number, name, all, now);
        files.hold(actor, List.of(stored.id()), new RecordId("archives.package", id));
        database.sql("""
                        insert into archives.package(id, number, unit, name, items, size, sm3, file, made_by_name, made_at)
                        overriding system value values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        id,
                        number,
                        actor.unit(),
                        name,
                        chosen.size(),
                        stored.size(),
                        sm3(stored.id()),
                        stored.id(),
                        actor.name(),
                        Moments.to(now))
                .update();
        journal.record(
                actor,
                "archives.pack-information",
                new RecordId("archives.package", id),
                Map.of("number", number, "items", chosen.size()));
        return row(actor, id);
    }

    private String number(Actor actor, long id, Instant now) {
        numbering.openRegister(actor.unit(), SERIES, "档案信息包");
        var record = new RecordId("archives.package", id);
        var taken = numbering.take(
                actor,
                actor.unit(),
                SERIES,
                LocalDate.ofInstant(now, Moments.ZONE).getYear(),
                record);
        numbering.use(record);
        return "%s-XXB-%d-%04d".formatted(directory.unit(actor.unit()).fonds(), taken.year(), taken.number());
    }

    private StoredFile stored(Actor actor, String number, String name, List<PackagedItem> all, Instant now) {
        Path draft = null;
        try {
            draft = java.nio.file.Files.createTempFile("package", ".zip");
            try (var out = java.nio.file.Files.newOutputStream(draft)) {
                building.write(number, name, directory.unit(actor.unit()), all, now, out);
            }
            try (var in = java.nio.file.Files.newInputStream(draft)) {
                return files.store(actor, number + ".zip", in);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        } finally {
            delete(draft);
        }
    }

    static void delete(@Nullable Path draft) {
        try {
            if (draft != null) {
                java.nio.file.Files.deleteIfExists(draft);
            }
        } catch (IOException left) {
            // the system's own folder for such files is emptied anyway
        }
    }

    private String sm3(long file) {
        try (var in = files.open(file)) {
            return ContentDigests.of(in).sm3();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private List<Long> chosen(Actor actor, Wanted wanted) {
        if (wanted.items().isEmpty() == (wanted.box() == null && wanted.year() == null)
                || wanted.box() != null && wanted.year() != null) {
            throw new NothingToExport();
        }
        if (!wanted.items().isEmpty()) {
            return wanted.items().stream().distinct().toList();
        }
        return database.sql("""
                        select i.id from archives.item_now i
                        where i.unit = :unit and i.state <> 'DESTROYED'
                          and (cast(:box as bigint) is null or i.box = :box) and (cast(:year as int) is null or i.year = :year)
                        order by i.archive_number""")
                .param("unit", actor.unit())
                .param("box", wanted.box())
                .param("year", wanted.year())
                .query(Long.class)
                .list();
    }

    private String name(Actor actor, Wanted wanted) {
        if (wanted.year() != null) {
            return wanted.year() + "年度档案";
        }
        if (wanted.box() != null) {
            return database.sql("""
                            select fonds || '-' || year || '-' || retention || '-' || class_code || ' 第' || number || '盒'
                            from archives.box where id = ? and unit = ?""")
                    .params(wanted.box(), actor.unit())
                    .query(String.class)
                    .optional()
                    .orElseThrow(NothingToExport::new);
        }
        return "所选档案 " + wanted.items().size() + " 件";
    }

    @Transactional(readOnly = true)
    List<PackageRow> list(Actor actor) {
        actor.require("archives.file");
        return rows(actor, null);
    }

    @Transactional(readOnly = true)
    PackageRow row(Actor actor, long id) {
        actor.require("archives.file");
        return rows(actor, id).stream().findFirst().orElseThrow(NoSuchPackage::new);
    }

    private List<PackageRow> rows(Actor actor, @Nullable Long id) {
        return database.sql("""
                        select id, number, name, items, size, sm3, file, made_by_name, made_at from archives.package
                        where unit = :unit and (cast(:id as bigint) is null or id = :id) order by id desc limit 200""")
                .param("unit", actor.unit())
                .param("id", id)
                .query((row, index) -> new PackageRow(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getInt(4),
                        row.getLong(5),
                        row.getString(6),
                        row.getLong(7),
                        row.getString(8),
                        Moments.from(row, "made_at")))
                .list();
    }

    /** The file of a package; who calls has checked that it is meant for the reader. */
    @Transactional(readOnly = true)
    public long content(long id) {
        return database.sql("select file from archives.package where id = ?")
                .param(id)
                .query(Long.class)
                .single();
    }

    /** 电子文件封装包 of one item, made anew for who asks. */
    Eep eep(Actor actor, long item) {
        actor.require("archives.file");
        items.requireOwn(actor, item);
        var one = packaged.item(item, 1);
        journal.record(actor, "archives.encapsulate", new RecordId("archives", item), Map.of());
        return new Eep(one.archiveNumber() + ".xml", building.eep(one, directory.unit(actor.unit()), clock.instant()));
    }

    static final class NothingToExport extends Refusal {
        NothingToExport() {
            super(Kind.INVALID, "archives.nothing-to-export");
        }
    }

    static final class TooManyToExport extends Refusal {
        TooManyToExport(int chosen, int most) {
            super(Kind.INVALID, "archives.too-many-to-export", chosen, most);
        }
    }

    static final class NoSuchPackage extends Refusal {
        NoSuchPackage() {
            super(Kind.NOT_FOUND, "archives.no-such-package");
        }
    }
}
