package jinye.safeguard.certificates;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.platform.directory.Directory;
import jinye.platform.journal.Journal;
import jinye.safeguard.certificates.Authority.Rank;
import jinye.safeguard.certificates.making.AuthorityKeys;
import jinye.safeguard.certificates.making.NewCertificate;
import jinye.safeguard.certificates.making.Profile;
import jinye.safeguard.cryptography.CertificateFiles;
import jinye.safeguard.cryptography.Family;
import jinye.safeguard.cryptography.Providers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** How an authority comes to be: a root and below it who issues, made here or taken over from one PKCS#12 file. */
@Component
class AuthorityFounding {

    private final AuthorityStore store;
    private final ObjectProvider<AuthorityKeys> keys;
    private final PublicAddresses addresses;
    private final Directory directory;
    private final Journal journal;
    private final Clock clock;
    private final String organisation;
    private final String takenFrom;
    private final String takenPassword;

    AuthorityFounding(
            AuthorityStore store,
            ObjectProvider<AuthorityKeys> keys,
            PublicAddresses addresses,
            Directory directory,
            Journal journal,
            Clock clock,
            @Value("${jinye.certificates.organisation:}") String organisation,
            @Value("${jinye.certificates.take-over:}") String takenFrom,
            @Value("${jinye.certificates.take-over-password:}") String takenPassword) {
        this.store = store;
        this.keys = keys;
        this.addresses = addresses;
        this.directory = directory;
        this.journal = journal;
        this.clock = clock;
        this.organisation = organisation;
        this.takenFrom = takenFrom;
        this.takenPassword = takenPassword;
    }

    /** Who is to issue certificates of a family that has nobody yet. */
    Authority found(Family family) {
        return takenOver(family).orElseGet(() -> makeBelow(makeRoot(family)));
    }

    String organisation() {
        if (!organisation.isBlank()) {
            return organisation.strip();
        }
        var units = directory.allUnits();
        return units.isEmpty() ? "烟草专卖局" : units.getFirst().name();
    }

    private Authority makeRoot(Family family) {
        var name = organisation() + " " + family + " " + Rank.ROOT.term();
        var slug = freeSlug("root", family);
        var key = keys.getObject().make(slug, family);
        var certificate = new NewCertificate(
                        subject(name), key, Profile.ROOT, from(), until(Profile.ROOT.validity()), List.of(), null)
                .signedBy(null, keys.getObject().signer(slug, family));
        return insert(slug, family, Rank.ROOT, null, name, slug, certificate);
    }

    private Authority makeBelow(Authority root) {
        var family = root.family();
        var name = organisation() + " " + family + " " + Rank.ISSUING.term();
        var slug = freeSlug("issuing", family);
        var key = keys.getObject().make(slug, family);
        var certificate = new NewCertificate(
                        subject(name),
                        key,
                        Profile.ISSUING,
                        from(),
                        until(Profile.ISSUING.validity()),
                        List.of(),
                        addresses.of(root))
                .signedBy(root.certificate(), keys.getObject().signer(root.slug(), family));
        return insert(slug, family, Rank.ISSUING, root.id(), name, slug, certificate);
    }

    /** An issuing authority that exists already: its key and the chain up to its root, out of one PKCS#12 file. */
    private Optional<Authority> takenOver(Family family) {
        if (takenFrom.isBlank()) {
            return Optional.empty();
        }
        try (InputStream file = Files.newInputStream(Path.of(takenFrom))) {
            var store = KeyStore.getInstance("PKCS12", Providers.BC);
            store.load(file, takenPassword.toCharArray());
            for (var alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    var chain = Arrays.stream(store.getCertificateChain(alias))
                            .map(X509Certificate.class::cast)
                            .toList();
                    if (chain.size() == 2 && Family.of(chain.getFirst().getPublicKey()) == family) {
                        var key = (PrivateKey) store.getKey(alias, takenPassword.toCharArray());
                        return Optional.of(takeOver(family, key, chain));
                    }
                }
            }
            return Optional.empty();
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalStateException(
                    "the authority in %s cannot be taken over: wrong password, or no PKCS#12".formatted(takenFrom),
                    unreadable);
        }
    }

    private Authority takeOver(Family family, PrivateKey key, List<X509Certificate> chain) {
        var certificate = chain.getFirst();
        if (certificate.getBasicConstraints() < 0) {
            throw new IllegalStateException("the certificate in %s is no authority's".formatted(takenFrom));
        }
        var root = insert(
                freeSlug("root", family),
                family,
                Rank.ROOT,
                null,
                CertificateFiles.name(chain.get(1)),
                null,
                chain.get(1));
        var slug = freeSlug("issuing", family);
        keys.getObject().put(slug, new KeyPair(certificate.getPublicKey(), key), chain);
        return insert(slug, family, Rank.ISSUING, root.id(), CertificateFiles.name(certificate), slug, certificate);
    }

    private Authority insert(
            String slug,
            Family family,
            Rank rank,
            @Nullable Long parent,
            String name,
            @Nullable String keyName,
            X509Certificate certificate) {
        var made = store.insert(slug, family, rank, parent, name, keyName, certificate);
        journal.recordBySystem(
                "certificates.make-authority",
                new RecordId("certificates", made.id()),
                Map.of(
                        "authority",
                        name,
                        "family",
                        family.name(),
                        "fingerprint",
                        CertificateFiles.fingerprint(certificate)));
        return made;
    }

    private String freeSlug(String rank, Family family) {
        var wish = rank + "-" + family.name().toLowerCase(Locale.ROOT);
        var slug = wish;
        for (int n = 2; store.named(slug).isPresent() || keys.getObject().has(slug); n++) {
            slug = wish + "-" + n;
        }
        return slug;
    }

    private X500Name subject(String name) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "CN")
                .addRDN(BCStyle.O, organisation())
                .addRDN(BCStyle.CN, name)
                .build();
    }

    private Instant from() {
        return clock.instant().minus(Authorities.SKEW).truncatedTo(ChronoUnit.SECONDS);
    }

    private Instant until(Period validity) {
        return from().atZone(Moments.ZONE).plus(validity).toInstant();
    }
}
