package jinye.office.documents.seals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import jinye.kernel.Actor;
import jinye.platform.files.Files;
import jinye.platform.papers.SealPicture;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** 印模: drawn from the organ's name, or given as a scanned picture. */
@Component
class SealPictures {

    private static final long BYTES_MAX = 1 << 20;
    private static final int PIXELS_MIN = 200;
    private static final int PIXELS_MAX = 2000;
    private static final double LOPSIDED_MAX = 0.03;

    private final SealPicture drawing;
    private final Files files;
    private final boolean demonstration;

    SealPictures(SealPicture drawing, Files files, @Value("${jinye.demo:false}") boolean demonstration) {
        this.drawing = drawing;
        this.files = files;
        this.demonstration = demonstration;
    }

    /** A demo bureau's seal says so; another says below the star what it is for, and an organ's main seal nothing. */
    byte[] drawn(String name, String kind, String unitName, double diameter) {
        boolean main = kind.equals(Seals.UNIT_SEAL) || kind.equals(Seals.OFFICE_SEAL);
        var around = main || !name.endsWith(kind) ? name : name.substring(0, name.length() - kind.length());
        var below = demonstration ? SealPicture.DEMONSTRATION : main ? "" : kind;
        return drawing.draw(around.isBlank() ? unitName : around, diameter, below);
    }

    /** Of a seal that the demo bureau had from the beginning. */
    byte[] demonstration(String name, double diameter) {
        int personal = name.indexOf(Seals.SIGNATURE_SEAL);
        return personal > 0
                ? drawing.drawSignature(name.substring(0, personal), diameter)
                : drawing.draw(name.replace(Seals.DEMONSTRATION, ""), diameter, SealPicture.DEMONSTRATION);
    }

    /** @throws SealRefused unless it is a square PNG of a sensible size */
    byte[] given(Actor actor, long file) {
        var stored = files.uploadedBy(actor, file);
        if (!stored.type().equals("image/png") || stored.size() > BYTES_MAX) {
            throw bad();
        }
        try (var content = files.open(file)) {
            var bytes = content.readAllBytes();
            var image = Optional.ofNullable(read(bytes)).orElseThrow(SealPictures::bad);
            int side = Math.min(image.getWidth(), image.getHeight());
            boolean square = Math.abs(image.getWidth() - image.getHeight()) <= side * LOPSIDED_MAX;
            if (!square || side < PIXELS_MIN || Math.max(image.getWidth(), image.getHeight()) > PIXELS_MAX) {
                throw bad();
            }
            return bytes;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The size is looked at before the picture is unpacked: a small file can be a very large picture. */
    private static @Nullable BufferedImage read(byte[] bytes) {
        try (var in = ImageIO.createImageInputStream(new java.io.ByteArrayInputStream(bytes))) {
            var readers = ImageIO.getImageReadersByFormatName("png");
            if (!readers.hasNext()) {
                return null;
            }
            var reader = readers.next();
            try {
                reader.setInput(in);
                return reader.getWidth(0) > PIXELS_MAX || reader.getHeight(0) > PIXELS_MAX ? null : reader.read(0);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException damaged) {
            return null;
        }
    }

    private static SealRefused bad() {
        return SealRefused.invalid("documents.seal-picture", PIXELS_MIN, PIXELS_MAX, BYTES_MAX >> 10);
    }
}
