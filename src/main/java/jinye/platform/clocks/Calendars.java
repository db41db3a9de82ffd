package jinye.platform.clocks;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Reads and loads the calendar; keeps the one in use in memory, because every list asks it for every row. */
@Repository
class Calendars {

    /** Another node may have loaded a year: after this long it is seen here too. */
    private static final Duration KEPT = Duration.ofSeconds(30);

    private record Kept(WorkingCalendar calendar, Instant readAt) {}

    /** Where the arrangement of a year comes from. */
    record Year(int year, String source, Instant loadedAt, String loadedBy) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile @Nullable Kept kept;

    Calendars(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    WorkingCalendar current() {
        // within the transaction that loads a year, that year counts already
        if (TransactionSynchronizationManager.getResource(this) instanceof WorkingCalendar loading) {
            return loading;
        }
        var known = kept;
        var now = clock.instant();
        return known == null || Duration.between(known.readAt(), now).abs().compareTo(KEPT) > 0
                ? fresh()
                : known.calendar();
    }

    WorkingCalendar fresh() {
        if (TransactionSynchronizationManager.getResource(this) instanceof WorkingCalendar loading) {
            return loading;
        }
        var calendar = read();
        kept = new Kept(calendar, clock.instant());
        return calendar;
    }

    /** Clocks start side by side, but not while a year is being loaded: none may slip through with the old calendar. */
    void waitForLoading() {
        lock("select pg_advisory_xact_lock_shared(hashtext('clocks.calendar'))");
    }

    void holdStarts() {
        lock("select pg_advisory_xact_lock(hashtext('clocks.calendar'))");
    }

    private void lock(String sql) {
        jdbc.sql(sql).query((row, number) -> true).list();
    }

    Optional<Year> year(int year) {
        return jdbc.sql("select year, source, loaded_at, loaded_by from clocks.calendar_year where year = ?")
                .param(year)
                .query((row, number) -> new Year(
                        row.getInt("year"),
                        row.getString("source"),
                        row.getTimestamp("loaded_at").toInstant(),
                        row.getString("loaded_by")))
                .optional();
    }

    /** Replaces the arrangement of a year. In this transaction it counts at once, for everybody else when it commits. */
    void load(int year, String source, String loadedBy, List<WorkingCalendar.Day> days) {
        jdbc.sql("""
                insert into clocks.calendar_year (year, source, loaded_at, loaded_by) values (:year, :source, :at, :by)
                on conflict (year) do update set source = :source, loaded_at = :at, loaded_by = :by
                """)
                .param("year", year)
                .param("source", source)
                .param("at", Timestamp.from(clock.instant()))
                .param("by", loadedBy)
                .update();
        jdbc.sql("delete from clocks.calendar_day where year = ?").param(year).update();
        for (var day : days) {
            jdbc.sql("""
                    insert into clocks.calendar_day (day, year, name, kind) values (:day, :year, :name, :kind)
                    on conflict (day) do update set year = :year, name = :name, kind = :kind
                    """)
                    .param("day", day.date())
                    .param("year", year)
                    .param("name", day.name())
                    .param("kind", day.kind().name())
                    .update();
        }
        useUntilCommit(read());
    }

    private void useUntilCommit(WorkingCalendar loaded) {
        if (TransactionSynchronizationManager.hasResource(this)) {
            TransactionSynchronizationManager.unbindResource(this);
            TransactionSynchronizationManager.bindResource(this, loaded);
            return;
        }
        TransactionSynchronizationManager.bindResource(this, loaded);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResource(Calendars.this);
                kept = null;
            }
        });
    }

    private WorkingCalendar read() {
        Map<LocalDate, WorkingCalendar.Day> days = jdbc
                .sql("select day, name, kind from clocks.calendar_day")
                .query((row, number) -> new WorkingCalendar.Day(
                        row.getObject("day", LocalDate.class),
                        row.getString("name"),
                        WorkingCalendar.DayKind.valueOf(row.getString("kind"))))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(WorkingCalendar.Day::date, Function.identity()));
        var years = new HashSet<>(jdbc.sql("select year from clocks.calendar_year")
                .query(Integer.class)
                .list());
        var hours = jdbc.sql("""
                select opens, closes, season_from, season_to, effective_from, effective_to from clocks.working_hours
                order by opens
                """)
                .query((row, number) -> new WorkingCalendar.Hours(
                        row.getObject("opens", LocalTime.class),
                        row.getObject("closes", LocalTime.class),
                        monthDay(row.getString("season_from")),
                        monthDay(row.getString("season_to")),
                        row.getObject("effective_from", LocalDate.class),
                        row.getObject("effective_to", LocalDate.class)))
                .list();
        return new WorkingCalendar(days, Set.copyOf(years), hours);
    }

    private static @Nullable MonthDay monthDay(@Nullable String text) {
        return text == null ? null : MonthDay.parse("--" + text);
    }
}
