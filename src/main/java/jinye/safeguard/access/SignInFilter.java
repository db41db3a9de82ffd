package jinye.safeguard.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Turns the session's person and post into the actor of this request. A person who has left is signed out by it. */
@Component
class SignInFilter extends OncePerRequestFilter {

    /** Where duties are done, and how one leaves. */
    private static final List<String> OPEN_WITH_DUTIES =
            List.of("/api/access/session", "/api/access/password", "/api/access/demo", "/api/identity/own/");

    private final SessionCheck check;
    private final HandlerExceptionResolver refusals;

    SignInFilter(SessionCheck check, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver refusals) {
        this.check = check;
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = request.getSession(false);
        if (session != null) {
            var actor = check.actor(session);
            if (actor.isPresent()) {
                var refused = refusal(actor.get(), session, request);
                if (refused != null) {
                    refusals.resolveException(request, response, null, refused);
                    return;
                }
                enter(actor.get());
            }
        }
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove("person");
        }
    }

    /** Duties come first. */
    private @Nullable Refusal refusal(Actor actor, HttpSession session, HttpServletRequest request) {
        var path = request.getRequestURI();
        if (!path.startsWith("/api/")) {
            return null;
        }
        try {
            check.refuseWhenTooOld(actor, session);
            check.refuseUnlessAdmitted(actor, request);
        } catch (SignedOut tooOld) {
            return tooOld;
        } catch (Admissions.NotAdmitted notAdmitted) {
            return path.equals("/api/access/session") && request.getMethod().equals("DELETE") ? null : notAdmitted;
        }
        var duties = SessionMarks.duties(session);
        if (!duties.isEmpty() && OPEN_WITH_DUTIES.stream().noneMatch(path::startsWith)) {
            return new DutyFirst(
                    duties.contains(SessionMarks.DUTY_PASSWORD)
                            ? "access.change-password-first"
                            : "access.set-up-factor-first");
        }
        return null;
    }

    private void enter(Actor actor) {
        var authentication = UsernamePasswordAuthenticationToken.authenticated(actor, null, List.of());
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication);
        SecurityContextHolder.setContext(context);
        MDC.put("person", Long.toString(actor.person()));
    }

    static final class DutyFirst extends Refusal {
        DutyFirst(String code) {
            super(Kind.FORBIDDEN, code);
        }
    }
}
