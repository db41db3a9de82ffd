package jinye.platform.directory;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.kernel.SecrecyWords;
import jinye.platform.journal.Journal;
import jinye.safeguard.access.StepUp;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 权限变更: one administrator proposes, a second person approves, and only then anything changes. Roles and data scopes are
 * proposed by the security administrator; posts, which carry roles, by the system administrator, and approved by the security
 * administrator. Nobody approves what they proposed or what concerns themselves; the auditor reads and takes no part
 * (GB/T 22239-2019, 三员分立). The database refuses the same, should a program forget.
 */
@Service
@Transactional
class RightsProposals {

    static final String PROPOSE = "directory.assign-roles";
    static final String APPROVE = "directory.approve-rights";
    static final String APPROVE_POSTS = "directory.approve-posts";

    private final JdbcClient jdbc;
    private final ProposalStore store;
    private final Revision revision;
    private final Directory directory;
    private final Appointments appointments;
    private final RoleRegister roles;
    private final ScopeRegister scopes;
    private final PostChanges posts;
    private final Journal journal;
    private final StepUp stepUp;
    private final Clock clock;

    RightsProposals(
            JdbcClient jdbc,
            ProposalStore store,
            Revision revision,
            Directory directory,
            Appointments appointments,
            RoleRegister roles,
            ScopeRegister scopes,
            PostChanges posts,
            Journal journal,
            StepUp stepUp,
            Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.revision = revision;
        this.directory = directory;
        this.appointments = appointments;
        this.roles = roles;
        this.scopes = scopes;
        this.posts = posts;
        this.journal = journal;
        this.stepUp = stepUp;
        this.clock = clock;
    }

    long propose(Actor actor, RightsChange change, String reason) {
        return propose(actor, List.of(change), reason);
    }

    /** @return the first of them; several appointments are decided together */
    long propose(Actor actor, List<RightsChange> changes, String reason) {
        changes.forEach(change -> actor.require(change.sort().proposedWith()));
        stepUp.require(actor);
        SecrecyWords.refuseIn(reason);
        var batch = changes.size() < 2 ? null : store.nextBatch();
        if (batch == null) {
            // of several the sheet was looked at as a whole: people may change places
            changes.forEach(posts::checkSeat);
        }
        long first = 0;
        for (var change : changes) {
            if (change.sort().ofPost() && change.post() == null) {
                throw new Refused(Refusal.Kind.INVALID, "directory.change-of-post-separately");
            }
            refuseOwn(actor, change);
            refuseGone(change);
            directory.unit(change.unit());
            if (change.lastDay() != null && change.lastDay().isBefore(LocalDate.now(clock))) {
                throw new Refused(Refusal.Kind.INVALID, "directory.rights-end-past");
            }
            check(change);
            long id = store.put(actor, change, reason.strip(), batch);
            record(actor, "directory.propose-rights", change, id, reason.strip());
            first = first == 0 ? id : first;
        }
        return first;
    }

    /** The second of two people; what was proposed takes effect in the same transaction. */
    void approve(Actor actor, long id) {
        revision.next();
        var open = decidable(actor, id);
        stepUp.require(actor);
        for (var one : open) {
            refuseGone(one.change());
            store.decide(actor, one.id(), "APPROVED", null);
        }
        carryOut(open);
        for (var one : open) {
            jdbc.sql("update directory.person set version = version + 1 where id = :id")
                    .param("id", one.change().person())
                    .update();
            record(
                    actor,
                    one.change().sort().act(),
                    one.change(),
                    one.id(),
                    directory.person(one.proposedBy()).name() + "提出");
        }
    }

