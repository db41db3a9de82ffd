package jinye.safeguard.identity.outside;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.kernel.SecrecyWords;
import jinye.safeguard.access.SecurityAct;
import jinye.safeguard.certificates.Secrets;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which providers are believed. Whoever runs one says who people are, so one person registers it and another confirms. */
@Service
@Transactional
class ProviderRegister {

    static final String PROPOSE = "identity.propose-provider";
    static final String CONFIRM = "identity.confirm-provider";

    private static final String TASK = "identity outside providers";

    record Proposed(
            String code,
            String name,
            String issuer,
            String clientId,
            String clientSecret,
            String scopes,
            String personClaim,
            OutsideProvider.Matching matching,
            String reason) {}

    private final JdbcClient jdbc;
    private final Secrets secrets;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ProviderRegister(JdbcClient jdbc, Secrets secrets, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.events = events;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    List<OutsideProvider> all() {
        return jdbc.sql(
                        "select * from identity.outside_provider order by (state in ('PROPOSED', 'CONFIRMED')) desc, id desc")
                .query(OutsideProvider.class)
                .list();
    }

    @Transactional(readOnly = true)
    List<OutsideProvider> confirmed() {
        return jdbc.sql("select * from identity.outside_provider where state = 'CONFIRMED' order by name, id")
                .query(OutsideProvider.class)
                .list();
    }

    @Transactional(readOnly = true)
    OutsideProvider confirmed(String code) {
        return confirmed().stream()
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow(NoSuchProvider::new);
    }

    /** Also one that was replaced or ended meanwhile: people must still be able to sign out there. */
    @Transactional(readOnly = true)
    Optional<OutsideProvider> byId(long id) {
        return jdbc.sql("select * from identity.outside_provider where id = ?")
                .param(id)
                .query(OutsideProvider.class)
                .optional();
    }

    @Transactional(readOnly = true)
    String secret(OutsideProvider provider) {
        var closed = jdbc.sql("select client_secret from identity.outside_provider where id = ?")
                .param(provider.id())
                .query((row, n) -> row.getBytes(1))
                .single();
        return new String(
                secrets.open(TASK, bound(provider.issuer(), provider.clientId()), closed), StandardCharsets.UTF_8);
    }

    long propose(Actor actor, Proposed proposed) {
        actor.require(PROPOSE);
        SecrecyWords.refuseIn(proposed.reason());
        var issuer = proposed.issuer().strip();
        var clientId = proposed.clientId().strip();
        ProviderAddress.checkIssuer(issuer);
        if (!List.of(proposed.scopes().strip().split(" +")).contains("openid")) {
            throw new NotUsable("identity.provider-scopes");
        }
        long id = jdbc.sql("""
                        insert into identity.outside_provider (code, name, issuer, client_id, client_secret, scopes, person_claim,
                            matching, state, reason, proposed_by, proposed_by_name, proposed_at)
                        values (:code, :name, :issuer, :client, :secret, :scopes, :claim, :matching, 'PROPOSED', :reason, :by, :byName,
                            :at) returning id""")
                .param("code", proposed.code())
                .param("name", proposed.name().strip())
                .param("issuer", issuer)
                .param("client", clientId)
                .param(
                        "secret",
                        secrets.close(
                                TASK,
                                bound(issuer, clientId),
                                proposed.clientSecret().strip().getBytes(StandardCharsets.UTF_8)))
                .param("scopes", proposed.scopes().strip().replaceAll(" +", " "))
                .param("claim", proposed.personClaim().strip())
                .param("matching", proposed.matching().name())
                .param("reason", proposed.reason().strip())
                .param("by", actor.person())
                .param("byName", actor.name())
                .param("at", Moments.to(clock.instant()))
                .query(Long.class)
                .single();
        tell(actor, "identity.propose-provider", proposed.name(), proposed.reason());
        return id;
    }

    void decide(Actor actor, long id, OutsideProvider.State to, String opinion) {
        actor.require(CONFIRM);
        SecrecyWords.refuseIn(opinion);
        var provider = jdbc.sql("select * from identity.outside_provider where id = ? for update")
                .param(id)
                .query(OutsideProvider.class)
                .optional()
                .orElseThrow(NoSuchProvider::new);
        var from = to == OutsideProvider.State.ENDED ? OutsideProvider.State.CONFIRMED : OutsideProvider.State.PROPOSED;
        if (provider.state() != from) {
            throw new Decided();
        }
        if (to == OutsideProvider.State.CONFIRMED) {
            if (provider.proposedBy() == actor.person()) {
                throw new OwnProvider();
            }
            // a new secret or address is a new registration with the same code: the former goes in the same moment
            jdbc.sql("update identity.outside_provider set state = 'ENDED' where code = ? and state = 'CONFIRMED'")
                    .param(provider.code())
                    .update();
        } else if (opinion.isBlank()) {
            throw new NotUsable("identity.opinion-needed");
        }
        jdbc.sql("""
                        update identity.outside_provider
                        set state = ?, decided_by = ?, decided_by_name = ?, decided_at = ?, opinion = ? where id = ?""")
                .params(to.name(), actor.person(), actor.name(), Moments.to(clock.instant()), opinion.strip(), id)
                .update();
        tell(
                actor,
                switch (to) {
                    case CONFIRMED -> "identity.confirm-provider";
                    case ENDED -> "identity.end-provider";
                    case REFUSED, PROPOSED -> "identity.refuse-provider";
                },
                provider.name(),
                opinion);
    }

    private void tell(Actor actor, String act, String name, String why) {
        events.publishEvent(
                SecurityAct.by(actor, act, actor.person(), Map.of("name", name.strip(), "reason", why.strip())));
    }

    private static String bound(String issuer, String clientId) {
        return issuer + " " + clientId;
    }

    static final class NotUsable extends Refusal {
        NotUsable(String code) {
            super(Kind.INVALID, code);
        }
    }

    static final class NoSuchProvider extends Refusal {
        NoSuchProvider() {
            super(Kind.NOT_FOUND, "identity.no-such-provider");
        }
    }

    static final class Decided extends Refusal {
        Decided() {
            super(Kind.CONFLICT, "identity.provider-decided");
        }
    }

    static final class OwnProvider extends Refusal {
        OwnProvider() {
            super(Kind.FORBIDDEN, "identity.own-provider");
        }
    }
}
