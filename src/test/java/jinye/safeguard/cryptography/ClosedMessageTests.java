package jinye.safeguard.cryptography;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import jinye.safeguard.certificates.OpenSsl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Only whose certificate it is closed to opens a message, whatever the algorithms; OpenSSL opens what we close, and the other way round. */
class ClosedMessageTests {

    private static final byte[] TEXT = "关于加密交换的函。".repeat(3000).getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @EnumSource(
            value = Family.class,
            names = {"SM2", "RSA"})
    void onlyTheHolderOpensItAndADamagedOneDoesNotOpen(Family family) throws IOException {
        var keys = family.newKeyPair();
        var mine = new ClosedMessage.Key(SelfSigned.certificate(keys, "交换节点", Duration.ofDays(1)), keys.getPrivate());
        var others = family.newKeyPair();
        var another =
                new ClosedMessage.Key(SelfSigned.certificate(others, "交换节点", Duration.ofDays(1)), others.getPrivate());

        var closed = closed(mine.certificate());

        assertThat(new String(closed, StandardCharsets.UTF_8)).doesNotContain("加密交换");
        assertThat(opened(closed, List.of(another, mine))).isEqualTo(TEXT);
        assertThatThrownBy(() -> opened(closed, List.of(another))).isInstanceOf(ClosedMessage.NotForUs.class);
        assertThatThrownBy(
                        () -> opened(closed, List.of(new ClosedMessage.Key(mine.certificate(), others.getPrivate()))))
                .isInstanceOf(ClosedMessage.DoesNotOpen.class);
        assertThatThrownBy(() -> opened(java.util.Arrays.copyOf(closed, closed.length / 2), List.of(mine)))
                .isInstanceOf(ClosedMessage.DoesNotOpen.class);
        assertThatThrownBy(() -> opened("plain".getBytes(StandardCharsets.UTF_8), List.of(mine)))
                .isInstanceOf(ClosedMessage.DoesNotOpen.class);
    }

    @Test
    void opensslOpensWhatWeCloseToAnRsaKeyAndWeOpenWhatItCloses(@TempDir Path folder) throws IOException {
        var keys = Family.RSA.newKeyPair();
        var certificate = SelfSigned.certificate(keys, "交换节点", Duration.ofDays(1));
        var openssl = new OpenSsl(folder);
        openssl.write("receiver.pem", certificate);
        openssl.write(
                "key.pem",
                CertificateFiles.Pem.text("PRIVATE KEY", keys.getPrivate().getEncoded())
                        .getBytes(StandardCharsets.US_ASCII));
        openssl.write("ours.der", closed(certificate));

        openssl.must(
                "cms",
                "-decrypt",
                "-binary",
                "-in",
                "ours.der",
                "-inform",
                "DER",
                "-recip",
                "receiver.pem",
                "-inkey",
                "key.pem",
                "-out",
                "text");
        assertThat(openssl.read("text")).isEqualTo(TEXT);

        openssl.must(
                "cms",
                "-encrypt",
                "-binary",
                "-aes256",
                "-in",
                "text",
                "-outform",
                "DER",
                "-out",
                "theirs.der",
                "receiver.pem");
        assertThat(opened(openssl.read("theirs.der"), List.of(new ClosedMessage.Key(certificate, keys.getPrivate()))))
                .isEqualTo(TEXT);
    }

    private static byte[] closed(X509Certificate to) throws IOException {
        var closed = new ByteArrayOutputStream();
        ClosedMessage.close(new ByteArrayInputStream(TEXT), closed, to);
        return closed.toByteArray();
    }

    private static byte[] opened(byte[] closed, List<ClosedMessage.Key> keys) throws IOException {
        var open = new ByteArrayOutputStream();
        ClosedMessage.open(new ByteArrayInputStream(closed), open, keys);
        return open.toByteArray();
    }
}
