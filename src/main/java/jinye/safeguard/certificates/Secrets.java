package jinye.safeguard.certificates;

import java.nio.charset.StandardCharsets;
import jinye.safeguard.certificates.making.InstallationSecret;
import jinye.safeguard.cryptography.Digests;
import jinye.safeguard.cryptography.Sm4;
import org.springframework.stereotype.Service;

/**
 * The front door for modules that must keep small secrets of others in the database: closed with SM4-GCM under a key of the
 * installation's secret, so that whoever reads the database, or a backup of it, reads nothing.
 */
@Service
public class Secrets {

    private final InstallationSecret secret;

    Secrets(InstallationSecret secret) {
        this.secret = secret;
    }

    /**
     * @param task  such as {@code identity totp}: each task has a key of its own
     * @param bound what the secret belongs to, such as the person's id; rows that were exchanged do not open
     */
    public byte[] close(String task, String bound, byte[] plain) {
        return Sm4.close(secret.key(task), bound.getBytes(StandardCharsets.UTF_8), plain);
    }

    /** @throws Sm4.Changed when it was changed, or belongs to something else */
    public byte[] open(String task, String bound, byte[] closed) {
        return Sm4.open(secret.key(task), bound.getBytes(StandardCharsets.UTF_8), closed);
    }

    /** A fingerprint that nobody can try out without the installation's secret: for codes too short to stand alone. */
    public byte[] fingerprint(String task, String bound, byte[] plain) {
        return Digests.hmacSm3(
                secret.key(task), Digests.sm3(bound.getBytes(StandardCharsets.UTF_8), new byte[] {0}, plain));
    }
}
