package jinye.platform.workflow;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Urgency;
import jinye.platform.clocks.Period;
import jinye.platform.clocks.PeriodUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 自动催办的规定: how long after the arrival who is urged, graded by urgency. A versioned table that may be read beforehand. */
@Component
class UrgingPolicy {

    /** @param length since the arrival, or since the last urging; the last stage repeats */
    record Stage(int length, PeriodUnit unit, boolean tellHead) {
        Period period() {
            return new Period(length, unit);
        }
    }

    record Policy(
            int version,
            Instant effectiveFrom,
            LocalTime quietFrom,
            LocalTime quietUntil,
            String source,
            String tag,
            String changedByName,
            Map<Urgency, List<Stage>> stages) {

        /** The stage after so many urgings; the last one repeats. Null when this urgency is not urged. */
        @Nullable
        Stage after(Urgency urgency, int urged) {
            var list = stages.getOrDefault(urgency, List.of());
            return list.isEmpty() ? null : list.get(Math.min(urged, list.size() - 1));
        }
    }

    /** One coming urging, for the page that shows the policy. */
    record Foreseen(int number, Instant at, boolean tellHead) {}

    private static final int STAGES_MAX = 10;
    private static final int STEPS_MAX = 20;

    private final JdbcClient jdbc;
    private final Neighbours neighbours;
    private final Clock clock;

    UrgingPolicy(JdbcClient jdbc, Neighbours neighbours, Clock clock) {
        this.jdbc = jdbc;
        this.neighbours = neighbours;
        this.clock = clock;
    }

    Policy current() {
        return versions("effective_to is null").getFirst();
    }

    List<Policy> all() {
        return versions("true");
    }

    private List<Policy> versions(String which) {
        record Row(int version, Urgency urgency, int length, PeriodUnit unit, boolean tellHead) {}
        var rules = jdbc.sql(
                        "select version, urgency, wait as length, unit, tell_head from workflow.urging_rule order by stage")
                .query(Row.class)
                .list();
        return jdbc.sql("select * from workflow.urging_policy where " + which + " order by version desc limit 50")
                .query((row, n) -> {
                    int version = row.getInt("version");
                    var stages = new EnumMap<Urgency, List<Stage>>(Urgency.class);
                    rules.stream()
                            .filter(rule -> rule.version() == version)
                            .forEach(rule -> stages.computeIfAbsent(rule.urgency(), u -> new ArrayList<>())
                                    .add(new Stage(rule.length(), rule.unit(), rule.tellHead())));
                    return new Policy(
                            version,
                            Moments.from(row, "effective_from"),
                            row.getObject("quiet_from", LocalTime.class),
                            row.getObject("quiet_until", LocalTime.class),
                            row.getString("source"),
                            row.getString("tag"),
                            row.getString("changed_by_name"),
                            stages);
                })
                .list();
    }

    /** When something is urged next: after the wait, but not in the quiet hours and not outside working time. */
    @Nullable
    Instant next(Policy policy, Urgency urgency, int urged, Instant since) {
        var stage = policy.after(urgency, urged);
        return stage == null ? null : awake(policy, neighbours.after(stage.period(), since));
    }

    private Instant awake(Policy policy, Instant wished) {
        var at = wished;
        for (int i = 0; i < STEPS_MAX; i++) {
            if (isQuiet(policy, at)) {
                at = endOfQuiet(policy, at);
            } else if (neighbours.isWorkingTime(at)) {
                return at;
            } else {
                var minute = neighbours.after(new Period(1, PeriodUnit.WORKING_MINUTES), at);
                at = minute.minusSeconds(60).isBefore(at) ? minute : minute.minusSeconds(60);
            }
        }
        return at;
    }

    boolean isQuiet(Policy policy, Instant at) {
        var time = at.atZone(clock.getZone()).toLocalTime();
        var from = policy.quietFrom();
        var until = policy.quietUntil();
        if (from.equals(until)) {
            return false;
        }
        return from.isBefore(until)
                ? !time.isBefore(from) && time.isBefore(until)
                : !time.isBefore(from) || time.isBefore(until);
    }

    private Instant endOfQuiet(Policy policy, Instant at) {
        var local = at.atZone(clock.getZone());
        var end = local.with(policy.quietUntil());
        return (end.isAfter(local) ? end : end.plusDays(1)).toInstant();
    }

    /** What would happen to something of this urgency that nobody touches. */
    List<Foreseen> foresee(Policy policy, Urgency urgency, Instant start, int number) {
        var coming = new ArrayList<Foreseen>();
        var since = start;
        for (int urged = 0; urged < number; urged++) {
            var at = next(policy, urgency, urged, since);
            var stage = policy.after(urgency, urged);
            if (at == null || stage == null) {
                break;
            }
            coming.add(new Foreseen(urged + 1, at, stage.tellHead()));
            since = at;
        }
        return coming;
    }

    /** One rule for all units. A new version holds from now on; what was reckoned by the old one is reckoned again. */
    @Transactional
    int change(
            Actor actor, LocalTime quietFrom, LocalTime quietUntil, String source, Map<Urgency, List<Stage>> stages) {
        actor.require(Administration.OVERSEE);
        if (source.isBlank()) {
            throw RefusedTelling.sourceRequired();
        }
        stages.values().forEach(list -> {
            if (list.size() > STAGES_MAX || list.stream().anyMatch(stage -> !isSensible(stage))) {
                throw RefusedTelling.urgingStages(STAGES_MAX);
            }
        });
        jdbc.sql("select pg_advisory_xact_lock(hashtext('workflow.urging'))").query(row -> {});
        var now = Moments.to(clock.instant());
        int version = current().version() + 1;
        jdbc.sql("update workflow.urging_policy set effective_to = :now where effective_to is null")
                .param("now", now)
                .update();
        jdbc.sql("""
                        insert into workflow.urging_policy (version, effective_from, quiet_from, quiet_until, source, tag,
                            changed_by_name)
                        values (:version, :now, :from, :until, :source, '', :name)""")
                .param("version", version)
                .param("now", now)
                .param("from", quietFrom)
                .param("until", quietUntil)
                .param("source", source)
                .param("name", actor.name())
                .update();
        stages.forEach((urgency, list) -> {
            for (int i = 0; i < list.size(); i++) {
                insert(version, urgency, i + 1, list.get(i));
            }
        });
        jdbc.sql("""
                        update workflow.assignment set next_urge_at = null
                        where next_urge_at is not null and not draft and state in ('OFFERED', 'OPENED')""").update();
        neighbours.journal(
                actor,
                null,
                "workflow.change-urging",
                new RecordId("workflow", version),
                Map.of("version", version, "source", source));
        return version;
    }

    private static boolean isSensible(Stage stage) {
        return switch (stage.unit()) {
            case WORKING_DAYS -> stage.length() >= 1 && stage.length() <= 60;
            case WORKING_HOURS -> stage.length() >= 1 && stage.length() <= 400;
            // not more often than four times in half a working day
            case WORKING_MINUTES -> stage.length() >= 30 && stage.length() <= 10_000;
            case CALENDAR_DAYS, MINUTES -> false;
        };
    }

    private void insert(int version, Urgency urgency, int number, Stage stage) {
        jdbc.sql("""
                        insert into workflow.urging_rule (version, urgency, stage, wait, unit, tell_head)
                        values (:version, :urgency, :stage, :wait, :unit, :head)""")
                .param("version", version)
                .param("urgency", urgency.name())
                .param("stage", number)
                .param("wait", stage.length())
                .param("unit", stage.unit().name())
                .param("head", stage.tellHead())
                .update();
    }
}
