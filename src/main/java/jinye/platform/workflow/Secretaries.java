package jinye.platform.workflow;

import java.time.Instant;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who may type for whom: leaders appoint their secretaries, and either of the two ends it. */
@Component
class Secretaries {

    record SecretaryRow(
            long id, long leader, String leaderName, long secretary, String secretaryName, Instant madeAt) {}

    private final JdbcClient jdbc;
    private final Handling handling;
    private final Staffing staffing;
    private final MatterWriter numbers;
    private final Neighbours neighbours;

    Secretaries(JdbcClient jdbc, Handling handling, Staffing staffing, MatterWriter numbers, Neighbours neighbours) {
        this.jdbc = jdbc;
        this.handling = handling;
        this.staffing = staffing;
        this.numbers = numbers;
        this.neighbours = neighbours;
    }

    /** Leaders appoint their own. The desks learn at once who may read what waits for the leader. */
    @Transactional
    long appoint(Actor leader, long secretary) {
        if (secretary == leader.person()) {
            throw RefusedForOthers.notOnesOwnSecretary();
        }
        var person = staffing.person(secretary).orElseThrow(() -> Refused.noSuchPerson("/secretary"));
        long id = numbers.next();
        int made = jdbc.sql("""
                        insert into workflow.secretary (id, leader, leader_name, secretary, secretary_name, made_at)
                        values (:id, :leader, :leaderName, :secretary, :name, :now) on conflict do nothing""")
                .param("id", id)
                .param("leader", leader.person())
                .param("leaderName", leader.name())
                .param("secretary", secretary)
                .param("name", person.name())
                .param("now", Moments.to(handling.now()))
                .update();
        if (made == 0) {
            throw RefusedForOthers.secretaryAlready(person.name());
        }
        var facts = java.util.Map.of("secretary", person.name());
        neighbours.journal(leader, null, "workflow.appoint-secretary", new RecordId("workflow", id), facts);
        announce(leader.person(), secretary);
        return id;
    }

    private void announce(long leader, long secretary) {
        record Open(long matter, String kind, long record, long step, String node, String nodeName) {}
        jdbc.sql("""
                        select matter, kind, record, step, node, node_name from workflow.assignment
                        where person = :leader and state in ('WAITING', 'OFFERED', 'OPENED')""")
                .param("leader", leader)
                .query(Open.class)
                .list()
                .forEach(o -> neighbours.publish(new StepArrived(
                        o.matter(), o.kind(), o.record(), o.step(), o.node(), o.nodeName(), List.of(secretary))));
    }

    /** Either of the two ends it. */
    @Transactional
    void dismiss(Actor actor, long id) {
        int ended = jdbc.sql("""
                        update workflow.secretary set ended_at = :now
                        where id = :id and :me in (leader, secretary) and ended_at is null""")
                .param("now", Moments.to(handling.now()))
                .param("id", id)
                .param("me", actor.person())
                .update();
        if (ended == 0) {
            throw RefusedForOthers.noSuchSecretary();
        }
        neighbours.journal(actor, null, "workflow.dismiss-secretary", new RecordId("workflow", id), java.util.Map.of());
    }

    List<SecretaryRow> of(Actor actor) {
        return jdbc.sql("""
                        select id, leader, leader_name, secretary, secretary_name, made_at from workflow.secretary
                        where :me in (leader, secretary) and ended_at is null order by id""")
                .param("me", actor.person())
                .query(SecretaryRow.class)
                .list();
    }
}
