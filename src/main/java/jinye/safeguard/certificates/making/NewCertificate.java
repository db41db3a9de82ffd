package jinye.safeguard.certificates.making;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import jinye.safeguard.cryptography.CertificateFiles;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.jspecify.annotations.Nullable;

/**
 * A certificate to be made.
 *
 * @param hosts   names or addresses of a server, none otherwise
 * @param sources where its state can be asked, null for a root
 */
public record NewCertificate(
        X500Name subject,
        PublicKey key,
        Profile profile,
        Instant from,
        Instant until,
        List<String> hosts,
        @Nullable Sources sources) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Addresses that stand in the certificate. @param status null where only the list tells */
    public record Sources(
            String issuer, String list, @Nullable String status) {}

    /** @param issuer null for a root, which signs itself */
    public X509Certificate signedBy(@Nullable X509Certificate issuer, ContentSigner signer) {
        var issuerName = issuer == null
                ? subject
                : X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded());
        var builder = new JcaX509v3CertificateBuilder(
                issuerName, newSerial(), Date.from(from), Date.from(until), subject, key);
        try {
            var extensions = new JcaX509ExtensionUtils();
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    issuer == null
                            ? extensions.createAuthorityKeyIdentifier(key)
                            : extensions.createAuthorityKeyIdentifier(issuer.getPublicKey()));
            builder.addExtension(Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(key));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(profile.usage()));
            var length = profile.pathLength();
            builder.addExtension(
                    Extension.basicConstraints,
                    true,
                    length == null ? new BasicConstraints(profile.authority()) : new BasicConstraints(length));
            if (!profile.purposes().isEmpty()) {
                // RFC 3161, 2.3: a timestamper's purpose is critical and the only one
                builder.addExtension(
                        Extension.extendedKeyUsage,
                        profile == Profile.TIMESTAMP,
                        new ExtendedKeyUsage(profile.purposes().toArray(KeyPurposeId[]::new)));
            }
            if (profile == Profile.OCSP) {
                builder.addExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
            }
            if (!hosts.isEmpty()) {
                builder.addExtension(Extension.subjectAlternativeName, false, names());
            }
            addSources(builder);
        } catch (CertIOException | java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
        return CertificateFiles.certificate(builder.build(signer));
    }

    /** 127 random bits: nobody can tell the next one, and no counter can go back with a backup. */
    static BigInteger newSerial() {
        return new BigInteger(126, RANDOM).setBit(126);
    }

    private void addSources(JcaX509v3CertificateBuilder builder) throws CertIOException {
        if (sources == null) {
            return;
        }
        var list = new DistributionPointName(new GeneralNames(address(sources.list())));
        builder.addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
            new DistributionPoint(list, null, null)
        }));
        var access = new ArrayList<AccessDescription>();
        if (sources.status() != null) {
            access.add(new AccessDescription(AccessDescription.id_ad_ocsp, address(sources.status())));
        }
        access.add(new AccessDescription(AccessDescription.id_ad_caIssuers, address(sources.issuer())));
        builder.addExtension(
                Extension.authorityInfoAccess,
                false,
                new AuthorityInformationAccess(access.toArray(AccessDescription[]::new)));
    }

    private GeneralNames names() {
        return new GeneralNames(hosts.stream()
                .map(host -> new GeneralName(
                        host.matches("[0-9.]+|[0-9a-fA-F:]+:[0-9a-fA-F:]*")
                                ? GeneralName.iPAddress
                                : GeneralName.dNSName,
                        host))
                .toArray(GeneralName[]::new));
    }

    private static GeneralName address(String url) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, url);
    }
}
