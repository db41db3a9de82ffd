package jinye.safeguard.certificates;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.journal.Journal;
import jinye.safeguard.cryptography.CertificateFiles;
import jinye.safeguard.cryptography.Family;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 信任列表的维护: whoever could add an authority alone could sign in as anybody, so one proposes and another confirms. */
@Service
@Transactional
class TrustDesk {

    private final JdbcClient jdbc;
    private final TrustList trust;
    private final Paths paths;
    private final Journal journal;
    private final Clock clock;

    TrustDesk(JdbcClient jdbc, TrustList trust, Paths paths, Journal journal, Clock clock) {
        this.jdbc = jdbc;
        this.trust = trust;
        this.paths = paths;
        this.journal = journal;
        this.clock = clock;
    }

    record Proposed(
            byte[] file,
            String name,
            boolean anchor,
            Set<Purpose> purposes,
            boolean listNeeded,
            @Nullable String listUrl,
            String reason) {}

    long propose(Actor actor, Proposed proposed) {
        actor.require("certificates.request");
        actor.require("certificates.read");
        var certificate = CertificateFiles.certificate(proposed.file());
        check(certificate, proposed);
        try {
            long id = jdbc.sql("""
                            insert into certificates.outside_authority (name, subject, der, fingerprint, not_before, not_after, anchor,
                                purposes, list_needed, list_url, state, reason, proposed_by, proposed_by_name, proposed_at)
                            values (:name, :subject, :der, :fingerprint, :from, :until, :anchor, :purposes, :listNeeded, :listUrl,
                                'PROPOSED', :reason, :by, :byName, :at)
                            returning id""")
                    .param("name", proposed.name().strip())
                    .param("subject", Names.text(certificate))
                    .param("der", CertificateFiles.encoded(certificate))
                    .param("fingerprint", CertificateFiles.fingerprint(certificate))
                    .param("from", Moments.to(certificate.getNotBefore().toInstant()))
                    .param("until", Moments.to(certificate.getNotAfter().toInstant()))
                    .param("anchor", proposed.anchor())
                    .param(
                            "purposes",
                            proposed.purposes().stream()
                                    .map(Enum::name)
                                    .sorted()
                                    .toArray(String[]::new))
                    .param("listNeeded", proposed.listNeeded())
                    .param("listUrl", ListAddress.checked(proposed.listUrl()))
                    .param("reason", proposed.reason().strip())
                    .param("by", actor.person())
                    .param("byName", actor.name())
                    .param("at", Moments.to(clock.instant()))
                    .query(Long.class)
                    .single();
            journal.record(
                    actor,
                    "certificates.propose-trust",
                    new RecordId("certificates", id),
                    Map.of(
                            "authority", proposed.name().strip(),
                            "fingerprint", CertificateFiles.fingerprint(certificate),
                            "purposes",
                                    proposed.purposes().stream()
                                            .map(Purpose::term)
                                            .sorted()
                                            .toList(),
                            "reason", proposed.reason().strip()));
            return id;
        } catch (DuplicateKeyException known) {
            throw new NotTrustable("certificates.authority-known");
        }
    }

    void confirm(Actor actor, long id, String opinion) {
        decide(actor, id, OutsideAuthority.State.PROPOSED, OutsideAuthority.State.TRUSTED, opinion, "confirm-trust");
    }

    void refuse(Actor actor, long id, String opinion) {
        decide(actor, id, OutsideAuthority.State.PROPOSED, OutsideAuthority.State.REFUSED, opinion, "refuse-trust");
    }

    /** One person is enough to stop believing. */
    void end(Actor actor, long id, String opinion) {
        decide(actor, id, OutsideAuthority.State.TRUSTED, OutsideAuthority.State.ENDED, opinion, "end-trust");
    }

    List<OutsideAuthority> all() {
        return jdbc.sql("select * from certificates.outside_authority order by id desc limit 500")
                .query(TrustList::outside)
                .list();
    }

    OutsideAuthority authority(long id) {
        return jdbc.sql("select * from certificates.outside_authority where id = ?")
                .param(id)
                .query(TrustList::outside)
                .optional()
                .orElseThrow(NoSuchAuthority::new);
    }

