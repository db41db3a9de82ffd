package jinye.safeguard.identity.provider;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.platform.journal.Journal;
import jinye.safeguard.identity.applications.Application;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people have allowed applications to learn about them (Personal Information Protection Law, art. 13 and 23). */
@Component
class Consents implements OAuth2AuthorizationConsentService {

    record Given(Set<String> scopes, Instant at) {}

    private final JdbcClient jdbc;
    private final Journal journal;
    private final Clock clock;

    Consents(JdbcClient jdbc, Journal journal, Clock clock) {
        this.jdbc = jdbc;
        this.journal = journal;
        this.clock = clock;
    }

    @Transactional
    void give(Actor actor, Application application, Set<String> scopes) {
        jdbc.sql("""
                        insert into identity.consent (application, person, scopes, given_at) values (?, ?, ?, ?)
                        on conflict (application, person) do update set scopes = excluded.scopes, given_at = excluded.given_at""")
                .params(
                        application.id(),
                        actor.person(),
                        scopes.stream().sorted().toArray(String[]::new),
                        Moments.to(clock.instant()))
                .update();
        journal.record(
                actor,
                "identity.consent",
                new RecordId("identity", application.id()),
                java.util.Map.of("scopes", String.join(" ", scopes)));
    }

    Optional<Given> of(long application, long person) {
        return jdbc.sql("select scopes, given_at from identity.consent where application = ? and person = ?")
                .params(application, person)
                .query(Consents::given)
                .optional();
    }

    @Override
    public @Nullable OAuth2AuthorizationConsent findById(String application, String person) {
        return of(Long.parseLong(application), Long.parseLong(person))
                .filter(given -> !given.scopes().isEmpty())
                .map(given -> {
                    var consent = OAuth2AuthorizationConsent.withId(application, person);
                    given.scopes().forEach(consent::scope);
                    return consent.build();
                })
                .orElse(null);
    }

    @Override
    public void save(OAuth2AuthorizationConsent consent) {
        throw new UnsupportedOperationException("consent is given on our own page");
    }

    @Override
    public void remove(OAuth2AuthorizationConsent consent) {
        jdbc.sql("delete from identity.consent where application = ? and person = ?")
                .params(Long.parseLong(consent.getRegisteredClientId()), Long.parseLong(consent.getPrincipalName()))
                .update();
    }

    private static Given given(ResultSet row, int number) throws SQLException {
        return new Given(Set.of((String[]) row.getArray("scopes").getArray()), Moments.from(row, "given_at"));
    }
}
