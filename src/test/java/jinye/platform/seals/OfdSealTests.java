package jinye.platform.seals;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import jinye.platform.papers.OfdPaper;
import jinye.platform.papers.OfdSample;
import jinye.platform.papers.SealPlace;
import jinye.platform.papers.reading.OfdFile;
import jinye.platform.papers.reading.OfdParts;
import jinye.safeguard.certificates.Holder;
import jinye.safeguard.certificates.Signer;
import jinye.safeguard.certificates.Signing;
import jinye.safeguard.certificates.Strangers;
import jinye.safeguard.cryptography.CertificateFiles;
import jinye.safeguard.cryptography.Digests;
import jinye.safeguard.cryptography.Family;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** A sealed file is believed; whatever was done to it, the first step that fails names it. */
@JinyeTest
class OfdSealTests {

    private static final String SIGN = "Doc_0/Signs/Sign_0/";
    private static final String PAGE = "Doc_0/Pages/Page_0/Content.xml";
    private static final OfdPaper PAPER = OfdSample.paper();

    @Autowired
    SampleBureau bureau;

    @Autowired
    Signing signing;

    @Autowired
    OfdSeals seals;

    @Autowired
    Clock clock;

    private Signer signer;
    private Signer maker;
    private ElectronicSeal seal;

    @BeforeEach
    void makeSeal() {
        signer = signing.signer(Holder.unit(bureau.unit("43010000")), Family.SM2);
        maker = signing.signer(Holder.server("seal-maker"), Family.SM2);
        seal = seal(signer, maker, Duration.ofDays(-1), Duration.ofDays(365));
    }

    @Test
    void aSealedFileIsBelievedWithItsTimestamp() {
        var file = OfdFile.read(seals.seal(PAPER.ofd(), seal, PAPER.seals(), false, signer));

        var checked = seals.check(file);

        assertThat(checked).hasSize(1);
        assertThat(checked.getFirst().steps()).allMatch(CheckedSeal.Check::passed);
        assertThat(checked.getFirst().steps())
                .extracting(CheckedSeal.Check::step)
                .containsExactly(SealStep.values());
        assertThat(checked.getFirst().stamped()).isTrue();
        assertThat(checked.getFirst().sealName()).isEqualTo("长沙市烟草专卖局（样章）");
        assertThat(new String(file.parts().get(SIGN + "Signature.xml"), UTF_8)).contains("StampAnnot");
    }

    @Test
    void anUnsealedFileHasNoSeals() {
        assertThat(seals.check(OfdFile.read(PAPER.ofd()))).isEmpty();
    }

    @Test
    void aSecondSealLeavesTheFirstValidAndALastOneClosesTheList() {
        var once = seals.seal(PAPER.ofd(), seal, PAPER.seals(), false, signer);
        var other = signing.signer(Holder.unit(bureau.unit("43018200")), Family.SM2);
        var second = seal(other, maker, Duration.ofDays(-1), Duration.ofDays(365));
        var place = new SealPlace(0, 60, 150, 42, 42);

        var twice = OfdFile.read(seals.seal(once, second, List.of(place), true, other));

        assertThat(seals.check(twice)).hasSize(2).allMatch(CheckedSeal::valid);
        var list = "Doc_0/Signs/Signatures.xml";
        refuses(
                changed(twice.parts(), list, xml -> xml.replace("MaxSignId>2", "MaxSignId>3")),
                1,
                SealStep.PROTECTED_PARTS);
    }

    @Test
    void eachFailureIsNamed() {
        var parts = sealed(seal, signer);
        refuses(with(parts, "Doc_0/Annots/extra.xml", "<x/>".getBytes(UTF_8)), SealStep.COVERAGE);
        refuses(changed(parts, PAGE, xml -> xml.replace("0 0 210 297", "0 0 211 297")), SealStep.PROTECTED_PARTS);
        var otherSeal = seal(signer, maker, Duration.ofDays(-2), Duration.ofDays(30));
        refuses(with(parts, SIGN + "Seal.esl", otherSeal.der()), SealStep.PROTECTED_PARTS);
        refuses(sealed(seal(signer, maker, Duration.ofDays(-9), Duration.ofDays(-1)), signer), SealStep.SEAL_VALIDITY);
        var other = signing.signer(Holder.unit(bureau.unit("43018200")), Family.SM2);
        refuses(sealed(seal, other), SealStep.SIGNER_IN_SEAL);
        refuses(sealed(seal(signer, other, Duration.ofDays(-1), Duration.ofDays(9)), other), SealStep.SIGNER_IN_SEAL);
        var late = OfdSealing.seal(
                OfdFile.read(PAPER.ofd()).parts(),
                seal,
                PAPER.seals(),
                false,
                clock.instant().plus(Duration.ofHours(3)),
                signer,
                null);
        refuses(late, SealStep.SEAL_VALIDITY);
    }

    @Test
    void aPageAndItsDigestChangedTogetherAreCaughtByTheSignature() {
        var parts = sealed(seal, signer);
        var changed = changed(parts, PAGE, xml -> xml.replace("0 0 210 297", "0 0 211 297"));
        var together = changed(
                changed,
                SIGN + "Signature.xml",
                xml -> xml.replace(digest(parts.get(PAGE)), digest(changed.get(PAGE))));

        refuses(together, SealStep.DATA_HASH);
    }

