package jinye.safeguard.identity.sources;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.kernel.SecrecyWords;
import jinye.safeguard.access.SecurityAct;
import jinye.safeguard.certificates.Secrets;
import jinye.safeguard.cryptography.CertificateFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which directories are asked. Whoever runs a directory says who has which password, so one person registers, another confirms. */
@Service
@Transactional
class SourceRegister {

    static final String PROPOSE = "identity.propose-source";
    static final String CONFIRM = "identity.confirm-source";
    /** Passwords go in clear only inside one machine. */
    private static final java.util.Set<String> LOCAL = java.util.Set.of("localhost", "127.0.0.1", "::1");

    private static final String TASK = "identity sources";

    record Proposed(
            String name,
            String host,
            int port,
            DirectorySource.Security security,
            @Nullable String authority,
            String base,
            String loginAttribute,
            String nameAttribute,
            String keyAttribute,
            String bindDn,
            String bindPassword,
            String reason) {}

    private final JdbcClient jdbc;
    private final Secrets secrets;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SourceRegister(JdbcClient jdbc, Secrets secrets, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.events = events;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    List<DirectorySource> all() {
        return jdbc.sql("select * from identity.source order by (state in ('PROPOSED', 'CONFIRMED')) desc, id desc")
                .query(DirectorySource.class)
                .list();
    }

    @Transactional(readOnly = true)
    List<DirectorySource> confirmed() {
        return all().stream()
                .filter(one -> one.state() == DirectorySource.State.CONFIRMED)
                .toList();
    }

    @Transactional(readOnly = true)
    DirectorySource confirmed(long id) {
        return confirmed().stream().filter(one -> one.id() == id).findFirst().orElseThrow(NoSuchSource::new);
    }

    @Transactional(readOnly = true)
    String password(DirectorySource source) {
        var closed = jdbc.sql("select bind_password from identity.source where id = ?")
                .param(source.id())
                .query((row, n) -> row.getBytes(1))
                .single();
        return new String(secrets.open(TASK, bound(source.host(), source.bindDn()), closed), StandardCharsets.UTF_8);
    }

    long propose(Actor actor, Proposed proposed) {
        actor.require(PROPOSE);
        SecrecyWords.refuseIn(proposed.reason());
        try {
            new DN(proposed.base());
            new DN(proposed.bindDn());
        } catch (LDAPException noName) {
            throw new NotUsable("identity.source-dn");
        }
        if (proposed.security() == DirectorySource.Security.PLAIN
                && !LOCAL.contains(proposed.host().strip())) {
            throw new NotUsable("identity.source-plain");
        }
        if (proposed.authority() != null && !proposed.authority().isBlank()) {
            CertificateFiles.certificates(proposed.authority().strip().getBytes(StandardCharsets.ISO_8859_1));
        }
        long id = jdbc.sql("""
                        insert into identity.source (name, host, port, security, authority, base, login_attribute, name_attribute,
                            key_attribute, bind_dn, bind_password, state, reason, proposed_by, proposed_by_name, proposed_at)
                        values (:name, :host, :port, :security, :authority, :base, :login, :nameAttribute, :key, :bindDn, :password,
                            'PROPOSED', :reason, :by, :byName, :at) returning id""")
                .param("name", proposed.name().strip())
                .param("host", proposed.host().strip())
                .param("port", proposed.port())
                .param("security", proposed.security().name())
                .param("authority", proposed.authority(), java.sql.Types.VARCHAR)
                .param("base", proposed.base().strip())
                .param("login", proposed.loginAttribute().strip())
                .param("nameAttribute", proposed.nameAttribute().strip())
                .param("key", proposed.keyAttribute().strip())
                .param("bindDn", proposed.bindDn().strip())
                .param(
                        "password",
                        secrets.close(
                                TASK,
                                bound(proposed.host().strip(), proposed.bindDn().strip()),
                                proposed.bindPassword().getBytes(StandardCharsets.UTF_8)))
                .param("reason", proposed.reason().strip())
                .param("by", actor.person())
                .param("byName", actor.name())
                .param("at", Moments.to(clock.instant()))
                .query(Long.class)
                .single();
        tell(actor, "identity.propose-source", proposed.name(), proposed.reason());
        return id;
    }

    void decide(Actor actor, long id, DirectorySource.State to, String opinion) {
        actor.require(CONFIRM);
        SecrecyWords.refuseIn(opinion);
        var source = jdbc.sql("select * from identity.source where id = ? for update")
                .param(id)
                .query(DirectorySource.class)
                .optional()
                .orElseThrow(NoSuchSource::new);
        var from = to == DirectorySource.State.ENDED ? DirectorySource.State.CONFIRMED : DirectorySource.State.PROPOSED;
        if (source.state() != from) {
            throw new Decided();
        }
        if (to == DirectorySource.State.CONFIRMED && source.proposedBy() == actor.person()) {
            throw new OwnSource();
        }
        if (to != DirectorySource.State.CONFIRMED && opinion.isBlank()) {
            throw new NotUsable("identity.opinion-needed");
        }
        jdbc.sql("""
                        update identity.source set state = ?, decided_by = ?, decided_by_name = ?, decided_at = ?, opinion = ?
                        where id = ?""")
                .params(to.name(), actor.person(), actor.name(), Moments.to(clock.instant()), opinion.strip(), id)
                .update();
        tell(
                actor,
                switch (to) {
                    case CONFIRMED -> "identity.confirm-source";
                    case ENDED -> "identity.end-source";
                    case REFUSED, PROPOSED -> "identity.refuse-source";
                },
                source.name(),
                opinion);
    }

    private void tell(Actor actor, String act, String name, String why) {
        events.publishEvent(
                SecurityAct.by(actor, act, actor.person(), Map.of("name", name.strip(), "reason", why.strip())));
    }

    private static String bound(String host, String dn) {
        return host + " " + dn;
    }

    static final class NotUsable extends Refusal {
        NotUsable(String code) {
            super(Kind.INVALID, code);
        }
    }

    static final class NoSuchSource extends Refusal {
        NoSuchSource() {
            super(Kind.NOT_FOUND, "identity.no-such-source");
        }
    }

    static final class Decided extends Refusal {
        Decided() {
            super(Kind.CONFLICT, "identity.source-decided");
        }
    }

    static final class OwnSource extends Refusal {
        OwnSource() {
            super(Kind.FORBIDDEN, "identity.own-source");
        }
    }
}
