package jinye.office.archives.stocktaking;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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
 * 档案工作基本情况统计年报 (archives.md §8; 全国档案事业统计调查制度): every figure of a year that the registers know is computed from
 * them whenever somebody looks; what only people know (staff, rooms) is entered. The report's official numbering is not given.
 */
@Service
@Transactional
class AnnualStatistics {

    /** @param group heading it stands under. @param value as it is shown, with two digits at the most */
    record Figure(String group, String name, String unit, String value) {}

    record AnnualEntry(int fullTime, int partTime, int roomAreaM2, String enteredByName, Instant enteredAt) {}

    record AnnualReport(
            int year, List<Figure> figures, @Nullable AnnualEntry entry) {}

    private record Question(String group, String name, String unit, String sql) {}

    /** Parameters: the unit, the year's first moment, the next year's first moment, the year. */
    private static final List<Question> QUESTIONS = List.of(
            stock("年末室存档案", "", "件"),
            stock("其中永久", " and i.retention_now = 'Y'", "件"),
            stock("其中定期30年", " and i.retention_now = 'D30'", "件"),
            stock("其中定期10年", " and i.retention_now = 'D10'", "件"),
            new Question("室存", "年末档案盒", "盒", """
                    select count(*) from archives.box where unit = :unit
                    and arranged_on < cast((:until at time zone 'Asia/Shanghai') as date)"""),
            new Question("室存", "年末排架长度", "米", """
                    select round(coalesce(sum(thickness_mm), 0) / 1000.0, 2) from archives.box where unit = :unit
                    and arranged_on < cast((:until at time zone 'Asia/Shanghai') as date)"""),
            new Question("室存", "年末电子档案数据量", "MB", """
                    select round(coalesce(sum(c.size), 0) / 1048576.0, 2) from archives.component c
                    join archives.item i on i.id = c.item join archives.standing s on s.item = i.id
                    where i.unit = :unit and i.filed_at < :until and s.state <> 'DESTROYED'"""),
            new Question("增减", "本年归档", "件", """
                    select count(*) from archives.item where unit = :unit and filed_at >= :from and filed_at < :until"""),
            new Question("增减", "本年移交进馆或上级", "件", """
                    select count(*) from archives.transfer_item i join archives.transfer t on t.id = i.transfer
                    where t.unit = :unit and t.received_at >= :from and t.received_at < :until"""),
            new Question("增减", "本年接收", "件", """
                    select count(*) from archives.received_item i join archives.reception r on r.id = i.reception
                    where r.unit = :unit and i.kept and r.decided_at >= :from and r.decided_at < :until"""),
            new Question("增减", "本年销毁", "件", """
                    select count(*) from archives.disposal_item i join archives.disposal d on d.id = i.disposal
                    where d.unit = :unit and i.removed_because is null and d.destroyed_at >= :from and d.destroyed_at < :until"""),
            new Question("归档质量", "归档率", "%", """
                    select case when count(*) > 0 then round(100.0 * count(item) / count(*), 2) end from archives.candidate
                    where unit = :unit and in_scope and year = :year"""),
            new Question("归档质量", "归档及时率", "%", """
                    select case when count(*) > 0 then round(100.0 * count(*) filter
                        (where i.filed_at < cast(c.due + 1 as timestamp) at time zone 'Asia/Shanghai') / count(*), 2) end
                    from archives.candidate c left join archives.item i on i.id = c.item
                    where c.unit = :unit and c.in_scope and c.year = :year"""),
            new Question("归档质量", "检测一次通过率", "%", """
                    select case when count(*) > 0 then round(100.0 * count(*) filter (where first_passed) / count(*), 2) end
                    from archives.batch where unit = :unit and first_passed is not null and checked_at >= :from and checked_at < :until"""),
            use("利用人次", "count(distinct (l.borrower, cast(e.at at time zone 'Asia/Shanghai' as date)))", "人次"),
            use("利用件次", "count(distinct (l.id, l.item))", "件次"),
            new Question("利用", "其中复制", "件次", """
                    select count(distinct (l.id, e.component)) from archives.use_entry e join archives.loan l on l.id = e.loan
                    where l.unit = :unit and e.act = 'COPIED' and e.at >= :from and e.at < :until"""));

