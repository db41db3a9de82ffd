package jinye.office.archives.disposal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.platform.directory.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Appraisals as rows. */
@Repository
class AppraisalRegister {

    record Appraisal(
            long id,
            long unit,
            String name,
            boolean concluded,
            long openedBy,
            String openedByName,
            Instant openedAt,
            @Nullable Instant concludedAt) {}

    record AppraisalMember(long person, String name, String departmentName, boolean done) {}

    record AppraisedItem(
            long item,
            String archiveNumber,
            String title,
            String retention,
            @Nullable LocalDate retentionUntil,
            boolean held,
            @Nullable String outcome,
            @Nullable String outcomeRetention) {}

    record AppraisalOpinion(
            long item,
            long person,
            String personName,
            String outcome,
            @Nullable String retention,
            String reason) {}

    record DueItem(
            long item,
            String archiveNumber,
            String title,
            String retention,
            LocalDate retentionUntil,
            String state,
            String stateTerm,
            boolean held) {}

    private final JdbcClient database;
    private final Clock clock;

    AppraisalRegister(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    List<DueItem> due(long unit, LocalDate today) {
        return database.sql("""
                        select * from archives.item_now
                        where unit = ? and retention_until < ? and state in ('FILED', 'APPRAISING', 'TO_DESTROY')
                        order by retention_until, id limit 500""")
                .params(unit, today)
                .query((row, number) -> new DueItem(
                        row.getLong("id"),
                        row.getString("archive_number"),
                        row.getString("title"),
                        row.getString("retention_now"),
                        row.getObject("retention_until", LocalDate.class),
                        row.getString("state"),
                        jinye.office.archives.items.ItemState.valueOf(row.getString("state"))
                                .term(),
                        row.getBoolean("held")))
                .list();
    }

    /** Which of these are not due, by number. */
    List<String> notDue(Collection<Long> items, LocalDate today) {
        return database.sql("""
                        select archive_number from archives.item_now
                        where id = any(?) and (retention_until is null or retention_until >= ?) order by id""")
                .params(items.toArray(Long[]::new), today)
                .query(String.class)
                .list();
    }

    long open(Actor actor, String name, List<Person> members, List<String> departments, Collection<Long> items) {
        long id = database.sql("""
                        insert into archives.appraisal(unit, name, state, opened_by, opened_by_name, opened_at)
                        values (?, ?, 'OPEN', ?, ?, ?) returning id""")
                .params(actor.unit(), name, actor.person(), actor.name(), now())
                .query(Long.class)
                .single();
        for (int i = 0; i < members.size(); i++) {
            database.sql(
                            "insert into archives.appraisal_member(appraisal, person, person_name, department_name) values (?, ?, ?, ?)")
                    .params(id, members.get(i).id(), members.get(i).name(), departments.get(i))
                    .update();
        }
        for (var item : items) {
            database.sql("insert into archives.appraisal_item(appraisal, item) values (?, ?)")
                    .params(id, item)
                    .update();
        }
        return id;
    }

    Appraisal find(long id) {
        return appraisal(id, "");
    }

    Appraisal lock(long id) {
        return appraisal(id, " for update");
    }

    private Appraisal appraisal(long id, String locking) {
        return database.sql("select * from archives.appraisal where id = ?" + locking)
                .param(id)
                .query((row, number) -> appraisal(row))
                .optional()
                .orElseThrow(NoSuchAppraisal::new);
    }

    /** @param unit 0 for none but those the person belongs to */
    List<Appraisal> list(long unit, long person) {
        return database.sql("""
                        select * from archives.appraisal a
                        where a.unit = :unit or exists (select 1 from archives.appraisal_member m where m.appraisal = a.id and m.person = :person)
                        order by a.id desc limit 200""")
                .param("unit", unit)
                .param("person", person)
                .query((row, number) -> appraisal(row))
                .list();
    }

    List<AppraisalMember> members(long appraisal) {
        return database.sql("""
                        select m.*, not exists (select 1 from archives.appraisal_item i where i.appraisal = m.appraisal
                                and not exists (select 1 from archives.appraisal_opinion o
                                                where o.appraisal = i.appraisal and o.item = i.item and o.person = m.person)) as done
                        from archives.appraisal_member m where m.appraisal = ? order by m.person""")
                .param(appraisal)
                .query((row, number) -> new AppraisalMember(
                        row.getLong("person"),
                        row.getString("person_name"),
                        row.getString("department_name"),
                        row.getBoolean("done")))
                .list();
    }

    List<AppraisedItem> items(long appraisal) {
        return database.sql("""
                        select a.*, i.archive_number, i.title, i.retention_now, i.retention_until, i.held
                        from archives.appraisal_item a join archives.item_now i on i.id = a.item where a.appraisal = ? order by a.item""")
                .param(appraisal)
                .query((row, number) -> new AppraisedItem(
                        row.getLong("item"),
                        row.getString("archive_number"),
                        row.getString("title"),
                        row.getString("retention_now"),
                        row.getObject("retention_until", LocalDate.class),
                        row.getBoolean("held"),
                        row.getString("outcome"),
                        row.getString("retention")))
                .list();
    }

    List<AppraisalOpinion> opinions(long appraisal) {
        return database.sql("select * from archives.appraisal_opinion where appraisal = ? order by item, at")
                .param(appraisal)
                .query((row, number) -> new AppraisalOpinion(
                        row.getLong("item"),
                        row.getLong("person"),
                        row.getString("person_name"),
                        row.getString("outcome"),
                        row.getString("retention"),
                        row.getString("reason")))
                .list();
    }

    void opine(Actor actor, long appraisal, long item, String outcome, @Nullable String retention, String reason) {
        database.sql("""
                        insert into archives.appraisal_opinion(appraisal, item, person, person_name, outcome, retention, reason, at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(appraisal, item, actor.person(), actor.name(), outcome, retention, reason, now()))
                .update();
    }

    void concluded(long appraisal, long item, String outcome, @Nullable String retention) {
        database.sql("update archives.appraisal_item set outcome = ?, retention = ? where appraisal = ? and item = ?")
                .params(Arrays.asList(outcome, retention, appraisal, item))
                .update();
    }

    void close(Actor actor, long appraisal) {
        database.sql(
                        "update archives.appraisal set state = 'CONCLUDED', concluded_by_name = ?, concluded_at = ? where id = ?")
                .params(actor.name(), now(), appraisal)
                .update();
    }

    private OffsetDateTime now() {
        return Moments.to(clock.instant());
    }

    private static Appraisal appraisal(ResultSet row) throws SQLException {
        return new Appraisal(
                row.getLong("id"),
                row.getLong("unit"),
                row.getString("name"),
                row.getString("state").equals("CONCLUDED"),
                row.getLong("opened_by"),
                row.getString("opened_by_name"),
                Moments.from(row, "opened_at"),
                Moments.fromNullable(row, "concluded_at"));
    }

    static final class NoSuchAppraisal extends Refusal {
        NoSuchAppraisal() {
            super(Kind.NOT_FOUND, "archives.no-such-appraisal");
        }
    }
}
