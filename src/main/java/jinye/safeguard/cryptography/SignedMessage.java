package jinye.safeguard.cryptography;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import jinye.kernel.Refusal;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;

/**
 * 签名消息 (CMS, RFC 5652): content with signatures over it, or signatures that lie beside it. Made with the signer's certificate
 * bound in (signing-certificate-v2), so that no other certificate of the same key can be put in its place.
 *
 * @param content null when the signatures lie beside it and it was not given
 * @param certificates all that came along, the signers' and those above them
 */
public record SignedMessage(byte @Nullable [] content, List<Signer> signers, List<X509Certificate> certificates) {

    /**
     * @param certificate null when it did not come along; then the signature was not checked
     * @param intact      the signature value fits the content, the attributes and the certificate's key; says nothing about trust
     * @param signedAt    what the signer says; only a timestamp proves it
     * @param timestamp   RFC 3161 token over the signature value, unchecked
     */
    public record Signer(
            @Nullable X509Certificate certificate,
            boolean intact,
            @Nullable Instant signedAt,
            byte[] value,
            byte @Nullable [] timestamp) {}

    /** Signs. @param chain the signer's certificate first. @param signedAt null leaves the time out, as PAdES wants it */
    public static byte[] sign(
            byte[] content,
            boolean contentInside,
            PrivateKey key,
            List<X509Certificate> chain,
            @Nullable Instant signedAt) {
        var certificate = chain.getFirst();
        var family = Family.of(certificate.getPublicKey());
        try {
            var attributes = new ASN1EncodableVector();
            attributes.add(boundTo(certificate, family));
            if (signedAt != null) {
                attributes.add(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(signedAt)))));
            }
            var table = new DefaultSignedAttributeTableGenerator(new AttributeTable(attributes)) {
                @Override
                public AttributeTable getAttributes(@SuppressWarnings("rawtypes") java.util.Map parameters) {
                    var all = super.getAttributes(parameters);
                    return signedAt == null ? all.remove(CMSAttributes.signingTime) : all;
                }
            };
            var generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder()
                            .setProvider(Providers.BC)
                            .build())
                    .setSignedAttributeGenerator(table)
                    .build(
                            new JcaContentSignerBuilder(family.signature())
                                    .setProvider(Providers.BC)
                                    .build(key),
                            certificate));
            generator.addCertificates(new JcaCertStore(chain));
            return generator
                    .generate(new CMSProcessableByteArray(content), contentInside)
                    .getEncoded("DER");
        } catch (OperatorCreationException | CMSException | CertificateEncodingException | IOException broken) {
            throw new IllegalStateException("cannot sign a message", broken);
        }
    }

    /** Adds a timestamp (RFC 3161) over the value of each signature: CAdES level T. @param stamping a token for a value */
    public static byte[] stamped(byte[] message, UnaryOperator<byte[]> stamping) {
        try {
            var data = new CMSSignedData(message);
            var signers = new ArrayList<SignerInformation>();
            for (var signer : data.getSignerInfos().getSigners()) {
                var token = ASN1Primitive.fromByteArray(stamping.apply(signer.getSignature()));
                var stamp = new Attribute(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken, new DERSet(token));
                signers.add(SignerInformation.replaceUnsignedAttributes(signer, new AttributeTable(new DERSet(stamp))));
            }
            return CMSSignedData.replaceSigners(data, new SignerInformationStore(signers))
                    .getEncoded("DER");
        } catch (CMSException | IOException broken) {
            throw new IllegalStateException("cannot stamp a message", broken);
        }
    }

    /** Reads a message and checks its signature values. @param beside the content, when it does not lie inside */
    public static SignedMessage read(byte[] message, byte @Nullable [] beside) {
        try {
            var data = beside == null
                    ? new CMSSignedData(message)
                    : new CMSSignedData(new CMSProcessableByteArray(beside), message);
            var certificates = new ArrayList<X509Certificate>();
            for (var holder : data.getCertificates().getMatches(null)) {
                certificates.add(CertificateFiles.certificate(holder));
            }
            var signers = new ArrayList<Signer>();
            for (var signer : data.getSignerInfos().getSigners()) {
                signers.add(read(data, signer));
            }
            var content = data.getSignedContent();
            return new SignedMessage(
                    content == null ? null : (byte[]) content.getContent(),
                    List.copyOf(signers),
                    List.copyOf(certificates));
        } catch (CMSException | RuntimeException broken) {
            throw broken instanceof Refusal refusal ? refusal : new NoMessage();
        }
    }

    private static Signer read(CMSSignedData data, SignerInformation signer) {
        var certificate =
                CertificateFiles.named(data.getCertificates(), signer.getSID()).orElse(null);
        return new Signer(
                certificate,
                certificate != null && intact(signer, certificate),
                signedAt(signer.getSignedAttributes()),
                signer.getSignature(),
                timestamp(signer.getUnsignedAttributes()));
    }

    private static boolean intact(SignerInformation signer, X509Certificate certificate) {
        try {
            return signer.verify(new JcaSimpleSignerInfoVerifierBuilder()
                            .setProvider(Providers.BC)
                            .build(certificate))
                    && boundToThis(signer, certificate);
        } catch (CMSException | OperatorCreationException | RuntimeException bad) {
            return false;
        }
    }

    /** A message that names its certificate must name this one; one that names none is taken as it is. */
    private static boolean boundToThis(SignerInformation signer, X509Certificate certificate) {
        var attributes = signer.getSignedAttributes();
        var bound = attributes == null ? null : attributes.get(PKCSObjectIdentifiers.id_aa_signingCertificateV2);
        if (bound == null) {
            return true;
        }
        var named = SigningCertificateV2.getInstance(bound.getAttrValues().getObjectAt(0))
                .getCerts()[0];
        try {
            var digest = java.security.MessageDigest.getInstance(
                    named.getHashAlgorithm().getAlgorithm().getId(), Providers.BC);
            return java.security.MessageDigest.isEqual(
                    digest.digest(CertificateFiles.encoded(certificate)), named.getCertHash());
        } catch (java.security.NoSuchAlgorithmException unknown) {
            return false;
        }
    }

    private static Attribute boundTo(X509Certificate certificate, Family family) {
        var encoded = CertificateFiles.encoded(certificate);
        var named = family == Family.SM2
                ? new ESSCertIDv2(new AlgorithmIdentifier(GMObjectIdentifiers.sm3), Digests.sm3(encoded))
                : new ESSCertIDv2(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256), Digests.sha256(encoded));
        return new Attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new DERSet(new SigningCertificateV2(new ESSCertIDv2[] {named})));
    }

    private static @Nullable Instant signedAt(@Nullable AttributeTable attributes) {
        var attribute = attributes == null ? null : attributes.get(CMSAttributes.signingTime);
        return attribute == null
                ? null
                : Time.getInstance(attribute.getAttrValues().getObjectAt(0))
                        .getDate()
                        .toInstant();
    }

    private static byte @Nullable [] timestamp(@Nullable AttributeTable attributes) {
        var attribute = attributes == null ? null : attributes.get(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken);
        try {
            return attribute == null
                    ? null
                    : attribute.getAttrValues().getObjectAt(0).toASN1Primitive().getEncoded("DER");
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static final class NoMessage extends Refusal {
        NoMessage() {
            super(Kind.INVALID, "cryptography.not-a-message");
        }
    }
}
