package jinye.safeguard.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Figures of the running system are for the machine's own collector. */
final class LoopbackOnly implements AuthorizationManager<RequestAuthorizationContext> {

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        try {
            var address = InetAddress.getByName(context.getRequest().getRemoteAddr());
            return new AuthorizationDecision(address.isLoopbackAddress());
        } catch (UnknownHostException unreadable) {
            return new AuthorizationDecision(false);
        }
    }
}
