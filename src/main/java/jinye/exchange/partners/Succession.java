package jinye.exchange.partners;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.journal.Journal;
import jinye.platform.web.Sentences;
import jinye.safeguard.certificates.CertificateUse;
import jinye.safeguard.certificates.Certificates;
import jinye.safeguard.cryptography.CertificateFiles;
import jinye.safeguard.cryptography.Family;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 证书更换: the next certificate of a node is announced under the one before. Whoever has not acknowledged it is still signed to with the
 * old one; whoever has accepts both for a while, so that what is under way arrives and nothing stands still.
 */
@Service
@Transactional
class Succession {

    private static final String SUBJECT = "certificate";

    private final JdbcClient jdbc;
    private final Partners partners;
    private final Outbox outbox;
    private final OurNode node;
    private final Certificates certificates;
    private final Incidents incidents;
    private final Sentences sentences;
    private final Settings settings;
    private final Journal journal;
    private final Clock clock;

    Succession(
            JdbcClient jdbc,
            Partners partners,
            Outbox outbox,
            OurNode node,
            Certificates certificates,
            Incidents incidents,
            Sentences sentences,
            Settings settings,
            Journal journal,
            Clock clock) {
        this.jdbc = jdbc;
        this.partners = partners;
        this.outbox = outbox;
        this.node = node;
        this.certificates = certificates;
        this.incidents = incidents;
        this.sentences = sentences;
        this.settings = settings;
        this.journal = journal;
        this.clock = clock;
    }

    /** Issues this node's next certificate and tells every partner. */
    void renew(Actor actor, String reason) {
        actor.require("partners.confirm");
        if (reason.isBlank()) {
            throw new PartnerDesk.NotConnectable("partners.opinion-needed");
        }
        var old = certificates
                .current(node.holder(), CertificateUse.SIGNING, Family.SM2)
                .orElseThrow(NothingToRenew::new);
        var connected = partners.active();
        connected.forEach(partner -> partners.lock(partner.id()));
        if (underway()) {
            throw new Underway();
        }
        var next = certificates.issue(actor, node.holder(), node.unit().name() + "交换节点", Family.SM2, 3);
        for (var partner : connected) {
            jdbc.sql("update partners.partner set signed_with = coalesce(signed_with, ?) where id = ?")
                    .params(old.id(), partner.id())
                    .update();
            var content = Canonical.JSON
                    .createObjectNode()
                    .put("title", "更换签名证书")
                    .put("certificate", NodeCard.encoded(next.certificate()));
            outbox.add(partner.id(), Parcel.Kind.CERTIFICATE, SUBJECT, "更换签名证书", content, List.of());
        }
        journal.record(
                actor,
                "partners.renew",
                new RecordId("partners", 0),
                Map.of("reason", reason.strip(), "fingerprint", CertificateFiles.fingerprint(next.certificate())));
    }

    private boolean underway() {
        return jdbc.sql("""
                        select exists (select from partners.outgoing o join partners.partner p on p.id = o.partner
                            where o.kind = 'CERTIFICATE' and o.state in ('WAITING', 'DEAD') and p.state = 'ACTIVE')""").query(Boolean.class).single();
    }

    /** The partner knows the next certificate: from now on it is signed to with that one. */
    void acknowledged(Partner partner) {
        jdbc.sql("update partners.partner set signed_with = null where id = ?")
                .param(partner.id())
                .update();
    }

    /** A partner restored from a backup of before the last change knows only the certificate before: it is signed to with that again. */
    void fallBack(Partner partner) {
        var now = clock.instant();
        certificates
                .current(node.holder(), CertificateUse.SIGNING, Family.SM2)
                .flatMap(current -> certificates.of(node.holder()).stream()
                        .filter(one -> one.use() == CertificateUse.SIGNING && one.usableAt(now))
                        .filter(one -> one.id() < current.id())
                        .findFirst())
                .ifPresent(before -> jdbc.sql(
                                "update partners.partner set signed_with = ? where id = ? and signed_with is null")
                        .params(before.id(), partner.id())
                        .update());
    }

    /** A partner's next certificate, in a parcel signed with the one before. */
    void take(Partner partner, Parcel parcel) {
        var next = certificate(parcel);
        var now = clock.instant();
        if (Family.of(next.getPublicKey()) != Family.SM2
                || now.isAfter(next.getNotAfter().toInstant())
                || partners.certificates(partner.id()).stream()
                        .anyMatch(known -> known.endedAt() != null
                                && known.fingerprint().equals(CertificateFiles.fingerprint(next)))) {
            throw new NotNext(partner.name());
        }
        jdbc.sql("""
                        update partners.certificate set accepted_until = least(coalesce(accepted_until, 'infinity'), ?)
                        where partner = ? and use = 'SIGNING' and trusted and ended_at is null and fingerprint <> ?""")
                .params(
                        Moments.to(now.plus(settings.period("certificate-overlap"))),
                        partner.id(),
                        CertificateFiles.fingerprint(next))
                .update();
        partners.add(partner.id(), "SIGNING", next, true, "由原证书签名更换");
        incidents.note(
                partner.id(),
                partner.address(),
                "partners.certificate-renewed",
                sentences.of(
                        "partners.certificate-renewed",
                        List.of(
                                partner.name(),
                                CertificateFiles.fingerprint(next).substring(56))),
                parcel.id());
    }

    private static X509Certificate certificate(Parcel parcel) {
        return CertificateFiles.certificate(
                Base64.getDecoder().decode(parcel.content().path("certificate").asString("")));
    }

    static final class NothingToRenew extends Refusal {
        NothingToRenew() {
            super(Kind.CONFLICT, "partners.nothing-to-renew");
        }
    }

    static final class Underway extends Refusal {
        Underway() {
            super(Kind.CONFLICT, "partners.renewal-underway");
        }
    }

    static final class NotNext extends Refusal {
        NotNext(String partner) {
            super(Kind.INVALID, "partners.certificate-not-next", partner);
        }
    }
}
