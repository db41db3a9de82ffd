package jinye.platform.journal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.web.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Sees every answer: a record shown whole, a file handed out (attachments, exports, prints: whatever carries a file name), a request
 * refused. One place for all modules, also for those to come. Lists are not traced: what a row shows may be seen by whoever
 * may open the record, and opening is.
 */
@Component
class ReadingTraces implements WebMvcConfigurer, HandlerInterceptor {

    /** Where one record is shown whole. */
    private static final Set<String> RECORDS = Set.of(
            "/api/documents/{id}",
            "/api/approvals/requests/{id}",
            "/api/archives/items/{id}",
            "/api/transmission/envelopes/{id}");

    private static final int PATH_MAX = 300;

    private final Traces traces;

    ReadingTraces(Traces traces) {
        this.traces = traces;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**");
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failed) {
        var actor = actor();
        if (actor == null || !request.getMethod().equals("GET") || response.getStatus() / 100 != 2) {
            return;
        }
        var file = response.getHeader(HttpHeaders.CONTENT_DISPOSITION);
        if (file != null) {
            var facts = new LinkedHashMap<String, Object>();
            facts.put("path", path(request));
            var name = ContentDisposition.parse(file).getFilename();
            if (name != null) {
                facts.put("name", name);
            }
            traces.read(actor, "files.download", record(request.getRequestURI()), facts);
        } else if (RECORDS.contains(
                String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)))) {
            var record = record(request.getRequestURI());
            traces.read(actor, record.module() + ".open", record, Map.of());
        }
    }

    /** Not allowed, not there for this person, too often, or marked as a state secret; ordinary mistakes in a form are nobody's business. */
    @EventListener
    void remember(Refused refused) {
        var actor = actor();
        boolean telling = refused.kind() == Refusal.Kind.FORBIDDEN
                || refused.kind() == Refusal.Kind.NOT_FOUND
                || refused.kind() == Refusal.Kind.TOO_OFTEN
                || refused.code().equals("web.state-secret");
        if (actor != null
                && telling
                && RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            var request = attributes.getRequest();
            traces.refused(
                    actor,
                    record(request.getRequestURI()),
                    Map.of("path", request.getMethod() + " " + path(request), "why", refused.code()));
        }
    }

    private static String path(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.substring(0, Math.min(path.length(), PATH_MAX));
    }

    /** {@code /api/<module>/…/<id>}: the first number of the path, 0 when there is none. */
    static RecordId record(String path) {
        var parts = path.split("/");
        var module = parts.length > 2 && parts[2].matches("[a-z]{1,30}") ? parts[2] : "web";
        for (var part : parts) {
            if (part.matches("\\d{1,18}")) {
                return new RecordId(module, Long.parseLong(part));
            }
        }
        return new RecordId(module, 0);
    }

    private static @Nullable Actor actor() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Actor actor ? actor : null;
    }
}
