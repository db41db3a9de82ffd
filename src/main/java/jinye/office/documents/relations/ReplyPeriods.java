package jinye.office.documents.relations;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import jinye.kernel.Moments;
import jinye.kernel.Urgency;
import jinye.platform.clocks.Clocks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 答复时限: by which day a 请示 or 函 is to be answered. */
@Repository
public class ReplyPeriods {

    private final JdbcClient jdbc;
    private final Clocks clocks;
    private final Clock clock;

    ReplyPeriods(JdbcClient jdbc, Clocks clocks, Clock clock) {
        this.jdbc = jdbc;
        this.clocks = clocks;
        this.clock = clock;
    }

    /** The clock begins today; kinds without a period owe no answer. */
    public void begin(long document, String kind, Urgency urgency) {
        var today = LocalDate.ofInstant(clock.instant(), Moments.ZONE);
        workingDays(kind, urgency, today)
                .ifPresent(days -> jdbc.sql("update documents.document set reply_due = :due where id = :id")
                        .param("due", after(today, days))
                        .param("id", document)
                        .update());
    }

    /** Closed without an answer, for a reason. */
    public void waive(long document, String reason) {
        jdbc.sql("update documents.document set reply_waived = :reason where id = :id")
                .param("reason", reason)
                .param("id", document)
                .update();
    }

    public boolean owed(long document) {
        return jdbc.sql("""
                        select reply_due is not null and reply_waived is null from documents.document where id = :id""").param("id", document).query(Boolean.class).single();
    }

    private Optional<Integer> workingDays(String kind, Urgency urgency, LocalDate today) {
        return jdbc.sql("""
                        select working_days from documents.reply_period
                        where kind = :kind and urgency = :urgency and effective_from <= :today
                          and (effective_to is null or effective_to >= :today)""")
                .param("kind", kind)
                .param("urgency", urgency.name())
                .param("today", today)
                .query(Integer.class)
                .optional();
    }

    private LocalDate after(LocalDate from, int days) {
        var day = from;
        for (int left = days; left > 0; ) {
            day = day.plusDays(1);
            left -= clocks.isWorkingDay(day) ? 1 : 0;
        }
        return day;
    }
}