    private static Question stock(String name, String which, String unit) {
        return new Question("室存", name, unit, """
                select count(*) from archives.item_now i where i.unit = :unit and i.filed_at < :until
                and not exists (select 1 from archives.transfer_item t join archives.transfer h on h.id = t.transfer
                                where t.item = i.id and h.received_at < :until)
                and not exists (select 1 from archives.disposal_item d join archives.disposal h on h.id = d.disposal
                                where d.item = i.id and d.removed_because is null and h.destroyed_at < :until)""" + which);
    }

    private static Question use(String name, String what, String unit) {
        return new Question("利用", name, unit, "select " + what + """
                 from archives.use_entry e join archives.loan l on l.id = e.loan
                where l.unit = :unit and e.act in ('READ', 'COPIED', 'HANDED_OUT') and e.at >= :from and e.at < :until""");
    }

    private final Journal journal;
    private final JdbcClient database;
    private final Clock clock;

    AnnualStatistics(Journal journal, JdbcClient database, Clock clock) {
        this.journal = journal;
        this.database = database;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    AnnualReport report(Actor actor, int year) {
        actor.require("archives.file");
        requirePast(year);
        var from =
                Moments.to(LocalDate.of(year, 1, 1).atStartOfDay(Moments.ZONE).toInstant());
        var until = Moments.to(
                LocalDate.of(year + 1, 1, 1).atStartOfDay(Moments.ZONE).toInstant());
        var figures = new ArrayList<Figure>();
        for (var question : QUESTIONS) {
            var value = database.sql(question.sql())
                    .param("unit", actor.unit())
                    .param("from", from)
                    .param("until", until)
                    .param("year", year)
                    .query((row, index) -> row.getString(1))
                    .list()
                    .getFirst();
            figures.add(new Figure(question.group(), question.name(), question.unit(), value == null ? "—" : value));
        }
        var entry = database.sql("select * from archives.annual_entry where unit = ? and year = ?")
                .params(actor.unit(), year)
                .query((row, index) -> new AnnualEntry(
                        row.getInt("full_time"),
                        row.getInt("part_time"),
                        row.getInt("room_area_m2"),
                        row.getString("entered_by_name"),
                        Moments.from(row, "entered_at")))
                .optional()
                .orElse(null);
        figures.add(new Figure("人员和库房", "专职档案人员", "人", entry == null ? "未填" : Integer.toString(entry.fullTime())));
        figures.add(new Figure("人员和库房", "兼职档案人员", "人", entry == null ? "未填" : Integer.toString(entry.partTime())));
        figures.add(new Figure("人员和库房", "档案库房面积", "平方米", entry == null ? "未填" : Integer.toString(entry.roomAreaM2())));
        return new AnnualReport(year, figures, entry);
    }

    void enter(Actor actor, int year, int fullTime, int partTime, int roomAreaM2) {
        actor.require("archives.file");
        requirePast(year);
        database.sql("""
                        insert into archives.annual_entry(unit, year, full_time, part_time, room_area_m2, entered_by_name, entered_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (unit, year) do update set full_time = excluded.full_time, part_time = excluded.part_time,
                            room_area_m2 = excluded.room_area_m2, entered_by_name = excluded.entered_by_name, entered_at = excluded.entered_at""")
                .params(actor.unit(), year, fullTime, partTime, roomAreaM2, actor.name(), Moments.to(clock.instant()))
                .update();
        journal.record(
                actor,
                "archives.enter-statistics",
                new RecordId("archives.annual", actor.unit()),
                java.util.Map.of("year", year, "fullTime", fullTime, "partTime", partTime, "roomAreaM2", roomAreaM2));
    }

    /** With the mark that spreadsheet programs need to read Chinese. */
    byte[] csv(Actor actor, int year) {
        var text = new StringBuilder("\uFEFF类别,指标,单位,数值\r\n");
        for (var figure : report(actor, year).figures()) {
            text.append("%s,%s,%s,%s\r\n".formatted(figure.group(), figure.name(), figure.unit(), figure.value()));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void requirePast(int year) {
        int now = LocalDate.ofInstant(clock.instant(), Moments.ZONE).getYear();
        if (year < 1949 || year > now) {
            throw new NoSuchYear(year, now);
        }
    }

    static final class NoSuchYear extends Refusal {
        NoSuchYear(int year, int now) {
            super(Kind.INVALID, "archives.wrong-year", year, now);
        }
    }
}
