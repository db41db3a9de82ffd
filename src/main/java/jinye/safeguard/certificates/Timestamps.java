package jinye.safeguard.certificates;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jinye.kernel.Refusal;
import jinye.safeguard.cryptography.CertificateFiles;
import jinye.safeguard.cryptography.Family;
import jinye.safeguard.cryptography.Providers;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/**
 * The front door for timestamps (RFC 3161, GB/T 20520): that something was there at a moment, proved by a key that does nothing
 * else. A digest of SM3 is stamped with SM2, one of the SHA family with RSA, so that who asks can check the answer.
 */
@Service
public class Timestamps {

    static final Holder AUTHORITY = new Holder(Holder.Kind.SERVICE, "timestamp");

    static final int REQUEST_MAX = 8 * 1024;

    private static final Map<String, Family> ACCEPTED = Map.of(
            GMObjectIdentifiers.sm3.getId(), Family.SM2,
            NISTObjectIdentifiers.id_sha256.getId(), Family.RSA,
            NISTObjectIdentifiers.id_sha384.getId(), Family.RSA,
            NISTObjectIdentifiers.id_sha512.getId(), Family.RSA);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Signers signers;
    private final Authorities authorities;
    private final Validation validation;
    private final Clock clock;
    private final ASN1ObjectIdentifier policy;
    private final Map<Long, TimeStampTokenGenerator> generators = new ConcurrentHashMap<>();

    /** @param policy under which the tokens are issued; the default is an arc of our own (ITU-T X.667) */
    Timestamps(
            Signers signers,
            Authorities authorities,
            Validation validation,
            Clock clock,
            @Value("${jinye.certificates.timestamp-policy:2.25.206918465281735027916386452987310543827}")
                    String policy) {
        this.signers = signers;
        this.authorities = authorities;
        this.validation = validation;
        this.clock = clock;
        this.policy = new ASN1ObjectIdentifier(policy);
    }

    /**
     * What a token says.
     *
     * @param at      when it was stamped
     * @param matches it is over this very content
     * @param intact  its signature holds
     * @param verdict over the timestamper's certificate at that moment; null when the token does not carry it
     */
    public record Judged(
            Instant at,
            boolean matches,
            boolean intact,
            @Nullable Verdict verdict) {
        public boolean valid() {
            return matches && intact && verdict != null && verdict.valid();
        }
    }

    /** A token over content, with the digest of the family the installation prefers. */
    public byte[] stamp(byte[] content) {
        return stamp(content, authorities.preferred());
    }

    /** For a signature of this family, so that whoever can check that one can check the token too. */
    public byte[] stamp(byte[] content, Family family) {
        var algorithm = (family == Family.SM2 ? GMObjectIdentifiers.sm3 : NISTObjectIdentifiers.id_sha256).getId();
        return stampDigest(algorithm, digest(algorithm, content).orElseThrow());
    }

