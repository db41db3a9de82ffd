package jinye.safeguard.identity.applications;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How long codes, tokens, keys and secrets live, from the table of periods. */
@Component
public class Periods {

    private record Row(int value, String measure) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final LoadingCache<String, Duration> known =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).build(this::read);

    Periods(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Duration of(String name) {
        return known.get(name);
    }

    private Duration read(String name) {
        var row = jdbc.sql("""
                        select value, measure from identity.period
                        where name = :name and effective_from <= :day and (effective_to is null or effective_to > :day)""")
                .param("name", name)
                .param("day", LocalDate.ofInstant(clock.instant(), jinye.kernel.Moments.ZONE))
                .query(Row.class)
                .single();
        return Duration.of(row.value(), ChronoUnit.valueOf(row.measure()));
    }
}
