package jinye.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * One write, one transaction, once. Everything the handler does, the idempotency key and the answer commit together or not at
 * all. The same key again does its work in vain: at the key's row it finds that it was done, takes everything back and gives the
 * first answer; so it does when it is refused because it was done already. Repeating is rare, and so the rare one pays for it.
 * A refused write leaves no key behind, so that it may be tried again after mending what was wrong.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class WriteOnceFilter extends OncePerRequestFilter {

    static final String HEADER = "Idempotency-Key";
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    private final PlatformTransactionManager transactions;
    private final WrittenAnswers answers;
    private final HandlerExceptionResolver problems;

    WriteOnceFilter(
            PlatformTransactionManager transactions,
            WrittenAnswers answers,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.transactions = transactions;
        this.answers = answers;
        this.problems = problems;
    }

    /**
     * Proving who one is keeps its own count of failures, what is shown once (keys of factors, recovery codes, halves of passwords) is kept nowhere,
     * and resumable uploads are idempotent by their offsets.
     */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return !WRITES.contains(request.getMethod())
                || !path.startsWith("/api/")
                || path.startsWith("/api/access/session")
                || path.startsWith("/api/access/password")
                || path.startsWith("/api/access/accounts")
                || path.startsWith("/api/identity/entrance")
                || path.startsWith("/api/identity/own/proof")
                || path.startsWith("/api/identity/own/factors")
                || path.startsWith("/api/files/uploads");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var actor = actor();
        if (actor == null) {
            chain.doFilter(request, response);
            return;
        }
        var buffered = new ContentCachingResponseWrapper(response);
        try {
            write(actor, request, buffered, chain);
        } catch (ServletException | IOException | RuntimeException thrown) {
            buffered.reset();
            if (problems.resolveException(
                            request,
                            buffered,
                            null,
                            thrown instanceof ServletException wrapped && wrapped.getCause() instanceof Exception cause
                                    ? cause
                                    : thrown)
                    == null) {
                throw thrown;
            }
        }
        // not flushed: the container does it, and a session that is committed early is read once more at the end
        response.getOutputStream().write(buffered.getContentAsByteArray());
    }

    private void write(
            Actor actor, HttpServletRequest request, ContentCachingResponseWrapper response, FilterChain chain)
            throws ServletException, IOException {
        var key = request.getHeader(HEADER);
        if (key == null || !KEY.matcher(key).matches()) {
            throw new KeyMissing();
        }
        var route = request.getMethod() + " " + request.getRequestURI();
        var definition = new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRED);
        var transaction = transactions.getTransaction(definition);
        try {
            chain.doFilter(request, response);
            boolean kept = response.getStatus() < 400 && answers.keep(actor.person(), key, route, response);
            if (kept) {
                transactions.commit(transaction);
                return;
            }
        } finally {
            if (!transaction.isCompleted()) {
                transactions.rollback(transaction);
            }
        }
        var first = answers.first(actor.person(), key);
        if (first.isPresent()) {
            if (!first.get().route().equals(route)) {
                throw new KeyReused();
            }
            response.reset();
            first.get().replay(response);
        }
    }

    private static @Nullable Actor actor() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Actor actor ? actor : null;
    }

    static final class KeyMissing extends Refusal {
        KeyMissing() {
            super(Kind.INVALID, "web.key-missing");
        }
    }

    static final class KeyReused extends Refusal {
        KeyReused() {
            super(Kind.CONFLICT, "web.key-reused");
        }
    }
}
