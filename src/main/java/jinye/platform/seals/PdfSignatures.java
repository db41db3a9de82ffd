package jinye.platform.seals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.regex.Pattern;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.platform.web.Sentences;
import jinye.safeguard.certificates.Purpose;
import jinye.safeguard.certificates.Signer;
import jinye.safeguard.certificates.Timestamps;
import jinye.safeguard.certificates.Validation;
import jinye.safeguard.cryptography.CertificateFiles;
import jinye.safeguard.cryptography.Family;
import jinye.safeguard.cryptography.SignedMessage;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The front door for signatures in PDF files: PAdES baseline (ETSI EN 319 142-1) with RSA or ECDSA, which programs everywhere
 * can check, and the same shape with SM2, which only programs that know SM2 can. Each carries a timestamp (baseline T): without one
 * a signature falls with its certificate.
 */
@Service
public class PdfSignatures {

    private static final int RESERVED = 24 * 1024;
    private static final Pattern HEXADECIMAL = Pattern.compile("<[0-9A-Fa-f]*>");

    private final Validation validation;
    private final Timestamps timestamps;
    private final StampCheck stamps;
    private final Sentences sentences;
    private final Clock clock;

    PdfSignatures(Validation validation, Timestamps timestamps, StampCheck stamps, Sentences sentences, Clock clock) {
        this.validation = validation;
        this.timestamps = timestamps;
        this.stamps = stamps;
        this.sentences = sentences;
        this.clock = clock;
    }

