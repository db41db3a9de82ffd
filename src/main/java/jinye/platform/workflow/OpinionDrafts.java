package jinye.platform.workflow;

import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.SecrecyWords;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 暂存意见: words written but not sent. Kept beside the assignment and moved by no verb, so saving never waits for one. */
@Component
class OpinionDrafts {

    private final JdbcClient jdbc;
    private final Delegations delegations;
    private final java.time.Clock clock;

    OpinionDrafts(JdbcClient jdbc, Delegations delegations, java.time.Clock clock) {
        this.jdbc = jdbc;
        this.delegations = delegations;
        this.clock = clock;
    }

    /** The words of a person whose assignment closed meanwhile are refused, so that the page keeps them and says why. */
    void save(Actor actor, long assignment, @Nullable String decision, @Nullable String opinion) {
        SecrecyWords.refuseIn(opinion);
        var people = new java.util.ArrayList<>(List.of(actor.person()));
        delegations.principalsOf(actor.person(), clock.instant()).forEach(p -> people.add(p.person()));
        int saved = jdbc.sql("""
                        update workflow.assignment set draft_decision = :decision, draft_opinion = :opinion
                        where id = :id and person = any(:people) and state in ('WAITING', 'OFFERED', 'OPENED')""")
                .param("decision", decision)
                .param("opinion", opinion)
                .param("id", assignment)
                .param("people", people.toArray(Long[]::new))
                .update();
        if (saved == 0) {
            throw Refused.noSuchAssignment();
        }
    }
}
