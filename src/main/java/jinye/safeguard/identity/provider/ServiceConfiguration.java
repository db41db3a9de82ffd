package jinye.safeguard.identity.provider;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.http.HttpServletRequest;
import jinye.kernel.Refusal;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Programs at our own interface (RFC 6750): few addresses, each with its scope; people at their browsers pass as everywhere. */
@Configuration(proxyBeanMethods = false)
class ServiceConfiguration {

    static final String PATH = "/api/identity/services";

    @Bean
    @Order(20)
    SecurityFilterChain serviceAccountsChain(
            HttpSecurity http,
            JWKSource<SecurityContext> keys,
            ServiceTokens tokens,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver refusals)
            throws Exception {
        var decoder = (NimbusJwtDecoder) OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(new JwtTimestampValidator(), tokens));
        var challenge = new BearerTokenAuthenticationEntryPoint();
        return http.securityMatcher(ServiceConfiguration::program)
                .authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority("SCOPE_directory.read"))
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.decoder(decoder))
                        .authenticationEntryPoint((request, response, refused) -> {
                            challenge.commence(request, response, refused);
                            refusals.resolveException(request, response, null, new TokenRefused());
                        }))
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .csrf(csrf -> csrf.disable())
                .logout(logout -> logout.disable())
                .build();
    }

    /** Whoever shows a token, and whoever shows nothing at all. */
    private static boolean program(HttpServletRequest request) {
        return request.getRequestURI().startsWith(PATH + "/")
                && (request.getHeader("Authorization") != null || request.getSession(false) == null);
    }

    static final class TokenRefused extends Refusal {
        TokenRefused() {
            super(Kind.SIGNED_OUT, "identity.token-refused");
        }
    }
}
