package jinye.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.imageio.ImageIO;
import jinye.kernel.Actor;
import jinye.platform.papers.OfdPaper;
import jinye.platform.papers.OfficialPage;
import jinye.platform.papers.Papers;
import jinye.platform.papers.reading.OfdFile;
import jinye.platform.seals.CheckedSeal;
import jinye.platform.seals.ElectronicSeal;
import jinye.platform.seals.OfdSeals;
import jinye.safeguard.certificates.Holder;
import jinye.safeguard.certificates.Signing;
import jinye.safeguard.cryptography.Family;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A ten-page document set, sealed and checked inside the application, in turns with the bare operations of BouncyCastle. */
@RestController("benchPapers")
@Profile("bench")
@RequestMapping("/api/bench/papers")
class PaperController {

    private static final int PAGES = 10;
    /** Of the seal and of the timestamp. */
    private static final int SIGNINGS = 2;
    /** Seal, signature, timestamp, the three certificates they were made with, and the authority that issued those. */
    private static final int VERIFICATIONS = 7;

    /** Milliseconds. */
    record Round(double ofd, double pdf, double sealed, double rawSealed, double checked, double rawChecked) {}

    private interface Work {
        void run() throws GeneralSecurityException;
    }

    private final Papers papers;
    private final Signing signing;
    private final OfdSeals seals;
    private final Clock clock;

    PaperController(Papers papers, Signing signing, OfdSeals seals, Clock clock) {
        this.papers = papers;
        this.signing = signing;
        this.seals = seals;
        this.clock = clock;
    }

    @GetMapping
    List<Round> measurePapers(Actor actor, @RequestParam int rounds) throws GeneralSecurityException {
        var page = tenPages(actor.unitName());
        var user = signing.signer(Holder.unit(actor.unit()), Family.SM2);
        var maker = signing.signer(Holder.server("seal-maker"), Family.SM2);
        var now = clock.instant();
        var picture = page.seal();
        var seal = ElectronicSeal.make(
                new ElectronicSeal.Order(
                        "43000000000099",
                        actor.unitName(),
                        List.of(user.certificate()),
                        now,
                        now.minus(Duration.ofDays(1)),
                        now.plus(Duration.ofDays(30)),
                        picture == null ? new byte[0] : picture.png(),
                        42),
                maker);
        OfdPaper paper = papers.printOfd(page);
        byte[] sealed = seals.seal(paper.ofd(), seal, paper.seals(), true, user);
        if (!seals.check(OfdFile.read(sealed)).stream().allMatch(CheckedSeal::valid)) {
            throw new IllegalStateException("the sealed file is not believed");
        }
        var before = OfdFile.read(paper.ofd()).parts().values();
        var after = OfdFile.read(sealed).parts().values();
        var raw = new Raw();
        List<Round> measured = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            measured.add(new Round(
                    milliseconds(() -> papers.printOfd(page)),
                    milliseconds(() -> papers.print(page)),
                    milliseconds(() -> seals.seal(paper.ofd(), seal, paper.seals(), true, user)),
                    milliseconds(() -> raw.sign(before)),
                    milliseconds(() -> seals.check(OfdFile.read(sealed))),
                    milliseconds(() -> raw.verify(after))));
        }
        return measured;
    }

    private static double milliseconds(Work work) throws GeneralSecurityException {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e6;
    }

    private OfficialPage tenPages(String bureau) {
        var texts = Texts.of(7);
        List<OfficialPage.Block> body = new ArrayList<>();
        OfficialPage page = page(bureau, body);
        while (papers.printOfd(page).pages() < PAGES) {
            for (int i = 0; i < 4; i++) {
                body.add(new OfficialPage.Block.Paragraph(texts.body(250)));
            }
            page = page(bureau, body);
        }
        return page;
    }

    private static OfficialPage page(String bureau, List<OfficialPage.Block> body) {
        var day = LocalDate.of(2026, 3, 5);
        return new OfficialPage(
                OfficialPage.Format.DOCUMENT,
                null,
                bureau + "文件",
                "湘烟办〔2026〕99号",
                List.of(),
                bureau + "关于测量版式文件的通知",
                "各市州烟草专卖局",
                List.copyOf(body),
                List.of(),
                bureau,
                day,
                null,
                List.of(),
                bureau + "办公室",
                day,
                new OfficialPage.Seal(ring(), 42));
    }

    private static byte[] ring() {
        var image = new BufferedImage(496, 496, BufferedImage.TYPE_INT_ARGB);
        var graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.setStroke(new BasicStroke(14));
        graphics.drawOval(10, 10, 476, 476);
        graphics.dispose();
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** The reference: digests of all parts, and as many signature values as the standard asks for. */
    private static final class Raw {

        private final Provider provider = new BouncyCastleProvider();
        private final java.security.KeyPair keys;
        private final byte[] content = new byte[300];
        private final byte[] value;

        Raw() throws GeneralSecurityException {
            var generator = KeyPairGenerator.getInstance("EC", provider);
            generator.initialize(new ECGenParameterSpec("sm2p256v1"));
            keys = generator.generateKeyPair();
            value = one();
        }

        void sign(Collection<byte[]> parts) throws GeneralSecurityException {
            digest(parts);
            for (int i = 0; i < SIGNINGS; i++) {
                one();
            }
        }

        void verify(Collection<byte[]> parts) throws GeneralSecurityException {
            digest(parts);
            for (int i = 0; i < VERIFICATIONS; i++) {
                var signature = Signature.getInstance("SM3withSM2", provider);
                signature.initVerify(keys.getPublic());
                signature.update(content);
                if (!signature.verify(value)) {
                    throw new IllegalStateException("the reference does not believe itself");
                }
            }
        }

        private void digest(Collection<byte[]> parts) throws GeneralSecurityException {
            for (var part : parts) {
                MessageDigest.getInstance("SM3", provider).digest(part);
            }
        }

        private byte[] one() throws GeneralSecurityException {
            var signature = Signature.getInstance("SM3withSM2", provider);
            signature.initSign(keys.getPrivate());
            signature.update(content);
            return signature.sign();
        }
    }
}
