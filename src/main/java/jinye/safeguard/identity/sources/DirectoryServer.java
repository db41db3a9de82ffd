package jinye.safeguard.identity.sources;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import jinye.kernel.Outage;
import jinye.safeguard.cryptography.CertificateFiles;
import org.springframework.stereotype.Component;

/** Speaks LDAP (RFC 4511) with a source: with time limits, with checked certificates, and with filters that are built, never pasted. */
@Component
class DirectoryServer {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 10_000;
    private static final int PAGE = 500;
    private static final int ENTRIES_MAX = 100_000;

    record Found(String key, String login, String name, String dn) {}

    private final SourceRegister register;

    DirectoryServer(SourceRegister register) {
        this.register = register;
    }

    /** The one entry with this login name; none when there are none, or several. */
    Optional<Found> find(DirectorySource source, String login) {
        try (var connection = reading(source)) {
            var search = search(source, Filter.createEqualityFilter(source.loginAttribute(), login));
            search.setSizeLimit(2);
            var entries = connection.search(search).getSearchEntries();
            return entries.size() == 1 ? found(source, entries.getFirst()) : Optional.empty();
        } catch (LDAPException thrown) {
            if (thrown.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
                return Optional.empty();
            }
            throw away(thrown);
        }
    }

    /** An empty password would be a sign-in of nobody that succeeds (RFC 4513, 5.1.2). */
    boolean accepts(DirectorySource source, String dn, String password) {
        if (password.isEmpty()) {
            return false;
        }
        try (var connection = open(source)) {
            return connection.bind(dn, password).getResultCode().equals(ResultCode.SUCCESS);
        } catch (LDAPException thrown) {
            if (thrown.getResultCode().isConnectionUsable()) {
                return false;
            }
            throw away(thrown);
        }
    }

    List<Found> all(DirectorySource source) {
        var all = new ArrayList<Found>();
        try (var connection = reading(source)) {
            var search = search(source, Filter.createPresenceFilter(source.loginAttribute()));
            com.unboundid.asn1.ASN1OctetString cookie = null;
            do {
                search.setControls(new SimplePagedResultsControl(PAGE, cookie));
                var result = connection.search(search);
                result.getSearchEntries().forEach(entry -> found(source, entry).ifPresent(all::add));
                var next = SimplePagedResultsControl.get(result);
                cookie = next == null || !next.moreResultsToReturn() ? null : next.getCookie();
            } while (cookie != null && all.size() < ENTRIES_MAX);
            return all;
        } catch (LDAPException thrown) {
            throw away(thrown);
        }
    }

    /** Who is there with a wrong certificate is something else than nobody: an administrator must look, waiting does not help. */
    private static Outage away(LDAPException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException || cause instanceof CertificateException || unlike(cause)) {
                return new Outage("identity.directory-untrusted", thrown);
            }
        }
        return new Outage("identity.directory-away", thrown);
    }

    /** Of what broke in the handshake the library tells in words alone. */
    private static boolean unlike(Throwable cause) {
        var words = String.valueOf(cause.getMessage());
        return words.contains("certificat") || words.contains("SSLHandshakeException");
    }

    private static SearchRequest search(DirectorySource source, Filter filter) {
        return new SearchRequest(
                source.base(),
                SearchScope.SUB,
                filter,
                source.loginAttribute(),
                source.nameAttribute(),
                source.keyAttribute());
    }

    private static Optional<Found> found(DirectorySource source, SearchResultEntry entry) {
        var login = entry.getAttributeValue(source.loginAttribute());
        var name = entry.getAttributeValue(source.nameAttribute());
        var key = entry.getAttributeValueBytes(source.keyAttribute());
        if (login == null || name == null || key == null) {
            return Optional.empty();
        }
        var text = source.keyAttribute().equalsIgnoreCase("objectGUID")
                ? HexFormat.of().formatHex(key)
                : new String(key, StandardCharsets.UTF_8);
        return Optional.of(new Found(text, login.toLowerCase(java.util.Locale.ROOT), name, entry.getDN()));
    }

    private LDAPConnection reading(DirectorySource source) throws LDAPException {
        var connection = open(source);
        try {
            connection.bind(source.bindDn(), register.password(source));
            return connection;
        } catch (LDAPException refused) {
            connection.close();
            throw refused;
        }
    }

    private static LDAPConnection open(DirectorySource source) throws LDAPException {
        var options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(CONNECT_MILLIS);
        options.setResponseTimeoutMillis(ANSWER_MILLIS);
        options.setAbandonOnTimeout(true);
        options.setFollowReferrals(false);
        if (source.security() == DirectorySource.Security.LDAPS) {
            return new LDAPConnection(trust(source).getSocketFactory(), options, source.host(), source.port());
        }
        var connection = new LDAPConnection(options, source.host(), source.port());
        if (source.security() == DirectorySource.Security.STARTTLS) {
            try {
                var secured = connection.processExtendedOperation(new StartTLSExtendedRequest(trust(source)));
                if (!secured.getResultCode().equals(ResultCode.SUCCESS)) {
                    throw new LDAPException(secured);
                }
            } catch (LDAPException unsecured) {
                // never on without it: the password would go in clear
                connection.close();
                throw unsecured;
            }
        }
        return connection;
    }

    /** The authority given with the source and no other; without one, those of the machine. */
    private static SSLContext trust(DirectorySource source) throws LDAPException {
        try {
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            KeyStore store = null;
            if (source.authority() != null && !source.authority().isBlank()) {
                store = KeyStore.getInstance(KeyStore.getDefaultType());
                store.load(null, null);
                int n = 0;
                for (var one : CertificateFiles.certificates(
                        source.authority().strip().getBytes(StandardCharsets.ISO_8859_1))) {
                    store.setCertificateEntry("authority " + n++, one);
                }
            }
            managers.init(store);
            var context = SSLContext.getInstance("TLS");
            for (var manager : managers.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager authorities) {
                    context.init(null, new TrustManager[] {new NamedTrust(authorities)}, null);
                    return context;
                }
            }
            throw new KeyManagementException("no trust in certificates");
        } catch (GeneralSecurityException | IOException broken) {
            throw new LDAPException(ResultCode.LOCAL_ERROR, "no TLS", broken);
        }
    }
}
