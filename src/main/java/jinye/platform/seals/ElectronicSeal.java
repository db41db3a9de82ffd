package jinye.platform.seals;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jinye.safeguard.certificates.Signer;
import jinye.safeguard.cryptography.CertificateFiles;
import jinye.safeguard.cryptography.Digests;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1PrintableString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;

/**
 * 电子印章数据 (SESeal of GB/T 38540-2020, version 4): a picture with a name, whose certificates may use it and until when, signed by
 * its maker.
 *
 * @param der     the whole seal as it lies in files
 * @param signed  the part that the maker has signed
 * @param listed  the certificates that may use it, or their SM3 digests
 * @param width   of the picture in millimetres, like the height
 */
public record ElectronicSeal(
        byte[] der,
        byte[] signed,
        String number,
        String name,
        Users users,
        List<byte[]> listed,
        Instant from,
        Instant until,
        byte[] picture,
        int width,
        int height,
        byte[] makerCertificate,
        String algorithm,
        byte[] value) {

    static final int VERSION = 4;
    static final ASN1ObjectIdentifier SM2_WITH_SM3 = GMObjectIdentifiers.sm2sign_with_sm3;

    private static final String VENDOR = "Jinye";
    private static final int UNIT_SEAL = 1;

    /** How those who may use it are listed (certListType). */
    public enum Users {
        CERTIFICATES,
        DIGESTS
    }

    /** @param picture PNG */
    public record Order(
            String number,
            String name,
            List<X509Certificate> users,
            Instant made,
            Instant from,
            Instant until,
            byte[] picture,
            int millimetres) {}

    /** Makes a seal (制章). */
    public static ElectronicSeal make(Order order, Signer maker) {
        var users = order.users().stream()
                .map(user -> (ASN1Encodable) new DEROctetString(CertificateFiles.encoded(user)))
                .toArray(ASN1Encodable[]::new);
        var info = Der.sequence(
                Der.sequence(new DERIA5String("ES"), new ASN1Integer(VERSION), new DERIA5String(VENDOR)),
                new DERIA5String(order.number()),
                Der.sequence(
                        new ASN1Integer(UNIT_SEAL),
                        new DERUTF8String(order.name()),
                        new ASN1Integer(1),
                        Der.sequence(users),
                        Der.moment(order.made()),
                        Der.moment(order.from()),
                        Der.moment(order.until())),
                Der.sequence(
                        new DERIA5String("PNG"),
                        new DEROctetString(order.picture()),
                        new ASN1Integer(order.millimetres()),
                        new ASN1Integer(order.millimetres())));
        return read(Der.encoded(Der.sequence(
                info,
                new DEROctetString(CertificateFiles.encoded(maker.certificate())),
                SM2_WITH_SM3,
                new DERBitString(maker.sign(Der.encoded(info))))));
    }

    /** @throws Der.Malformed when it is no seal of this standard */
    public static ElectronicSeal read(byte[] der) {
        try {
            return read(Der.strict(der));
        } catch (IllegalArgumentException | ArithmeticException broken) {
            throw new Der.Malformed(String.valueOf(broken.getMessage()));
        }
    }

    static ElectronicSeal read(ASN1Sequence seal) {
        Der.sequence(seal, 4, 4);
        var info = Der.sequence(seal.getObjectAt(0), 4, 5);
        var header = Der.sequence(info.getObjectAt(0), 3, 3);
        var property = Der.sequence(info.getObjectAt(2), 7, 7);
        var picture = Der.sequence(info.getObjectAt(3), 4, 4);
        if (!Der.text(header, 0).equals("ES") || Der.number(header, 1) != VERSION) {
            throw new Der.Malformed("header");
        }
        var users = users(Der.number(property, 2));
        return new ElectronicSeal(
                Der.encoded(seal),
                Der.encoded(info),
                Der.text(info, 1),
                ASN1UTF8String.getInstance(property.getObjectAt(1)).getString(),
                users,
                listed(ASN1Sequence.getInstance(property.getObjectAt(3)), users),
                Der.moment(property, 5),
                Der.moment(property, 6),
                Der.octets(picture, 1),
                Der.number(picture, 2),
                Der.number(picture, 3),
                Der.octets(seal, 1),
                ASN1ObjectIdentifier.getInstance(seal.getObjectAt(2)).getId(),
                Der.bits(seal, 3));
    }

    private static Users users(int type) {
        return switch (type) {
            case 1 -> Users.CERTIFICATES;
            case 2 -> Users.DIGESTS;
            default -> throw new Der.Malformed("certListType " + type);
        };
    }

    private static List<byte[]> listed(ASN1Sequence list, Users users) {
        var listed = new ArrayList<byte[]>();
        for (var one : list) {
            if (users == Users.CERTIFICATES) {
                listed.add(
                        org.bouncycastle.asn1.ASN1OctetString.getInstance(one).getOctets());
            } else {
                var digest = Der.sequence(one, 2, 2);
                ASN1PrintableString.getInstance(digest.getObjectAt(0));
                listed.add(Der.octets(digest, 1));
            }
        }
        return List.copyOf(listed);
    }

    /** @param certificate DER */
    public boolean mayBeUsedBy(byte[] certificate) {
        var wanted = users == Users.CERTIFICATES ? certificate : Digests.sm3(certificate);
        return listed.stream().anyMatch(one -> Arrays.equals(one, wanted));
    }
}
