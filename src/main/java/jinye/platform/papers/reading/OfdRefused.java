package jinye.platform.papers.reading;

import java.util.Locale;
import jinye.kernel.Refusal;

/** Why an OFD file of somebody else was not accepted. */
public final class OfdRefused extends Refusal {

    /** Each has its sentence under {@code papers.ofd-…}. */
    public enum Reason {
        NOT_ZIP,
        AMBIGUOUS_ZIP,
        ENCRYPTED,
        TOO_MANY_PARTS,
        PART_TOO_LARGE,
        PACKAGE_TOO_LARGE,
        COMPRESSION_RATIO,
        BAD_NAME,
        DUPLICATE_NAME,
        DAMAGED,
        MISSING_PART,
        DOCTYPE,
        BAD_XML,
        BAD_REFERENCE,
        BAD_NUMBER,
        PAGE_SIZE,
        TOO_MANY_PAGES,
        TOO_MUCH_TEXT
    }

    private static final int DETAIL_MAX = 200;

    private final transient Reason reason;

    /** @param detail which part or value, as found; shown in brackets behind the sentence */
    public OfdRefused(Reason reason, String detail) {
        super(
                Kind.INVALID,
                "papers.ofd-" + reason.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                clipped(detail));
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    static String clipped(String text) {
        var plain = text.strip().replaceAll("\\p{Cntrl}", " ");
        return plain.length() > DETAIL_MAX ? plain.substring(0, DETAIL_MAX) + "…" : plain;
    }
}
