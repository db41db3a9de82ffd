package jinye.safeguard.certificates.making;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.util.List;
import java.util.stream.Stream;
import jinye.safeguard.cryptography.Family;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The authorities' keys are found again after a restart, open with their secret alone, and sign wherever they lie. */
class AuthorityKeysTests {

    private static final byte[] TEXT = "签发".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path data;

    @ParameterizedTest
    @EnumSource(Family.class)
    void aKeyInAFileSignsAfterARestart(Family family) throws Exception {
        var key = new PkcsTwelveKeys(new InstallationSecret(data, "")).make("root", family);

        var reopened = new PkcsTwelveKeys(new InstallationSecret(data, ""));

        assertThat(reopened.has("root")).isTrue();
        assertThat(signs(reopened, "root", family, key)).isTrue();
    }

    @Test
    void theFileIsForItsOwnerAloneAndOpensWithItsSecretAlone() throws IOException {
        new PkcsTwelveKeys(new InstallationSecret(data, "a secret of the bureau")).make("root", Family.SM2);

        var file = data.resolve("certificates/authorities.p12");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .doesNotContain("secret of the bureau");
        assertThatThrownBy(() -> new PkcsTwelveKeys(new InstallationSecret(data, "another secret altogether")))
                .hasMessageContaining("cannot be read");
    }

    @Test
    void aShortSecretIsNoSecret() {
        assertThatThrownBy(() -> new InstallationSecret(data, "short").key("held keys"))
                .hasMessageContaining("fewer than 16");
    }

    /** Skipped where SoftHSM (Debian: softhsm2) is not installed or keeps no tokens for us. */
    @Test
    void aKeyInAModuleSignsAndNeverLeavesIt() throws Exception {
        var library = Stream.of("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")
                .map(Path::of)
                .filter(Files::exists)
                .findFirst();
        Assumptions.assumeTrue(library.isPresent(), "SoftHSM is not installed");
        Assumptions.assumeTrue(
                Files.isWritable(Path.of("/var/lib/softhsm/tokens")), "SoftHSM has no folder for tokens");
        var label = "jinye-" + System.nanoTime();
        var slot = run(
                        "softhsm2-util",
                        "--init-token",
                        "--free",
                        "--label",
                        label,
                        "--pin",
                        "1234",
                        "--so-pin",
                        "12345678")
                .replaceAll("(?s).*slot (\\d+).*", "$1")
                .strip();
        try {
            var configuration = data.resolve("pkcs11.cfg");
            Files.writeString(configuration, """
                    name = jinye
                    library = %s
                    slot = %s
                    attributes(generate, CKO_PRIVATE_KEY, *) = {
                      CKA_SENSITIVE = true
                      CKA_EXTRACTABLE = false
                    }
                    """.formatted(library.get(), slot));
            var keys = new PkcsElevenKeys(configuration, "1234".toCharArray());

            for (var family : List.of(Family.RSA, Family.ECDSA)) {
                var key = keys.make("root-" + family, family);
                assertThat(keys.has("root-" + family)).isTrue();
                assertThat(signs(keys, "root-" + family, family, key)).isTrue();
            }
            assertThatThrownBy(() -> keys.make("sm2", Family.SM2)).isInstanceOf(PkcsElevenKeys.NoSuchKeys.class);
        } finally {
            run("softhsm2-util", "--delete-token", "--token", label);
        }
    }

    private static String run(String... words) throws IOException, InterruptedException {
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }

    private static boolean signs(AuthorityKeys keys, String name, Family family, PublicKey key) throws IOException {
        var signer = keys.signer(name, family);
        signer.getOutputStream().write(TEXT);
        return family.verify(key, TEXT, signer.getSignature());
    }
}
