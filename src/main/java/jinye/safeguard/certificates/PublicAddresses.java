package jinye.safeguard.certificates;

import jinye.safeguard.certificates.making.NewCertificate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The addresses that stand in certificates. They are read for years, so the setting should name a host that stays. */
@Component
class PublicAddresses {

    static final String ROOT = "/certificates";

    private final Environment environment;
    private final String given;

    PublicAddresses(Environment environment, @Value("${jinye.certificates.address:}") String given) {
        this.environment = environment;
        this.given = given.strip().replaceAll("/+$", "");
    }

    /** The state of an authority is told by its root's list alone: a root's key rests and answers nobody. */
    NewCertificate.Sources of(Authority issuer) {
        var base = base() + ROOT;
        return new NewCertificate.Sources(
                base + "/authorities/" + issuer.slug() + ".crt",
                base + "/lists/" + issuer.slug() + ".crl",
                issuer.rank() == Authority.Rank.ROOT ? null : base + "/ocsp");
    }

    String base() {
        if (!given.isEmpty()) {
            return given;
        }
        var port = environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
        return "http://127.0.0.1:" + port;
    }
}
