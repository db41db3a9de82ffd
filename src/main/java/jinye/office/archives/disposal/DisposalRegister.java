package jinye.office.archives.disposal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.directory.Person;
import jinye.platform.numbering.Numbering;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lists of what is to be destroyed, as rows. */
@Repository
class DisposalRegister {

    private static final String SERIES = "销毁";

    record DisposalRow(
            long id,
            String number,
            long unit,
            long appraisal,
            String appraisalName,
            String state,
            String stateTerm,
            int items,
            String listedByName,
            long listedBy,
            Instant listedAt,
            @Nullable Long approvedBy,
            @Nullable String approvedByName,
            String opinion,
            @Nullable Instant approvedAt,
            @Nullable Instant destroyedAt,
            @Nullable Long certificate,
            @Nullable Long certificateItem) {}

    record DisposalItem(
            long item,
            String archiveNumber,
            String title,
            @Nullable String documentNumber,
            String responsible,
            @Nullable LocalDate documentDate,
            String retention,
            @Nullable LocalDate retentionUntil,
            @Nullable String place,
            int pages,
            boolean held,
            @Nullable String removedBecause,
            @Nullable Integer filesErased,
            @Nullable Integer filesKept) {}

    record Supervisor(long person, String name, @Nullable Instant confirmedAt) {}

    private final JdbcClient database;
    private final Numbering numbering;
    private final Clock clock;

    DisposalRegister(JdbcClient database, Numbering numbering, Clock clock) {
        this.database = database;
        this.numbering = numbering;
        this.clock = clock;
    }

    /** Whoever approves destruction may look at what led to it. */
    boolean decides(Actor actor, long unit) {
        return actor.may("archives.approve-disposal") && actor.unit() == unit;
    }

    long list(Actor actor, long appraisal, List<Long> items) {
        long id = database.sql("select nextval('archives.disposal_id')")
                .query(Long.class)
                .single();
        numbering.openRegister(actor.unit(), SERIES, "档案销毁清册");
        var record = new RecordId("archives.disposal", id);
        int year = LocalDate.ofInstant(clock.instant(), Moments.ZONE).getYear();
        var number = numbering.take(actor, actor.unit(), SERIES, year, record);
        numbering.use(record);
        database.sql("""
                        insert into archives.disposal(id, number, unit, appraisal, state, listed_by, listed_by_name, listed_at)
                        values (?, ?, ?, ?, 'LISTED', ?, ?, ?)""")
                .params(
                        id,
                        "XH-%d-%04d".formatted(number.year(), number.number()),
                        actor.unit(),
                        appraisal,
                        actor.person(),
                        actor.name(),
                        now())
                .update();
        for (var item : items) {
            database.sql("insert into archives.disposal_item(disposal, item) values (?, ?)")
                    .params(id, item)
                    .update();
        }
        return id;
    }

    @Nullable
    Long of(long appraisal) {
        return database.sql("select id from archives.disposal where appraisal = ?")
                .param(appraisal)
                .query(Long.class)
                .optional()
                .orElse(null);
    }

    DisposalRow find(long id) {
        return select("d.id = :id", id, 0).stream().findFirst().orElseThrow(NoSuchDisposal::new);
    }

    DisposalRow lock(long id) {
        database.sql("select id from archives.disposal where id = ? for update")
                .param(id)
                .query(Long.class)
                .optional()
                .orElseThrow(NoSuchDisposal::new);
        return find(id);
    }

    /** @param unit 0 for those only that the person watches */
    List<DisposalRow> list(long unit, long person) {
        return select("""
                (d.unit = :id or exists (select 1 from archives.disposal_supervisor s where s.disposal = d.id and s.person = :person))""", unit, person);
    }

    private List<DisposalRow> select(String which, long id, long person) {
        return database.sql("""
                        select d.*, a.name as appraisal_name,
                               (select count(*) from archives.disposal_item i where i.disposal = d.id and i.removed_because is null) as items
                        from archives.disposal d join archives.appraisal a on a.id = d.appraisal
                        where %s order by d.id desc limit 200""".formatted(which))
                .param("id", id)
                .param("person", person)
                .query((row, number) -> row(row))
                .list();
    }

