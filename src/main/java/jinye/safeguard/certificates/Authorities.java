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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
import org.bouncycastle.operator.ContentSigner;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Our authorities: for each family of keys a root that signs one issuing authority, so that the root's key rests. Made when the
 * family is first needed, in a transaction of its own: whoever asked may still be refused, the authority stays.
 */
@Component
class Authorities {

    /** Two computers differ a little; a certificate must not be from the future where it is first shown. */
    static final Duration SKEW = Duration.ofMinutes(5);

    /** There is a root more to believe. */
    record Made(Family family) {}

    private final Logger log = LoggerFactory.getLogger(getClass());
    private final JdbcClient jdbc;
    private final ObjectProvider<AuthorityKeys> keys;
    private final PublicAddresses addresses;
    private final Directory directory;
    private final Journal journal;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate own;
    private final Family preferred;
    private final String organisation;
    private final String takenFrom;
    private final String takenPassword;
    private final Map<Long, Authority> byId = new ConcurrentHashMap<>();
    private final Map<Family, Authority> issuing = new ConcurrentHashMap<>();

    Authorities(
            JdbcClient jdbc,
            ObjectProvider<AuthorityKeys> keys,
            PublicAddresses addresses,
            Directory directory,
            Journal journal,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions,
            @Value("${jinye.certificates.family:SM2}") Family preferred,
            @Value("${jinye.certificates.organisation:}") String organisation,
            @Value("${jinye.certificates.take-over:}") String takenFrom,
            @Value("${jinye.certificates.take-over-password:}") String takenPassword) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.addresses = addresses;
        this.directory = directory;
        this.journal = journal;
        this.events = events;
        this.clock = clock;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.preferred = preferred;
        this.organisation = organisation;
        this.takenFrom = takenFrom;
        this.takenPassword = takenPassword;
    }

    /** With which one signs when nothing else is asked for. */
    Family preferred() {
        return preferred;
    }

    /** Who issues certificates of this family. */
    Authority issuing(Family family) {
        var known = issuing.get(family);
        if (known == null) {
            known = inForce(family, Rank.ISSUING).orElseGet(() -> make(family));
            issuing.put(family, known);
        }
        return known;
    }

    List<Authority> all() {
        return jdbc.sql("select * from certificates.authority order by id")
                .query(Authorities::row)
                .list();
    }

    Authority authority(long id) {
        return byId.computeIfAbsent(
                id,
                wanted -> jdbc.sql("select * from certificates.authority where id = ?")
                        .param(wanted)
                        .query(Authorities::row)
                        .single());
    }

    Optional<Authority> named(String slug) {
        return jdbc.sql("select * from certificates.authority where slug = ?")
                .param(slug)
                .query(Authorities::row)
                .optional();
    }

    /** The authority and those above it. */
    List<X509Certificate> chain(Authority authority) {
        return authority.parent() == null
                ? List.of(authority.certificate())
                : List.of(authority.certificate(), authority(authority.parent()).certificate());
    }

    ContentSigner signer(Authority authority) {
        if (authority.keyName() == null) {
            throw new IllegalStateException("the key of %s is not here".formatted(authority.name()));
        }
        return keys.getObject().signer(authority.keyName(), authority.family());
    }

    String keyPlace() {
        return keys.getObject().place();
    }

    String organisation() {
        if (!organisation.isBlank()) {
            return organisation.strip();
        }
        var units = directory.allUnits();
        return units.isEmpty() ? "烟草专卖局" : units.getFirst().name();
    }

    /** Two nodes that need it at once take turns; the second finds it made. */
    private Authority make(Family family) {
        var made = own.execute(status -> {
            jdbc.sql("select pg_advisory_xact_lock(hashtext(?))")
                    .param("certificates.authority " + family)
                    .query(rows -> {});
            return inForce(family, Rank.ISSUING)
                    .orElseGet(() -> takenOver(family).orElseGet(() -> makeBelow(makeRoot(family))));
        });
        events.publishEvent(new Made(family));
        log.info("The {} authorities of {} are ready.", family, organisation());
        return made;
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
                .signedBy(root.certificate(), signer(root));
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
        var made = jdbc.sql("""
                insert into certificates.authority (slug, family, rank, parent, name, key_name, serial, der, fingerprint,
                    not_before, not_after, made_at)
                values (:slug, :family, :rank, cast(:parent as bigint), :name, :keyName, :serial, :der, :fingerprint,
                    :from, :until, :at)
                returning *""")
                .param("slug", slug)
                .param("family", family.name())
                .param("rank", rank.name())
                .param("parent", parent)
                .param("name", name)
                .param("keyName", keyName)
                .param("serial", certificate.getSerialNumber().toString(16))
                .param("der", CertificateFiles.encoded(certificate))
                .param("fingerprint", CertificateFiles.fingerprint(certificate))
                .param("from", Moments.to(certificate.getNotBefore().toInstant()))
                .param("until", Moments.to(certificate.getNotAfter().toInstant()))
                .param("at", Moments.to(clock.instant()))
                .query(Authorities::row)
                .single();
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

    private Optional<Authority> inForce(Family family, Rank rank) {
        return jdbc.sql("select * from certificates.authority where family = ? and rank = ? and revoked_at is null")
                .params(family.name(), rank.name())
                .query(Authorities::row)
                .optional();
    }

    private String freeSlug(String rank, Family family) {
        var wish = rank + "-" + family.name().toLowerCase(java.util.Locale.ROOT);
        var slug = wish;
        for (int n = 2; named(slug).isPresent() || keys.getObject().has(slug); n++) {
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
        return clock.instant().minus(SKEW).truncatedTo(ChronoUnit.SECONDS);
    }

    private Instant until(Period validity) {
        return from().atZone(Moments.ZONE).plus(validity).toInstant();
    }

    private static Authority row(ResultSet row, int number) throws SQLException {
        long parent = row.getLong("parent");
        return new Authority(
                row.getLong("id"),
                row.getString("slug"),
                Family.valueOf(row.getString("family")),
                Rank.valueOf(row.getString("rank")),
                parent == 0 ? null : parent,
                row.getString("name"),
                row.getString("key_name"),
                CertificateFiles.certificate(row.getBytes("der")),
                Moments.from(row, "made_at"),
                Moments.fromNullable(row, "revoked_at"));
    }
}
