package jinye.safeguard.identity.applications;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Unit;
import jinye.safeguard.access.Roles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The applications whose terms are in force. A change is seen at once on this node, on others a few seconds later. */
@Service
public class Applications {

    private static final String IN_FORCE = """
            select a.id, a.client_id, a.kind, a.stopped_at is not null as stopped, t.name, t.description, t.home_address, t.trusted,
                t.scopes, t.redirect_addresses, t.logout_addresses, t.back_channel_address, t.roles, t.units,
                coalesce((select string_agg(encode(s.digest, 'hex'), ' ') from identity.secret s
                    where s.application = a.id and (s.valid_until is null or s.valid_until > :now)), '') as secrets
            from identity.application a join identity.terms t on t.application = a.id and t.state = 'IN_FORCE'
            """;

    private final JdbcClient jdbc;
    private final Directory directory;
    private final Clock clock;
    private final Cache<Long, Optional<Application>> byId = cache();
    private final Cache<String, Optional<Application>> byClientId = cache();

    Applications(JdbcClient jdbc, Directory directory, Clock clock) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.clock = clock;
    }

    private static <K> Cache<K, Optional<Application>> cache() {
        return Caffeine.newBuilder()
                .expireAfterWrite(Duration.ofSeconds(5))
                .maximumSize(2_000)
                .build();
    }

    /** Also when it is stopped: what it once got is still judged. */
    public Optional<Application> byId(long id) {
        return byId.get(
                id,
                key -> jdbc.sql(IN_FORCE + " where a.id = :id")
                        .param("id", key)
                        .param("now", Moments.to(clock.instant()))
                        .query(Applications::row)
                        .optional());
    }

    /** Only while it may be used. */
    public Optional<Application> byClientId(String clientId) {
        return byClientId
                .get(
                        clientId,
                        key -> jdbc.sql(IN_FORCE + " where a.client_id = :client")
                                .param("client", key)
                                .param("now", Moments.to(clock.instant()))
                                .query(Applications::row)
                                .optional())
                .filter(application -> !application.stopped());
    }

    /** What the person may enter, by name. */
    List<Application> enterableBy(Actor actor) {
        return jdbc
                .sql(
                        IN_FORCE
                                + " where a.stopped_at is null and a.kind <> 'SERVICE' and t.home_address is not null order by t.name, a.id")
                .param("now", Moments.to(clock.instant()))
                .query(Applications::row)
                .list()
                .stream()
                .filter(application -> mayEnter(actor, application))
                .toList();
    }

    /** Role and unit must both fit where both are given; one's unit is that of the present post. */
    public boolean mayEnter(Actor actor, Application application) {
        var terms = application.terms();
        boolean role = terms.roles().isEmpty() || Roles.of(actor).stream().anyMatch(terms.roles()::contains);
        return role && (terms.units().isEmpty() || within(terms.units(), actor.unit()));
    }

    private boolean within(Set<Long> units, long unit) {
        return units.contains(unit)
                || directory.units(units).keySet().stream()
                        .anyMatch(above -> directory.unitWithAllBelow(above).stream()
                                .map(Unit::id)
                                .anyMatch(below -> below == unit));
    }

    void forget() {
        byId.invalidateAll();
        byClientId.invalidateAll();
    }

    private static Application row(ResultSet row, int number) throws SQLException {
        return new Application(
                row.getLong("id"),
                row.getString("client_id"),
                ApplicationKind.valueOf(row.getString("kind")),
                row.getBoolean("stopped"),
                terms(row),
                row.getString("secrets"));
    }

    static Terms terms(ResultSet row) throws SQLException {
        return new Terms(
                row.getString("name"),
                row.getString("description"),
                row.getString("home_address"),
                row.getBoolean("trusted"),
                Set.of((String[]) row.getArray("scopes").getArray()),
                List.of((String[]) row.getArray("redirect_addresses").getArray()),
                List.of((String[]) row.getArray("logout_addresses").getArray()),
                row.getString("back_channel_address"),
                Set.of((String[]) row.getArray("roles").getArray()),
                List.of((Long[]) row.getArray("units").getArray()).stream().collect(Collectors.toUnmodifiableSet()));
    }
}
