package jinye.platform.workflow;

import java.time.Clock;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.Urgency;
import jinye.platform.workflow.process.Shape;
import jinye.platform.workflow.process.StepPolicy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What desks ask about a record's matter. */
@Component
class MatterReading {

    /** Where read receipts stand among the opinions; no node of a process has this name. */
    private static final String CIRCULATION = "circulation";

    private final JdbcClient jdbc;
    private final Clock clock;

    MatterReading(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void rename(String kind, long record, String title, String number, Urgency urgency) {
        for (var table : List.of("matter", "assignment")) {
            jdbc.sql("update workflow." + table
                            + " set title = :title, number = :number, urgency = :urgency where "
                            + (table.equals("matter")
                                    ? "kind = :kind and record = :record"
                                    : "matter in (select id from workflow.matter where kind = :kind and record = :record)")
                            + " and (title, number, urgency) is distinct from (:title, :number, :urgency)")
                    .param("title", title)
                    .param("number", number)
                    .param("urgency", urgency.name())
                    .param("kind", kind)
                    .param("record", record)
                    .update();
        }
    }

    List<String> openNodes(Actor actor, String kind, long record) {
        return jdbc.sql("""
                        select distinct a.node from workflow.assignment a join workflow.matter m on m.id = a.matter
                        where m.kind = :kind and m.record = :record and m.state = 'RUNNING' and a.state in ('OFFERED', 'OPENED')
                          and (a.person = :me or exists (
                              select from workflow.delegation d
                              where d.person = a.person and d.substitute = :me and d.ended_at is null
                                and d.from_at <= :now and d.until_at > :now and (d.kinds = '{}' or a.kind = any(d.kinds)
                                     or split_part(a.kind, '.', 1) = any(d.kinds))))""")
                .param("kind", kind)
                .param("record", record)
                .param("me", actor.person())
                .param("now", Moments.to(clock.instant()))
                .query(String.class)
                .list();
    }

    List<String> openNodes(String kind, long record) {
        return jdbc.sql("""
                        select s.node from workflow.step s join workflow.matter m on m.id = s.matter
                        where m.kind = :kind and m.record = :record and s.state = 'OPEN' order by s.id""")
                .param("kind", kind)
                .param("record", record)
                .query(String.class)
                .list();
    }

    /**
     * What the steps this person handles let them do. Handing a step on does not open what it kept shut: afterwards the widest of
     * the steps they handled counts. Everything for who never handled one, because then the desk decides.
     */
    StepRights rights(Actor actor, String kind, long record, Shape shape) {
        var nodes = openNodes(actor, kind, record);
        return (nodes.isEmpty() ? handledNodes(actor, kind, record) : nodes)
                .stream()
                        .flatMap(node -> shape.nodes().stream()
                                .filter(known -> known.id().equals(node)))
                        .map(node -> StepRights.of(node.settings().policy()))
                        .reduce(StepRights::or)
                        .orElseGet(() -> StepRights.of(StepPolicy.NONE));
    }

    List<String> handledNodes(Actor actor, String kind, long record) {
        return jdbc.sql("""
                        select distinct a.node from workflow.assignment a join workflow.matter m on m.id = a.matter
                        where m.kind = :kind and m.record = :record and (a.person = :me or a.done_by = :me)""")
                .param("kind", kind)
                .param("record", record)
                .param("me", actor.person())
                .query(String.class)
                .list();
    }

    List<MatterOpinion> opinions(String kind, long record) {
        return jdbc.sql("""
                        select o.node, o.node_name, o.cell, o.person, o.person_name, o.on_behalf_of_name, o.decision, o.body, o.ink,
                               o.typed_by_name, o.at
                        from workflow.opinion o join workflow.matter m on m.id = o.matter
                        where m.kind = :kind and m.record = :record and o.withdrawn_at is null
                        union all
                        select :circulation, '传阅', :circulation, c.person, c.person_name, null, 'READ', c.opinion, null, null, c.read_at
                        from workflow.circulation c join workflow.matter m on m.id = c.matter
                        where m.kind = :kind and m.record = :record and c.read_at is not null
                        order by at""")
                .param("kind", kind)
                .param("record", record)
                .param("circulation", CIRCULATION)
                .query((row, n) -> new MatterOpinion(
                        row.getString("node"),
                        row.getString("node_name"),
                        row.getString("cell"),
                        row.getLong("person"),
                        row.getString("person_name"),
                        row.getString("on_behalf_of_name"),
                        row.getString("decision"),
                        row.getString("body"),
                        MatterHistory.ink(row.getString("ink")),
                        row.getString("typed_by_name"),
                        Moments.from(row, "at")))
                .list();
    }

    List<MatterAct> trail(String kind, long record) {
        return jdbc.sql("""
                        select t.node_name, t.verb, t.actor_name, t.on_behalf_of_name, t.target, t.note, t.at
                        from workflow.trail t join workflow.matter m on m.id = t.matter
                        where m.kind = :kind and m.record = :record order by t.id""")
                .param("kind", kind)
                .param("record", record)
                .query((row, n) -> new MatterAct(
                        row.getString("node_name"),
                        Trail.term(row.getString("verb")),
                        row.getString("actor_name"),
                        row.getString("on_behalf_of_name"),
                        row.getString("target"),
                        row.getString("note"),
                        Moments.from(row, "at")))
                .list();
    }
}