    /** @param algorithm OID of SM3, SHA-256, SHA-384 or SHA-512 */
    public byte[] stampDigest(String algorithm, byte[] digest) {
        try {
            var generator = new TimeStampRequestGenerator();
            generator.setCertReq(true);
            var request = generator.generate(new ASN1ObjectIdentifier(algorithm), digest);
            var response = respond(request);
            if (response == null) {
                throw new IllegalArgumentException("no timestamps over " + algorithm);
            }
            return response.getEncoded();
        } catch (IOException | TSPException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What the public address answers to a request of RFC 3161. */
    byte[] answer(byte[] bytes) {
        try {
            TimeStampRequest request;
            try {
                request = new TimeStampRequest(bytes);
            } catch (IOException | RuntimeException malformed) {
                return refused(org.bouncycastle.asn1.cmp.PKIFailureInfo.badDataFormat);
            }
            var family = ACCEPTED.get(request.getMessageImprintAlgOID().getId());
            if (family == null) {
                return refused(org.bouncycastle.asn1.cmp.PKIFailureInfo.badAlg);
            }
            return responses(family)
                    .generate(request, serial(), Date.from(clock.instant()))
                    .getEncoded();
        } catch (IOException | TSPException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws NoToken when it is no token at all */
    public Judged judge(byte[] token, byte[] content) {
        TimeStampToken stamped;
        try {
            stamped = new TimeStampToken(new CMSSignedData(token));
        } catch (CMSException | TSPException | IOException | RuntimeException broken) {
            throw new NoToken();
        }
        var info = stamped.getTimeStampInfo();
        var at = info.getGenTime().toInstant();
        boolean matches = digest(info.getMessageImprintAlgOID().getId(), content)
                .filter(digest -> MessageDigest.isEqual(digest, info.getMessageImprintDigest()))
                .isPresent();
        var sent = new ArrayList<X509Certificate>();
        stamped.getCertificates().getMatches(null).forEach(one -> sent.add(CertificateFiles.certificate(one)));
        return CertificateFiles.named(stamped.getCertificates(), stamped.getSID())
                .map(certificate -> new Judged(
                        at,
                        matches,
                        intact(stamped, certificate),
                        validation.judge(certificate, sent, Purpose.TIMESTAMP, at)))
                .orElseGet(() -> new Judged(at, matches, false, null));
    }

    private static boolean intact(TimeStampToken token, X509Certificate certificate) {
        try {
            token.validate(new JcaSimpleSignerInfoVerifierBuilder()
                    .setProvider(Providers.BC)
                    .build(certificate));
            return true;
        } catch (TSPException | OperatorCreationException | RuntimeException bad) {
            return false;
        }
    }

    private @Nullable TimeStampToken respond(TimeStampRequest request) throws TSPException {
        var family = ACCEPTED.get(request.getMessageImprintAlgOID().getId());
        return family == null
                ? null
                : responses(family)
                        .generate(request, serial(), Date.from(clock.instant()))
                        .getTimeStampToken();
    }

    private byte[] refused(int why) throws IOException, TSPException {
        return new TimeStampResponseGenerator(
                        tokens(authorities.preferred() == Family.SM2 ? Family.SM2 : Family.RSA), ACCEPTED.keySet())
                .generateFailResponse(org.bouncycastle.asn1.cmp.PKIStatus.REJECTION, why, null)
                .getEncoded();
    }

    private TimeStampResponseGenerator responses(Family family) {
        return new TimeStampResponseGenerator(tokens(family), ACCEPTED.keySet(), Set.of(policy.getId()));
    }

    private TimeStampTokenGenerator tokens(Family family) {
        var signer = signers.of(AUTHORITY, CertificateUse.TIMESTAMP, family);
        return generators.computeIfAbsent(signer.issued().id(), id -> {
            try {
                var digests = new JcaDigestCalculatorProviderBuilder()
                        .setProvider(Providers.BC)
                        .build();
                var bound = new AlgorithmIdentifier(
                        family == Family.SM2 ? GMObjectIdentifiers.sm3 : NISTObjectIdentifiers.id_sha256);
                var generator = new TimeStampTokenGenerator(
                        new JcaSignerInfoGeneratorBuilder(digests).build(signer.contentSigner(), signer.certificate()),
                        digests.get(bound),
                        policy);
                generator.setAccuracySeconds(1);
                generator.addCertificates(new JcaCertStore(List.copyOf(signer.chain())));
                return generator;
            } catch (OperatorCreationException | GeneralSecurityException | TSPException broken) {
                throw new IllegalStateException(broken);
            }
        });
    }

    private static BigInteger serial() {
        return new BigInteger(127, RANDOM);
    }

    private static Optional<byte[]> digest(String algorithm, byte[] content) {
        try {
            return ACCEPTED.containsKey(algorithm)
                    ? Optional.of(
                            MessageDigest.getInstance(algorithm, Providers.BC).digest(content))
                    : Optional.empty();
        } catch (java.security.NoSuchAlgorithmException unknown) {
            return Optional.empty();
        }
    }

    static final class NoToken extends Refusal {
        NoToken() {
            super(Kind.INVALID, "certificates.not-a-timestamp");
        }
    }
}
