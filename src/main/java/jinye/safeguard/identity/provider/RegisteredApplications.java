package jinye.safeguard.identity.provider;

import jinye.safeguard.identity.applications.Application;
import jinye.safeguard.identity.applications.ApplicationKind;
import jinye.safeguard.identity.applications.Applications;
import jinye.safeguard.identity.applications.Periods;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/** Our register, as the protocol sees it. */
@Component
class RegisteredApplications implements RegisteredClientRepository {

    private final Applications applications;
    private final Periods periods;

    RegisteredApplications(Applications applications, Periods periods) {
        this.applications = applications;
        this.periods = periods;
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("applications are registered by two people");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return applications.byId(Long.parseLong(id)).map(this::client).orElse(null);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return applications.byClientId(clientId).map(this::client).orElse(null);
    }

    private RegisteredClient client(Application application) {
        var kind = application.kind();
        var terms = application.terms();
        var client = RegisteredClient.withId(Long.toString(application.id()))
                .clientId(application.clientId())
                .clientName(terms.name())
                .scopes(scopes -> scopes.addAll(terms.scopes()))
                .redirectUris(addresses -> addresses.addAll(terms.redirectAddresses()))
                .postLogoutRedirectUris(addresses -> addresses.addAll(terms.logoutAddresses()))
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(kind == ApplicationKind.PUBLIC)
                        .requireAuthorizationConsent(!terms.trusted())
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .authorizationCodeTimeToLive(periods.of("code"))
                        .accessTokenTimeToLive(periods.of(kind == ApplicationKind.SERVICE ? "service-token" : "token"))
                        .refreshTokenTimeToLive(periods.of("refresh"))
                        .reuseRefreshTokens(false)
                        .build());
        if (kind == ApplicationKind.PUBLIC) {
            client.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
        } else {
            client.clientSecret(application.secretDigests())
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        }
        if (kind == ApplicationKind.SERVICE) {
            client.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS);
        } else {
            client.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE);
            if (kind == ApplicationKind.WEB) {
                client.authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN);
            }
        }
        return client.build();
    }
}
