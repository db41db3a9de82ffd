package jinye.platform.mining;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Unit;
import jinye.platform.workflow.ProcessDefinitions;
import jinye.platform.workflow.ProcessVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whose work somebody may analyse: the province all of it, a city or county that of its own unit and those below. */
@Component
class MiningReach {

    static final String READ = "mining.read";
    static final String FOREIGN = "import.";
    private static final int DAYS_MAX = 3 * 366;
    private static final Duration SHOWN = Duration.ofDays(90);

    /**
     * How things stand. Red: a step under way is overdue; amber: one was, among those that ended in the last 90 days; green:
     * none; none at all when nothing happened.
     */
    enum Light {
        RED,
        AMBER,
        GREEN,
        NONE
    }

    /**
     * @param foreign   another system's log, taken in by this unit
     * @param ended     in the last 90 days, and the share of them with an overdue step
     * @param version   the newest
     */
    record MinedProcess(
            String kind,
            String name,
            boolean foreign,
            @Nullable Integer version,
            long running,
            long runningLate,
            long ended,
            double hours,
            double lateShare,
            Light light) {}

    record VersionCount(int version, long started) {}

    record UnitCount(long unit, String name, long started) {}

    /** What one may choose among, with how many cases ever began there. */
    record ProcessChoices(MinedProcess process, List<VersionCount> versions, List<UnitCount> units) {}

    private final JdbcClient jdbc;
    private final Directory directory;
    private final ProcessDefinitions definitions;
    private final Clock clock;

