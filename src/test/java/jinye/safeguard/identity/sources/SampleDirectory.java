package jinye.safeguard.identity.sources;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.util.ssl.KeyStoreKeyManager;
import com.unboundid.util.ssl.SSLUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import jinye.safeguard.certificates.OpenSsl;
import org.awaitility.Awaitility;

/**
 * A directory on sockets of its own, with a certificate for the name {@code localhost}: OpenLDAP's slapd where it is installed
 * (Debian: slapd), with its own folder and nothing of the machine's; elsewhere the in-memory server of the library.
 */
final class SampleDirectory implements AutoCloseable {

    static final String BASE = "dc=tobacco,dc=example";
    static final String READER = "cn=reader," + BASE;
    static final String PASSWORD = "Reader-2026";

    private static final Path SLAPD = Path.of("/usr/sbin/slapd");
    private static final Path SCHEMA = Path.of("/etc/ldap/schema");

    final int plain;
    final int secured;
    /** Of who signed the directory's certificate, and of somebody else. */
    final String authority;

    final String strangeAuthority;
    final LDAPConnection connection;
    private final AutoCloseable server;

    SampleDirectory(Path folder) throws Exception {
        var openssl = new OpenSsl(folder);
        authority = authority(openssl, "authority");
        strangeAuthority = authority(openssl, "strange");
        openssl.must(
                "req",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                "server-key.pem",
                "-out",
                "server.csr",
                "-subj",
                "/CN=localhost");
        openssl.write("names", "subjectAltName=DNS:localhost".getBytes(StandardCharsets.US_ASCII));
        openssl.must(
                "x509",
                "-req",
                "-in",
                "server.csr",
                "-CA",
                "authority.pem",
                "-CAkey",
                "authority-key.pem",
                "-days",
                "2",
                "-extfile",
                "names",
                "-out",
                "server.pem");
        if (Files.isExecutable(SLAPD)) {
            plain = freePort();
            secured = freePort();
            server = slapd(folder);
        } else {
            var memory = memory(openssl, folder);
            plain = memory.getListenPort("plain");
            secured = memory.getListenPort("secured");
            server = () -> memory.shutDown(true);
        }
        connection = Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> new LDAPConnection("127.0.0.1", plain, READER, PASSWORD), found -> true);
        connection.add(
                BASE,
                new Attribute("objectClass", "top", "organization", "dcObject"),
                new Attribute("dc", "tobacco"),
                new Attribute("o", "tobacco"));
        connection.add("ou=staff," + BASE, new Attribute("objectClass", "top", "organizationalUnit"));
        connection.add("ou=away," + BASE, new Attribute("objectClass", "top", "organizationalUnit"));
    }

    void person(String login, String name, String password) throws LDAPException {
        connection.add(
                dn(login),
                new Attribute("objectClass", "top", "person", "organizationalPerson", "inetOrgPerson"),
                new Attribute("uid", login),
                new Attribute("cn", name),
                new Attribute("sn", name),
                new Attribute("userPassword", password));
    }

    static String dn(String login) {
        return "uid=" + login + ",ou=staff," + BASE;
    }

    private AutoCloseable slapd(Path folder) throws IOException {
        Files.createDirectory(folder.resolve("data"));
        Files.writeString(
                folder.resolve("slapd.conf"), """
                include %1$s/core.schema
                include %1$s/cosine.schema
                include %1$s/inetorgperson.schema
                pidfile %2$s/slapd.pid
                argsfile %2$s/slapd.args
                modulepath /usr/lib/ldap
                moduleload back_mdb
                TLSCACertificateFile %2$s/authority.pem
                TLSCertificateFile %2$s/server.pem
                TLSCertificateKeyFile %2$s/server-key.pem
                database mdb
                suffix "%3$s"
                rootdn "%4$s"
                rootpw %5$s
                directory %2$s/data
                access to attrs=userPassword by anonymous auth by * none
                access to * by users read by anonymous none
                """.formatted(SCHEMA, folder.toAbsolutePath(), BASE, READER, PASSWORD));
        var process = new ProcessBuilder(
                        SLAPD.toString(),
                        "-f",
                        folder.resolve("slapd.conf").toString(),
                        "-h",
                        "ldap://127.0.0.1:%d ldaps://127.0.0.1:%d".formatted(plain, secured),
                        "-d",
                        "0")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("slapd.log").toFile())
                .start();
        return () -> {
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        };
    }

    private static InMemoryDirectoryServer memory(OpenSsl openssl, Path folder) throws Exception {
        openssl.must(
                "pkcs12",
                "-export",
                "-inkey",
                "server-key.pem",
                "-in",
                "server.pem",
                "-passout",
                "pass:directory",
                "-out",
                "server.p12");
        var sockets = new SSLUtil(
                        new KeyStoreKeyManager(
                                folder.resolve("server.p12").toFile(), "directory".toCharArray(), "PKCS12", null),
                        null)
                .createSSLServerSocketFactory();
        var startTls = new SSLUtil(
                        new KeyStoreKeyManager(
                                folder.resolve("server.p12").toFile(), "directory".toCharArray(), "PKCS12", null),
                        null)
                .createSSLSocketFactory();
        var here = InetAddress.getByName("127.0.0.1");
        var configuration = new InMemoryDirectoryServerConfig(BASE);
        configuration.addAdditionalBindCredentials(READER, PASSWORD);
        configuration.setSchema(null);
        configuration.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("plain", here, 0, startTls),
                InMemoryListenerConfig.createLDAPSConfig("secured", here, 0, sockets, null));
        var memory = new InMemoryDirectoryServer(configuration);
        memory.startListening();
        return memory;
    }

    private static String authority(OpenSsl openssl, String name) {
        openssl.must(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                name + "-key.pem",
                "-out",
                name + ".pem",
                "-days",
                "2",
                "-subj",
                "/CN=" + name);
        return new String(openssl.read(name + ".pem"), StandardCharsets.US_ASCII);
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    /** As when the machine it runs on is switched off. */
    @Override
    public void close() throws Exception {
        connection.close();
        server.close();
    }
}
