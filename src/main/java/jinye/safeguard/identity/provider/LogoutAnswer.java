package jinye.safeguard.identity.provider;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import jinye.safeguard.access.Entrances;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * OpenID Connect RP-Initiated Logout 1.0: another system signs the person out here. Only the session that its identity token came
 * from is ended: an old token of a former session must not throw anybody out of the present one.
 */
@Component
class LogoutAnswer implements AuthenticationSuccessHandler {

    private final Entrances entrances;
    private final SessionTags tags;
    private final SentencePages pages;

    LogoutAnswer(Entrances entrances, SessionTags tags, SentencePages pages) {
        this.entrances = entrances;
        this.tags = tags;
        this.pages = pages;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        var logout = (OidcLogoutAuthenticationToken) authentication;
        var idToken = logout.getIdToken();
        if (idToken != null && logout.getPrincipal() instanceof SignedInPerson person) {
            if (!tags.sid(person.presence()).equals(idToken.getClaimAsString("sid"))) {
                pages.refuse(response, 400, "identity.logout-of-another-session");
                return;
            }
            entrances.leave(request);
        }
        var address = logout.getPostLogoutRedirectUri();
        if (!StringUtils.hasText(address)) {
            pages.say(response, "已退出登录", "identity.logged-out");
            return;
        }
        var state = logout.getState();
        response.sendRedirect(
                StringUtils.hasText(state)
                        ? address + (address.contains("?") ? "&" : "?") + "state="
                                + URLEncoder.encode(state, StandardCharsets.UTF_8)
                        : address);
    }
}
