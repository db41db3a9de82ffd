package jinye.safeguard.certificates;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import jinye.safeguard.cryptography.CertificateFiles;
import jinye.safeguard.cryptography.Providers;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 在线状态应答 (OCSP, RFC 6960): says of certificates of our issuing authorities whether they are good now. */
@Component
class StatusAnswers {

    static final Holder RESPONDER = new Holder(Holder.Kind.SERVICE, "status");

    static final int REQUEST_MAX = 8 * 1024;
    private static final int QUESTIONS_MAX = 20;

    /** RFC 9654: longer ones are an attack or a mistake. */
    private static final int NONCE_MAX = 128;

    private static final Duration GOOD_FOR = Duration.ofHours(1);

    private final Authorities authorities;
    private final Signers signers;
    private final Lives lives;
    private final Clock clock;
    private final DigestCalculatorProvider digests;

    StatusAnswers(Authorities authorities, Signers signers, Lives lives, Clock clock) throws OperatorCreationException {
        this.authorities = authorities;
        this.signers = signers;
        this.lives = lives;
        this.clock = clock;
        this.digests = new JcaDigestCalculatorProviderBuilder()
                .setProvider(Providers.BC)
                .build();
    }

    byte[] answer(byte[] request) {
        try {
            return of(request).getEncoded();
        } catch (OCSPException | OperatorCreationException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private OCSPResp of(byte[] bytes) throws OCSPException, OperatorCreationException {
        var builder = new OCSPRespBuilder();
        CertificateID[] questions;
        Extension nonce;
        try {
            var request = new OCSPReq(bytes);
            questions = java.util.Arrays.stream(request.getRequestList())
                    .map(one -> one.getCertID())
                    .toArray(CertificateID[]::new);
            nonce = request.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        } catch (IOException | RuntimeException malformed) {
            return builder.build(OCSPRespBuilder.MALFORMED_REQUEST, null);
        }
        if (questions.length == 0 || questions.length > QUESTIONS_MAX || !acceptable(nonce)) {
            return builder.build(OCSPRespBuilder.MALFORMED_REQUEST, null);
        }
        var authority = issuerOf(questions[0]);
        if (authority.isEmpty()) {
            return builder.build(OCSPRespBuilder.UNAUTHORIZED, null);
        }
        var signer = signers.of(RESPONDER, CertificateUse.OCSP, authority.get().family());
        var now = Date.from(clock.instant());
        var next = Date.from(clock.instant().plus(GOOD_FOR));
        var answer = new BasicOCSPRespBuilder(
                new RespID(CertificateFiles.holder(signer.certificate()).getSubject()));
        for (var question : questions) {
            answer.addResponse(question, status(question, authority.get()), now, next, null);
        }
        if (nonce != null) {
            answer.setResponseExtensions(new Extensions(nonce));
        }
        return builder.build(
                OCSPRespBuilder.SUCCESSFUL,
                answer.build(
                        signer.contentSigner(),
                        new X509CertificateHolder[] {CertificateFiles.holder(signer.certificate())},
                        now));
    }

    /** The same nonce asked twice gets two answers, each with its own time: a replay learns nothing and proves nothing. */
    private static boolean acceptable(@Nullable Extension nonce) {
        if (nonce == null) {
            return true;
        }
        try {
            int length = ASN1OctetString.getInstance(nonce.getParsedValue()).getOctetsLength();
            return length >= 1 && length <= NONCE_MAX;
        } catch (RuntimeException notOctets) {
            return false;
        }
    }

    /** Null means good, as the library has it. */
    private @Nullable CertificateStatus status(CertificateID question, Authority authority) throws OCSPException {
        if (!matches(question, authority)) {
            return new UnknownStatus();
        }
        var life = lives.of(authority.id(), question.getSerialNumber().toString(16));
        if (life.isEmpty()) {
            return new UnknownStatus();
        }
        var now = clock.instant();
        var last = life.get().turns().isEmpty() ? null : life.get().turns().getLast();
        return last == null || life.get().at(now) == CertificateState.VALID
                ? CertificateStatus.GOOD
                : new RevokedStatus(
                        Date.from(last.at()),
                        last.reason() == null
                                ? CRLReason.unspecified
                                : last.reason().code());
    }

    private Optional<Authority> issuerOf(CertificateID question) throws OCSPException {
        for (var authority : issuing()) {
            if (matches(question, authority)) {
                return Optional.of(authority);
            }
        }
        return Optional.empty();
    }

    private List<Authority> issuing() {
        return authorities.all().stream()
                .filter(authority -> authority.rank() == Authority.Rank.ISSUING)
                .toList();
    }

    private boolean matches(CertificateID question, Authority authority) throws OCSPException {
        try {
            return question.matchesIssuer(CertificateFiles.holder(authority.certificate()), digests);
        } catch (OCSPException unknownDigest) {
            return false;
        }
    }
}
