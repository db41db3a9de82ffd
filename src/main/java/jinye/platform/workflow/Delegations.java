package jinye.platform.workflow;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.SecrecyWords;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 委托: who stands in for whom, and when. Nothing is moved: what a person has to handle is also shown to whoever stands in at the
 * moment of looking, so a delegation that ends takes back what was not finished. It is never chained: who stands in for somebody
 * and is away themselves passes on only their own work.
 */
@Component
class Delegations {

    /** @param kinds empty means all kinds */
    record DelegationRow(
            long id,
            long person,
            String personName,
            long substitute,
            String substituteName,
            List<String> kinds,
            Instant from,
            Instant until,
            String reason,
            @Nullable Instant endedAt) {}

    private static final String ACTIVE =
            " ended_at is null and from_at <= :now and until_at > :now and (kinds = '{}' or :kind = any(kinds) or split_part(:kind, '.', 1) = any(kinds)) ";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final MatterWriter numbers;
    private final Staffing staffing;
    private final Neighbours neighbours;
    private final Phrasing phrasing;

    Delegations(
            JdbcClient jdbc,
            Clock clock,
            MatterWriter numbers,
            Staffing staffing,
            Neighbours neighbours,
            Phrasing phrasing) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.numbers = numbers;
        this.staffing = staffing;
        this.neighbours = neighbours;
        this.phrasing = phrasing;
    }

    boolean standsIn(long substitute, long person, String kind, Instant now) {
        return jdbc.sql(
                        "select exists (select from workflow.delegation where substitute = :substitute and person = :person and"
                                + ACTIVE + ")")
                .param("substitute", substitute)
                .param("person", person)
                .param("kind", kind)
                .param("now", Moments.to(now))
                .query(Boolean.class)
                .single();
    }

    /** Who may read what waits for these people: those who stand in for them and their secretaries. */
    Map<Long, List<Long>> substitutesOf(Collection<Long> people, String kind, Instant now) {
        record Standing(long person, long substitute) {}
        return jdbc
                .sql("select person, substitute from workflow.delegation where person = any(:people) and" + ACTIVE
                        + " union select leader, secretary from workflow.secretary"
                        + " where leader = any(:people) and ended_at is null")
                .param("people", people.toArray(Long[]::new))
                .param("kind", kind)
                .param("now", Moments.to(now))
                .query(Standing.class)
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Standing::person, Collectors.mapping(Standing::substitute, Collectors.toList())));
    }

    /** May this person type what the leader said (代录)? */
    boolean typesFor(long secretary, long leader) {
        return jdbc.sql("""
                        select exists (select from workflow.secretary
                                       where leader = :leader and secretary = :secretary and ended_at is null)""")
                .param("leader", leader)
                .param("secretary", secretary)
                .query(Boolean.class)
                .single();
    }

    /** Whom this person stands in for now. @param kinds empty means all */
    record Principal(long person, String personName, List<String> kinds) {}

    List<Principal> principalsOf(long substitute, Instant now) {
        return jdbc.sql("""
                        select person, person_name, kinds from workflow.delegation
                        where substitute = :substitute and ended_at is null and from_at <= :now and until_at > :now""")
                .param("substitute", substitute)
                .param("now", Moments.to(now))
                .query((row, n) -> new Principal(row.getLong("person"), row.getString("person_name"), List.of((String[])
                        row.getArray("kinds").getArray())))
                .list();
    }

    List<DelegationRow> of(Actor actor) {
        return jdbc.sql("""
                        select * from workflow.delegation
                        where (person = :me or substitute = :me) and until_at > :lately
                        order by from_at desc, id desc limit 200""")
                .param("me", actor.person())
                .param("lately", Moments.to(clock.instant().minus(java.time.Duration.ofDays(366))))
                .query((row, n) -> new DelegationRow(
                        row.getLong("id"),
                        row.getLong("person"),
                        row.getString("person_name"),
                        row.getLong("substitute"),
                        row.getString("substitute_name"),
                        List.of((String[]) row.getArray("kinds").getArray()),
                        Moments.from(row, "from_at"),
                        Moments.from(row, "until_at"),
                        row.getString("reason"),
                        Moments.fromNullable(row, "ended_at")))
                .list();
    }

    @Transactional
    long delegate(Actor actor, long substitute, List<String> kinds, Instant from, Instant until, String reason) {
        SecrecyWords.refuseIn(reason);
        var now = clock.instant();
        if (substitute == actor.person()) {
            throw RefusedForOthers.notToOneself();
        }
        if (!from.isBefore(until) || !until.isAfter(now)) {
            throw RefusedForOthers.periodBackwards();
        }
        var person = staffing.person(substitute).orElseThrow(() -> Refused.noSuchPerson("/substitute"));
        // one at a time: two delegations made at once must not both find the period free
        jdbc.sql("select pg_advisory_xact_lock(hashtext('workflow.delegation'), :person)")
                .param("person", Long.hashCode(actor.person()))
                .query(row -> {});
        of(actor).stream()
                .filter(d -> d.person() == actor.person() && d.endedAt() == null)
                .filter(d -> d.from().isBefore(until) && from.isBefore(d.until()))
                .filter(d -> d.kinds().isEmpty()
                        || kinds.isEmpty()
                        || d.kinds().stream().anyMatch(kinds::contains))
                .findFirst()
                .ifPresent(d -> {
                    throw RefusedForOthers.delegatedAlready(
                            d.substituteName(), phrasing.moment(d.from()), phrasing.moment(d.until()));
                });
        long id = numbers.next();
        jdbc.sql("""
                        insert into workflow.delegation (id, person, person_name, substitute, substitute_name, kinds, from_at,
                            until_at, reason, made_at)
                        values (:id, :person, :personName, :substitute, :substituteName, :kinds, :from, :until, :reason, :now)""")
                .param("id", id)
                .param("person", actor.person())
                .param("personName", actor.name())
                .param("substitute", substitute)
                .param("substituteName", person.name())
                .param("kinds", kinds.toArray(String[]::new))
                .param("from", Moments.to(from))
                .param("until", Moments.to(until))
                .param("reason", reason)
                .param("now", Moments.to(now))
                .update();
        neighbours.journal(
                actor, null, "workflow.delegate", new RecordId("workflow", id), Map.of("substitute", person.name()));
        announceBegun();
        return id;
    }

    @Transactional
    void end(Actor actor, long delegation) {
        int ended = jdbc.sql("""
                        update workflow.delegation set ended_at = :now
                        where id = :id and person = :me and ended_at is null and until_at > :now""")
                .param("now", Moments.to(clock.instant()))
                .param("id", delegation)
                .param("me", actor.person())
                .update();
        if (ended == 0) {
            throw RefusedForOthers.noSuchDelegation();
        }
        neighbours.journal(actor, null, "workflow.end-delegation", new RecordId("workflow", delegation), Map.of());
    }

    /** Tells the desks whose open work somebody now stands in for, so that they may read it. Run every minute and at once. */
    @Transactional
    void announceBegun() {
        var now = clock.instant();
        record Begun(long matter, String kind, long record, long step, String node, String nodeName, long substitute) {}
        var begun =
                jdbc.sql("""
                        with started as (
                            update workflow.delegation set announced = true
                            where not announced and ended_at is null and from_at <= :now and until_at > :now
                            returning person, substitute, kinds)
                        select a.matter, a.kind, a.record, a.step, a.node, a.node_name, d.substitute
                        from started d join workflow.assignment a
                          on a.person = d.person and a.state in ('WAITING', 'OFFERED', 'OPENED')
                         and (d.kinds = '{}' or a.kind = any(d.kinds) or split_part(a.kind, '.', 1) = any(d.kinds))""").param("now", Moments.to(now)).query(Begun.class).list();
        for (var b : begun) {
            neighbours.publish(new StepArrived(
                    b.matter(), b.kind(), b.record(), b.step(), b.node(), b.nodeName(), List.of(b.substitute())));
        }
    }
}
