package jinye.exchange.partners;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import jinye.kernel.Moments;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Periods and sizes, as they hold today. */
@Component
class Settings {

    private final JdbcClient jdbc;
    private final Clock clock;

    Settings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Duration period(String name) {
        return Duration.ofSeconds(number(name));
    }

    long number(String name) {
        var today = LocalDate.ofInstant(clock.instant(), Moments.ZONE);
        return jdbc.sql("""
                        select value from partners.setting
                        where name = ? and effective_from <= ? and (effective_to is null or effective_to >= ?)
                        order by effective_from desc limit 1""").params(name, today, today).query(Long.class).single();
    }
}
