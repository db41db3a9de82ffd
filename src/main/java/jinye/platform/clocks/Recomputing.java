package jinye.platform.clocks;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import jinye.kernel.Urgency;
import jinye.platform.messages.Message;
import jinye.platform.messages.Messages;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What becomes of running clocks when the holidays of a year are announced. */
@Component
class Recomputing {

    private static final int PIECE = 1000;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy年M月d日H时mm分", Locale.CHINA);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日24时", Locale.CHINA);

    private final ClockBook book;
    private final Rules rules;
    private final Calendars calendars;
    private final Messages messages;
    private final ApplicationEventPublisher events;

    Recomputing(ClockBook book, Rules rules, Calendars calendars, Messages messages, ApplicationEventPublisher events) {
        this.book = book;
        this.rules = rules;
        this.calendars = calendars;
        this.messages = messages;
        this.events = events;
    }

    /** Reckons every running clock again that may run into the year, and tells its handlers what became of it. */
    int recompute(int year) {
        var calendar = calendars.current();
        // the New Year holiday may reach back into December
        var from =
                LocalDate.of(year - 1, 12, 1).atStartOfDay(WorkingCalendar.ZONE).toInstant();
        var known = new HashMap<String, Rule>();
        var recomputed = 0;
        var after = 0L;
        while (true) {
            var piece = book.runningFrom(from, after, PIECE);
            if (piece.isEmpty()) {
                return recomputed;
            }
            var moved = new ArrayList<ClockBook.Moved>();
            for (var entry : piece) {
                after = entry.id();
                var rule = known.computeIfAbsent(
                        entry.rule() + "/" + entry.ruleVersion(),
                        key -> rules.version(entry.rule(), entry.ruleVersion()));
                var reckoning = Reckoning.of(calendar, entry.period(rule), entry.start(), entry.endedPauses());
                if (!reckoning.end().equals(entry.due()) || reckoning.provisional() != entry.provisional()) {
                    moved.add(new ClockBook.Moved(entry.id(), reckoning.end(), reckoning.provisional()));
                    tell(entry, rule, reckoning, year);
                }
            }
            book.move(moved);
            recomputed += moved.size();
        }
    }

    private void tell(ClockBook.Entry entry, Rule rule, Reckoning reckoning, int year) {
        var before = moment(entry.due(), rule);
        var now = moment(reckoning.end(), rule);
        var title = before.equals(now)
                ? rule.name() + "时限已按" + year + "年放假安排核定：截止" + now + "，与原推算一致。"
                : rule.name() + "时限已按" + year + "年放假安排重新计算：截止时间由" + before + "调整为" + now + "。";
        var key = "clock:" + entry.id() + ":" + year + ":" + reckoning.end().toEpochMilli();
        var link = "/" + entry.subject().module() + "/" + entry.subject().id();
        messages.tell(entry.handlers(), new Message(key, "deadline", title, link, Urgency.PLAIN));
        events.publishEvent(new ClockRecomputed(
                entry.subject(), entry.id(), entry.rule(), entry.due(), reckoning.end(), reckoning.provisional()));
    }

    private static String moment(Instant moment, Rule rule) {
        return (rule.unit().isDays() ? DAY : MOMENT).format(moment.atZone(WorkingCalendar.ZONE));
    }
}
