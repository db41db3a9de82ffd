package jinye.platform.workflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jinye.platform.workflow.process.Wait;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What became of the sub-matters of a matter, and what they brought. */
@Component
class Offshoots {

    private final JdbcClient jdbc;

    Offshoots(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In the order they were asked. */
    List<Offshoot> of(long step) {
        return list("parent_step = :key", step);
    }

    List<Offshoot> ofMatter(long matter) {
        return list("parent = :key", matter);
    }

    private List<Offshoot> list(String which, long key) {
        return jdbc.sql("""
                        select c.id, c.kind, c.title, c.part, c.place, c.state, c.part_removed, last.decision as outcome,
                               coalesce(last.node, '') as outcome_node,
                               coalesce((select string_agg(distinct a.person_name, '、') from workflow.assignment a
                                         where a.matter = c.id and a.state in ('OFFERED', 'OPENED')), '') as handlers
                        from workflow.matter c left join lateral
                             (select s.decision, s.node from workflow.step s
                              where s.matter = c.id and s.state = 'CLOSED' and s.mode <> 'WAIT'
                              order by s.closed_at desc, s.id desc limit 1) last on true
                        where c.""" + which + " order by c.parent_step, c.place")
                .param("key", key)
                .query((row, n) -> new Offshoot(
                        row.getLong("id"),
                        row.getString("kind"),
                        row.getString("title"),
                        row.getString("part"),
                        row.getInt("place"),
                        Matter.State.valueOf(row.getString("state")),
                        row.getString("outcome"),
                        row.getString("outcome_node"),
                        row.getString("handlers"),
                        row.getBoolean("part_removed")))
                .list();
    }

    /** Those whose end the parent waits for. */
    List<Offshoot> awaited(long step) {
        return of(step).stream().filter(child -> !child.removed()).toList();
    }

    /** Has the parent gone on without this sub-matter, or was it taken away? Then nothing would hear of its end. */
    boolean isForgotten(Matter matter) {
        var parent = matter.parent();
        return parent != null
                && parent.waits()
                && jdbc.sql("""
                                select s.state <> 'OPEN' or c.part_removed
                                from workflow.matter c join workflow.step s on s.id = c.parent_step where c.id = :matter""")
                        .param("matter", matter.id())
                        .query(Boolean.class)
                        .single();
    }

    /** What the sub-matters brought, and whether that is enough; null while the matter must go on waiting. */
    record Result(String decision, Map<String, Object> facts) {}

    @Nullable
    Result result(Trigger trigger) {
        var step = trigger.step();
        var call = (Wait.Call) Objects.requireNonNull(step.node().waits());
        var children = awaited(step.id());
        int needed = trigger.target().needed();
        long over = children.stream().filter(child -> child.counts(call)).count();
        long left = children.stream().filter(child -> !child.state().isOver()).count();
        if (over < needed && over + left >= needed) {
            return null;
        }
        var counts = new LinkedHashMap<String, Object>();
        var entries = new ArrayList<Map<String, Object>>();
        for (var child : children) {
            var word = child.word();
            counts.merge(word, 1L, (one, more) -> (Long) one + (Long) more);
            entries.add(Map.of("matter", child.id(), "part", child.part(), "outcome", word));
        }
        var result = new HashMap<String, Object>(counts);
        result.put("total", children.size());
        result.put("over", over);
        result.put("list", entries);
        boolean one = call.each() == null && call.ratio() > 0;
        var decision = over < needed ? "short" : one ? children.getFirst().word() : "done";
        return new Result(decision, Map.of(step.node().id(), result));
    }
}
