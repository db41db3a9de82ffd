package jinye.platform.workflow;

import jinye.kernel.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whose matters an administrator of handling steers. A unit's office administers what began in the unit (中办发〔2012〕14号 art. 6:
 * the office is in charge of the organ's documents) and sees its course. Whoever oversees handling helps every unit out, as the
 * system administrator does, and sees neither titles nor content (GB/T 22239-2019, 三员分立).
 */
@Component
class Administration {

    static final String OVERSEE = "workflow.oversee";

    private final MatterStore store;
    private final JdbcClient jdbc;

    Administration(MatterStore store, JdbcClient jdbc) {
        this.store = store;
        this.jdbc = jdbc;
    }

    static boolean oversees(Actor actor) {
        return actor.may(OVERSEE);
    }

    static boolean steers(Actor actor, Matter matter) {
        return actor.may(Steering.ADMINISTER)
                && (oversees(actor) || matter.initiator().unit() == actor.unit());
    }

    /** The course of a matter, not what it is about. A draft that was never sent is nobody else's. */
    boolean reads(Actor actor, Matter matter) {
        return steers(actor, matter) && !oversees(actor) && !isUnsentDraft(matter.id());
    }

    /** @throws Refused (404) when the matter began in a unit the actor does not administer */
    void require(Actor actor, long matter) {
        actor.require(Steering.ADMINISTER);
        requireSteered(actor, store.byId(matter, false).orElseThrow(Refused::noSuchMatter));
    }

    void requireOfAssignment(Actor actor, long assignment) {
        actor.require(Steering.ADMINISTER);
        requireSteered(actor, store.byAssignment(assignment, false).orElseThrow(Refused::noSuchMatter));
    }

    private static void requireSteered(Actor actor, Matter matter) {
        if (!steers(actor, matter)) {
            throw Refused.noSuchMatter();
        }
    }

    private boolean isUnsentDraft(long matter) {
        return jdbc.sql("""
                        select exists (select from workflow.assignment
                                       where matter = :matter and draft and state in ('OFFERED', 'OPENED'))""").param("matter", matter).query(Boolean.class).single();
    }
}
