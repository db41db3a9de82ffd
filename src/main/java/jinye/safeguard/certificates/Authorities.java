package jinye.safeguard.certificates;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import jinye.safeguard.certificates.Authority.Rank;
import jinye.safeguard.certificates.making.AuthorityKeys;
import jinye.safeguard.cryptography.Family;
import org.bouncycastle.operator.ContentSigner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Our authorities: for each family of keys a root that signs one issuing authority, so that the root's key rests. Made when the
 * family is first needed, in a transaction of its own: whoever asked may still be refused, the authority stays.
 */
@Component
class Authorities {

    /** Two computers differ a little; a certificate must not be from the future where it is first shown. */
    static final Duration SKEW = Duration.ofMinutes(5);

    /** There is a root more to believe. */
    record Made(Family family) {}

    private final Logger log = LoggerFactory.getLogger(getClass());
    private final AuthorityStore store;
    private final AuthorityFounding founding;
    private final ObjectProvider<AuthorityKeys> keys;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate own;
    private final Family preferred;
    private final Map<Family, Authority> issuing = new ConcurrentHashMap<>();

    Authorities(
            AuthorityStore store,
            AuthorityFounding founding,
            ObjectProvider<AuthorityKeys> keys,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            @Value("${jinye.certificates.family:SM2}") Family preferred) {
        this.store = store;
        this.founding = founding;
        this.keys = keys;
        this.jdbc = jdbc;
        this.events = events;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.preferred = preferred;
    }

    /** With which one signs when nothing else is asked for. */
    Family preferred() {
        return preferred;
    }

    /** Who issues certificates of this family. */
    Authority issuing(Family family) {
        var known = issuing.get(family);
        if (known == null) {
            known = store.inForce(family, Rank.ISSUING).orElseGet(() -> make(family));
            issuing.put(family, known);
        }
        return known;
    }

    List<Authority> all() {
        return store.all();
    }

    Authority authority(long id) {
        return store.authority(id);
    }

    Optional<Authority> named(String slug) {
        return store.named(slug);
    }

    /** The authority and those above it. */
    List<X509Certificate> chain(Authority authority) {
        return authority.parent() == null
                ? List.of(authority.certificate())
                : List.of(authority.certificate(), authority(authority.parent()).certificate());
    }

    ContentSigner signer(Authority authority) {
        if (authority.keyName() == null) {
            throw new IllegalStateException("the key of %s is not here".formatted(authority.name()));
        }
        return keys.getObject().signer(authority.keyName(), authority.family());
    }

    String organisation() {
        return founding.organisation();
    }

    String keyPlace() {
        return keys.getObject().place();
    }

    /** Two nodes that need it at once take turns; the second finds it made. */
    private Authority make(Family family) {
        var made = own.execute(status -> {
            jdbc.sql("select pg_advisory_xact_lock(hashtext(?))")
                    .param("certificates.authority " + family)
                    .query(rows -> {});
            return store.inForce(family, Rank.ISSUING).orElseGet(() -> founding.found(family));
        });
        events.publishEvent(new Made(family));
        log.info("The {} authorities of {} are ready.", family, organisation());
        return made;
    }
}
