package jinye.office.archives.packages;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.office.archives.items.ItemPart;
import jinye.platform.files.StoredFile;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** 电子档案接收登记: rows of what arrived, what it contains and what was wrong with it. */
@Component
class ReceptionRegister {

    private static final TypeReference<SequencedMap<String, String>> ELEMENTS = new TypeReference<>() {};

    /** @param transfer of a unit in this directory that sent it; null for a file that somebody brought */
    record ReceptionRow(
            long id,
            @Nullable Long transfer,
            String fileName,
            String packageNumber,
            String fromName,
            String fromFonds,
            String signer,
            String sm3,
            int items,
            String state,
            String stateTerm,
            @Nullable Long inspection,
            String arrivedByName,
            Instant arrivedAt,
            @Nullable String decidedByName,
            @Nullable Instant decidedAt) {}

    record ReceivedItem(
            long id,
            String archiveNumber,
            String title,
            SequencedMap<String, String> elements,
            String sourceModule,
            long sourceRecord,
            List<ReceivedPart> parts) {}

    record ReceivedPart(int position, String kind, String name, long file, long size, String sm3, int pages) {}

    private final JdbcClient database;
    private final Clock clock;

    ReceptionRegister(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    long insert(
            Actor actor,
            @Nullable Long transfer,
            StoredFile file,
            String sm3,
            OpenedPackage opened,
            ReceptionState state) {
        try {
            return database.sql("""
                            insert into archives.reception(unit, transfer, file, file_name, sm3, package_number, from_name, from_fonds, signer,
                                items, state, arrived_by_name, arrived_at)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id""")
                    .params(Arrays.asList(
                            actor.unit(),
                            transfer,
                            file.id(),
                            file.name(),
                            sm3,
                            opened.number(),
                            opened.from(),
                            opened.fonds(),
                            opened.signer(),
                            opened.announced(),
                            state.name(),
                            actor.name(),
                            Moments.to(clock.instant())))
                    .query(Long.class)
                    .single();
        } catch (DuplicateKeyException again) {
            throw new ArrivedBefore(opened.number());
        }
    }

    /** The very same package, as long as it was not sent back. */
    void requireNew(long unit, String sm3, String number) {
        boolean known = database.sql(
                        "select exists (select 1 from archives.reception where unit = ? and sm3 = ? and state <> 'REFUSED')")
                .params(unit, sm3)
                .query(Boolean.class)
                .single();
        if (known) {
            throw new ArrivedBefore(number);
        }
    }

    void faults(long reception, List<OpenedPackage.Fault> faults) {
        int position = 0;
        for (var fault : faults) {
            position++;
            database.sql("""
                            insert into archives.reception_fault(reception, position, check_id, object, detail)
                            values (?, ?, ?, ?, ?)""")
                    .params(reception, position, fault.check(), fault.object(), fault.detail())
                    .update();
        }
    }

    List<OpenedPackage.Fault> faults(long reception) {
        return database.sql("""
                        select check_id, object, detail from archives.reception_fault
                        where reception = ? order by position""")
                .param(reception)
                .query((row, index) -> new OpenedPackage.Fault(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    void insert(long reception, long unit, PackagedItem item, List<ItemPart> parts) {
        long id = database.sql("""
                        insert into archives.received_item(reception, unit, archive_number, elements, title, manifest, source_module, source_record)
                        values (?, ?, ?, cast(? as jsonb), ?, ?, ?, ?) returning id""")
                .params(
                        reception,
                        unit,
                        item.archiveNumber(),
                        JsonMapper.shared().writeValueAsString(item.elements()),
                        item.title(),
                        item.manifest(),
                        item.source().module(),
                        item.source().id())
                .query(Long.class)
                .single();
        int position = 0;
        for (var part : parts) {
            position++;
            database.sql("""
                            insert into archives.received_component(item, position, kind, name, file, size, sha256, sm3, pages)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                    .params(
                            id,
                            position,
                            part.kind(),
                            part.name(),
                            part.file(),
                            part.size(),
                            part.sha256(),
                            part.sm3(),
                            part.pages())
                    .update();
        }
    }

    List<ReceivedItem> items(long reception) {
        return database.sql("""
                        select id, archive_number, title, elements, source_module, source_record
                        from archives.received_item where reception = ? order by id""")
                .param(reception)
                .query((row, index) -> new ReceivedItem(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        JsonMapper.shared().readValue(row.getString(4), ELEMENTS),
                        row.getString(5),
                        row.getLong(6),
                        parts(row.getLong(1))))
                .list();
    }

    private List<ReceivedPart> parts(long item) {
        return database.sql("""
                        select position, kind, name, file, size, sm3, pages from archives.received_component
                        where item = ? order by position""")
                .param(item)
                .query((row, index) -> new ReceivedPart(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getString(6),
                        row.getInt(7)))
                .list();
    }

    Map<Long, String> digests(long reception) {
        return database
                .sql("""
                        select c.file, c.sha256 from archives.received_component c
                        join archives.received_item i on i.id = c.item where i.reception = ?""")
                .param(reception)
                .query((row, index) -> Map.entry(row.getLong(1), row.getString(2)))
                .list()
                .stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void move(Actor actor, long reception, ReceptionState state, @Nullable Long inspection) {
        database.sql("""
                        update archives.reception set state = ?, inspection = coalesce(?, inspection), decided_by_name = ?, decided_at = ?
                        where id = ?""")
                .params(Arrays.asList(state.name(), inspection, actor.name(), Moments.to(clock.instant()), reception))
                .update();
    }

    void keep(long reception) {
        try {
            database.sql("update archives.received_item set kept = true where reception = ?")
                    .param(reception)
                    .update();
        } catch (DuplicateKeyException held) {
            throw new HeldAlready();
        }
    }

    /** 档号 that the unit has received before, or that are its own. */
    List<String> known(long unit, List<String> numbers) {
        return database.sql("""
                        select archive_number from archives.received_item
                        where unit = :unit and kept and archive_number = any(:numbers)
                        union select archive_number from archives.item where unit = :unit and archive_number = any(:numbers)
                        order by 1""")
                .param("unit", unit)
                .param("numbers", numbers.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    List<ReceptionRow> list(long unit) {
        return database.sql("select * from archives.reception where unit = ? order by id desc limit 200")
                .param(unit)
                .query((row, index) -> row(row))
                .list();
    }

    ReceptionRow find(long unit, long id, boolean lock) {
        return database.sql("select * from archives.reception where id = ? and unit = ?" + (lock ? " for update" : ""))
                .params(id, unit)
                .query((row, index) -> row(row))
                .optional()
                .orElseThrow(NoSuchReception::new);
    }

    private static ReceptionRow row(ResultSet row) throws SQLException {
        var state = ReceptionState.valueOf(row.getString("state"));
        return new ReceptionRow(
                row.getLong("id"),
                row.getObject("transfer", Long.class),
                row.getString("file_name"),
                row.getString("package_number"),
                row.getString("from_name"),
                row.getString("from_fonds"),
                row.getString("signer"),
                row.getString("sm3"),
                row.getInt("items"),
                state.name(),
                state.term(),
                row.getObject("inspection", Long.class),
                row.getString("arrived_by_name"),
                Moments.from(row, "arrived_at"),
                row.getString("decided_by_name"),
                row.getTimestamp("decided_at") == null ? null : Moments.from(row, "decided_at"));
    }

    static final class ArrivedBefore extends Refusal {
        ArrivedBefore(String number) {
            super(Kind.CONFLICT, "archives.arrived-before", number);
        }
    }

    static final class HeldAlready extends Refusal {
        HeldAlready() {
            super(Kind.CONFLICT, "archives.received-before");
        }
    }

    static final class NoSuchReception extends Refusal {
        NoSuchReception() {
            super(Kind.NOT_FOUND, "archives.no-such-reception");
        }
    }
}
