package jinye.platform.seals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.ofdrw.gm.ses.v4.SESeal;
import org.ofdrw.layout.OFDDoc;
import org.ofdrw.layout.edit.Attachment;
import org.ofdrw.layout.element.Paragraph;
import org.ofdrw.reader.OFDReader;
import org.ofdrw.sign.OFDSigner;
import org.ofdrw.sign.SignMode;
import org.ofdrw.sign.signContainer.SESV4Container;
import org.ofdrw.sign.stamppos.NormalStampPos;
import org.ofdrw.sign.verify.OFDValidator;
import org.ofdrw.sign.verify.container.SESV4ValidateContainer;

/** What ofdrw does for us in tests, loaded by {@link OfdrwLoader} alone. */
public final class OfdrwProgram {

    private OfdrwProgram() {}

    public static byte[] write(String words, Path attachment) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var document = new OFDDoc(out)) {
            document.add(new Paragraph(words).setFontSize(8d));
            document.addAttachment(new Attachment("清单", attachment));
        }
        return out.toByteArray();
    }

    /** @param key PKCS#8 */
    public static byte[] seal(byte[] ofd, byte[] seal, byte[] key, byte[] certificate)
            throws IOException, GeneralSecurityException {
        var provider = new BouncyCastleProvider();
        var signer = KeyFactory.getInstance("EC", provider).generatePrivate(new PKCS8EncodedKeySpec(key));
        var holder = CertificateFactory.getInstance("X.509", provider)
                .generateCertificate(new ByteArrayInputStream(certificate));
        var out = new ByteArrayOutputStream();
        try (var reader = new OFDReader(new ByteArrayInputStream(ofd));
                var by = new OFDSigner(reader, out)) {
            by.setSignMode(SignMode.WholeProtected);
            by.setSignContainer(new SESV4Container(signer, SESeal.getInstance(seal), holder));
            by.addApPos(new NormalStampPos(1, 120, 150, 42, 42));
            by.exeSign();
        }
        return out.toByteArray();
    }

    /** @return how many seals stand on the pages, after each was found right */
    public static int verify(byte[] ofd) throws IOException, GeneralSecurityException {
        try (var reader = new OFDReader(new ByteArrayInputStream(ofd));
                var validator = new OFDValidator(reader)) {
            validator.setValidator(new SESV4ValidateContainer());
            validator.exeValidate();
            return reader.getStampAnnots().size();
        }
    }
}
