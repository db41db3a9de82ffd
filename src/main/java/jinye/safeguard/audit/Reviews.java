package jinye.safeguard.audit;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.kernel.SecrecyWords;
import jinye.safeguard.access.SecurityAct;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 周审: each week the audit administrator looks back once and writes what was found. */
@Component
class Reviews {

    private static final int WEEKS_SHOWN = 12;

    private final JdbcClient jdbc;
    private final EntrySource source;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Reviews(JdbcClient jdbc, EntrySource source, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.source = source;
        this.events = events;
        this.clock = clock;
    }

    /** @param reviewedBy null as long as nobody has. @param week its Monday */
    record ReviewWeek(
            LocalDate week,
            long entries,
            long refused,
            long alerts,
            long openAlerts,
            @Nullable String reviewedBy,
            @Nullable Instant reviewedAt,
            @Nullable String note) {}

    /** The weeks that have ended, latest first. */
    List<ReviewWeek> weeks() {
        return jdbc.sql("""
                        select w::date as week, r.person_name, r.at, r.note,
                            (select count(*) from audit.alert where raised_at >= w and raised_at < w + interval '7 days') as alerts,
                            (select count(*) from audit.alert where raised_at >= w and raised_at < w + interval '7 days'
                                and handled_at is null) as open_alerts
                        from generate_series(cast(:monday as timestamp) - make_interval(weeks => :weeks),
                            cast(:monday as timestamp) - interval '7 days', interval '7 days') as w
                            left join audit.review r on r.week = w::date
                        order by w desc""")
                .param("monday", monday())
                .param("weeks", WEEKS_SHOWN)
                .query((row, n) -> {
                    var week = row.getObject("week", LocalDate.class);
                    var figures = source.figures(start(week), start(week.plusWeeks(1)));
                    return new ReviewWeek(
                            week,
                            figures.entries(),
                            figures.refused(),
                            row.getLong("alerts"),
                            row.getLong("open_alerts"),
                            row.getString("person_name"),
                            Moments.fromNullable(row, "at"),
                            row.getString("note"));
                })
                .list();
    }

    @Transactional
    public void review(Actor actor, LocalDate week, String note) {
        actor.require("audit.handle");
        SecrecyWords.refuseIn(note);
        if (week.getDayOfWeek() != DayOfWeek.MONDAY || !week.isBefore(monday())) {
            throw new NotAWeek();
        }
        if (note.isBlank()) {
            throw new Alerts.NoteMissing();
        }
        var figures = source.figures(start(week), start(week.plusWeeks(1)));
        int written = jdbc.sql("""
                        insert into audit.review (week, person, person_name, at, note, entries, refused, alerts, open_alerts)
                        select :week, :person, :name, :now, :note, :entries, :refused, count(*), count(*) filter (where handled_at is null)
                        from audit.alert where raised_at >= :from and raised_at < :until
                        on conflict do nothing""")
                .param("week", week)
                .param("person", actor.person())
                .param("name", actor.name())
                .param("now", Moments.to(clock.instant()))
                .param("note", note.strip())
                .param("entries", figures.entries())
                .param("refused", figures.refused())
                .param("from", Moments.to(start(week)))
                .param("until", Moments.to(start(week.plusWeeks(1))))
                .update();
        if (written == 0) {
            throw new Reviewed();
        }
        events.publishEvent(
                SecurityAct.by(actor, "audit.review", 0, Map.of("from", week.toString(), "note", note.strip())));
    }

    private LocalDate monday() {
        return LocalDate.now(clock.withZone(Moments.ZONE)).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(Moments.ZONE).toInstant();
    }

    static final class NotAWeek extends Refusal {
        NotAWeek() {
            super(Kind.INVALID, "audit.not-a-week");
        }
    }

    static final class Reviewed extends Refusal {
        Reviewed() {
            super(Kind.CONFLICT, "audit.reviewed");
        }
    }
}
