package jinye.safeguard.identity.applications;

import java.time.Clock;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 应用登记: the system administrator proposes terms, the security administrator confirms them, and until then the former ones hold.
 * To stop an application needs one person only: it takes rights away and gives none.
 */
@Service
@Transactional
class ApplicationRegister {

    static final String MANAGE = "identity.manage-applications";
    static final String CONFIRM = "identity.confirm-applications";

    private final JdbcClient jdbc;
    private final Applications applications;
    private final Journal journal;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ApplicationRegister(
            JdbcClient jdbc,
            Applications applications,
            Journal journal,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.applications = applications;
        this.journal = journal;
        this.events = events;
        this.clock = clock;
    }

    long register(Actor actor, String clientId, ApplicationKind kind, Terms terms, String reason) {
        actor.require(MANAGE);
        check(terms, kind);
        var id = jdbc.sql("""
                        insert into identity.application (client_id, kind, made_at) values (?, ?, ?)
                        on conflict (client_id) do nothing returning id""")
                .params(clientId, kind.name(), Moments.to(clock.instant()))
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new ClientIdTaken(clientId));
        insert(actor, id, terms, reason);
        return id;
    }

    void propose(Actor actor, long application, Terms terms, String reason) {
        actor.require(MANAGE);
        check(terms, kindOf(application));
        if (pending(application) != null) {
            throw new ProposedAlready();
        }
        insert(actor, application, terms, reason);
    }

    void withdraw(Actor actor, long application) {
        actor.require(MANAGE);
        decide(actor, waiting(application), "WITHDRAWN", "");
        journal.record(actor, "identity.withdraw-terms", record(application), Map.of());
    }

    /** Also takes up again what was stopped. */
    void confirm(Actor actor, long application, String opinion) {
        actor.require(CONFIRM);
        kindOf(application);
        long terms = waiting(application);
        refuseOwn(actor, terms);
        jdbc.sql("update identity.terms set state = 'REPLACED' where application = ? and state = 'IN_FORCE'")
                .param(application)
                .update();
        decide(actor, terms, "IN_FORCE", opinion);
        jdbc.sql(
                        "update identity.application set stopped_at = null, stop_reason = null, stopped_by_name = null where id = ?")
                .param(application)
                .update();
        applications.forget();
        journal.record(actor, "identity.confirm-terms", record(application), Map.of("opinion", opinion));
    }

    void refuse(Actor actor, long application, String opinion) {
        actor.require(CONFIRM);
        long terms = waiting(application);
        refuseOwn(actor, terms);
        decide(actor, terms, "REFUSED", opinion);
        journal.record(actor, "identity.refuse-terms", record(application), Map.of("opinion", opinion));
    }

    /** Everybody is out of it at once: its tokens and its secrets are worth nothing until new terms are confirmed. */
    void stop(Actor actor, long application, String reason) {
        if (!actor.may(CONFIRM)) {
            actor.require(MANAGE);
        }
        int stopped = jdbc.sql("""
                        update identity.application set stopped_at = ?, stopped_by_name = ?, stop_reason = ?
                        where id = ? and stopped_at is null""")
                .params(Moments.to(clock.instant()), actor.name(), reason, application)
                .update();
        if (stopped == 0) {
            throw new NoSuchApplication();
        }
        applications.forget();
        events.publishEvent(new ApplicationStopped(application));
        journal.record(actor, "identity.stop-application", record(application), Map.of("reason", reason));
    }

    private void insert(Actor actor, long application, Terms terms, String reason) {
        jdbc.sql("""
                        insert into identity.terms (application, state, name, description, home_address, trusted, scopes,
                            redirect_addresses, logout_addresses, back_channel_address, roles, units, reason, proposed_by,
                            proposed_by_name, proposed_at)
                        values (:application, 'PENDING', :name, :description, :home, :trusted, :scopes, :redirects, :logouts, :back,
                            :roles, :units, :reason, :person, :personName, :now)""")
                .param("application", application)
                .param("name", terms.name())
                .param("description", terms.description())
                .param("home", terms.homeAddress())
                .param("trusted", terms.trusted())
                .param("scopes", terms.scopes().stream().sorted().toArray(String[]::new))
                .param("redirects", terms.redirectAddresses().toArray(String[]::new))
                .param("logouts", terms.logoutAddresses().toArray(String[]::new))
                .param("back", terms.backChannelAddress())
                .param("roles", terms.roles().stream().sorted().toArray(String[]::new))
                .param("units", terms.units().stream().sorted().toArray(Long[]::new))
                .param("reason", reason)
                .param("person", actor.person())
                .param("personName", actor.name())
                .param("now", Moments.to(clock.instant()))
                .update();
        journal.record(actor, "identity.propose-terms", record(application), Map.of("name", terms.name()));
    }

    private void decide(Actor actor, long terms, String state, String opinion) {
        jdbc.sql("""
                        update identity.terms set state = ?, decided_by = ?, decided_by_name = ?, decided_at = ?, opinion = ?
                        where id = ?""")
                .params(state, actor.person(), actor.name(), Moments.to(clock.instant()), opinion, terms)
                .update();
    }

    private static void check(Terms terms, ApplicationKind kind) {
        Addresses.check(terms, kind);
        for (var word : terms.scopes()) {
            var scope = Scope.of(word);
            if (scope.isEmpty() || scope.get().personal() == (kind == ApplicationKind.SERVICE)) {
                throw new ScopeUnfit(word);
            }
        }
        if (kind != ApplicationKind.SERVICE && !terms.scopes().contains(Scope.OPENID.word())) {
            throw new ScopeUnfit(Scope.OPENID.word());
        }
    }

    private ApplicationKind kindOf(long application) {
        // one decision at a time
        return jdbc.sql("select kind from identity.application where id = ? for update")
                .param(application)
                .query(String.class)
                .optional()
                .map(ApplicationKind::valueOf)
                .orElseThrow(NoSuchApplication::new);
    }

    private @Nullable Long pending(long application) {
        return jdbc.sql("select id from identity.terms where application = ? and state = 'PENDING'")
                .param(application)
                .query(Long.class)
                .optional()
                .orElse(null);
    }

    private long waiting(long application) {
        kindOf(application);
        var pending = pending(application);
        if (pending == null) {
            throw new NothingToDecide();
        }
        return pending;
    }

    private void refuseOwn(Actor actor, long terms) {
        var proposer = jdbc.sql("select proposed_by from identity.terms where id = ?")
                .param(terms)
                .query(Long.class)
                .single();
        if (proposer == actor.person()) {
            throw new OwnProposal();
        }
    }

    private static RecordId record(long application) {
        return new RecordId("identity", application);
    }

    static final class NoSuchApplication extends Refusal {
        NoSuchApplication() {
            super(Kind.NOT_FOUND, "identity.no-such-application");
        }
    }

    static final class ClientIdTaken extends Refusal {
        ClientIdTaken(String clientId) {
            super(Kind.CONFLICT, "identity.client-id-taken", clientId);
        }
    }

    static final class ProposedAlready extends Refusal {
        ProposedAlready() {
            super(Kind.CONFLICT, "identity.proposed-already");
        }
    }

    static final class NothingToDecide extends Refusal {
        NothingToDecide() {
            super(Kind.CONFLICT, "identity.nothing-to-decide");
        }
    }

    static final class OwnProposal extends Refusal {
        OwnProposal() {
            super(Kind.FORBIDDEN, "identity.own-proposal");
        }
    }

    static final class ScopeUnfit extends Refusal {
        ScopeUnfit(String scope) {
            super(Kind.INVALID, "identity.scope-unfit", scope);
        }
    }
}
