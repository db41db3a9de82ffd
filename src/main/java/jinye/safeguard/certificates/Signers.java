package jinye.safeguard.certificates;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jinye.kernel.Refusal;
import jinye.safeguard.cryptography.Family;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opened keys, kept for a minute so that a thousand signatures open one key once. A change of the certificate throws its key out
 * at once; another node hears of it within the minute.
 */
@Component
class Signers {

    private static final Duration KEPT = Duration.ofMinutes(1);

    /** The answering services get their next certificate this long before the end. */
    private static final Duration RENEWED_BEFORE = Duration.ofDays(60);

    private record Key(Holder holder, CertificateUse use, Family family) {}

    private final CertificateRegister register;
    private final Authorities authorities;
    private final HeldKeys heldKeys;
    private final Issuing issuing;
    private final JdbcClient jdbc;
    private final TransactionTemplate own;
    private final Clock clock;
    private final boolean automatic;
    private final Cache<Key, Signer> opened =
            Caffeine.newBuilder().maximumSize(5_000).expireAfterWrite(KEPT).build();

    Signers(
            CertificateRegister register,
            Authorities authorities,
            HeldKeys heldKeys,
            Issuing issuing,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock,
            @Value("${jinye.certificates.automatic:${jinye.demo:false}}") boolean automatic) {
        this.register = register;
        this.authorities = authorities;
        this.heldKeys = heldKeys;
        this.issuing = issuing;
        this.jdbc = jdbc;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
        this.automatic = automatic;
    }

    /** @throws Refusal when there is no certificate, or none that may be used now, or its key lies elsewhere */
    Signer of(Holder holder, CertificateUse use, Family family) {
        var key = new Key(holder, use, family);
        var signer = opened.getIfPresent(key);
        if (signer == null) {
            signer = open(key);
            opened.put(key, signer);
        }
        refuseUnlessUsable(signer.issued());
        return signer;
    }

    Signer stillUsable(IssuedCertificate certificate) {
        refuseUnlessUsable(certificate);
        return opened(certificate);
    }

    /** Also one that may no longer be used: what was written to a holder in cipher must be readable later. */
    Signer opened(IssuedCertificate certificate) {
        if (certificate.heldKey() == null) {
            throw new KeyElsewhere(certificate.holderName());
        }
        var chain = new ArrayList<X509Certificate>();
        chain.add(certificate.certificate());
        chain.addAll(authorities.chain(authorities.authority(certificate.authority())));
        return new Signer(certificate, List.copyOf(chain), heldKeys.open(certificate.heldKey()));
    }

    @EventListener
    void forget(CertificateChanged changed) {
        Caches.afterCommit(
                () -> opened.asMap().keySet().removeIf(key -> key.holder().equals(changed.holder())));
    }

    private Signer open(Key key) {
        var current = register.current(key.holder(), key.use(), key.family());
        var wanted = current.filter(found -> key.holder().kind() != Holder.Kind.SERVICE || !ending(found));
        var certificate = wanted.or(() -> issuedOnTheWay(key)).orElseThrow(() -> new NoCertificate(key));
        refuseUnlessUsable(certificate);
        return opened(certificate);
    }

    /**
     * The authority's own services always get a certificate; everybody else only where the setting allows it, as in a
     * demonstration, and only the first: what was revoked is not given back by asking again.
     */
    private Optional<IssuedCertificate> issuedOnTheWay(Key key) {
        boolean service = key.holder().kind() == Holder.Kind.SERVICE;
        if (!automatic && !service) {
            return Optional.empty();
        }
        authorities.issuing(key.family());
        Optional<IssuedCertificate> issued = own.execute(status -> {
            jdbc.sql("select pg_advisory_xact_lock(hashtext(?))")
                    .param("certificates " + key)
                    .query(rows -> {});
            var now =
                    register.current(key.holder(), key.use(), key.family()).filter(found -> !service || !ending(found));
            if (now.isPresent() || (!service && hadOne(key))) {
                return now;
            }
            return Optional.of(issuing.issue(
                    new Issuing.Approved(key.holder(), "", key.use(), key.family(), null, 5, null), null));
        });
        return java.util.Objects.requireNonNull(issued);
    }

    private boolean hadOne(Key key) {
        return register.of(key.holder()).stream()
                .anyMatch(had -> had.use() == key.use() && had.family() == key.family());
    }

    /** A suspended one is not ending: somebody stopped it on purpose. */
    private boolean ending(IssuedCertificate certificate) {
        return clock.instant().plus(RENEWED_BEFORE).isAfter(certificate.until());
    }

    private void refuseUnlessUsable(IssuedCertificate certificate) {
        var now = clock.instant();
        switch (certificate.state()) {
            case SUSPENDED -> throw new NotUsable("certificates.holder-suspended", certificate.holderName());
            case REVOKED -> throw new NotUsable("certificates.holder-revoked", certificate.holderName());
            case VALID -> {
                if (!now.isBefore(certificate.until())) {
                    throw new NotUsable("certificates.holder-expired", certificate.holderName());
                }
                if (now.isBefore(certificate.from())) {
                    throw new NotUsable("certificates.holder-not-yet", certificate.holderName());
                }
            }
        }
    }

    static final class NoCertificate extends Refusal {
        NoCertificate(Key key) {
            super(
                    Kind.CONFLICT,
                    "certificates.none",
                    key.holder().kind().term(),
                    key.use().term(),
                    key.family().term());
        }
    }

    static final class KeyElsewhere extends Refusal {
        KeyElsewhere(String holder) {
            super(Kind.CONFLICT, "certificates.key-elsewhere", holder);
        }
    }

    static final class NotUsable extends Refusal {
        NotUsable(String code, String holder) {
            super(Kind.CONFLICT, code, holder);
        }
    }
}
