package jinye.safeguard.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import jinye.kernel.Actor;
import org.slf4j.MDC;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Turns the session's person and post into the actor of this request. A person who has left is signed out by it. */
class SignInFilter extends OncePerRequestFilter {

    private final Actors actors;

    SignInFilter(Actors actors) {
        this.actors = actors;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = request.getSession(false);
        if (session != null && session.getAttribute(SignedIn.ATTRIBUTE) instanceof String text) {
            var signedIn = SignedIn.parse(text);
            actors.actor(signedIn.person(), signedIn.post()).ifPresent(this::enter);
        }
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove("person");
        }
    }

    private void enter(Actor actor) {
        var authentication = UsernamePasswordAuthenticationToken.authenticated(actor, null, List.of());
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication);
        SecurityContextHolder.setContext(context);
        MDC.put("person", Long.toString(actor.person()));
    }
}
