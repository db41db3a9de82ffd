package jinye.platform.seals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import javax.imageio.ImageIO;
import jinye.platform.papers.OfdPictures;
import jinye.platform.papers.OfdSample;
import jinye.platform.papers.OfdText;
import jinye.platform.papers.reading.OfdFile;
import jinye.platform.papers.reading.OfdParts;
import jinye.safeguard.certificates.Holder;
import jinye.safeguard.certificates.KeysForOthers;
import jinye.safeguard.certificates.Signer;
import jinye.safeguard.certificates.Signing;
import jinye.safeguard.cryptography.CertificateFiles;
import jinye.safeguard.cryptography.Family;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** OFD files go both ways between us and ofdrw, an independent producer and reader: opened, shown and verified. */
@JinyeTest
class OfdrwTests {

    private static final String WORDS = "关于开放格式互通的通知";
    private static final int WIDTH = 2_000;

    @TempDir
    Path folder;

    @Autowired
    SampleBureau bureau;

    @Autowired
    Signing signing;

    @Autowired
    OfdSeals seals;

    @Autowired
    PaperChecks checks;

    @Autowired
    OfdPictures pictures;

    @Autowired
    Clock clock;

    private final OfdrwLoader ofdrw = new OfdrwLoader();
    private Signer signer;
    private ElectronicSeal seal;

    @BeforeEach
    void makeSeal() {
        signer = signing.signer(Holder.unit(bureau.unit("43010000")), Family.SM2);
        var now = clock.instant();
        seal = ElectronicSeal.make(
                new ElectronicSeal.Order(
                        "00000000000099",
                        "长沙市烟草专卖局（样章）",
                        List.of(signer.certificate()),
                        now,
                        now.minus(Duration.ofDays(1)),
                        now.plus(Duration.ofDays(30)),
                        redSquare(),
                        42),
                signing.signer(Holder.server("seal-maker"), Family.SM2));
    }

    @Test
    void whatOfdrwMadeIsShownWithItsTextAndListedWithItsAttachment() throws Exception {
        var file = OfdFile.read(written());

        assertThat(file.pages().getFirst().text()).contains(WORDS);
        assertThat(OfdText.of(file.pages().getFirst())).anySatisfy(piece -> {
            assertThat(piece.text()).contains("关于");
            assertThat(piece.size()).isBetween(3.0, 12.0);
        });
        assertThat(count(draw(file, List.of()), OfdrwTests::dark)).isGreaterThan(300);
        assertThat(checks.check(written()).attachments())
                .extracting(PaperChecks.PaperAttachment::name)
                .containsExactly("清单");
    }

    @Test
    void whatOfdrwSealedIsVerifiedStepByStepAndItsSealStandsOnThePage() throws Exception {
        var file = sealedByOfdrw();

        var checked = checks.check(file);

        assertThat(checked.seals()).hasSize(1);
        assertThat(checked.seals().getFirst().steps()).allMatch(CheckedSeal.Check::passed);
        assertThat(checked.seals().getFirst().signer()).contains("长沙");
        var ofd = OfdFile.read(file);
        var stamps = OfdStamps.of(ofd);
        assertThat(stamps).hasSize(1);
        assertThat(count(draw(ofd, stamps), OfdrwTests::red)).isGreaterThan(10_000);
        assertThat(count(draw(ofd, List.of()), OfdrwTests::red)).isZero();
    }

    @Test
    void whatWasChangedAfterOfdrwSealedItIsNamed() throws Exception {
        var parts = new TreeMap<>(OfdFile.read(sealedByOfdrw()).parts());
        var page = parts.keySet().stream()
                .filter(part -> part.endsWith("Content.xml"))
                .findFirst()
                .orElseThrow();
        var text = new String(parts.get(page), java.nio.charset.StandardCharsets.UTF_8);
        parts.put(page, text.replace("开放", "封闭").replace("开", "闭").getBytes(java.nio.charset.StandardCharsets.UTF_8));

        var checked = checks.check(OfdParts.pack(parts));

        assertThat(checked.valid()).isFalse();
        assertThat(checked.seals().getFirst().steps().getLast().step()).isEqualTo(SealStep.PROTECTED_PARTS);
    }

    @Test
    void ofdrwOpensAndVerifiesWhatWeSealedAndRefusesWhatWasChanged() throws Exception {
        var sealed = seals.seal(OfdSample.paper().ofd(), seal, OfdSample.paper().seals(), true, signer);

        assertThatCode(() -> verifyByOfdrw(sealed)).doesNotThrowAnyException();

        var parts = new TreeMap<>(OfdFile.read(sealed).parts());
        var page = "Doc_0/Pages/Page_0/Content.xml";
        parts.put(
                page,
                (new String(parts.get(page), java.nio.charset.StandardCharsets.UTF_8) + " ")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThatThrownBy(() -> verifyByOfdrw(OfdParts.pack(parts))).isInstanceOf(Exception.class);
    }

    private void verifyByOfdrw(byte[] file) throws ReflectiveOperationException {
        assertThat(ofdrw.call("verify", file)).isEqualTo(1);
    }

    private byte[] written() throws IOException, ReflectiveOperationException {
        var list = Files.writeString(folder.resolve("list.txt"), "一、二、三");
        return (byte[]) ofdrw.call("write", WORDS, list);
    }

    private byte[] sealedByOfdrw() throws IOException, ReflectiveOperationException {
        return (byte[]) ofdrw.call(
                "seal",
                written(),
                seal.der(),
                KeysForOthers.key(signer).getEncoded(),
                CertificateFiles.encoded(signer.certificate()));
    }

    private BufferedImage draw(OfdFile file, List<OfdPictures.Stamp> stamps) throws IOException {
        return ImageIO.read(
                new ByteArrayInputStream(pictures.draw(file, 0, stamps, WIDTH).png()));
    }

    private static int count(BufferedImage image, IntPredicate wanted) {
        int found = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                found += wanted.test(image.getRGB(x, y)) ? 1 : 0;
            }
        }
        return found;
    }

    private static boolean dark(int colour) {
        return (colour >> 16 & 255) < 90 && (colour >> 8 & 255) < 90 && (colour & 255) < 90;
    }

    private static boolean red(int colour) {
        return (colour >> 16 & 255) > 180 && (colour >> 8 & 255) < 90 && (colour & 255) < 90;
    }

    private static byte[] redSquare() {
        var image = new BufferedImage(200, 200, BufferedImage.TYPE_INT_ARGB);
        var graphics = image.createGraphics();
        graphics.setColor(java.awt.Color.RED);
        graphics.fillRect(0, 0, 200, 200);
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
