package jinye.safeguard.identity.sources;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Believes a server whose certificate leads to a known authority and bears the very name that was asked for (RFC 4513, 3.1.3; RFC
 * 6125), as the JDK judges it. The check that comes with the LDAP library resolves names and takes one address for another.
 */
final class NamedTrust extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager authorities;

    NamedTrust(X509ExtendedTrustManager authorities) {
        this.authorities = authorities;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String way, Socket socket) throws CertificateException {
        if (!(socket instanceof SSLSocket secured)) {
            throw new CertificateException("no name to compare with");
        }
        var parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("LDAPS");
        secured.setSSLParameters(parameters);
        authorities.checkServerTrusted(chain, way, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String way, SSLEngine engine) throws CertificateException {
        throw new CertificateException("no name to compare with");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String way) throws CertificateException {
        throw new CertificateException("no name to compare with");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String way, Socket socket) throws CertificateException {
        throw new CertificateException("nobody calls us");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String way, SSLEngine engine) throws CertificateException {
        throw new CertificateException("nobody calls us");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String way) throws CertificateException {
        throw new CertificateException("nobody calls us");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.getAcceptedIssuers();
    }
}
