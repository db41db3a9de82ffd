package jinye.safeguard.certificates;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import jinye.kernel.Refusal;
import jinye.safeguard.cryptography.CertificateFiles.Pem;
import jinye.safeguard.cryptography.Providers;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.jspecify.annotations.Nullable;

/** A revocation list of an outside authority, checked to be its own. @param next null when it promises no next one */
record OutsideList(
        byte[] der,
        Instant made,
        @Nullable Instant next,
        @Nullable BigInteger number,
        Map<BigInteger, Revoked> entries) {

    /** Large authorities have lists of some megabytes. */
    static final int SIZE_MAX = 10 * 1024 * 1024;

    record Revoked(Instant since, boolean onHold) {}

    /** @throws BadList when it cannot be read, is not signed by the authority, is from the future, or is only a part of one */
    static OutsideList read(byte[] file, X509Certificate authority, Instant now) {
        if (file.length == 0 || file.length > SIZE_MAX) {
            throw new BadList("certificates.list-file-size", SIZE_MAX / 1024 / 1024);
        }
        try {
            var der = Pem.isPem(file) ? Pem.blocks(file).getFirst().der() : file;
            var list = (X509CRL)
                    CertificateFactory.getInstance("X.509", Providers.BC).generateCRL(new ByteArrayInputStream(der));
            if (!list.getIssuerX500Principal().equals(authority.getSubjectX500Principal())) {
                throw new BadList("certificates.list-of-another");
            }
            list.verify(authority.getPublicKey(), Providers.BC);
            // partial and indirect lists say nothing about what is missing from them
            if (list.hasUnsupportedCriticalExtension()
                    || list.getExtensionValue(Extension.deltaCRLIndicator.getId()) != null
                    || list.getExtensionValue(Extension.issuingDistributionPoint.getId()) != null) {
                throw new BadList("certificates.list-partial");
            }
            var made = list.getThisUpdate().toInstant();
            if (made.isAfter(now.plus(Authorities.SKEW))) {
                throw new BadList("certificates.list-from-the-future");
            }
            return new OutsideList(
                    der,
                    made,
                    list.getNextUpdate() == null ? null : list.getNextUpdate().toInstant(),
                    number(list),
                    entries(list));
        } catch (GeneralSecurityException | RuntimeException broken) {
            throw broken instanceof Refusal refusal ? refusal : new BadList("certificates.not-a-list");
        }
    }

    boolean goodAt(Instant now) {
        return next == null || now.isBefore(next.plus(Authorities.SKEW));
    }

    Optional<Revoked> revoked(BigInteger serial) {
        return Optional.ofNullable(entries.get(serial));
    }

    private static Map<BigInteger, Revoked> entries(X509CRL list) {
        var entries = new HashMap<BigInteger, Revoked>();
        var revoked = list.getRevokedCertificates();
        if (revoked != null) {
            for (var entry : revoked) {
                entries.put(
                        entry.getSerialNumber(),
                        new Revoked(
                                entry.getRevocationDate().toInstant(),
                                entry.getRevocationReason() == java.security.cert.CRLReason.CERTIFICATE_HOLD));
            }
        }
        return Map.copyOf(entries);
    }

    private static @Nullable BigInteger number(X509CRL list) {
        var value = list.getExtensionValue(Extension.cRLNumber.getId());
        return value == null
                ? null
                : ASN1Integer.getInstance(ASN1OctetString.getInstance(value).getOctets())
                        .getValue();
    }

    static final class BadList extends Refusal {
        BadList(String code, Object... facts) {
            super(Kind.INVALID, code, facts);
        }
    }
}
