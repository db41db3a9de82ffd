package jinye.office.archives.items;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
import jinye.kernel.Moments;
import jinye.kernel.Page;
import jinye.kernel.Refusal;
import jinye.platform.files.Files;
import jinye.platform.files.StoredFile;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds items the reader may see, described as they are corrected now. */
@Component
@Transactional(readOnly = true)
public class ItemList {

    private static final String READABLE =
            " exists (select 1 from archives.item_grant g where g.item = i.id and g.token = any(:tokens)) ";

    private final JdbcClient database;
    private final Files files;

    ItemList(JdbcClient database, Files files) {
        this.database = database;
        this.files = files;
    }

    /** @param retention as it is now, after an appraisal that kept the item longer than its number says */
    public record ItemRow(
            long id,
            String archiveNumber,
            String title,
            @Nullable String documentNumber,
            String kindName,
            String responsible,
            @Nullable LocalDate documentDate,
            String retention,
            @Nullable LocalDate retentionUntil,
            int year,
            String classCode,
            String state,
            String stateTerm,
            boolean held,
            String filedByName,
            Instant filedAt) {}

    public record ComponentRow(
            int position,
            String kind,
            String name,
            long file,
            long size,
            String sha256,
            @Nullable String sm3,
            int pages) {}

    public record ItemView(
            ItemRow item,
            long unit,
            String module,
            long document,
            String flow,
            String mainTo,
            String note,
            List<ComponentRow> components,
            String manifestSha256,
            @Nullable Long box,
            @Nullable String boxName,
            @Nullable String place) {}

    /** @param state empty for all that is not destroyed */
    public record Wanted(String text, @Nullable Integer year, String retention, String classCode, String state) {}

    public Page<ItemRow> list(Actor actor, Wanted wanted, @Nullable String after, int size) {
        actor.require("archives.read");
        var cursor = Cursor.read(after, 2);
        var rows = database.sql("select i.* from archives.item_now i where" + READABLE + """
                        and (:text = '' or i.title ilike :like or i.document_number ilike :like or i.archive_number ilike :like)
                        and (cast(:year as int) is null or i.year = :year) and (:retention = '' or i.retention_now = :retention)
                        and (:class = '' or i.class_code = :class)
                        and (:state = '' and i.state <> 'DESTROYED' or i.state = :state)
                        and (cast(:at as timestamptz) is null or (i.filed_at, i.id) < (cast(:at as timestamptz), :id))
                        order by i.filed_at desc, i.id desc limit :limit""")
                .param("tokens", tokens(actor))
                .param("text", wanted.text())
                .param("like", like(wanted.text()))
                .param("year", wanted.year())
                .param("retention", wanted.retention())
                .param("class", wanted.classCode())
                .param("state", wanted.state())
                .param("at", cursor == null ? null : Moments.to(cursor.moment(0)))
                .param("id", cursor == null ? 0L : cursor.number(1))
                .param("limit", size + 1)
                .query((row, number) -> row(row))
                .list();
        return Page.of(rows, size, row -> Cursor.of(row.filedAt(), row.id()));
    }

    public static String like(String text) {
        return "%" + text.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    public ItemView view(Actor actor, long item) {
        actor.require("archives.read");
        return database.sql("select i.* from archives.item_now i where i.id = :item and" + READABLE)
                .param("item", item)
                .param("tokens", tokens(actor))
                .query((row, number) -> view(row))
                .optional()
                .orElseThrow(NoSuchItem::new);
    }

    /** For the archives' own work, whoever looks: who calls has checked the right. */
    public ItemView kept(long item) {
        return database.sql("select i.* from archives.item_now i where i.id = ?")
                .param(item)
                .query((row, number) -> view(row))
                .optional()
                .orElseThrow(NoSuchItem::new);
    }

    /** One component, for those who may read the item. */
    public StoredFile component(Actor actor, long item, int position) {
        return component(view(actor, item), position);
    }

    public StoredFile component(ItemView view, int position) {
        if (view.item().state().equals(ItemState.DESTROYED.name())) {
            throw new Destroyed(view.item().archiveNumber());
        }
        return view.components().stream()
                .filter(component -> component.position() == position)
                .findFirst()
                .map(component -> files.file(component.file()))
                .orElseThrow(NoSuchItem::new);
    }

    /** Only the unit's own archives are worked on; another unit's do not exist here. */
    public void requireOwn(Actor actor, long item) {
        boolean own = database.sql("select exists (select 1 from archives.item where id = ? and unit = ?)")
                .params(item, actor.unit())
                .query(Boolean.class)
                .single();
        if (!own) {
            throw new NoSuchItem();
        }
    }

    public ArchiveNumber number(long item) {
        return ArchiveNumber.of(database.sql("select archive_number from archives.item where id = ?")
                .param(item)
                .query(String.class)
                .single());
    }

    private List<ComponentRow> components(long item) {
        return database.sql("""
                        select position, kind, name, file, size, sha256, sm3, pages
                        from archives.component where item = ? order by position""")
                .param(item)
                .query((row, number) -> new ComponentRow(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getString(6),
                        row.getString(7),
                        row.getInt(8)))
                .list();
    }

    private ItemView view(ResultSet row) throws SQLException {
        return new ItemView(
                row(row),
                row.getLong("unit"),
                row.getString("module"),
                row.getLong("document"),
                row.getString("flow"),
                row.getString("main_to"),
                row.getString("note"),
                components(row.getLong("id")),
                row.getString("manifest_sha256"),
                row.getObject("box", Long.class),
                row.getString("box_name"),
                row.getString("place"));
    }

    private static ItemRow row(ResultSet row) throws SQLException {
        var state = ItemState.valueOf(row.getString("state"));
        return new ItemRow(
                row.getLong("id"),
                row.getString("archive_number"),
                row.getString("title"),
                row.getString("document_number"),
                row.getString("kind_name"),
                row.getString("responsible"),
                row.getObject("document_date", LocalDate.class),
                row.getString("retention_now"),
                row.getObject("retention_until", LocalDate.class),
                row.getInt("year"),
                row.getString("class_code"),
                state.name(),
                state.term(),
                row.getBoolean("held"),
                row.getString("filed_by_name"),
                Moments.from(row, "filed_at"));
    }

    private static String[] tokens(Actor actor) {
        return actor.tokens().toArray(String[]::new);
    }

    public static final class NoSuchItem extends Refusal {
        public NoSuchItem() {
            super(Kind.NOT_FOUND, "archives.no-such-item");
        }
    }

    static final class Destroyed extends Refusal {
        Destroyed(String number) {
            super(Kind.CONFLICT, "archives.destroyed", number);
        }
    }
}
