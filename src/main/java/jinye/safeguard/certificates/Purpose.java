package jinye.safeguard.certificates;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.jspecify.annotations.Nullable;

/** 信任用途: what a certificate is relied on for, and what it must therefore say about its key. */
public enum Purpose {
    SIGN_IN("证书登录", new int[] {0}, KeyPurposeId.id_kp_clientAuth),
    SIGNATURE("签名", new int[] {0, 1}, null),
    SEAL("电子印章", new int[] {0, 1}, null),
    EXCHANGE("公文交换", new int[] {0}, null),
    SERVER("服务器身份", new int[] {0, 2, 4}, KeyPurposeId.id_kp_serverAuth),
    TIMESTAMP("时间戳", new int[] {0, 1}, KeyPurposeId.id_kp_timeStamping),
    STATUS("状态应答", new int[] {0}, KeyPurposeId.id_kp_OCSPSigning),
    ENCRYPTION("加密", new int[] {2, 3, 4}, null);

    private static final String ANY = KeyPurposeId.anyExtendedKeyUsage.getId();

    private final String term;
    private final int[] usages;
    private final @Nullable KeyPurposeId purpose;

    Purpose(String term, int[] usages, @Nullable KeyPurposeId purpose) {
        this.term = term;
        this.usages = usages;
        this.purpose = purpose;
    }

    public String term() {
        return term;
    }

    /** One of the usages of the key must be there, and the purpose, where the certificate limits its purposes. */
    boolean allowedBy(X509Certificate certificate) {
        var usage = certificate.getKeyUsage();
        if (usage != null && java.util.Arrays.stream(usages).noneMatch(bit -> usage[bit])) {
            return false;
        }
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            if (purpose == null || (purposes != null && purposes.contains(purpose.getId()))) {
                return true;
            }
            // timestampers and answerers must say so; for the others a certificate without limits will do
            return this != TIMESTAMP && this != STATUS && (purposes == null || purposes.contains(ANY));
        } catch (CertificateParsingException unreadable) {
            return false;
        }
    }
}
