package jinye.safeguard.identity.provider;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import jinye.kernel.Moments;
import jinye.safeguard.identity.applications.Applications;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.stereotype.Component;

/**
 * Judges tokens that programs show to our own interface, after their signature and time: made for our interface and for nothing
 * else, and still good, so that a stopped service is out at once. Each use is counted.
 */
@Component
class ServiceTokens implements OAuth2TokenValidator<Jwt> {

    private final Granted granted;
    private final Applications applications;
    private final JdbcClient jdbc;
    private final Clock clock;

    ServiceTokens(Granted granted, Applications applications, JdbcClient jdbc, Clock clock) {
        this.granted = granted;
        this.applications = applications;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        var audience = token.getAudience() == null ? List.<String>of() : token.getAudience();
        if (!audience.contains(token.getClaimAsString("iss") + "/api")) {
            return refused("made for another audience");
        }
        var authorization = granted.findByToken(token.getTokenValue(), OAuth2TokenType.ACCESS_TOKEN);
        if (authorization == null
                || authorization.getAccessToken() == null
                || !authorization.getAccessToken().isActive()) {
            return refused("ended");
        }
        count(Long.parseLong(authorization.getRegisteredClientId()));
        return OAuth2TokenValidatorResult.success();
    }

    private void count(long application) {
        if (applications.byId(application).isEmpty()) {
            return;
        }
        var now = clock.instant();
        jdbc.sql("""
                        insert into identity.service_use (application, hour, requests, last_at) values (:application, :hour, 1, :now)
                        on conflict (application, hour) do update
                            set requests = identity.service_use.requests + 1, last_at = excluded.last_at""")
                .param("application", application)
                .param("hour", Moments.to(now.truncatedTo(ChronoUnit.HOURS)))
                .param("now", Moments.to(now))
                .update();
    }

    private static OAuth2TokenValidatorResult refused(String why) {
        return OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", why, null));
    }
}