    /** @param name who signs, for people. @param reason why */
    public byte[] sign(byte[] pdf, String name, String reason, Signer signer) {
        try (var document = Loader.loadPDF(pdf);
                var options = new SignatureOptions()) {
            var signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(
                    signer.family() == Family.SM2
                            ? PDSignature.SUBFILTER_ADBE_PKCS7_DETACHED
                            : PDSignature.SUBFILTER_ETSI_CADES_DETACHED);
            signature.setName(name);
            signature.setReason(reason);
            signature.setSignDate(GregorianCalendar.from(clock.instant().atZone(Moments.ZONE)));
            options.setPreferredSignatureSize(RESERVED);
            document.addSignature(signature, options);
            var out = new ByteArrayOutputStream();
            var waiting = document.saveIncrementalForExternalSigning(out);
            byte[] content;
            try (var in = waiting.getContent()) {
                content = in.readAllBytes();
            }
            // the time stands in the PDF itself (EN 319 142-1, 5.3)
            var message = signer.message(content, false, null);
            waiting.setSignature(SignedMessage.stamped(message, value -> timestamps.stamp(value, signer.family())));
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Every signature of a file; empty when it has none. */
    public List<CheckedSeal> check(byte[] pdf) {
        try (var document = Loader.loadPDF(pdf)) {
            return protectedByLater(signatures(document).stream()
                    .map(signature -> new One(pdf, signature).check())
                    .toList());
        } catch (IOException | RuntimeException damaged) {
            throw new DamagedPdf();
        }
    }

    /**
     * What was added after a signature is no harm when the next one protects it: several organs sign one file in turn (ISO 32000-1,
     * 12.8.1). The last must cover everything.
     */
    private List<CheckedSeal> protectedByLater(List<CheckedSeal> checked) {
        boolean whole = checked.stream().anyMatch(CheckedSeal::valid);
        return checked.stream()
                .map(one -> whole && one.failsOnlyAt(SealStep.COVERAGE)
                        ? one.withLast(new CheckedSeal.Check(
                                SealStep.COVERAGE, true, sentences.of("seals.pdf-later-signed", List.of())))
                        : one)
                .toList();
    }

    private static List<PDSignature> signatures(PDDocument document) {
        return document.getSignatureDictionaries();
    }

    private final class One {

        private final byte[] pdf;
        private final PDSignature signature;
        private final List<CheckedSeal.Check> steps = new ArrayList<>();
        private boolean stamped;

        One(byte[] pdf, PDSignature signature) {
            this.pdf = pdf;
            this.signature = signature;
        }

        CheckedSeal check() {
            X509Certificate certificate = null;
            var content = covered();
            if (content == null) {
                step(SealStep.PARSE, false, "seals.pdf-range");
            } else {
                var message = message(content);
                certificate =
                        message == null ? null : message.signers().getFirst().certificate();
                if (message != null && certificate != null) {
                    judge(message, certificate);
                }
            }
            return new CheckedSeal(
                    String.valueOf(signature.getName()),
                    List.copyOf(steps),
                    null,
                    null,
                    certificate == null ? signature.getName() : CertificateFiles.name(certificate),
                    signedAt(),
                    stamped);
        }

        private boolean step(SealStep step, boolean passed, String code, Object... facts) {
            steps.add(new CheckedSeal.Check(step, passed, sentences.of(code, List.of(facts))));
            return passed;
        }

        /** All but the signature itself; null when something else is left out too. */
        private byte @Nullable [] covered() {
            var range = signature.getByteRange();
            boolean fits = range.length == 4
                    && range[0] == 0
                    && range[1] > 0
                    && range[2] > range[1]
                    && range[3] >= 0
                    && (long) range[2] + range[3] <= pdf.length;
            if (!fits) {
                return null;
            }
            var gap = new String(pdf, range[1], range[2] - range[1], StandardCharsets.ISO_8859_1);
            if (!HEXADECIMAL.matcher(gap).matches()) {
                return null;
            }
            var content = new byte[range[1] + range[3]];
            System.arraycopy(pdf, 0, content, 0, range[1]);
            System.arraycopy(pdf, range[2], content, range[1], range[3]);
            return content;
        }

        private @Nullable SignedMessage message(byte[] content) {
            try {
                var message = SignedMessage.read(trimmed(signature.getContents()), content);
                if (message.signers().isEmpty() || message.signers().getFirst().certificate() == null) {
                    step(SealStep.PARSE, false, "seals.pdf-no-certificate");
                } else {
                    step(SealStep.PARSE, true, "seals.pdf-parsed");
                }
                return message.signers().isEmpty() ? null : message;
            } catch (Refusal | IOException unreadable) {
                step(SealStep.PARSE, false, "seals.pdf-unreadable");
                return null;
            }
        }

        /** The place kept for the signature is filled up with zeros. */
        private static byte[] trimmed(byte[] contents) throws IOException {
            try (var in = new org.bouncycastle.asn1.ASN1InputStream(contents)) {
                var value = in.readObject();
                if (value == null) {
                    throw new IOException("empty");
                }
                return value.getEncoded();
            }
        }

        private void judge(SignedMessage message, X509Certificate certificate) {
            var at = signedAt();
            var failure = validation
                    .judge(certificate, message.certificates(), Purpose.SIGNATURE, at == null ? clock.instant() : at)
                    .failure();
            if (failure.isPresent()) {
                steps.add(new CheckedSeal.Check(
                        SealStep.SIGNER, false, failure.get().sentence()));
                return;
            }
            var name = CertificateFiles.name(certificate);
            step(SealStep.SIGNER, true, "seals.trusted", name);
            var signed = message.signers().getFirst();
            if (step(
                            SealStep.PROTECTED_PARTS,
                            signed.intact(),
                            signed.intact() ? "seals.pdf-right" : "seals.pdf-changed",
                            name)
                    && isTimed(signed, at)) {
                var range = signature.getByteRange();
                boolean whole = range[2] + range[3] == pdf.length;
                step(SealStep.COVERAGE, whole, whole ? "seals.pdf-whole" : "seals.pdf-later");
            }
        }

        private boolean isTimed(SignedMessage.Signer signed, @Nullable Instant at) {
            var check = stamps.of(signed.timestamp(), signed.value(), at);
            check.ifPresent(steps::add);
            stamped = check.filter(CheckedSeal.Check::passed).isPresent();
            return check.isEmpty() || stamped;
        }

        private @Nullable Instant signedAt() {
            var date = signature.getSignDate();
            return date == null ? null : date.toInstant();
        }
    }

    static final class DamagedPdf extends Refusal {
        DamagedPdf() {
            super(Kind.INVALID, "seals.pdf-damaged");
        }
    }
}
