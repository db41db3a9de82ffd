package jinye.safeguard.certificates;

import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.journal.Journal;
import jinye.safeguard.certificates.making.NewCertificate;
import jinye.safeguard.cryptography.CertificateFiles;
import jinye.safeguard.cryptography.Family;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Issues what somebody has approved. */
@Component
class Issuing {

    private final Authorities authorities;
    private final CertificateRegister register;
    private final HeldKeys heldKeys;
    private final Names names;
    private final PublicAddresses addresses;
    private final Journal journal;
    private final Clock clock;

    Issuing(
            Authorities authorities,
            CertificateRegister register,
            HeldKeys heldKeys,
            Names names,
            PublicAddresses addresses,
            Journal journal,
            Clock clock) {
        this.authorities = authorities;
        this.register = register;
        this.heldKeys = heldKeys;
        this.names = names;
        this.addresses = addresses;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * @param name    of a server or seal; empty otherwise
     * @param key     a key that lies elsewhere; null makes one that the server holds
     * @param years   at most as long as the use allows and the authority lives
     * @param request null when none was needed
     */
    record Approved(
            Holder holder,
            String name,
            CertificateUse use,
            Family family,
            @Nullable PublicKey key,
            int years,
            @Nullable Long request) {}

    IssuedCertificate issue(Approved approved, @Nullable Actor actor) {
        var authority = authorities.issuing(approved.family());
        var named = names.of(approved.holder(), approved.name(), authorities.organisation());
        var before = register.current(approved.holder(), approved.use(), approved.family());
        Long heldKey = null;
        var key = approved.key();
        if (key == null) {
            var pair = approved.family().newKeyPair();
            heldKey = heldKeys.keep(pair, approved.family());
            key = pair.getPublic();
        }
        var from = clock.instant().minus(Authorities.SKEW).truncatedTo(ChronoUnit.SECONDS);
        var certificate = new NewCertificate(
                        named.subject(),
                        key,
                        approved.use().profile(),
                        from,
                        until(from, approved, authority),
                        approved.use() == CertificateUse.SERVER
                                ? List.of(approved.holder().key())
                                : List.of(),
                        addresses.of(authority))
                .signedBy(authority.certificate(), authorities.signer(authority));
        var issued = register.add(
                new CertificateRegister.Entry(
                        authority,
                        approved.holder(),
                        named,
                        approved.use(),
                        certificate,
                        heldKey,
                        approved.request(),
                        before.map(IssuedCertificate::id).orElse(null)),
                actor);
        var facts = Map.of(
                "holder", named.name(),
                "use", approved.use().term(),
                "serial", issued.serial(),
                "fingerprint", CertificateFiles.fingerprint(certificate));
        var record = new RecordId("certificates", issued.id());
        if (actor == null) {
            journal.recordBySystem("certificates.issue", record, facts);
        } else {
            journal.record(actor, "certificates.issue", record, facts);
        }
        return issued;
    }

    /** Nothing outlives its authority: it could not be checked any more. */
    private static Instant until(Instant from, Approved approved, Authority authority) {
        var years =
                Math.min(approved.years(), approved.use().profile().validity().getYears());
        var wished = from.atZone(Moments.ZONE).plusYears(years).toInstant();
        var end = authority.certificate().getNotAfter().toInstant();
        if (from.plus(30, ChronoUnit.DAYS).isAfter(end)) {
            throw new AuthorityEnding(authority.name());
        }
        return wished.isBefore(end) ? wished : end;
    }

    static final class AuthorityEnding extends Refusal {
        AuthorityEnding(String name) {
            super(Kind.CONFLICT, "certificates.authority-ending", name);
        }
    }
}
