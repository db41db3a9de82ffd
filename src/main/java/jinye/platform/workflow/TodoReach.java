package jinye.platform.workflow;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Moments;

/** Whose open work a person sees as SQL: their own, and that of everybody they stand in for now. */
final class TodoReach {

    /** One row for each person, with the kinds that are passed on; null means all, and costs nothing to ask of every row. */
    static final String PEOPLE = """
            (select cast(:me as bigint) as person, cast(null as text[]) as kinds
             union all
             select d.person, case when bool_or(d.kinds = '{}') then null else array_agg(k.kind) end
             from workflow.delegation d left join lateral unnest(d.kinds) k(kind) on true
             where d.substitute = :me and d.ended_at is null and d.from_at <= :now and d.until_at > :now
             group by d.person) who""";

    /** A module stands for all its kinds. */
    static final String THEIRS = """
            a.person = who.person
            and (who.kinds is null or a.kind = any(who.kinds) or split_part(a.kind, '.', 1) = any(who.kinds))""";

    static final String OPEN = "a.state in ('OFFERED', 'OPENED')";

    private TodoReach() {}

    static Map<String, Object> values(Actor actor, Instant now) {
        var values = new HashMap<String, Object>();
        values.put("me", actor.person());
        values.put("now", Moments.to(now));
        return values;
    }

    static Instant tomorrow(Clock clock) {
        return LocalDate.now(clock).plusDays(1).atStartOfDay(clock.getZone()).toInstant();
    }
}