    @Test
    void aSealOfAStrangerIsNotTrusted() {
        var stranger = Strangers.signer("陌生的制章机构");
        var parts = sealed(seal(signer, stranger, Duration.ofDays(-1), Duration.ofDays(9)), signer);

        refuses(parts, SealStep.SEAL_MAKER);
    }

    @Test
    void everyFlippedBitIsCaught() {
        var parts = sealed(seal, signer);
        var names = parts.keySet().stream()
                // an open list of signatures is protected only by the last seal
                .filter(name -> !name.endsWith("Signatures.xml"))
                .toList();
        int stamp = Objects.requireNonNull(
                        SealSignature.read(parts.get(SIGN + "SignedValue.dat")).timestamp())
                .length;
        var random = new Random(7);
        for (int i = 0; i < 300; i++) {
            var name = names.get(i % names.size());
            var bytes = parts.get(name).clone();
            // other certificates that came along in the timestamp prove nothing: a changed one is not missed
            int length = name.endsWith("SignedValue.dat") ? bytes.length - stamp : bytes.length;
            bytes[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
            assertThat(believed(with(parts, name, bytes))).as(name).isFalse();
        }
    }

    @Test
    void openSslVerifiesSealSignatureAndDigest(@TempDir Path folder) throws Exception {
        var parts = sealed(seal, signer);
        var read = SealSignature.read(parts.get(SIGN + "SignedValue.dat"));

        assertThat(openSslBelieves(
                        folder,
                        read.seal().makerCertificate(),
                        read.seal().signed(),
                        read.seal().value()))
                .isTrue();
        assertThat(openSslBelieves(folder, read.signerCertificate(), read.signed(), read.value()))
                .isTrue();
        Files.write(folder.resolve("list"), parts.get(SIGN + "Signature.xml"));
        var digest = run(folder, "openssl", "dgst", "-sm3", "-r", "list");
        assertThat(digest).startsWith(HexFormat.of().formatHex(read.dataHash()));
    }

    private static boolean openSslBelieves(Path folder, byte[] certificate, byte[] content, byte[] value)
            throws Exception {
        Files.writeString(
                folder.resolve("one.pem"), CertificateFiles.pem(List.of(CertificateFiles.certificate(certificate))));
        Files.writeString(
                folder.resolve("key.pem"), run(folder, "openssl", "x509", "-in", "one.pem", "-pubkey", "-noout"));
        Files.write(folder.resolve("content"), content);
        Files.write(folder.resolve("value"), value);
        return run(
                        folder,
                        "openssl",
                        "pkeyutl",
                        "-verify",
                        "-pubin",
                        "-inkey",
                        "key.pem",
                        "-in",
                        "content",
                        "-rawin",
                        "-digest",
                        "sm3",
                        "-sigfile",
                        "value",
                        "-pkeyopt",
                        "distid:1234567812345678")
                .contains("Verified Successfully");
    }

    private static String run(Path folder, String... command) throws Exception {
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor(20, TimeUnit.SECONDS);
        return said;
    }

    private ElectronicSeal seal(Signer user, Signer by, Duration from, Duration until) {
        var now = clock.instant();
        return ElectronicSeal.make(
                new ElectronicSeal.Order(
                        "43010000000001",
                        "长沙市烟草专卖局（样章）",
                        List.of(user.certificate()),
                        now,
                        now.plus(from),
                        now.plus(until),
                        OfdSample.sealPicture(),
                        42),
                by);
    }

    private Map<String, byte[]> sealed(ElectronicSeal used, Signer by) {
        return OfdFile.read(seals.seal(PAPER.ofd(), used, PAPER.seals(), false, by))
                .parts();
    }

    private void refuses(Map<String, byte[]> parts, SealStep step) {
        refuses(parts, 0, step);
    }

    private void refuses(Map<String, byte[]> parts, int which, SealStep step) {
        var checked = seals.check(OfdFile.read(OfdParts.pack(parts))).get(which);
        assertThat(checked.steps().getLast().step())
                .as(checked.steps().toString())
                .isEqualTo(step);
        assertThat(checked.valid()).isFalse();
    }

    private boolean believed(Map<String, byte[]> parts) {
        try {
            var checked = seals.check(OfdFile.read(OfdParts.pack(parts)));
            return !checked.isEmpty() && checked.stream().allMatch(CheckedSeal::valid);
        } catch (jinye.kernel.Refusal refused) {
            return false;
        }
    }

    private static Map<String, byte[]> with(Map<String, byte[]> parts, String name, byte[] content) {
        var changed = new TreeMap<>(parts);
        changed.put(name, content);
        return changed;
    }

    private static Map<String, byte[]> changed(
            Map<String, byte[]> parts, String name, java.util.function.UnaryOperator<String> change) {
        var before = new String(parts.get(name), UTF_8);
        var after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        return with(parts, name, after.getBytes(UTF_8));
    }

    private static String digest(byte[] part) {
        return Base64.getEncoder().encodeToString(Digests.sm3(part));
    }
}