    private void carryOut(List<ProposalStore.Open> open) {
        if (open.size() > 1) {
            // places are given up first, since two people may change theirs
            open.forEach(one -> posts.giveUp(one.change()));
        }
        for (var one : open) {
            var change = one.change();
            switch (change.sort()) {
                case GIVE_ROLE -> roles.give(change, one.id());
                case TAKE_ROLE -> roles.take(change);
                case GIVE_SCOPE -> scopes.give(change, one.id());
                case TAKE_SCOPE -> scopes.take(change);
                case APPOINT -> posts.appoint(change, one.id());
                case CHANGE_POST -> posts.changeCategory(change);
            }
        }
    }

    void refuse(Actor actor, long id, String note) {
        SecrecyWords.refuseIn(note);
        for (var one : decidable(actor, id)) {
            store.decide(actor, one.id(), "REFUSED", note.strip());
            record(actor, "directory.refuse-rights", one.change(), one.id(), note.strip());
        }
    }

    /** By whoever proposed it. */
    void withdraw(Actor actor, long id) {
        refuseUninvolved(actor, PROPOSE, "directory.manage");
        for (var one : store.open(id)) {
            actor.require(one.change().sort().proposedWith());
            if (one.proposedBy() != actor.person()) {
                throw new Refused(Refusal.Kind.FORBIDDEN, "directory.proposal-of-another");
            }
            store.decide(actor, one.id(), "WITHDRAWN", null);
            record(actor, "directory.withdraw-rights", one.change(), one.id(), null);
        }
    }

    private List<ProposalStore.Open> decidable(Actor actor, long id) {
        refuseUninvolved(actor, APPROVE, APPROVE_POSTS);
        var open = store.open(id);
        for (var one : open) {
            refuseSame(actor, one);
            actor.require(one.change().sort().approvedWith());
        }
        return open;
    }

    /** Before the proposal is looked for: whoever decides nothing does not learn which exist. */
    private static void refuseUninvolved(Actor actor, String one, String other) {
        if (!actor.may(other)) {
            actor.require(one);
        }
    }

    private void refuseGone(RightsChange change) {
        if (change.person() != 0) {
            appointments.refuseGone(change.person());
        }
    }

    private void check(RightsChange change) {
        switch (change.sort()) {
            case GIVE_ROLE -> roles.checkGiving(change);
            case TAKE_ROLE -> roles.checkTaking(change);
            case GIVE_SCOPE -> scopes.checkGiving(change);
            case TAKE_SCOPE -> scopes.checkTaking(change);
            case APPOINT -> posts.checkAppointing(change);
            case CHANGE_POST -> posts.checkChanging(change);
        }
    }

    private static void refuseOwn(Actor actor, RightsChange change) {
        if (actor.person() == change.person()) {
            throw new Refused(Refusal.Kind.FORBIDDEN, "directory.own-roles");
        }
    }

    private void refuseSame(Actor actor, ProposalStore.Open open) {
        if (actor.person() == open.proposedBy()) {
            throw new Refused(Refusal.Kind.FORBIDDEN, "directory.approved-by-proposer");
        }
        var change = open.change();
        if (actor.person() == change.person()
                || change.sort() == RightsChange.Sort.CHANGE_POST && posts.holds(actor.person(), change)) {
            throw new Refused(Refusal.Kind.FORBIDDEN, "directory.own-approval");
        }
    }

    private void record(Actor actor, String act, RightsChange change, long proposal, @Nullable String reason) {
        var facts = new LinkedHashMap<String, Object>();
        if (change.person() != 0) {
            facts.put("name", directory.person(change.person()).name());
        }
        if (change.sort().ofRole()) {
            facts.put("role", roles.known(change).name());
        }
        facts.put("unit", directory.unit(change.unit()).name());
        if (change.post() != null) {
            facts.put("post", posts.title(change));
            facts.put("category", change.post().category().term());
        }
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
        var about = change.person() == 0 ? change.ofPost().id() : change.person();
        journal.record(actor, act, new RecordId("directory", about), facts);
    }

    static final class Refused extends Refusal {
        Refused(Kind kind, String code, Object... facts) {
            super(kind, code, facts);
        }
    }
}
