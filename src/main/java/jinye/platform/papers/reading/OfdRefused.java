package jinye.platform.papers.reading;

import jinye.kernel.Refusal;

/** Why an OFD file of somebody else was not accepted. */
public final class OfdRefused extends Refusal {

    public enum Reason {
        NOT_ZIP("papers.ofd-not-zip"),
        AMBIGUOUS_ZIP("papers.ofd-ambiguous-zip"),
        ENCRYPTED("papers.ofd-encrypted"),
        TOO_MANY_PARTS("papers.ofd-too-many-parts"),
        PART_TOO_LARGE("papers.ofd-part-too-large"),
        PACKAGE_TOO_LARGE("papers.ofd-package-too-large"),
        COMPRESSION_RATIO("papers.ofd-compression-ratio"),
        BAD_NAME("papers.ofd-bad-name"),
        DUPLICATE_NAME("papers.ofd-duplicate-name"),
        DAMAGED("papers.ofd-damaged"),
        MISSING_PART("papers.ofd-missing-part"),
        DOCTYPE("papers.ofd-doctype"),
        BAD_XML("papers.ofd-bad-xml"),
        BAD_REFERENCE("papers.ofd-bad-reference"),
        BAD_NUMBER("papers.ofd-bad-number"),
        PAGE_SIZE("papers.ofd-page-size"),
        TOO_MANY_PAGES("papers.ofd-too-many-pages"),
        TOO_MUCH_TEXT("papers.ofd-too-much-text");

        private final String code;

        Reason(String code) {
            this.code = code;
        }
    }

    private static final int DETAIL_MAX = 200;

    private final transient Reason reason;

    /** @param detail which part or value, as found; shown in brackets behind the sentence */
    public OfdRefused(Reason reason, String detail) {
        super(Kind.INVALID, reason.code, clipped(detail));
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
