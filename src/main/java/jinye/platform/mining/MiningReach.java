package jinye.platform.mining;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Unit;
import jinye.platform.workflow.ProcessDefinitions;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whose work somebody may analyse: the province all of it, a city or county that of its own unit and those below. */
@Component
class MiningReach {

    static final String READ = "mining.read";
    private static final int DAYS_MAX = 3 * 366;

    /** @param foreign another system's log, taken in by this unit */
    record MinedProcess(
            String kind,
            String name,
            boolean foreign,
            long running,
            long ended,
            @Nullable Integer version) {}

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
        refuseUnknown(kind);
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
        definitions
                .all()
                .forEach(version -> found.put(
                        version.kind(),
                        new MinedProcess(version.kind(), version.name(), false, 0, 0, version.version())));
        jdbc.sql("select kind, name, cases from mining.foreign_log where unit = :unit")
                .param("unit", actor.unit())
                .query(row -> {
                    var kind = row.getString("kind");
                    found.put(kind, new MinedProcess(kind, row.getString("name"), true, 0, row.getLong("cases"), null));
                });
        var units = unitsOf(actor.unit());
        jdbc.sql("""
                        select kind, count(*) filter (where ended_at is null) as running,
                               count(*) filter (where ended_at is not null) as ended
                        from mining.case_log where (:units::bigint[] is null or unit = any(:units::bigint[])) group by kind""")
                .param(
                        "units",
                        units == null
                                ? null
                                : units.toString().replace('[', '{').replace(']', '}'),
                        java.sql.Types.VARCHAR)
                .query(row -> {
                    long running = row.getLong("running");
                    long ended = row.getLong("ended");
                    found.computeIfPresent(
                            row.getString("kind"),
                            (kind, one) ->
                                    new MinedProcess(kind, one.name(), one.foreign(), running, ended, one.version()));
                });
        return List.copyOf(found.values());
    }

    String name(String kind) {
        return names().getOrDefault(kind, kind);
    }

    void refuseUnknown(String kind) {
        if (!names().containsKey(kind)) {
            throw new NoSuchProcess();
        }
    }

    private Map<String, String> names() {
        var names = new TreeMap<String, String>();
        definitions.all().forEach(version -> names.put(version.kind(), version.name()));
        jdbc.sql("select kind, name from mining.foreign_log").query(row -> {
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