    /** Takes a revocation list, unless an older one is offered: an attacker would like to show one from before the theft. */
    void take(OutsideAuthority authority, byte[] file, String source) {
        var list = OutsideList.read(file, authority.certificate(), clock.instant());
        int taken = jdbc.sql("""
                        insert into certificates.outside_list (authority, der, made_at, next_at, number, taken_at, source)
                        values (:authority, :der, :made, cast(:next as timestamptz), cast(:number as numeric), :at, :source)
                        on conflict (authority) do update set der = excluded.der, made_at = excluded.made_at,
                            next_at = excluded.next_at, number = excluded.number, taken_at = excluded.taken_at,
                            source = excluded.source
                        where outside_list.made_at <= excluded.made_at
                            and (outside_list.number is null or excluded.number is null or outside_list.number <= excluded.number)""")
                .param("authority", authority.id())
                .param("der", list.der())
                .param("made", Moments.to(list.made()))
                .param("next", Moments.toNullable(list.next()))
                .param("number", list.number() == null ? null : new java.math.BigDecimal(list.number()))
                .param("at", Moments.to(clock.instant()))
                .param("source", source)
                .update();
        if (taken == 0) {
            throw new NotTrustable("certificates.list-older");
        }
        trust.forget();
    }

    void load(Actor actor, long id, byte[] file) {
        actor.require("certificates.read");
        if (!actor.may("certificates.manage")) {
            actor.require("certificates.request");
        }
        var authority = authority(id);
        take(authority, file, actor.name() + "导入");
        journal.record(
                actor,
                "certificates.load-list",
                new RecordId("certificates", id),
                Map.of("authority", authority.name()));
    }

    private void check(X509Certificate certificate, Proposed proposed) {
        if (certificate.getBasicConstraints() < 0) {
            throw new NotTrustable("certificates.no-authority-certificate");
        }
        if (!Family.strong(certificate.getPublicKey())) {
            throw new NotTrustable(
                    "certificates.weak-key",
                    Family.of(certificate.getPublicKey()).name(),
                    Family.bits(certificate.getPublicKey()));
        }
        if (clock.instant().isAfter(certificate.getNotAfter().toInstant())) {
            throw new NotTrustable("certificates.authority-expired");
        }
        boolean selfSigned = certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
        if (selfSigned && !paths.signed(certificate, certificate)) {
            throw new NotTrustable("certificates.self-signature-wrong");
        }
        if (proposed.anchor() && proposed.purposes().isEmpty()) {
            throw new NotTrustable("certificates.purpose-needed");
        }
    }

    private void decide(
            Actor actor, long id, OutsideAuthority.State from, OutsideAuthority.State to, String opinion, String verb) {
        actor.require("certificates.manage");
        var proposer = jdbc.sql("select proposed_by from certificates.outside_authority where id = ? for update")
                .param(id)
                .query(Long.class)
                .optional()
                .orElseThrow(NoSuchAuthority::new);
        var authority = authority(id);
        if (authority.state() != from) {
            throw new RequestDesk.AlreadyDecided(
                    authority.state().term(), authority.decidedBy() == null ? "" : authority.decidedBy());
        }
        if (to == OutsideAuthority.State.TRUSTED && proposer == actor.person()) {
            throw new RequestDesk.OwnRequest();
        }
        if (opinion.isBlank() && to != OutsideAuthority.State.TRUSTED) {
            throw new RequestDesk.NotAskable("certificates.opinion-needed");
        }
        jdbc.sql("""
                        update certificates.outside_authority set state = :state, decided_by = :by, decided_by_name = :byName,
                            decided_at = :at, opinion = :opinion, version = version + 1
                        where id = :id""")
                .param("state", to.name())
                .param("by", actor.person())
                .param("byName", actor.name())
                .param("at", Moments.to(clock.instant()))
                .param("opinion", opinion.strip())
                .param("id", id)
                .update();
        journal.record(
                actor,
                "certificates." + verb,
                new RecordId("certificates", id),
                Map.of("authority", authority.name(), "opinion", opinion.strip()));
        trust.forget();
    }

    static final class NotTrustable extends Refusal {
        NotTrustable(String code, Object... facts) {
            super(Kind.INVALID, code, facts);
        }
    }

    static final class NoSuchAuthority extends Refusal {
        NoSuchAuthority() {
            super(Kind.NOT_FOUND, "certificates.no-such-authority");
        }
    }
}
