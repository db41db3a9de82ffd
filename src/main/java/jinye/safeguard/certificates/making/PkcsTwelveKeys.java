package jinye.safeguard.certificates.making;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import jinye.safeguard.cryptography.Family;
import jinye.safeguard.cryptography.Providers;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Keys in {@code <data>/certificates/authorities.p12}, written whole and moved into place, so that a crash leaves the old file. */
final class PkcsTwelveKeys implements AuthorityKeys {

    /** AES-256 for keys and AES-128 for certificates; the old 40-bit default is no protection. */
    private static final String TYPE = "PKCS12-AES256-AES128";

    private final InstallationSecret secret;
    private final Path file;
    private final KeyStore store;

    PkcsTwelveKeys(InstallationSecret secret) {
        this.secret = secret;
        this.file = secret.folder().resolve("authorities.p12");
        try {
            store = KeyStore.getInstance(TYPE, Providers.BC);
            if (Files.exists(file)) {
                try (var input = Files.newInputStream(file)) {
                    store.load(input, password());
                }
            } else {
                store.load(null, null);
            }
        } catch (GeneralSecurityException | IOException unreadable) {
            throw new IllegalStateException(
                    "the authorities' keys in %s cannot be read: the file is damaged, or the secret is not the one it was made with"
                            .formatted(file),
                    unreadable);
        }
    }

    @Override
    public String place() {
        return "PKCS#12 文件";
    }

    @Override
    public synchronized boolean has(String name) {
        try {
            return store.isKeyEntry(name);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public PublicKey make(String name, Family family) {
        var pair = family.newKeyPair();
        put(name, pair, List.of(PlaceHolder.of(pair, family)));
        return pair.getPublic();
    }

    @Override
    public synchronized void put(String name, KeyPair pair, List<X509Certificate> chain) {
        try {
            store.setKeyEntry(name, pair.getPrivate(), password(), chain.toArray(Certificate[]::new));
            save();
        } catch (GeneralSecurityException | IOException unwritable) {
            throw new IllegalStateException("the authorities' keys cannot be written to " + file, unwritable);
        }
    }

    @Override
    public synchronized ContentSigner signer(String name, Family family) {
        try {
            var key = (PrivateKey) store.getKey(name, password());
            if (key == null) {
                throw new IllegalStateException("the key %s is not in %s".formatted(name, file));
            }
            return new JcaContentSignerBuilder(family.signature())
                    .setProvider(Providers.BC)
                    .build(key);
        } catch (GeneralSecurityException | OperatorCreationException broken) {
            throw new IllegalStateException("the key %s cannot be used".formatted(name), broken);
        }
    }

    private void save() throws IOException, GeneralSecurityException {
        var unfinished = file.resolveSibling("authorities.p12.new");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var channel = java.nio.channels.FileChannel.open(unfinished, java.nio.file.StandardOpenOption.WRITE)) {
            store.store(java.nio.channels.Channels.newOutputStream(channel), password());
            channel.force(true);
        } catch (UncheckedIOException unwritable) {
            throw unwritable.getCause();
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private char[] password() {
        return secret.password("authorities.p12");
    }
}