    List<DisposalItem> items(long disposal) {
        return database.sql("""
                        select x.*, i.archive_number, i.title, i.document_number, i.responsible, i.document_date, i.retention_now,
                               i.retention_until, i.place, i.held,
                               (select coalesce(sum(c.pages), 0) from archives.component c where c.item = i.id) as pages
                        from archives.disposal_item x join archives.item_now i on i.id = x.item where x.disposal = ? order by x.item""")
                .param(disposal)
                .query((row, number) -> new DisposalItem(
                        row.getLong("item"),
                        row.getString("archive_number"),
                        row.getString("title"),
                        row.getString("document_number"),
                        row.getString("responsible"),
                        row.getObject("document_date", LocalDate.class),
                        row.getString("retention_now"),
                        row.getObject("retention_until", LocalDate.class),
                        row.getString("place"),
                        row.getInt("pages"),
                        row.getBoolean("held"),
                        row.getString("removed_because"),
                        row.getObject("files_erased", Integer.class),
                        row.getObject("files_kept", Integer.class)))
                .list();
    }

    List<Supervisor> supervisors(long disposal) {
        return database.sql("select * from archives.disposal_supervisor where disposal = ? order by person")
                .param(disposal)
                .query((row, number) -> new Supervisor(
                        row.getLong("person"), row.getString("person_name"), Moments.fromNullable(row, "confirmed_at")))
                .list();
    }

    void decided(Actor actor, long id, boolean approved, String opinion) {
        database.sql("""
                        update archives.disposal set state = ?, approved_by = ?, approved_by_name = ?, opinion = ?, approved_at = ?
                        where id = ?""")
                .params(approved ? "APPROVED" : "REFUSED", actor.person(), actor.name(), opinion, now(), id)
                .update();
    }

    void supervise(long id, List<Person> people) {
        database.sql("delete from archives.disposal_supervisor where disposal = ?")
                .param(id)
                .update();
        for (var person : people) {
            database.sql("insert into archives.disposal_supervisor(disposal, person, person_name) values (?, ?, ?)")
                    .params(id, person.id(), person.name())
                    .update();
        }
    }

    void confirmed(long id, long person) {
        database.sql("update archives.disposal_supervisor set confirmed_at = ? where disposal = ? and person = ?")
                .params(now(), id, person)
                .update();
    }

    void remove(long id, long item, String reason) {
        database.sql("update archives.disposal_item set removed_because = ? where disposal = ? and item = ?")
                .params(reason, id, item)
                .update();
    }

    void erased(long id, long item, int erased, int kept) {
        database.sql(
                        "update archives.disposal_item set files_erased = ?, files_kept = ? where disposal = ? and item = ?")
                .params(erased, kept, id, item)
                .update();
    }

    void destroyed(long id) {
        database.sql("update archives.disposal set state = 'DESTROYED', destroyed_at = ? where id = ?")
                .params(now(), id)
                .update();
    }

    void certified(long id, long file, long item) {
        database.sql("update archives.disposal set certificate = ?, certificate_item = ? where id = ?")
                .params(file, item, id)
                .update();
    }

    private OffsetDateTime now() {
        return Moments.to(clock.instant());
    }

    private static DisposalRow row(ResultSet row) throws SQLException {
        var state = row.getString("state");
        return new DisposalRow(
                row.getLong("id"),
                row.getString("number"),
                row.getLong("unit"),
                row.getLong("appraisal"),
                row.getString("appraisal_name"),
                state,
                term(state),
                row.getInt("items"),
                row.getString("listed_by_name"),
                row.getLong("listed_by"),
                Moments.from(row, "listed_at"),
                row.getObject("approved_by", Long.class),
                row.getString("approved_by_name"),
                row.getString("opinion"),
                Moments.fromNullable(row, "approved_at"),
                Moments.fromNullable(row, "destroyed_at"),
                row.getObject("certificate", Long.class),
                row.getObject("certificate_item", Long.class));
    }

    static String term(String state) {
        return switch (state) {
            case "LISTED" -> "待批准";
            case "REFUSED" -> "不同意销毁";
            case "APPROVED" -> "待销毁";
            default -> "已销毁";
        };
    }

    static final class NoSuchDisposal extends Refusal {
        NoSuchDisposal() {
            super(Kind.NOT_FOUND, "archives.no-such-disposal");
        }
    }
}
