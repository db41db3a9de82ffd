package jinye.platform.workflow;

import java.time.Clock;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How a person likes to work through their list. */
@Component
class Preferences {

    /** What opens when one item has been handled. */
    enum AfterHandling {
        SAME_KIND,
        ANY,
        LIST
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    Preferences(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    AfterHandling afterHandling(Actor actor) {
        return jdbc.sql("select after_handling from workflow.preference where person = :me")
                .param("me", actor.person())
                .query((row, n) -> AfterHandling.valueOf(row.getString(1)))
                .optional()
                .orElse(AfterHandling.ANY);
    }

    @Transactional
    void choose(Actor actor, AfterHandling after) {
        jdbc.sql("""
                        insert into workflow.preference (person, after_handling, changed_at) values (:me, :after, :now)
                        on conflict (person) do update set after_handling = :after, changed_at = :now""")
                .param("me", actor.person())
                .param("after", after.name())
                .param("now", Moments.to(clock.instant()))
                .update();
    }
}
