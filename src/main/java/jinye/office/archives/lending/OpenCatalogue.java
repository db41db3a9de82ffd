package jinye.office.archives.lending;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
import jinye.kernel.Moments;
import jinye.kernel.Page;
import jinye.office.archives.items.ItemList;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 开放目录: the lines of a unit's documents, for everybody in the unit. Content stays with those who hold a grant or a loan; approvals
 * and what is the archivists' alone have no line here.
 */
@Component
@Transactional(readOnly = true)
class OpenCatalogue {

    private static final String OPEN = """
            (i.state <> 'DESTROYED' and (
                exists (select 1 from archives.item_grant g where g.item = i.id and g.token = any(:tokens))
                or i.unit = :unit and i.module = 'documents'
                   and exists (select 1 from archives.item_grant g where g.item = i.id and g.token like 'role:R_OFFICE_HEAD@%')))""";

    private static final String LINE = """
            select i.id, i.archive_number, i.title, i.document_number, i.responsible, i.document_date, i.retention_now, i.unit, i.class_code,
                   i.place, exists (select 1 from archives.item_grant g where g.item = i.id and g.token = any(:tokens)) as readable,
                   (select l.id from archives.loan l where l.item = i.id and l.borrower = :person
                    and l.state in ('REQUESTED', 'READY', 'IN_USE') order by l.id desc limit 1) as loan,
                   exists (select 1 from archives.loan l where l.item = i.id and l.mode in ('ORIGINAL', 'TAKEN_OUT') and l.state = 'IN_USE') as is_out
            from archives.item_now i where
            """ + OPEN;

    /** @param readable without asking. @param loan the reader's own that runs. @param out another has the original */
    record CatalogueLine(
            long item,
            String archiveNumber,
            String title,
            @Nullable String documentNumber,
            String responsible,
            @Nullable LocalDate documentDate,
            String retention,
            long unit,
            String classCode,
            @Nullable String place,
            boolean readable,
            @Nullable Long loan,
            boolean out) {}

    private final JdbcClient database;
    private final UseRules rules;
    private final Clock clock;

    OpenCatalogue(JdbcClient database, UseRules rules, Clock clock) {
        this.database = database;
        this.rules = rules;
        this.clock = clock;
    }

    Page<CatalogueLine> list(Actor actor, String text, @Nullable Integer year, @Nullable String after, int size) {
        actor.require("archives.read");
        var cursor = Cursor.read(after, 1);
        var rows = asked(actor, """
                        and (:text = '' or i.title ilike :like or i.document_number ilike :like or i.archive_number ilike :like
                             or i.responsible ilike :like)
                        and (cast(:year as int) is null or i.year = :year) and (:id = 0 or i.id < :id)
                        order by i.id desc limit :limit""")
                .param("text", text)
                .param("like", ItemList.like(text))
                .param("year", year)
                .param("id", cursor == null ? 0L : cursor.number(0))
                .param("limit", size + 1)
                .query((row, number) -> line(row))
                .list();
        return Page.of(rows, size, row -> Cursor.of(row.item()));
    }

    CatalogueLine line(Actor actor, long item) {
        actor.require("archives.read");
        return asked(actor, "and i.id = :item")
                .param("item", item)
                .query((row, number) -> line(row))
                .optional()
                .orElseThrow(ItemList.NoSuchItem::new);
    }

    List<UseRules.UseRule> rules() {
        return rules.inForce(LocalDate.ofInstant(clock.instant(), Moments.ZONE));
    }

    private JdbcClient.StatementSpec asked(Actor actor, String more) {
        return database.sql(LINE + " " + more)
                .param("tokens", actor.tokens().toArray(String[]::new))
                .param("unit", actor.unit())
                .param("person", actor.person());
    }

    private static CatalogueLine line(java.sql.ResultSet row) throws java.sql.SQLException {
        return new CatalogueLine(
                row.getLong("id"),
                row.getString("archive_number"),
                row.getString("title"),
                row.getString("document_number"),
                row.getString("responsible"),
                row.getObject("document_date", LocalDate.class),
                row.getString("retention_now"),
                row.getLong("unit"),
                row.getString("class_code"),
                row.getString("place"),
                row.getBoolean("readable"),
                row.getObject("loan", Long.class),
                row.getBoolean("is_out"));
    }
}
