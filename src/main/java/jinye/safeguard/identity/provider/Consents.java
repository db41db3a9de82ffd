package jinye.safeguard.identity.provider;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.platform.journal.Journal;
import jinye.safeguard.identity.applications.Application;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people have allowed applications to learn about them (Personal Information Protection Law, art. 13 and 23). */
@Component
class Consents implements OAuth2AuthorizationConsentService {

    record Given(Set<String> scopes, Instant at) {}

    /** @param inUse whether the application holds something for the person now */
    record OwnConsent(long application, String name, List<String> scopes, Instant givenAt, boolean inUse) {}

    private final JdbcClient jdbc;
    private final Journal journal;
    private final LogoutNotices notices;
    private final Clock clock;

    Consents(JdbcClient jdbc, Journal journal, @Lazy LogoutNotices notices, Clock clock) {
        this.jdbc = jdbc;
        this.notices = notices;
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

    List<OwnConsent> own(Actor actor) {
        return jdbc.sql("""
                        select a.id, coalesce(t.name, a.client_id) as name, c.scopes, c.given_at, exists (
                            select from identity.granted g where g.application = a.id and g.person = c.person
                                and coalesce(g.code, g.access, g.refresh) is not null and g.kept_until > :now) as in_use
                        from identity.consent c join identity.application a on a.id = c.application
                        left join identity.terms t on t.application = a.id and t.state = 'IN_FORCE'
                        where c.person = :person order by c.given_at desc""")
                .param("now", Moments.to(clock.instant()))
                .param("person", actor.person())
                .query((row, n) -> new OwnConsent(
                        row.getLong("id"),
                        row.getString("name"),
                        List.of((String[]) row.getArray("scopes").getArray()),
                        Moments.from(row, "given_at"),
                        row.getBoolean("in_use")))
                .list();
    }

    /** As easily as it was given (Personal Information Protection Law, art. 15); what the application holds ends with it. */
    @Transactional
    void withdraw(Actor actor, long application) {
        int gone = jdbc.sql("delete from identity.consent where application = ? and person = ?")
                .params(application, actor.person())
                .update();
        if (gone == 0) {
            throw new ConsentController.NotAsked();
        }
        notices.endAt(application, actor.person());
        journal.record(actor, "identity.withdraw-consent", new RecordId("identity", application), java.util.Map.of());
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