    MiningReach(JdbcClient jdbc, Directory directory, ProcessDefinitions definitions, Clock clock) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.definitions = definitions;
        this.clock = clock;
    }

    /** @param from the last 90 days when null */
    MiningQuestion question(
            Actor actor,
            String kind,
            @Nullable Integer version,
            @Nullable Long unit,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {
        actor.require(READ);
        refuseUnknown(actor, kind);
        var last = to == null ? LocalDate.now(clock) : to;
        var first = from == null ? last.minusDays(89) : from;
        if (first.isAfter(last) || first.plusDays(DAYS_MAX).isBefore(last)) {
            throw new BadPeriod();
        }
        var reach = unitsOf(actor.unit());
        if (unit == null) {
            return new MiningQuestion(kind, version, reach, first, last);
        }
        if (reach != null && !reach.contains(unit)) {
            throw new NoSuchProcess();
        }
        return new MiningQuestion(kind, version, unitsBelow(unit), first, last);
    }

    /** @return null for everybody's */
    @Nullable
    List<Long> unitsOf(long unit) {
        return directory.unit(unit).level() == Unit.Level.PROVINCE ? null : unitsBelow(unit);
    }

    private List<Long> unitsBelow(long unit) {
        return directory.unitWithAllBelow(unit).stream().map(Unit::id).toList();
    }

    List<MinedProcess> processes(Actor actor) {
        actor.require(READ);
        var found = new TreeMap<String, MinedProcess>();
        names(actor).forEach((kind, name) -> found.put(kind, nothing(kind, name)));
        jdbc.sql("""
                        select c.kind, max(c.version) as version, count(*) filter (where c.ended_at is null) as running,
                               count(*) filter (where c.ended_at >= :since) as ended,
                               count(*) filter (where c.ended_at >= :since and c.late > 0) as late,
                               coalesce(avg(c.worked_seconds) filter (where c.ended_at >= :since), 0) as worked,
                               count(*) filter (where c.ended_at is null and exists (select from mining.visit v
                                   where v.case_id = c.id and v.outcome = 'OPEN' and v.due_at < :now)) as running_late
                        from mining.case_log c
                        where (:units::bigint[] is null or c.unit = any(:units::bigint[]))
                          and (c.ended_at is null or c.ended_at >= :since)
                        group by c.kind""")
                .param("units", MiningQuestion.array(unitsOf(actor.unit())), Types.VARCHAR)
                .param("since", clock.instant().minus(SHOWN).atOffset(ZoneOffset.UTC))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(row -> {
                    var kind = row.getString("kind");
                    var known = found.get(kind);
                    if (known != null) {
                        found.put(kind, counted(known, row));
                    }
                });
        return List.copyOf(found.values());
    }

    private static MinedProcess nothing(String kind, String name) {
        return new MinedProcess(kind, name, kind.startsWith(FOREIGN), null, 0, 0, 0, 0, 0, Light.NONE);
    }

    private static MinedProcess counted(MinedProcess known, ResultSet row) throws SQLException {
        long ended = row.getLong("ended");
        long late = row.getLong("late");
        long runningLate = row.getLong("running_late");
        long running = row.getLong("running");
        var light =
                runningLate > 0 ? Light.RED : late > 0 ? Light.AMBER : ended + running > 0 ? Light.GREEN : Light.NONE;
        return new MinedProcess(
                known.kind(),
                known.name(),
                known.foreign(),
                row.getInt("version"),
                running,
                runningLate,
                ended,
                row.getDouble("worked") / WorkingSpans.HOUR,
                ended == 0 ? 0 : (double) late / ended,
                light);
    }

    ProcessChoices choices(Actor actor, String kind) {
        var process = processes(actor).stream()
                .filter(one -> one.kind().equals(kind))
                .findFirst()
                .orElseThrow(NoSuchProcess::new);
        var versions = new TreeMap<Integer, Long>();
        var units = new LinkedHashMap<Long, Long>();
        jdbc.sql("""
                        select version, unit, sum(started) as started from mining.day_start where kind = :kind and unit > 0
                        and (:units::bigint[] is null or unit = any(:units::bigint[])) group by 1, 2 order by 3 desc""")
                .param("kind", kind)
                .param("units", MiningQuestion.array(unitsOf(actor.unit())), Types.VARCHAR)
                .query(row -> {
                    versions.merge(row.getInt("version"), row.getLong("started"), Long::sum);
                    units.merge(row.getLong("unit"), row.getLong("started"), Long::sum);
                });
        var names = directory.units(units.keySet());
        return new ProcessChoices(
                process,
                versions.descendingMap().entrySet().stream()
                        .map(one -> new VersionCount(one.getKey(), one.getValue()))
                        .toList(),
                units.entrySet().stream()
                        .filter(one -> names.containsKey(one.getKey()))
                        .map(one -> new UnitCount(
                                one.getKey(),
                                Objects.requireNonNull(names.get(one.getKey())).name(),
                                one.getValue()))
                        .toList());
    }

    void refuseUnknown(Actor actor, String kind) {
        if (!names(actor).containsKey(kind)) {
            throw new NoSuchProcess();
        }
    }

    String name(String kind) {
        return definitions.all().stream()
                .filter(version -> version.kind().equals(kind))
                .map(ProcessVersion::name)
                .findFirst()
                .or(() -> jdbc.sql("select name from mining.foreign_log where kind = :kind")
                        .param("kind", kind)
                        .query(String.class)
                        .optional())
                .orElse(kind);
    }

    /** Logs of other systems are seen by the unit that took them in. */
    private Map<String, String> names(Actor actor) {
        var names = new TreeMap<String, String>();
        definitions.all().forEach(version -> names.put(version.kind(), version.name()));
        jdbc.sql("select kind, name from mining.foreign_log where unit = :unit")
                .param("unit", actor.unit())
                .query(row -> {
                    names.put(row.getString("kind"), row.getString("name"));
                });
        return names;
    }

    static final class NoSuchProcess extends Refusal {
        NoSuchProcess() {
            super(Kind.NOT_FOUND, "mining.no-such-process");
        }
    }

    static final class BadPeriod extends Refusal {
        BadPeriod() {
            super(Kind.INVALID, "mining.bad-period");
        }
    }
}
