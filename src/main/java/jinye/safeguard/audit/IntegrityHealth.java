package jinye.safeguard.audit;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** The application goes on working when files differ, so it stays up; whoever watches health sees how many. */
@Component
class IntegrityHealth implements HealthIndicator {

    private final Integrity integrity;

    IntegrityHealth(Integrity integrity) {
        this.integrity = integrity;
    }

    @Override
    public Health health() {
        var checks = integrity.checks();
        return checks.isEmpty()
                ? Health.up().withDetail("checked", false).build()
                : Health.up()
                        .withDetail("checked", checks.getFirst().at().toString())
                        .withDetail("deviations", checks.getFirst().findings().size())
                        .build();
    }
}
