package jinye.platform.mining;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.kernel.Urgency;
import jinye.platform.messages.Message;
import jinye.platform.messages.Messages;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells a process owner when an indicator passes the line they drew: once when it does, and again only after it was back. */
@Component
class Alarms {

    /** What can be watched, over the last so many days. */
    enum Measure {
        RUNNING("在办件数", "件"),
        LATE_SHARE("超期率", "%"),
        RETURN_SHARE("退回率", "%"),
        CASE_HOURS("平均办理时长", "小时"),
        OLDEST_OPEN_HOURS("最久未办环节时长", "小时");

        private final String term;
        private final String unit;

        Measure(String term, String unit) {
            this.term = term;
            this.unit = unit;
        }

        double of(ProcessFigures figures) {
            var totals = figures.totals();
            return switch (this) {
                case RUNNING -> totals.running();
                case LATE_SHARE -> totals.lateShare() * 100;
                case RETURN_SHARE -> totals.returnedShare() * 100;
                case CASE_HOURS -> totals.hours();
                case OLDEST_OPEN_HOURS ->
                    figures.oldestOpen().isEmpty()
                            ? 0
                            : figures.oldestOpen().getFirst().hours();
            };
        }
    }

    record AlarmRow(
            long id,
            String kind,
            Measure measure,
            String measureTerm,
            String measureUnit,
            double threshold,
            int days,
            @Nullable Instant rangAt,
            @Nullable Double lastValue,
            boolean ringing) {}

    private final JdbcClient jdbc;
    private final FigureReader figures;
    private final MiningReach reach;
    private final Messages messages;
    private final Clock clock;

    Alarms(JdbcClient jdbc, FigureReader figures, MiningReach reach, Messages messages, Clock clock) {
        this.jdbc = jdbc;
        this.figures = figures;
        this.reach = reach;
        this.messages = messages;
        this.clock = clock;
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        RecurringTask<Void> ringAlarms(Alarms alarms) {
            return Tasks.recurring("mining-alarms", FixedDelay.ofMinutes(15))
                    .execute((instance, context) -> alarms.ring());
        }
    }

    @Transactional
    public long add(Actor actor, String kind, Measure measure, double threshold, int days) {
        reach.refuseUnknown(actor, kind);
        return jdbc.sql("""
                        insert into mining.alarm (kind, measure, threshold, days, unit, person, person_name, made_at)
                        values (:kind, :measure, :threshold, :days, :unit, :person, :name, :at) returning id""")
                .param("kind", kind)
                .param("measure", measure.name())
                .param("threshold", BigDecimal.valueOf(threshold))
                .param("days", days)
                .param("unit", actor.unit())
                .param("person", actor.person())
                .param("name", actor.name())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    @Transactional(readOnly = true)
    public List<AlarmRow> of(Actor actor, String kind) {
        return jdbc.sql("select * from mining.alarm where person = :person and kind = :kind order by id")
                .param("person", actor.person())
                .param("kind", kind)
                .query((row, n) -> alarm(row))
                .list();
    }

    @Transactional
    public void remove(Actor actor, long id) {
        int removed = jdbc.sql("delete from mining.alarm where id = :id and person = :person")
                .param("id", id)
                .param("person", actor.person())
                .update();
        if (removed == 0) {
            throw new NoSuchAlarm();
        }
    }

    /** Looks at every alarm; one node of several at a time. */
    @Transactional
    public void ring() {
        record Due(AlarmRow alarm, long unit, long person) {}
        var all = jdbc.sql("select * from mining.alarm order by id for update skip locked")
                .query((row, n) -> new Due(alarm(row), row.getLong("unit"), row.getLong("person")))
                .list();
        for (var due : all) {
            var alarm = due.alarm();
            var today = LocalDate.now(clock);
            double value = alarm.measure()
                    .of(figures.read(new MiningQuestion(
                            alarm.kind(), null, reach.unitsOf(due.unit()), today.minusDays(alarm.days() - 1L), today)));
            boolean over = value >= alarm.threshold();
            if (over && !alarm.ringing()) {
                messages.tell(List.of(due.person()), message(alarm, value));
            }
            jdbc.sql("""
                            update mining.alarm set last_value = :value, ringing = :over,
                                rang_at = case when :over and not ringing then :at else rang_at end where id = :id""")
                    .param("value", BigDecimal.valueOf(value))
                    .param("over", over)
                    .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                    .param("id", alarm.id())
                    .update();
        }
    }

    private Message message(AlarmRow alarm, double value) {
        return new Message(
                "mining-alarm:" + alarm.id() + ":" + clock.instant().getEpochSecond(),
                "deadline",
                "%s的%s为 %.1f%s，达到设定的 %.1f%s"
                        .formatted(
                                reach.name(alarm.kind()),
                                alarm.measureTerm(),
                                value,
                                alarm.measureUnit(),
                                alarm.threshold(),
                                alarm.measureUnit()),
                "/mining/processes/" + alarm.kind(),
                Urgency.PLAIN);
    }

    private static AlarmRow alarm(ResultSet row) throws SQLException {
        var measure = Measure.valueOf(row.getString("measure"));
        var rang = row.getTimestamp("rang_at");
        var last = row.getBigDecimal("last_value");
        return new AlarmRow(
                row.getLong("id"),
                row.getString("kind"),
                measure,
                measure.term,
                measure.unit,
                row.getDouble("threshold"),
                row.getInt("days"),
                rang == null ? null : rang.toInstant(),
                last == null ? null : last.doubleValue(),
                row.getBoolean("ringing"));
    }

    static final class NoSuchAlarm extends Refusal {
        NoSuchAlarm() {
            super(Kind.NOT_FOUND, "mining.no-such-alarm");
        }
    }
}
