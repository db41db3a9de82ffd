package jinye.platform.seals;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jinye.kernel.Refusal;
import jinye.platform.papers.OfdSample;
import jinye.safeguard.certificates.Holder;
import jinye.safeguard.certificates.Signing;
import jinye.safeguard.certificates.Strangers;
import jinye.safeguard.cryptography.CertificateFiles;
import jinye.safeguard.cryptography.Family;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Signed PDF files: ours are believed by us and by others, changed ones by nobody. */
@JinyeTest
class PdfSignatureTests {

    private static final byte[] PDF = OfdSample.pdf();

    @Autowired
    SampleBureau bureau;

    @Autowired
    Signing signing;

    @Autowired
    PdfSignatures signatures;

    @Autowired
    PaperChecks checks;

    @ParameterizedTest
    @EnumSource(Family.class)
    void aSignedFileIsBelieved(Family family) {
        var signed = signed(family);

        var checked = checks.check(signed);

        assertThat(checked.kind()).isEqualTo("PDF");
        assertThat(checked.valid()).as(checked.seals().toString()).isTrue();
        assertThat(checked.about()).containsEntry("Title", OfdSample.TITLE);
        assertThat(checked.seals().getFirst().at()).isNotNull();
    }

    @Test
    void aChangedByteIsNoticed() {
        var signed = signed(Family.RSA);
        signed[200] ^= 1;

        assertThat(signatures.check(signed).getFirst().steps().getLast().step()).isEqualTo(SealStep.PROTECTED_PARTS);
    }

    @Test
    void whatWasAddedAfterwardsIsNamed() {
        var signed = signed(Family.RSA);
        var longer = Arrays.copyOf(signed, signed.length + 30);
        var tail = "\n% something more          \n\n\n".getBytes(ISO_8859_1);
        System.arraycopy(tail, 0, longer, signed.length, Math.min(30, tail.length));

        assertThat(signatures.check(longer).getFirst().steps().getLast().step()).isEqualTo(SealStep.COVERAGE);
    }

    @Test
    void anEarlierSignatureStaysGoodWhenALaterOneProtectsWhatCameAfterIt() {
        var other = signing.signer(Holder.unit(bureau.unit("43018200")), Family.RSA);
        var twice = signatures.sign(signed(Family.RSA), "另一单位", "联合用印", other);

        assertThat(signatures.check(twice)).hasSize(2).allMatch(CheckedSeal::valid);

        var longer = Arrays.copyOf(twice, twice.length + 1);
        longer[twice.length] = '\n';
        assertThat(signatures.check(longer)).hasSize(2).noneMatch(CheckedSeal::valid);
        twice[200] ^= 1;
        assertThat(signatures.check(twice)).noneMatch(CheckedSeal::valid);
    }

    @Test
    void aStrangersSignatureIsNotTrusted() {
        var signed = signatures.sign(PDF, "陌生人", "审批", Strangers.signer("陌生人"));

        assertThat(signatures.check(signed).getFirst().steps().getLast().step()).isEqualTo(SealStep.SIGNER);
    }

    @Test
    void openSslBelievesTheSignatureOverTheRange(@TempDir Path folder) throws Exception {
        var signer = signing.signer(Holder.unit(bureau.unit("43010000")), Family.RSA);
        var signed = signed(Family.RSA);
        try (var document = Loader.loadPDF(signed)) {
            var signature = document.getSignatureDictionaries().getFirst();
            Files.write(folder.resolve("content"), signature.getSignedContent(signed));
            Files.write(folder.resolve("signature.der"), signature.getContents(signed));
        }
        Files.writeString(
                folder.resolve("roots.pem"),
                CertificateFiles.pem(
                        List.copyOf(signer.chain().subList(1, signer.chain().size()))));
        var process = new ProcessBuilder(
                        "openssl",
                        "cms",
                        "-verify",
                        "-inform",
                        "DER",
                        "-in",
                        "signature.der",
                        "-content",
                        "content",
                        "-CAfile",
                        "roots.pem",
                        "-binary",
                        "-purpose",
                        "any",
                        "-out",
                        "out")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor(20, TimeUnit.SECONDS);

        assertThat(said).containsIgnoringCase("verification successful");
    }

    @Test
    void whatIsNoPaperIsRefused() {
        assertThatThrownBy(() -> checks.check("你好".getBytes(UTF_8))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> checks.check("%PDF-1.7 broken".getBytes(UTF_8)))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> checks.check(new byte[0])).isInstanceOf(Refusal.class);
    }

    private byte[] signed(Family family) {
        var signer = signing.signer(Holder.unit(bureau.unit("43010000")), family);
        return signatures.sign(PDF, "长沙市烟草专卖局", "用印", signer);
    }
}
