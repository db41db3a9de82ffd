package jinye.platform.seals;

import java.time.Instant;
import jinye.safeguard.certificates.Signer;
import jinye.safeguard.cryptography.CertificateFiles;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERTaggedObject;
import org.jspecify.annotations.Nullable;

/**
 * 电子签章数据 (SES_Signature of GB/T 38540-2020, version 4): a seal used on data by one of those who may.
 *
 * @param signed    the part that was signed
 * @param dataHash  SM3 of the file that lists the protected parts
 * @param property  the name of that file
 * @param timestamp RFC 3161 token over the signature value; null when there is none
 */
record SealSignature(
        ElectronicSeal seal,
        byte[] signed,
        Instant at,
        byte[] dataHash,
        String property,
        byte[] signerCertificate,
        String algorithm,
        byte[] value,
        byte @Nullable [] timestamp) {

    /** Stamps a signature value. */
    interface Stamping {
        byte[] token(byte[] signatureValue);
    }

    static byte[] make(
            ElectronicSeal seal,
            byte[] dataHash,
            String property,
            Instant at,
            Signer signer,
            @Nullable Stamping timestamps) {
        var toSign = Der.sequence(
                new ASN1Integer(ElectronicSeal.VERSION),
                ASN1Sequence.getInstance(seal.der()),
                Der.moment(at),
                new DERBitString(dataHash),
                new DERIA5String(property));
        var value = signer.sign(Der.encoded(toSign));
        var certificate = new DEROctetString(CertificateFiles.encoded(signer.certificate()));
        var bits = new DERBitString(value);
        ASN1Encodable[] without = {toSign, certificate, ElectronicSeal.SM2_WITH_SM3, bits};
        if (timestamps == null) {
            return Der.encoded(Der.sequence(without));
        }
        var stamp = new DERTaggedObject(true, 0, new DERBitString(timestamps.token(value)));
        return Der.encoded(Der.sequence(toSign, certificate, ElectronicSeal.SM2_WITH_SM3, bits, stamp));
    }

    /** @throws Der.Malformed when it is no signature of this standard */
    static SealSignature read(byte[] der) {
        try {
            var signature = Der.sequence(Der.strict(der), 4, 5);
            var toSign = Der.sequence(signature.getObjectAt(0), 5, 6);
            if (Der.number(toSign, 0) != ElectronicSeal.VERSION) {
                throw new Der.Malformed("version " + Der.number(toSign, 0));
            }
            return new SealSignature(
                    ElectronicSeal.read(ASN1Sequence.getInstance(toSign.getObjectAt(1))),
                    Der.encoded(toSign),
                    Der.moment(toSign, 2),
                    Der.bits(toSign, 3),
                    Der.text(toSign, 4),
                    Der.octets(signature, 1),
                    ASN1ObjectIdentifier.getInstance(signature.getObjectAt(2)).getId(),
                    Der.bits(signature, 3),
                    signature.size() < 5 ? null : timestamp(signature.getObjectAt(4)));
        } catch (IllegalArgumentException | ArithmeticException broken) {
            throw new Der.Malformed(String.valueOf(broken.getMessage()));
        }
    }

    private static byte[] timestamp(ASN1Encodable tagged) {
        var object = ASN1TaggedObject.getInstance(tagged).getExplicitBaseObject();
        return ASN1BitString.getInstance(object).getOctets();
    }
}
