package jinye.platform.seals;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jinye.kernel.Refusal;
import jinye.platform.papers.reading.OfdFile;
import jinye.platform.papers.reading.OfdRefused;
import jinye.platform.papers.reading.OfdXml;
import jinye.safeguard.certificates.Purpose;
import jinye.safeguard.certificates.Signing;
import jinye.safeguard.certificates.Validation;
import jinye.safeguard.cryptography.CertificateFiles;
import jinye.safeguard.cryptography.Digests;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Checks the seals of one OFD file, each in the order of the standard, until the first step that fails. */
final class OfdSealCheck {

    /** Words for people. */
    interface Words {
        String of(String code, Object... facts);
    }

    private static final class Failed extends RuntimeException {
        private final transient SealStep step;

        Failed(SealStep step, String sentence) {
            super(sentence, null, false, false);
            this.step = step;
        }
    }

    private final OfdFile file;
    private final Validation validation;
    private final StampCheck stamps;
    private final Instant now;
    private final Words words;
    private final Set<String> covered = new HashSet<>();

    OfdSealCheck(OfdFile file, Validation validation, StampCheck stamps, Instant now, Words words) {
        this.file = file;
        this.validation = validation;
        this.stamps = stamps;
        this.now = now;
        this.words = words;
    }

    /** Empty when the file has no signatures. */
    List<CheckedSeal> check() {
        var list = file.signatures();
        if (list == null) {
            return List.of();
        }
        List<Element> entries;
        try {
            entries = OfdXml.children(OfdXml.read(file.parts(), list), "Signature");
        } catch (OfdRefused unreadable) {
            entries = List.of();
        }
        if (entries.isEmpty()) {
            var check = new CheckedSeal.Check(SealStep.PARSE, false, words.of("seals.no-list"));
            return List.of(new CheckedSeal("", List.of(check), null, null, null, null, false));
        }
        var checked = new ArrayList<CheckedSeal>();
        entries.forEach(entry -> checked.add(new One(list, entry).check()));
        if (checked.stream().allMatch(CheckedSeal::valid)) {
            checked.addLast(checked.removeLast().and(coverage(list)));
        }
        return checked;
    }

    /** What no seal protects could have been added later. */
    private CheckedSeal.Check coverage(String list) {
        covered.add(list);
        return file.parts().keySet().stream()
                .filter(part -> !covered.contains(part))
                .findFirst()
                .map(open -> new CheckedSeal.Check(SealStep.COVERAGE, false, words.of("seals.not-covered", open)))
                .orElseGet(() -> new CheckedSeal.Check(
                        SealStep.COVERAGE,
                        true,
                        words.of("seals.covered", file.parts().size())));
    }

    private final class One {

        private final String list;
        private final Element entry;
        private final List<CheckedSeal.Check> steps = new ArrayList<>();
        private String place = "";
        private String valuePlace = "";
        private @Nullable SealSignature signature;
        private @Nullable X509Certificate signer;
        private boolean stamped;

        One(String list, Element entry) {
            this.list = list;
            this.entry = entry;
        }

        CheckedSeal check() {
            try {
                var info = parse();
                var read = java.util.Objects.requireNonNull(signature);
                seal(read);
                signer(read);
                content(read, info);
                timestamp(read);
            } catch (Failed failed) {
                steps.add(new CheckedSeal.Check(failed.step, false, String.valueOf(failed.getMessage())));
            }
            var seal = signature == null ? null : signature.seal();
            return new CheckedSeal(
                    entry.getAttribute("ID"),
                    List.copyOf(steps),
                    seal == null ? null : seal.name(),
                    seal == null ? null : seal.number(),
                    signer == null ? null : CertificateFiles.name(signer),
                    signature == null ? null : signature.at(),
                    stamped);
        }

        private void pass(SealStep step, String code, Object... facts) {
            steps.add(new CheckedSeal.Check(step, true, words.of(code, facts)));
        }

        private Failed failed(SealStep step, String code, Object... facts) {
            return new Failed(step, words.of(code, facts));
        }

        private Element parse() {
            try {
                var type = entry.getAttribute("Type");
                if (!type.isEmpty() && !type.equals("Seal")) {
                    throw failed(SealStep.PARSE, "seals.other-type", type);
                }
                place = OfdXml.resolve(list, entry.getAttribute("BaseLoc"));
                var xml = OfdXml.read(file.parts(), place);
                var info = OfdXml.need(xml, "SignedInfo", place);
                valuePlace = OfdXml.resolve(
                        place, OfdXml.need(xml, "SignedValue", place).getTextContent());
                var value = file.parts().get(valuePlace);
                if (value == null) {
                    throw failed(SealStep.PARSE, "seals.no-value", valuePlace);
                }
                var read = SealSignature.read(value);
                var method = OfdXml.need(info, "References", place).getAttribute("CheckMethod");
                for (var algorithm : List.of(read.algorithm(), read.seal().algorithm())) {
                    if (!algorithm.equals(ElectronicSeal.SM2_WITH_SM3.getId())) {
                        throw failed(SealStep.PARSE, "seals.other-algorithm", algorithm);
                    }
                }
                // the standard asks for the identifier; ofdrw and others write the name
                if (!method.equals(OfdSealing.SM3) && !method.equalsIgnoreCase("SM3")) {
                    throw failed(SealStep.PARSE, "seals.other-algorithm", method);
                }
                signer = CertificateFiles.certificate(read.signerCertificate());
                signature = read;
                pass(SealStep.PARSE, "seals.parsed");
                return info;
            } catch (Der.Malformed | Refusal unreadable) {
                throw failed(SealStep.PARSE, "seals.unreadable", place);
            }
        }

