package jinye.safeguard.certificates.making;

import java.time.Period;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;

/**
 * What a certificate says its key is for (GB/T 20518-2018, 5.2.4). People have two: with one they sign, and only they; with the
 * other they are written to in cipher, and its key can be given back when it is lost.
 */
public enum Profile {
    ROOT(KeyUsage.keyCertSign | KeyUsage.cRLSign, List.of(), Period.ofYears(20)),
    ISSUING(KeyUsage.keyCertSign | KeyUsage.cRLSign, List.of(), Period.ofYears(10)),
    SIGNING(
            KeyUsage.digitalSignature | KeyUsage.nonRepudiation,
            List.of(KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_emailProtection),
            Period.ofYears(3)),
    ENCRYPTION(
            KeyUsage.keyEncipherment | KeyUsage.dataEncipherment | KeyUsage.keyAgreement,
            List.of(KeyPurposeId.id_kp_emailProtection),
            Period.ofYears(3)),
    SERVER(
            KeyUsage.digitalSignature | KeyUsage.keyEncipherment,
            List.of(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth),
            Period.ofYears(2)),
    OCSP(KeyUsage.digitalSignature, List.of(KeyPurposeId.id_kp_OCSPSigning), Period.ofYears(2)),
    TIMESTAMP(
            KeyUsage.digitalSignature | KeyUsage.nonRepudiation,
            List.of(KeyPurposeId.id_kp_timeStamping),
            Period.ofYears(5));

    private final int usage;
    private final List<KeyPurposeId> purposes;
    private final Period validity;

    Profile(int usage, List<KeyPurposeId> purposes, Period validity) {
        this.usage = usage;
        this.purposes = purposes;
        this.validity = validity;
    }

    public boolean authority() {
        return this == ROOT || this == ISSUING;
    }

    /** How long at most; security-and-standards §5 asks for 2 to 5 years, authorities longer than what they issue. */
    public Period validity() {
        return validity;
    }

    int usage() {
        return usage;
    }

    List<KeyPurposeId> purposes() {
        return purposes;
    }

    /** An issuing authority issues to holders only; a root issues to authorities that do. */
    @Nullable
    Integer pathLength() {
        return switch (this) {
            case ROOT -> 1;
            case ISSUING -> 0;
            case SIGNING, ENCRYPTION, SERVER, OCSP, TIMESTAMP -> null;
        };
    }
}
