package jinye.platform.directory;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.kernel.SecrecyWords;
import jinye.platform.journal.Journal;
import jinye.safeguard.access.StepUp;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 权限变更: the security administrator proposes, a second person approves, and only then anything changes. Nobody approves what they
 * proposed or what concerns themselves; the auditor reads and takes no part (GB/T 22239-2019, 三员分立). The database refuses the
 * same, should a program forget.
 */
@Service
@Transactional
class RightsProposals {

    static final String PROPOSE = "directory.assign-roles";
    static final String APPROVE = "directory.approve-rights";

    private final JdbcClient jdbc;
    private final Revision revision;
    private final Directory directory;
    private final Appointments appointments;
    private final RoleRegister roles;
    private final ScopeRegister scopes;
    private final Journal journal;
    private final StepUp stepUp;
    private final Clock clock;

    RightsProposals(
            JdbcClient jdbc,
            Revision revision,
            Directory directory,
            Appointments appointments,
            RoleRegister roles,
            ScopeRegister scopes,
            Journal journal,
            StepUp stepUp,
            Clock clock) {
        this.jdbc = jdbc;
        this.revision = revision;
        this.directory = directory;
        this.appointments = appointments;
        this.roles = roles;
        this.scopes = scopes;
        this.journal = journal;
        this.stepUp = stepUp;
        this.clock = clock;
    }

    private record Open(RightsChange change, long proposedBy) {}

    long propose(Actor actor, RightsChange change, String reason) {
        actor.require(PROPOSE);
        stepUp.require(actor);
        SecrecyWords.refuseIn(reason);
        refuseOwn(actor, change);
        appointments.refuseGone(change.person());
        directory.unit(change.unit());
        if (change.lastDay() != null && change.lastDay().isBefore(LocalDate.now(clock))) {
            throw new Refused(Refusal.Kind.INVALID, "directory.rights-end-past");
        }
        check(change);
        long id;
        try {
            id = jdbc.sql("""
                            insert into directory.proposal (change, person_id, role, unit_id, department_id, last_day, reason, proposed_by, proposed_at)
                            values (:change, :person, :role, :unit, :department, :lastDay, :reason, :by, :now) returning id""")
                    .param("change", change.sort().name())
                    .param("person", change.person())
                    .param("role", change.role(), java.sql.Types.VARCHAR)
                    .param("unit", change.unit())
                    .param("department", change.department(), java.sql.Types.BIGINT)
                    .param("lastDay", change.lastDay(), java.sql.Types.DATE)
                    .param("reason", reason.strip())
                    .param("by", actor.person())
                    .param("now", Moments.to(clock.instant()))
                    .query(Long.class)
                    .single();
        } catch (DuplicateKeyException twice) {
            throw new Refused(Refusal.Kind.CONFLICT, "directory.proposed-already");
        }
        record(actor, "directory.propose-rights", change, id, reason.strip());
        return id;
    }

    /** The second of two people; what was proposed takes effect in the same transaction. */
    void approve(Actor actor, long id) {
        actor.require(APPROVE);
        stepUp.require(actor);
        revision.next();
        var open = open(id);
        refuseSame(actor, open);
        var change = open.change();
        appointments.refuseGone(change.person());
        decide(actor, id, "APPROVED", null);
        switch (change.sort()) {
            case GIVE_ROLE -> roles.give(change, id);
            case TAKE_ROLE -> roles.take(change);
            case GIVE_SCOPE -> scopes.give(change, id);
            case TAKE_SCOPE -> scopes.take(change);
        }
        jdbc.sql("update directory.person set version = version + 1 where id = :id")
                .param("id", change.person())
                .update();
        record(
                actor,
                change.sort().act(),
                change,
                id,
                directory.person(open.proposedBy()).name() + "提出");
    }

    void refuse(Actor actor, long id, String note) {
        actor.require(APPROVE);
        SecrecyWords.refuseIn(note);
        var open = open(id);
        refuseSame(actor, open);
        decide(actor, id, "REFUSED", note.strip());
        record(actor, "directory.refuse-rights", open.change(), id, note.strip());
    }

    /** By whoever proposed it. */
    void withdraw(Actor actor, long id) {
        actor.require(PROPOSE);
        var open = open(id);
        if (open.proposedBy() != actor.person()) {
            throw new Refused(Refusal.Kind.FORBIDDEN, "directory.proposal-of-another");
        }
        decide(actor, id, "WITHDRAWN", null);
        record(actor, "directory.withdraw-rights", open.change(), id, null);
    }

    private void check(RightsChange change) {
        switch (change.sort()) {
            case GIVE_ROLE -> roles.checkGiving(change);
            case TAKE_ROLE -> roles.checkTaking(change);
            case GIVE_SCOPE -> scopes.checkGiving(change);
            case TAKE_SCOPE -> scopes.checkTaking(change);
        }
    }

    private static void refuseOwn(Actor actor, RightsChange change) {
        if (actor.person() == change.person()) {
            throw new Refused(Refusal.Kind.FORBIDDEN, "directory.own-roles");
        }
    }

    private static void refuseSame(Actor actor, Open open) {
        if (actor.person() == open.proposedBy()) {
            throw new Refused(Refusal.Kind.FORBIDDEN, "directory.approved-by-proposer");
        }
        if (actor.person() == open.change().person()) {
            throw new Refused(Refusal.Kind.FORBIDDEN, "directory.own-approval");
        }
    }

    private Open open(long id) {
        return jdbc.sql("select * from directory.proposal where id = :id and state = 'OPEN' for update")
                .param("id", id)
                .query((row, n) -> new Open(
                        new RightsChange(
                                RightsChange.Sort.valueOf(row.getString("change")),
                                row.getLong("person_id"),
                                row.getString("role"),
                                row.getLong("unit_id"),
                                row.getObject("department_id", Long.class),
                                row.getObject("last_day", LocalDate.class)),
                        row.getLong("proposed_by")))
                .optional()
                .orElseThrow(() -> new Refused(Refusal.Kind.NOT_FOUND, "directory.no-such-proposal"));
    }

    private void decide(Actor actor, long id, String state, @Nullable String note) {
        jdbc.sql("""
                        update directory.proposal set state = :state, decided_by = :by, decided_at = :now, note = :note where id = :id""")
                .param("state", state)
                .param("by", actor.person())
                .param("now", Moments.to(clock.instant()))
                .param("note", note, java.sql.Types.VARCHAR)
                .param("id", id)
                .update();
    }

    private void record(Actor actor, String act, RightsChange change, long proposal, @Nullable String reason) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("name", directory.person(change.person()).name());
        if (change.sort().ofRole()) {
            facts.put("role", roles.known(change).name());
        }
        facts.put("unit", directory.unit(change.unit()).name());
        if (change.department() != null) {
            facts.put("department", directory.department(change.department()).name());
        }
        if (change.lastDay() != null) {
            facts.put("until", change.lastDay().toString());
        }
        facts.put("proposal", proposal);
        if (reason != null) {
            facts.put("reason", reason);
        }
        journal.record(actor, act, new RecordId("directory", change.person()), facts);
    }

    static final class Refused extends Refusal {
        Refused(Kind kind, String code, Object... facts) {
            super(kind, code, facts);
        }
    }
}