        private void seal(SealSignature read) {
            var seal = read.seal();
            X509Certificate maker;
            try {
                maker = CertificateFiles.certificate(seal.makerCertificate());
            } catch (Refusal unreadable) {
                throw failed(SealStep.SEAL_SIGNATURE, "seals.maker-unreadable");
            }
            var name = CertificateFiles.name(maker);
            if (!Signing.verify(maker, seal.signed(), seal.value())) {
                throw failed(SealStep.SEAL_SIGNATURE, "seals.seal-changed", name);
            }
            pass(SealStep.SEAL_SIGNATURE, "seals.made-by", name);
            trusted(SealStep.SEAL_MAKER, maker, read.at());
            if (read.at().isBefore(seal.from()) || read.at().isAfter(seal.until())) {
                throw failed(
                        SealStep.SEAL_VALIDITY,
                        "seals.seal-expired",
                        OfdSeals.moment(read.at()),
                        OfdSeals.day(seal.from()),
                        OfdSeals.day(seal.until()));
            }
            if (read.at().isAfter(now.plus(StampCheck.AHEAD))) {
                throw failed(SealStep.SEAL_VALIDITY, "seals.in-the-future", OfdSeals.moment(read.at()));
            }
            pass(SealStep.SEAL_VALIDITY, "seals.seal-valid", OfdSeals.day(seal.from()), OfdSeals.day(seal.until()));
        }

        private void trusted(SealStep step, X509Certificate certificate, Instant at) {
            validation.judge(certificate, List.of(), Purpose.SEAL, at).failure().ifPresent(failure -> {
                throw new Failed(step, failure.sentence());
            });
            pass(step, "seals.trusted", CertificateFiles.name(certificate));
        }

        private void signer(SealSignature read) {
            var certificate = java.util.Objects.requireNonNull(signer);
            var name = CertificateFiles.name(certificate);
            if (!read.seal().mayBeUsedBy(read.signerCertificate())) {
                throw failed(SealStep.SIGNER_IN_SEAL, "seals.not-a-user", name);
            }
            pass(SealStep.SIGNER_IN_SEAL, "seals.a-user", name);
            trusted(SealStep.SIGNER, certificate, read.at());
            if (!Signing.verify(certificate, read.signed(), read.value())) {
                throw failed(SealStep.SIGNATURE, "seals.signature-wrong");
            }
            pass(SealStep.SIGNATURE, "seals.signature-right", name);
        }

        private void content(SealSignature read, Element info) {
            if (!read.property().equals("/" + place) && !read.property().equals(place)) {
                throw failed(SealStep.DATA_HASH, "seals.of-another-file", read.property());
            }
            if (!MessageDigest.isEqual(Digests.sm3(bytes(place)), read.dataHash())) {
                throw failed(SealStep.DATA_HASH, "seals.list-changed", place);
            }
            pass(SealStep.DATA_HASH, "seals.list-right");
            try {
                int parts = parts(info);
                pass(SealStep.PROTECTED_PARTS, "seals.parts-right", parts);
                sealFile(read, info);
            } catch (OfdRefused | IllegalArgumentException unreadable) {
                throw failed(SealStep.PROTECTED_PARTS, "seals.unreadable", place);
            }
        }

        private int parts(Element info) {
            var references = OfdXml.children(OfdXml.need(info, "References", place));
            for (var reference : references) {
                var part = OfdXml.resolve(place, reference.getAttribute("FileRef"));
                var bytes = file.parts().get(part);
                if (bytes == null) {
                    throw failed(SealStep.PROTECTED_PARTS, "seals.part-missing", part);
                }
                var told = OfdXml.need(reference, "CheckValue", place).getTextContent();
                if (!MessageDigest.isEqual(
                        Digests.sm3(bytes), Base64.getDecoder().decode(told.strip()))) {
                    throw failed(SealStep.PROTECTED_PARTS, "seals.part-changed", part);
                }
                covered.add(part);
            }
            covered.add(place);
            covered.add(valuePlace);
            return references.size();
        }

        private void sealFile(SealSignature read, Element info) {
            OfdXml.child(info, "Seal").ifPresent(reference -> {
                var part = OfdXml.resolve(
                        place, OfdXml.need(reference, "BaseLoc", place).getTextContent());
                if (!Arrays.equals(file.parts().get(part), read.seal().der())) {
                    throw failed(SealStep.SEAL_FILE, "seals.other-seal", part);
                }
                covered.add(part);
                pass(SealStep.SEAL_FILE, "seals.same-seal");
            });
        }

        private void timestamp(SealSignature read) {
            stamps.of(read.timestamp(), read.value(), read.at()).ifPresent(check -> {
                if (!check.passed()) {
                    throw new Failed(SealStep.TIMESTAMP, check.sentence());
                }
                stamped = true;
                steps.add(check);
            });
        }

        private byte[] bytes(String part) {
            return java.util.Objects.requireNonNull(file.parts().get(part), part);
        }
    }
}
