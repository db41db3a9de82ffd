package jinye.platform.seals;

import java.util.List;
import jinye.kernel.Refusal;
import jinye.platform.papers.OfdPictures;
import jinye.platform.papers.OfdText;
import jinye.platform.papers.reading.OfdFile;
import org.springframework.stereotype.Service;

/** Shows the pages of an OFD file, whoever made it: as pictures, with the text that can be selected over them. */
@Service
public class PaperViews {

    /** Enough to learn what cannot be drawn. */
    private static final int TRIAL = 100;

    /** @param width in millimetres. @param notShown sentences about what could not be drawn as it is */
    public record PaperPage(double width, double height, List<OfdText.Piece> text, List<String> notShown) {}

    private final PaperChecks checks;
    private final OfdPictures pictures;

    PaperViews(PaperChecks checks, OfdPictures pictures) {
        this.checks = checks;
        this.pictures = pictures;
    }

    /** @param file a stored file. @param number counted from 1 */
    public PaperPage page(long file, int number) {
        var ofd = OfdFile.read(checks.bytes(file));
        int index = index(ofd, number);
        var page = ofd.pages().get(index);
        var trial = pictures.draw(ofd, index, OfdStamps.of(ofd), TRIAL);
        return new PaperPage(page.width(), page.height(), OfdText.of(page), trial.notShown());
    }

    /** PNG. @param width in pixels */
    public byte[] picture(long file, int number, int width) {
        var ofd = OfdFile.read(checks.bytes(file));
        return pictures.draw(ofd, index(ofd, number), OfdStamps.of(ofd), width).png();
    }

    /** An attachment inside the file. @param number counted from 1 */
    public byte[] attachment(long file, int number) {
        var ofd = OfdFile.read(checks.bytes(file));
        if (number < 1 || number > ofd.attachments().size()) {
            throw new NotInThePaper();
        }
        var bytes = ofd.parts().get(ofd.attachments().get(number - 1).part());
        if (bytes == null) {
            throw new NotInThePaper();
        }
        return bytes;
    }

    private static int index(OfdFile ofd, int number) {
        if (number < 1 || number > ofd.pages().size()) {
            throw new NotInThePaper();
        }
        return number - 1;
    }

    static final class NotInThePaper extends Refusal {
        NotInThePaper() {
            super(Kind.NOT_FOUND, "seals.not-in-the-paper");
        }
    }
}
