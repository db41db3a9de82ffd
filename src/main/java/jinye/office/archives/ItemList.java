package jinye.office.archives;

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

/** Finds items the reader may see. */
@Component
@Transactional(readOnly = true)
class ItemList {

    private static final String READABLE =
            " exists (select 1 from archives.item_grant g where g.item = i.id and g.token = any(:tokens)) ";

    private final JdbcClient database;
    private final Files files;

    ItemList(JdbcClient database, Files files) {
        this.database = database;
        this.files = files;
    }

    record ItemRow(
            long id,
            String archiveNumber,
            String title,
            @Nullable String documentNumber,
            String kindName,
            String responsible,
            @Nullable LocalDate documentDate,
            String retention,
            int year,
            String classCode,
            String filedByName,
            Instant filedAt) {}

    record ComponentRow(int position, String kind, String name, long file, long size, String sha256) {}

    record ItemView(
            ItemRow item,
            String module,
            long document,
            String flow,
            String mainTo,
            List<ComponentRow> components,
            String manifestSha256) {}

    Page<ItemRow> list(
            Actor actor, String text, @Nullable Integer year, String retention, @Nullable String after, int size) {
        actor.require("archives.read");
        var cursor = Cursor.read(after, 2);
        var rows = database.sql("select i.* from archives.item i where" + READABLE + """
                        and (:text = '' or i.title ilike :like or i.document_number ilike :like or i.archive_number ilike :like)
                        and (cast(:year as int) is null or i.year = :year) and (:retention = '' or i.retention = :retention)
                        and (cast(:at as timestamptz) is null or (i.filed_at, i.id) < (cast(:at as timestamptz), :id))
                        order by i.filed_at desc, i.id desc limit :limit""")
                .param("tokens", actor.tokens().toArray(String[]::new))
                .param("text", text)
                .param(
                        "like",
                        "%"
                                + text.strip()
                                        .replace("\\", "\\\\")
                                        .replace("%", "\\%")
                                        .replace("_", "\\_") + "%")
                .param("year", year)
                .param("retention", retention)
                .param("at", cursor == null ? null : Moments.to(cursor.moment(0)))
                .param("id", cursor == null ? 0L : cursor.number(1))
                .param("limit", size + 1)
                .query((row, number) -> row(row))
                .list();
        return Page.of(rows, size, row -> Cursor.of(row.filedAt(), row.id()));
    }

    ItemView view(Actor actor, long item) {
        actor.require("archives.read");
        return database.sql("select i.* from archives.item i where i.id = :item and" + READABLE)
                .param("item", item)
                .param("tokens", actor.tokens().toArray(String[]::new))
                .query((row, number) -> new ItemView(
                        row(row),
                        row.getString("module"),
                        row.getLong("document"),
                        row.getString("flow"),
                        row.getString("main_to"),
                        components(item),
                        row.getString("manifest_sha256")))
                .optional()
                .orElseThrow(NoSuchItem::new);
    }

    /** One component, for those who may read the item. */
    StoredFile component(Actor actor, long item, int position) {
        return view(actor, item).components().stream()
                .filter(component -> component.position() == position)
                .findFirst()
                .map(component -> files.file(component.file()))
                .orElseThrow(NoSuchItem::new);
    }

    private List<ComponentRow> components(long item) {
        return database.sql(
                        "select position, kind, name, file, size, sha256 from archives.component where item = ? order by position")
                .param(item)
                .query((row, number) -> new ComponentRow(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getString(6)))
                .list();
    }

    private static ItemRow row(ResultSet row) throws SQLException {
        return new ItemRow(
                row.getLong("id"),
                row.getString("archive_number"),
                row.getString("title"),
                row.getString("document_number"),
                row.getString("kind_name"),
                row.getString("responsible"),
                row.getObject("document_date", LocalDate.class),
                row.getString("retention"),
                row.getInt("year"),
                row.getString("class_code"),
                row.getString("filed_by_name"),
                Moments.from(row, "filed_at"));
    }

    static final class NoSuchItem extends Refusal {
        NoSuchItem() {
            super(Kind.NOT_FOUND, "archives.no-such-item");
        }
    }
}
