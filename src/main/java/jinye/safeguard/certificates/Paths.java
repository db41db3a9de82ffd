package jinye.safeguard.certificates;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jinye.safeguard.cryptography.CertificateFiles;
import jinye.safeguard.cryptography.Providers;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the way from a certificate to an authority we know. */
@Component
class Paths {

    private static final int LENGTH_MAX = 6;

    /** Certificates that came along and may be tried; whoever sends a thousand wants us to be busy. */
    private static final int SENT_MAX = 30;

    private record Link(String certificate, String issuer) {}

    private final Cache<Link, Boolean> links =
            Caffeine.newBuilder().maximumSize(20_000).build();

    /** @param steps the certificate first @param anchor where the path ends */
    record Path(List<X509Certificate> steps, List<TrustList.@Nullable Trusted> known, TrustList.Trusted anchor) {}

    /** By names and key identifiers alone: whether the signatures hold is a step of its own. The shortest path wins. */
    Optional<Path> find(
            X509Certificate certificate, Collection<X509Certificate> sent, List<TrustList.Trusted> trusted) {
        var candidates = sent.stream().limit(SENT_MAX).toList();
        var paths = new ArrayList<List<X509Certificate>>();
        paths.add(List.of(certificate));
        var seen = new HashSet<String>();
        Path broken = null;
        for (int n = 0; n < paths.size() && n < 500; n++) {
            var path = paths.get(n);
            var last = path.getLast();
            for (var anchor : trusted) {
                if (anchor.anchor() && names(last, anchor.certificate())) {
                    var found = path(append(path, anchor.certificate()), anchor, trusted);
                    if (signed(found.steps())) {
                        return Optional.of(found);
                    }
                    broken = broken == null ? found : broken;
                }
            }
            if (path.size() < LENGTH_MAX) {
                for (var next : between(candidates, trusted)) {
                    if (names(last, next) && !path.contains(next) && seen.add(n + CertificateFiles.fingerprint(next))) {
                        paths.add(append(path, next));
                    }
                }
            }
        }
        return Optional.ofNullable(broken);
    }

    boolean signed(List<X509Certificate> steps) {
        for (int n = 0; n + 1 < steps.size(); n++) {
            if (!signed(steps.get(n), steps.get(n + 1))) {
                return false;
            }
        }
        return true;
    }

    /** Each pair is computed once. */
    boolean signed(X509Certificate certificate, X509Certificate issuer) {
        return links.get(
                new Link(CertificateFiles.fingerprint(certificate), CertificateFiles.fingerprint(issuer)), link -> {
                    try {
                        certificate.verify(issuer.getPublicKey(), Providers.BC);
                        return true;
                    } catch (java.security.GeneralSecurityException | RuntimeException bad) {
                        return false;
                    }
                });
    }

    private static Path path(List<X509Certificate> steps, TrustList.Trusted anchor, List<TrustList.Trusted> trusted) {
        var known = new ArrayList<TrustList.@Nullable Trusted>();
        for (var step : steps) {
            known.add(trusted.stream()
                    .filter(one -> one.certificate().equals(step))
                    .findFirst()
                    .orElse(null));
        }
        return new Path(steps, known, anchor);
    }

    private static Set<X509Certificate> between(List<X509Certificate> sent, List<TrustList.Trusted> trusted) {
        var all = new java.util.LinkedHashSet<X509Certificate>();
        trusted.stream()
                .filter(one -> !one.anchor())
                .map(TrustList.Trusted::certificate)
                .forEach(all::add);
        all.addAll(sent);
        return all;
    }

    /** Names fit, and where both say so, the key identifiers. */
    private static boolean names(X509Certificate certificate, X509Certificate issuer) {
        if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            return false;
        }
        var wanted = CertificateFiles.holder(certificate).getExtension(Extension.authorityKeyIdentifier);
        var offered = CertificateFiles.holder(issuer).getExtension(Extension.subjectKeyIdentifier);
        if (wanted == null || offered == null) {
            return true;
        }
        var identifier =
                AuthorityKeyIdentifier.getInstance(wanted.getParsedValue()).getKeyIdentifierOctets();
        return identifier == null
                || MessageDigest.isEqual(
                        identifier,
                        SubjectKeyIdentifier.getInstance(offered.getParsedValue())
                                .getKeyIdentifier());
    }

    private static List<X509Certificate> append(List<X509Certificate> path, X509Certificate next) {
        var longer = new ArrayList<>(path);
        longer.add(next);
        return List.copyOf(longer);
    }
}
