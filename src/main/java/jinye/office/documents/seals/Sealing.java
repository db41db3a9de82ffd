package jinye.office.documents.seals;

import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.platform.papers.OfdPaper;
import jinye.platform.seals.OfdSeals;
import jinye.platform.seals.PdfSignatures;
import jinye.safeguard.certificates.Holder;
import jinye.safeguard.certificates.Signing;
import jinye.safeguard.cryptography.Family;
import org.springframework.stereotype.Component;

/** 用印 on the finished files: the OFD with the electronic seal is the record, the PDF is signed for those who read it elsewhere. */
@Component
public class Sealing {

    private static final String NO_CERTIFICATE = "certificates.none";

    private final ElectronicSeals electronicSeals;
    private final OfdSeals ofdSeals;
    private final PdfSignatures pdfSignatures;
    private final Signing signing;

    Sealing(ElectronicSeals electronicSeals, OfdSeals ofdSeals, PdfSignatures pdfSignatures, Signing signing) {
        this.electronicSeals = electronicSeals;
        this.ofdSeals = ofdSeals;
        this.pdfSignatures = pdfSignatures;
        this.signing = signing;
    }

    public byte[] ofd(Actor actor, Seals.Seal seal, OfdPaper paper) {
        var usable = electronicSeals.of(actor, seal);
        return ofdSeals.seal(paper.ofd(), usable.seal(), paper.seals(), true, usable.signer());
    }

    /** A unit that has no RSA certificate leaves the PDF unsigned: programs elsewhere could not check another signature. */
    public byte[] pdf(long unit, String name, byte[] pdf) {
        try {
            return pdfSignatures.sign(pdf, name, "用印", signing.signer(Holder.unit(unit), Family.RSA));
        } catch (Refusal none) {
            if (none.code().equals(NO_CERTIFICATE)) {
                return pdf;
            }
            throw none;
        }
    }
}
