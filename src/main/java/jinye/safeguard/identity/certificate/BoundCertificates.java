package jinye.safeguard.identity.certificate;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.kernel.SecrecyWords;
import jinye.platform.directory.Directory;
import jinye.safeguard.access.SecurityAct;
import jinye.safeguard.certificates.Purpose;
import jinye.safeguard.certificates.Validation;
import jinye.safeguard.cryptography.CertificateFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 外部证书绑定: which person a certificate of an outside authority signs in. Whoever could bind one alone could come in as anybody:
 * the system administrator proposes, the security administrator binds; one is enough to end it.
 */
@Service
@Transactional
class BoundCertificates {

    enum State {
        PROPOSED,
        BOUND,
        REFUSED,
        ENDED
    }

    record BoundCertificate(
            long id,
            long person,
            String personName,
            String subject,
            String issuer,
            String fingerprint,
            Instant until,
            State state,
            String reason,
            String proposedBy,
            Instant proposedAt,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String opinion) {}

    private record Open(long person, long proposedBy, State state, String subject) {}

    private final JdbcClient jdbc;
    private final Validation validation;
    private final Directory directory;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    BoundCertificates(
            JdbcClient jdbc,
            Validation validation,
            Directory directory,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.validation = validation;
        this.directory = directory;
        this.events = events;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<Long> personOf(X509Certificate certificate) {
        return jdbc.sql("select person from identity.bound_certificate where fingerprint = ? and state = 'BOUND'")
                .param(CertificateFiles.fingerprint(certificate))
                .query(Long.class)
                .optional();
    }

    @Transactional(readOnly = true)
    public List<BoundCertificate> list(Actor actor) {
        if (!actor.may("identity.propose-binding")) {
            actor.require("identity.confirm-binding");
        }
        var people = new java.util.HashMap<Long, String>();
        directory
                .people(jdbc.sql("select distinct person from identity.bound_certificate")
                        .query(Long.class)
                        .list())
                .forEach((id, person) -> people.put(id, person.name()));
        return jdbc.sql(
                        "select * from identity.bound_certificate order by (state = 'PROPOSED') desc, id desc limit 500")
                .query((row, n) -> new BoundCertificate(
                        row.getLong("id"),
                        row.getLong("person"),
                        people.getOrDefault(row.getLong("person"), ""),
                        row.getString("subject"),
                        row.getString("issuer"),
                        row.getString("fingerprint"),
                        Moments.from(row, "not_after"),
                        State.valueOf(row.getString("state")),
                        row.getString("reason"),
                        row.getString("proposed_by_name"),
                        Moments.from(row, "proposed_at"),
                        row.getString("decided_by_name"),
                        Moments.fromNullable(row, "decided_at"),
                        row.getString("opinion")))
                .list();
    }

    /** Only what would be accepted today may be bound; our own certificates say themselves whose they are. */
    public long propose(Actor actor, long person, byte[] file, String reason) {
        actor.require("identity.propose-binding");
        SecrecyWords.refuseIn(reason);
        var name = directory.person(person).name();
        var sent = CertificateFiles.certificates(file);
        var certificate = sent.getFirst();
        var verdict = validation.judge(certificate, sent, Purpose.SIGN_IN);
        Validation.refuseUnlessValid(verdict);
        if (verdict.holder().isPresent()) {
            throw new NotBindable("identity.certificate-ours");
        }
        try {
            long id = jdbc.sql("""
                            insert into identity.bound_certificate (person, subject, issuer, der, fingerprint, not_after, state, reason,
                                proposed_by, proposed_by_name, proposed_at)
                            values (:person, :subject, :issuer, :der, :fingerprint, :until, 'PROPOSED', :reason, :by, :byName, :at)
                            returning id""")
                    .param("person", person)
                    .param("subject", CertificateFiles.name(certificate))
                    .param(
                            "issuer",
                            CertificateFiles.name(
                                    CertificateFiles.holder(certificate).getIssuer()))
                    .param("der", CertificateFiles.encoded(certificate))
                    .param("fingerprint", CertificateFiles.fingerprint(certificate))
                    .param("until", Moments.to(certificate.getNotAfter().toInstant()))
                    .param("reason", reason.strip())
                    .param("by", actor.person())
                    .param("byName", actor.name())
                    .param("at", Moments.to(clock.instant()))
                    .query(Long.class)
                    .single();
            tell(actor, "identity.propose-binding", person, name, CertificateFiles.name(certificate), reason);
            return id;
        } catch (DuplicateKeyException twice) {
            throw new NotBindable("identity.certificate-bound-already");
        }
    }

    public void bind(Actor actor, long id, String opinion) {
        decide(actor, id, State.PROPOSED, State.BOUND, opinion, "identity.confirm-binding");
    }

    public void refuse(Actor actor, long id, String opinion) {
        decide(actor, id, State.PROPOSED, State.REFUSED, opinion, "identity.refuse-binding");
    }

    public void end(Actor actor, long id, String opinion) {
        decide(actor, id, State.BOUND, State.ENDED, opinion, "identity.end-binding");
    }

    private void decide(Actor actor, long id, State from, State to, String opinion, String act) {
        actor.require("identity.confirm-binding");
        SecrecyWords.refuseIn(opinion);
        var open = jdbc.sql(
                        "select person, proposed_by, state, subject from identity.bound_certificate where id = ? for update")
                .param(id)
                .query(Open.class)
                .optional()
                .orElseThrow(NoSuchBinding::new);
        if (open.state() != from) {
            throw new Decided();
        }
        if (to == State.BOUND && (open.proposedBy() == actor.person() || open.person() == actor.person())) {
            throw new OwnBinding();
        }
        if (to != State.BOUND && opinion.isBlank()) {
            throw new NotBindable("identity.opinion-needed");
        }
        jdbc.sql("""
                        update identity.bound_certificate set state = ?, decided_by = ?, decided_by_name = ?, decided_at = ?, opinion = ?
                        where id = ?""")
                .params(to.name(), actor.person(), actor.name(), Moments.to(clock.instant()), opinion.strip(), id)
                .update();
        tell(actor, act, open.person(), directory.person(open.person()).name(), open.subject(), opinion);
    }

    private void tell(Actor actor, String act, long person, String name, String certificate, String why) {
        events.publishEvent(SecurityAct.by(
                actor, act, person, Map.of("name", name, "certificate", certificate, "reason", why.strip())));
    }

    static final class NotBindable extends Refusal {
        NotBindable(String code) {
            super(Kind.INVALID, code);
        }
    }

    static final class NoSuchBinding extends Refusal {
        NoSuchBinding() {
            super(Kind.NOT_FOUND, "identity.no-such-binding");
        }
    }

    static final class Decided extends Refusal {
        Decided() {
            super(Kind.CONFLICT, "identity.binding-decided");
        }
    }

    static final class OwnBinding extends Refusal {
        OwnBinding() {
            super(Kind.FORBIDDEN, "identity.own-binding");
        }
    }
}
