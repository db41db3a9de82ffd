package jinye.safeguard.identity.provider;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.util.StringUtils;

/** Errors of the protocol go to the application's registered address; without one, the person reads a sentence. */
record AuthorizationErrors(SentencePages pages) implements AuthenticationFailureHandler {

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failed)
            throws IOException {
        var asked = failed instanceof OAuth2AuthorizationCodeRequestAuthenticationException about
                ? about.getAuthorizationCodeRequestAuthentication()
                : null;
        var registered = asked == null ? null : asked.getRedirectUri();
        if (asked == null
                || registered == null
                || registered.isBlank()
                || !(failed instanceof OAuth2AuthorizationCodeRequestAuthenticationException about)) {
            pages.refuse(response, 400, "identity.request-not-understood");
            return;
        }
        response.sendRedirect(address(
                registered,
                asked.getState(),
                about.getError().getErrorCode(),
                about.getError().getDescription()));
    }

    private static String address(
            String registered, @Nullable String state, String error, @Nullable String description) {
        var address = new StringBuilder(registered)
                .append(registered.contains("?") ? '&' : '?')
                .append("error=")
                .append(encoded(error));
        if (StringUtils.hasText(description)) {
            address.append("&error_description=").append(encoded(description));
        }
        if (StringUtils.hasText(state)) {
            address.append("&state=").append(encoded(state));
        }
        return address.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
