package jinye.safeguard.cryptography;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import jinye.kernel.Refusal;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.util.Selector;
import org.bouncycastle.util.Store;

/** Certificates between bytes, files and objects: DER, PEM (RFC 7468) and chains in PKCS#7. */
public final class CertificateFiles {

    /** A certificate has about 1 kB; a chain of twenty with pictures inside would still fit. */
    public static final int SIZE_MAX = 256 * 1024;

    private static final int CERTIFICATES_MAX = 100;

    private CertificateFiles() {}

    /** One certificate and nothing after it. */
    public static X509Certificate certificate(byte[] file) {
        var found = certificates(file);
        if (found.size() != 1) {
            throw new NoCertificate("cryptography.not-one-certificate", found.size());
        }
        return found.getFirst();
    }

    /** All certificates of a file, in its order. @throws NoCertificate when there is none, or something that is none */
    public static List<X509Certificate> certificates(byte[] file) {
        if (file.length == 0 || file.length > SIZE_MAX) {
            throw new NoCertificate("cryptography.certificate-file-size", SIZE_MAX / 1024);
        }
        try {
            var found = new ArrayList<X509Certificate>();
            if (Pem.isPem(file)) {
                for (var block : Pem.blocks(file)) {
                    switch (block.label()) {
                        case "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE" -> found.add(parse(block.der()));
                        case "PKCS7", "CMS" -> found.addAll(chain(block.der()));
                        default -> throw new NoCertificate("cryptography.not-a-certificate");
                    }
                }
            } else {
                found.addAll(der(file));
            }
            if (found.isEmpty() || found.size() > CERTIFICATES_MAX) {
                throw new NoCertificate("cryptography.not-a-certificate");
            }
            return found;
        } catch (IOException | CertificateException | CMSException | RuntimeException broken) {
            throw broken instanceof Refusal refusal ? refusal : new NoCertificate("cryptography.not-a-certificate");
        }
    }

    public static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static String pem(Collection<X509Certificate> certificates) {
        var text = new StringBuilder();
        certificates.forEach(certificate -> text.append(Pem.text("CERTIFICATE", encoded(certificate))));
        return text.toString();
    }

    /** As people compare it: SM3 over the whole certificate. */
    public static String fingerprint(X509Certificate certificate) {
        return Digests.sm3Hex(encoded(certificate));
    }

    /** The common name of whose certificate it is, or all of the name when there is none. */
    public static String name(X509Certificate certificate) {
        return name(X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()));
    }

    public static String name(X500Name name) {
        var common = name.getRDNs(BCStyle.CN);
        return common.length == 0
                ? name.toString()
                : IETFUtils.valueToString(common[0].getFirst().getValue());
    }

    /** Made by the library, so certainly readable. */
    public static X509Certificate certificate(X509CertificateHolder holder) {
        try {
            return parse(holder.getEncoded());
        } catch (IOException | CertificateException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static X509CertificateHolder holder(X509Certificate certificate) {
        try {
            return new X509CertificateHolder(encoded(certificate));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The certificate that a signature's own words point to, among those that came along. */
    @SuppressWarnings("unchecked")
    public static Optional<X509Certificate> named(
            Store<X509CertificateHolder> sent, @SuppressWarnings("rawtypes") Selector signer) {
        return sent.getMatches((Selector<X509CertificateHolder>) signer).stream()
                .findFirst()
                .map(CertificateFiles::certificate);
    }

    private static List<X509Certificate> der(byte[] file) throws IOException, CertificateException, CMSException {
        try (var input = new ASN1InputStream(file)) {
            var first = input.readObject();
            if (first == null || input.read() != -1) {
                throw new NoCertificate("cryptography.not-a-certificate");
            }
            var sequence = org.bouncycastle.asn1.ASN1Sequence.getInstance(first);
            return sequence.size() > 0 && sequence.getObjectAt(0) instanceof org.bouncycastle.asn1.ASN1ObjectIdentifier
                    ? chain(file)
                    : List.of(parse(file));
        }
    }

    private static List<X509Certificate> chain(byte[] message) throws CMSException, IOException, CertificateException {
        var found = new ArrayList<X509Certificate>();
        for (var holder : new CMSSignedData(message).getCertificates().getMatches(null)) {
            found.add(parse(holder.getEncoded()));
        }
        return found;
    }

    private static X509Certificate parse(byte[] der) throws CertificateException, IOException {
        // the factory would pass over what follows
        if (new X509CertificateHolder(der).getEncoded().length != der.length) {
            throw new CertificateException("something follows the certificate");
        }
        var factory = CertificateFactory.getInstance("X.509", Providers.BC);
        var certificate = (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
        if (certificate == null) {
            throw new CertificateException("no certificate");
        }
        Family.of(certificate.getPublicKey());
        return certificate;
    }

    /** Text around bytes, as RFC 7468 has it. */
    public static final class Pem {

        /** @param label such as CERTIFICATE */
        public record Block(String label, byte[] der) {}

        private static final java.util.regex.Pattern BLOCK = java.util.regex.Pattern.compile(
                "-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\\s]*?)-----END ([A-Z0-9 ]{1,40})-----");

        private Pem() {}

        public static boolean isPem(byte[] file) {
            return new String(file, 0, Math.min(file.length, 8192), StandardCharsets.ISO_8859_1)
                    .contains("-----BEGIN ");
        }

        /** @throws IllegalArgumentException when a block is damaged */
        public static List<Block> blocks(byte[] file) {
            var found = new ArrayList<Block>();
            var matcher = BLOCK.matcher(new String(file, StandardCharsets.ISO_8859_1));
            while (matcher.find()) {
                if (!matcher.group(1).equals(matcher.group(3))) {
                    throw new IllegalArgumentException("ends otherwise than it begins");
                }
                found.add(new Block(
                        matcher.group(1),
                        Base64.getDecoder().decode(matcher.group(2).replaceAll("\\s", ""))));
            }
            return found;
        }

        public static String text(String label, byte[] der) {
            var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
            return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
        }
    }

    static final class NoCertificate extends Refusal {
        NoCertificate(String code, Object... facts) {
            super(Kind.INVALID, code, facts);
        }
    }
}
