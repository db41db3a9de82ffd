package jinye.platform.workflow;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One of the worlds a random sequence of verbs runs in, with the laws it must keep. */
final class Side {

    /** One assignment, in an order that is the same in both worlds. */
    record Row(
            long id,
            String node,
            long person,
            String role,
            String state,
            String mode,
            String stepState,
            long step,
            Long addedBy) {
        boolean live() {
            return state.equals("OFFERED") || state.equals("OPENED");
        }

        String key() {
            return node + "/" + person + "/" + role + "/" + state + "/" + mode;
        }
    }

    static final class Broken extends RuntimeException {
        Broken(String law) {
            super(law);
        }
    }

    final World world;
    private final boolean oracle;
    long matter;
    long record;
    private int trail;

    Side(World world, boolean oracle) {
        this.world = world;
        this.oracle = oracle;
    }

    void began(long started) {
        matter = started;
        trail = 0;
        record = world.sql.queryForObject("select record from workflow.matter where id = ?", Long.class, matter);
    }

    List<Row> rows() {
        return world.sql.query(
                """
                select a.id, s.node, a.person, a.role, a.state, s.mode, s.state, s.id, a.added_by
                from workflow.assignment a join workflow.step s on s.id = a.step where a.matter = ?
                order by s.node, a.person, a.id""",
                (row, n) -> new Row(
                        row.getLong(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getLong(8),
                        row.getObject(9, Long.class)),
                matter);
    }

    /** The triggers in this state, in an order that is the same in both worlds. */
    List<Long> triggers(String state) {
        return triggers(world, matter, state);
    }

    static List<Long> triggers(World world, long matter, String state) {
        return world.sql.queryForList(
                "select id from workflow.trigger where matter = ? and state = ? order by node, kind, id",
                Long.class,
                matter,
                state);
    }

    /** Everything a refused verb must leave as it was. */
    String digest() {
        return world.sql.queryForObject(
                ("""
                select md5((select m::text from workflow.matter m where id = :m)
                    || coalesce((select string_agg(s::text, ',' order by id) from workflow.step s where matter = :m), '')
                    || coalesce((select string_agg(a::text, ',' order by id) from workflow.assignment a where matter = :m), '')
                    || coalesce((select string_agg(t::text, ',' order by id) from workflow.trigger t where matter = :m), '')
                    || coalesce((select string_agg(c::text, ',' order by id) from workflow.matter c where parent = :m), '')
                    || (select count(*) from workflow.trail where matter = :m)
                    || (select count(*) from workflow.opinion where matter = :m and withdrawn_at is null)
                    || (select count(*) from workflow.note where matter = :m)
                    || (select count(*) from workflow.handed_over where matter = :m)
                    || (select count(*) from workflow.hand_over)
                    || (select count(*) from workflow.migration)
                    || (select count(*) from workflow.delegation where ended_at is null)
                    || (select count(*) from workflow.secretary where ended_at is null)
                    || (select count(*) from workflow.follow where matter = :m)
                    || (select count(*) from workflow.subscription where matter = :m)
                    || (select count(*) from workflow.scheduled_sending)
                    || (select count(*) from workflow.circulation where matter = :m)""" + (oracle ? """
                    || coalesce((select string_agg(e.id_ || e.rev_ || coalesce(e.act_id_, '') || e.is_active_, ',' order by id_)
                                 from act_ru_execution e
                                 where proc_inst_id_ = (select instance from public.oracle where matter = :m)), '')""" : "") + ")").replace(":m", Long.toString(matter)), String.class);
    }

    /** Where the matter stands: what a migration and its undoing must leave as it was. */
    String standing() {
        return world.sql.queryForObject("select version from workflow.matter where id = ?", String.class, matter)
                + world.sql.queryForList(
                        "select s::text from workflow.step s where matter = ? order by id", String.class, matter)
                + world.sql.queryForList(
                        "select a::text from workflow.assignment a where matter = ? order by id", String.class, matter)
                + world.sql.queryForList(
                        "select t::text from workflow.trigger t where matter = ? order by id", String.class, matter)
                + world.sql.queryForList(
                        "select u::text from workflow.subscription u where matter = ? order by id",
                        String.class,
                        matter);
    }

    /** Whoever has it, and whoever had it, can open it. */
    void checkPages() {
        for (long person : world.sql.queryForList(
                "select distinct person from workflow.assignment where matter = ? and state in ('OPENED', 'OFFERED', 'DONE')",
                Long.class,
                matter)) {
            try {
                world.pages.of(World.actor(person), matter);
            } catch (jinye.kernel.Refusal refusal) {
                throw new Broken("a page that cannot be shown: " + refusal.code() + refusal.facts());
            }
        }
    }

    void check(List<Row> rows) {
        var state = world.state(matter);
        boolean running = state.equals("RUNNING") || state.equals("SUSPENDED");
        Set<Long> open = new HashSet<>(world.sql.queryForList(
                "select id from workflow.step where matter = ? and state = 'OPEN'", Long.class, matter));
        Set<Long> live = new HashSet<>(world.sql.queryForList("""
                select s.id from workflow.step s join workflow.trigger t on t.step = s.id
                where s.matter = ? and s.state = 'OPEN' and s.mode = 'WAIT' and t.state in ('ARMED', 'PAUSED', 'FAILED')""", Long.class, matter));
        for (var row : rows) {
            if (row.stepState().equals("OPEN")) {
                if (row.live()) {
                    live.add(row.step());
                }
            } else if (row.live() || row.state().equals("WAITING")) {
                throw new Broken("an open assignment on a closed step: " + row);
            }
        }
        if (running == open.isEmpty()) {
            throw new Broken(state + " with " + open.size() + " open steps");
        }
        if (!open.equals(live)) {
            throw new Broken("an open step nobody can handle: " + rows);
        }
        checkTriggers(running);
        int untold = world.sql.queryForObject("""
                select count(*) from workflow.subscription u
                join workflow.step s on s.matter = u.matter and s.node = u.node and s.state = 'CLOSED' and s.closed_at > u.at
                where u.matter = ? and u.told_at is null""", Integer.class, matter);
        if (untold > 0) {
            throw new Broken("somebody was not told of the step they wait for");
        }
        int longer =
                world.sql.queryForObject("select count(*) from workflow.trail where matter = ?", Integer.class, matter);
        if (longer < trail) {
            throw new Broken("the trail shrank");
        }
        trail = longer;
        if (oracle) {
            checkOracle(open.isEmpty());
        }
    }

    private void checkTriggers(boolean running) {
        int dangling = world.sql.queryForObject("""
                select count(*) from workflow.trigger t join workflow.step s on s.id = t.step
                where t.matter = ? and t.state in ('ARMED', 'PAUSED', 'FAILED') and s.state <> 'OPEN'""", Integer.class, matter);
        if (dangling > 0) {
            throw new Broken("an armed trigger on a closed step");
        }
        var faults = world.sql.queryForList("""
                select kind || ' ' || node || ': ' || failure from workflow.trigger
                where matter = ? and failure is not null and not (kind = 'SERVICE' and failure like 'workflow.no-such-person%')""", String.class, matter);
        if (!faults.isEmpty()) {
            throw new Broken("a trigger that cannot fire: " + faults);
        }
        int forgotten = world.sql.queryForObject("""
                select count(*) from workflow.trigger
                where matter = ? and state = 'ARMED' and due_at is null and kind not in ('MESSAGE', 'SUB_MATTERS')""", Integer.class, matter);
        if (forgotten > 0) {
            throw new Broken("a trigger that nothing wakes");
        }
        int paused = world.sql.queryForObject(
                "select count(*) from workflow.trigger where matter = ? and state = ?",
                Integer.class,
                matter,
                world.state(matter).equals("SUSPENDED") ? "ARMED" : "PAUSED");
        if (running && paused > 0) {
            throw new Broken("a trigger that does not stand still with its matter");
        }
        int orphans = world.sql.queryForObject("""
                select count(*) from workflow.matter c join workflow.step s on s.id = c.parent_step
                where c.parent = ? and c.parent_waits and s.state <> 'OPEN' and c.state in ('RUNNING', 'SUSPENDED')""", Integer.class, matter);
        if (orphans > 0) {
            throw new Broken("a sub-matter nobody waits for any more");
        }
    }

    private void checkOracle(boolean over) {
        var instance =
                world.sql.queryForObject("select instance from public.oracle where matter = ?", String.class, matter);
        var theirs = world.sql.queryForList("""
                select task_def_key_ from act_ru_task where proc_inst_id_ = ?
                union all
                select act_id_ from act_ru_execution where proc_inst_id_ = ? and act_id_ like 'w%' order by 1""", String.class, instance, instance);
        if (!theirs.equals(world.openNodes(matter))) {
            throw new Broken("the engine's tasks differ: ours " + world.openNodes(matter) + ", its " + theirs);
        }
        int left = world.sql.queryForObject(
                "select count(*) from act_ru_execution where proc_inst_id_ = ?", Integer.class, instance);
        if (over && left > 0) {
            throw new Broken("the engine kept executions of an ended matter");
        }
    }
}
