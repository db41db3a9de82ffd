package jinye.exchange.partners;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Unit;
import jinye.safeguard.certificates.CertificateUse;
import jinye.safeguard.certificates.Certificates;
import jinye.safeguard.certificates.Holder;
import jinye.safeguard.certificates.IssuedCertificate;
import jinye.safeguard.certificates.Signer;
import jinye.safeguard.certificates.Signing;
import jinye.safeguard.cryptography.Family;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** 本节点: this Jinye, named after the first unit of its directory. It signs with a certificate of its own, not with a person's. */
@Component
class OurNode {

    private final Directory directory;
    private final Signing signing;
    private final Certificates certificates;
    private final Environment environment;
    private final String given;

    OurNode(
            Directory directory,
            Signing signing,
            Certificates certificates,
            Environment environment,
            @Value("${jinye.partners.address:}") String given) {
        this.directory = directory;
        this.signing = signing;
        this.certificates = certificates;
        this.environment = environment;
        this.given = given.strip().replaceAll("/+$", "");
    }

    Unit unit() {
        return directory.allUnits().getFirst();
    }

    String code() {
        return unit().code();
    }

    Holder holder() {
        return Holder.server("exchange-" + code());
    }

    /** 交换 uses SM2 throughout: the other side may know nothing else. */
    Signer signer() {
        return signing.signer(holder(), Family.SM2);
    }

    /** @param signedWith our certificate that the partner knows; null is the current one */
    Signer signer(@Nullable Long signedWith) {
        return signedWith == null ? signer() : signing.signer(certificates.certificate(signedWith));
    }

    /** All with which this node ever signed. */
    List<X509Certificate> everSigned() {
        return certificates.of(holder()).stream()
                .filter(one -> one.use() == CertificateUse.SIGNING)
                .map(IssuedCertificate::certificate)
                .toList();
    }

    /** To this certificate others close what is for us; empty before one was issued with the node's card. */
    Optional<X509Certificate> forCipher() {
        return certificates.forCipher(holder(), Family.SM2);
    }

    void open(InputStream closed, OutputStream plain) throws IOException {
        certificates.open(holder(), closed, plain);
    }

    /** Where others reach us. */
    String address() {
        var port = environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
        return given.isEmpty() ? "http://127.0.0.1:" + port : given;
    }
}
