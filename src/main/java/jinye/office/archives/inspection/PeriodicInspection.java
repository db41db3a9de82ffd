package jinye.office.archives.inspection;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.LocalTime;
import java.util.List;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Urgency;
import jinye.office.archives.items.Fixation;
import jinye.platform.directory.Directory;
import jinye.platform.journal.Journal;
import jinye.platform.messages.Message;
import jinye.platform.messages.Messages;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 定期检测: every night some items, those not looked at for the longest time first; the archivists hear of every failure. */
@Component
public class PeriodicInspection {

    private final JdbcClient database;
    private final InspectionSubjects subjects;
    private final Inspections inspections;
    private final Fixation fixation;
    private final Directory directory;
    private final Messages messages;
    private final Journal journal;
    private final int nightly;

    PeriodicInspection(
            JdbcClient database,
            InspectionSubjects subjects,
            Inspections inspections,
            Fixation fixation,
            Directory directory,
            Messages messages,
            Journal journal,
            @Value("${jinye.archives.inspected-nightly:500}") int nightly) {
        this.database = database;
        this.subjects = subjects;
        this.inspections = inspections;
        this.fixation = fixation;
        this.directory = directory;
        this.messages = messages;
        this.journal = journal;
        this.nightly = nightly;
    }

    private record Chosen(long item, long unit, String number) {}

    /** @return how many failed */
    public int round() {
        List<Chosen> chosen = database.sql("""
                        select i.id, i.unit, i.archive_number from archives.item i
                        join archives.standing s on s.item = i.id and s.state not in ('DESTROYED', 'TRANSFERRED')
                        left join lateral (select max(at) as at from archives.inspection n where n.item = i.id and n.stage = 'KEEPING') last on true
                        order by last.at nulls first, i.id limit ?""")
                .param(nightly)
                .query((row, index) -> new Chosen(row.getLong(1), row.getLong(2), row.getString(3)))
                .list();
        int failed = 0;
        for (var one : chosen) {
            var report = inspections.run(
                    Inspections.About.item(one.unit(), Stage.KEEPING, one.number(), one.item(), "系统定期检测"),
                    List.of(subjects.item(one.item())));
            if (!report.passed()) {
                failed++;
                tell(one, report);
            }
        }
        return failed;
    }

    /**
     * Every chain is reckoned anew, whole: a link that was changed, left out or cut off at the end is named, whoever did it.
     *
     * @return how many chains are broken
     */
    public int chains() {
        record Kept(String fonds, long unit) {}
        var kept = database.sql("select fonds, min(unit) from archives.item group by fonds order by fonds")
                .query((row, index) -> new Kept(row.getString(1), row.getLong(2)))
                .list();
        int broken = 0;
        for (var one : kept) {
            var check = fixation.check(one.fonds());
            if (!check.sound()) {
                broken++;
                alarm(one.fonds(), one.unit(), check);
            }
        }
        return broken;
    }

    private void alarm(String fonds, long unit, Fixation.ChainCheck check) {
        var first = check.broken().getFirst();
        journal.recordBySystem(
                "archives.chain-broken",
                new RecordId("archives.chain", unit),
                java.util.Map.of(
                        "fonds",
                        fonds,
                        "position",
                        first,
                        "broken",
                        check.broken().size()));
        messages.tell(
                directory.holdersOf("R_ARCH", unit).stream()
                        .map(person -> person.id())
                        .toList(),
                new Message(
                        "archives.chain-broken." + fonds + "." + first,
                        "archives.chain-broken",
                        "全宗 %s 的校验链在第 %d 环被改动".formatted(fonds, first),
                        "/archives/inspections",
                        Urgency.URGENT));
    }

    private void tell(Chosen one, InspectionReport report) {
        journal.recordBySystem(
                "archives.inspection-failed",
                new RecordId("archives", one.item()),
                java.util.Map.of("archiveNumber", one.number(), "failed", String.join("；", report.blocking())));
        messages.tell(
                directory.holdersOf("R_ARCH", one.unit()).stream()
                        .map(person -> person.id())
                        .toList(),
                new Message(
                        "archives.inspection-failed." + report.id(),
                        "archives.inspection-failed",
                        "四性检测不通过：" + one.number(),
                        "/archives/inspections/" + report.id(),
                        Urgency.URGENT));
    }

    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        RecurringTask<Void> inspectArchives(PeriodicInspection inspection) {
            return Tasks.recurring("archives.inspect", Schedules.daily(Moments.ZONE, LocalTime.of(2, 30)))
                    .execute((instance, context) -> {
                        inspection.round();
                        inspection.chains();
                    });
        }
    }
}
