package jinye.platform.papers;

/** A letter as OFD for tests of those who open, seal and send such files. */
public final class OfdSample {

    public static final String TITLE = "湖南省烟草专卖局关于印发《湖南省烟草专卖局机关公文处理实施细则》的通知";

    private OfdSample() {}

    public static byte[] letter() {
        return paper().ofd();
    }

    /** With a place for one seal. */
    public static OfdPaper paper() {
        return PaperSamples.PAPERS.printOfd(PaperSamples.notice(PaperSamples.text(6), PaperSamples.seal()));
    }

    /** The same letter, the picture of the seal drawn. */
    public static byte[] pdf() {
        return PaperSamples.PAPERS
                .print(PaperSamples.notice(PaperSamples.text(6), PaperSamples.seal()))
                .pdf();
    }

    public static byte[] sealPicture() {
        return PaperSamples.seal().png();
    }
}
