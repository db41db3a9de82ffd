package jinye.safeguard.identity.provider;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import jinye.safeguard.identity.applications.ApplicationSecrets;
import jinye.safeguard.identity.applications.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** How the parts of the protocol are put together. */
@Configuration(proxyBeanMethods = false)
class ProviderConfiguration {

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** @param issuer the address other systems know us by; empty takes it from each request, good for trying things out only */
    @Bean
    AuthorizationServerSettings authorizationServerSettings(@Value("${jinye.identity.issuer:}") String issuer) {
        var settings = AuthorizationServerSettings.builder();
        return issuer.isBlank()
                ? settings.build()
                : settings.issuer(issuer.strip()).build();
    }

    @Bean
    JwtEncoder jwtEncoder(JWKSource<SecurityContext> keys) {
        return new NimbusJwtEncoder(keys);
    }

    @Bean
    JwtDecoder jwtDecoder(JWKSource<SecurityContext> keys) {
        return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
    }

    @Bean
    SessionRegistry noSessions() {
        return new NoSessions();
    }

    @Bean
    FilterRegistrationBean<AuthorizationGate> authorizationGateOnlyInItsChain(AuthorizationGate gate) {
        var registration = new FilterRegistrationBean<>(gate);
        registration.setEnabled(false);
        return registration;
    }

    @Bean
    @Order(10)
    SecurityFilterChain identityProviderChain(
            HttpSecurity http,
            AuthorizationGate gate,
            PersonClaims claims,
            LogoutAnswer logoutAnswer,
            SentencePages pages)
            throws Exception {
        var server = new OAuth2AuthorizationServerConfigurer();
        return http.securityMatcher(server.getEndpointsMatcher())
                .with(
                        server,
                        provider -> provider.authorizationServerMetadataEndpoint(Customizer.withDefaults())
                                .clientAuthentication(
                                        client -> client.authenticationProviders(providers -> providers.stream()
                                                .filter(ClientSecretAuthenticationProvider.class::isInstance)
                                                .map(ClientSecretAuthenticationProvider.class::cast)
                                                .forEach(one -> one.setPasswordEncoder(new SecretCheck()))))
                                .authorizationEndpoint(
                                        endpoint -> endpoint.errorResponseHandler(new AuthorizationErrors(pages)))
                                .oidc(oidc -> oidc.userInfoEndpoint(info -> info.userInfoMapper(claims))
                                        .logoutEndpoint(logout -> logout.logoutResponseHandler(logoutAnswer)
                                                .errorResponseHandler((request, response, failed) ->
                                                        pages.refuse(response, 400, "identity.logout-refused")))
                                        .providerConfigurationEndpoint(discovery ->
                                                discovery.providerConfigurationCustomizer(
                                                        about -> about.scopes(scopes -> {
                                                                    scopes.clear();
                                                                    scopes.addAll(personalScopes());
                                                                })
                                                                .claim("claims_supported", CLAIMS)
                                                                .claim(
                                                                        "prompt_values_supported",
                                                                        List.of("none", "login", "consent"))
                                                                .claim("backchannel_logout_supported", true)
                                                                .claim("backchannel_logout_session_supported", true)))))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .addFilterAfter(gate, SecurityContextHolderFilter.class)
                .oauth2ResourceServer(tokens -> tokens.jwt(Customizer.withDefaults()))
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                // a session gets a new name where it begins, in access, and keeps it: its presence is known by it
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.NEVER)
                        .sessionFixation(fixation -> fixation.none()))
                .requestCache(cache -> cache.disable())
                // no form of ours is answered here; codes, tokens and secrets are what a forged request would lack
                .csrf(csrf -> csrf.disable())
                .logout(logout -> logout.disable())
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .frameOptions(frames -> frames.deny()))
                .build();
    }

    private static final List<String> CLAIMS = List.of(
            "sub",
            "sid",
            "auth_time",
            "amr",
            "name",
            "unit",
            "unit_code",
            "unit_name",
            "department",
            "department_name",
            "post",
            "post_title",
            "person_number");

    private static List<String> personalScopes() {
        return Arrays.stream(Scope.values())
                .filter(Scope::personal)
                .map(Scope::word)
                .toList();
    }

    @Bean
    RecurringTask<Void> sendLogoutNotices(LogoutNotices notices) {
        return Tasks.recurring("identity.send-logout-notices", FixedDelay.of(Duration.ofSeconds(20)))
                .execute((task, context) -> notices.deliver());
    }

    @Bean
    RecurringTask<Void> renewSigningKeys(SigningKeys keys, Granted granted) {
        return Tasks.recurring("identity.renew-keys", FixedDelay.of(Duration.ofHours(1)))
                .execute((task, context) -> {
                    keys.renewWhenDue();
                    granted.forgetOld();
                });
    }

    /** ApplicationSecrets of applications are drawn by us and compared by digest, see {@link ApplicationSecrets}. */
    private static final class SecretCheck implements PasswordEncoder {
        @Override
        public String encode(@Nullable CharSequence shown) {
            throw new UnsupportedOperationException("secrets are drawn, not chosen");
        }

        @Override
        public boolean matches(@Nullable CharSequence shown, @Nullable String digests) {
            return shown != null && digests != null && ApplicationSecrets.matches(shown.toString(), digests);
        }
    }
}
