package jinye.runtime;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import jinye.kernel.Outage;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Refuses writes while the disk is nearly full, before anything of them is done. Signing in and reading go on. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 1)
class DiskReserveFilter extends OncePerRequestFilter {

    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");

    private final DiskReserve reserve;
    private final HandlerExceptionResolver problems;

    DiskReserveFilter(DiskReserve reserve, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.reserve = reserve;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !WRITES.contains(request.getMethod()) || !path.startsWith("/api/") || path.startsWith("/api/access/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (reserve.isTouched()) {
            var full = new Outage("runtime.disk-full", new IOException("Less room than the reserve"));
            problems.resolveException(request, response, null, full);
        } else {
            chain.doFilter(request, response);
        }
    }
}
