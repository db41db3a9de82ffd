package jinye.platform.seals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERSequence;

/** The ASN.1 words of GB/T 38540, strictly: whatever is not written as the standard writes it is no seal. */
final class Der {

    /** Not a structure of the standard. */
    static final class Malformed extends RuntimeException {
        Malformed(String what) {
            super(what);
        }
    }

    private Der() {}

    /** The whole input must be exactly one value, so that nothing unsigned can hide in its encoding. */
    static ASN1Sequence strict(byte[] der) {
        try {
            var value = ASN1Primitive.fromByteArray(der);
            if (value == null || !Arrays.equals(value.getEncoded("DER"), der)) {
                throw new Malformed("not DER");
            }
            return ASN1Sequence.getInstance(value);
        } catch (IOException | RuntimeException broken) {
            throw broken instanceof Malformed malformed ? malformed : new Malformed("not DER");
        }
    }

    static ASN1Sequence sequence(ASN1Encodable value, int least, int most) {
        var sequence = ASN1Sequence.getInstance(value);
        if (sequence.size() < least || sequence.size() > most) {
            throw new Malformed("sequence of " + sequence.size());
        }
        return sequence;
    }

    static String text(ASN1Sequence sequence, int index) {
        return ASN1IA5String.getInstance(sequence.getObjectAt(index)).getString();
    }

    static int number(ASN1Sequence sequence, int index) {
        return ASN1Integer.getInstance(sequence.getObjectAt(index)).getValue().intValueExact();
    }

    static byte[] bits(ASN1Sequence sequence, int index) {
        return ASN1BitString.getInstance(sequence.getObjectAt(index)).getOctets();
    }

    static byte[] octets(ASN1Sequence sequence, int index) {
        return ASN1OctetString.getInstance(sequence.getObjectAt(index)).getOctets();
    }

    static Instant moment(ASN1Sequence sequence, int index) {
        try {
            return ASN1GeneralizedTime.getInstance(sequence.getObjectAt(index))
                    .getDate()
                    .toInstant();
        } catch (ParseException broken) {
            throw new Malformed("time");
        }
    }

    static ASN1Primitive moment(Instant moment) {
        return new DERGeneralizedTime(Date.from(moment));
    }

    static DERSequence sequence(ASN1Encodable... values) {
        return new DERSequence(values);
    }

    static byte[] encoded(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded("DER");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
