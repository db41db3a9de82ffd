package jinye.platform.seals;

import eu.europa.esig.dss.cms.CMS;
import eu.europa.esig.dss.cms.object.CMSObjectUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.ASN1InputStream;

/**
 * Lets EU DSS 6.3 run with the BouncyCastle we ship: that one refuses the zeros that fill up the place of a signature in a PDF (ISO
 * 32000-1, 12.8.3.3 allows them), the one DSS was made for reads over them. Nothing else is changed.
 */
public final class UnpaddedMessages extends CMSObjectUtils {

    @Override
    public CMS parseToCMS(byte[] contents) {
        try (var in = new ASN1InputStream(contents)) {
            return super.parseToCMS(in.readObject().getEncoded());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
