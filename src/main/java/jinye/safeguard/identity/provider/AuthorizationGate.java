package jinye.safeguard.identity.provider;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import jinye.kernel.Refusal;
import jinye.safeguard.access.Entrances;
import jinye.safeguard.access.Entrances.Standing;
import jinye.safeguard.identity.applications.Application;
import jinye.safeguard.identity.applications.Applications;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands before the authorization endpoint. Whoever asks for an address that is not registered letter by letter is never sent
 * there, but reads a sentence here (RFC 9700, 4.1 and 4.11); the person's session is the sign-in; {@code prompt} and {@code
 * max_age} are kept; who may not enter stays outside. What is left is for the protocol behind it.
 */
@Component
class AuthorizationGate extends OncePerRequestFilter {

    static final String PATH = "/oauth2/authorize";
    private static final String MARK = "jinye_asked";
    private static final int QUERY_MAX = 8_000;

    private final Entrances entrances;
    private final Applications applications;
    private final Consents consents;
    private final SessionTags tags;
    private final SentencePages pages;
    private final Clock clock;

    AuthorizationGate(
            Entrances entrances,
            Applications applications,
            Consents consents,
            SessionTags tags,
            SentencePages pages,
            Clock clock) {
        this.entrances = entrances;
        this.applications = applications;
        this.consents = consents;
        this.tags = tags;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = request.getRequestURI();
        if (!path.equals(PATH) && !path.equals("/connect/logout")) {
            chain.doFilter(request, response);
            return;
        }
        @Nullable Standing standing;
        try {
            standing = entrances.standing(request).orElse(null);
        } catch (Refusal refused) {
            pages.refuse(response, refused);
            return;
        }
        if (path.equals(PATH) && !pass(request, response, standing)) {
            return;
        }
        if (standing != null) {
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(SignedInPerson.of(standing));
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }

    private boolean pass(HttpServletRequest request, HttpServletResponse response, @Nullable Standing standing)
            throws IOException {
        var application =
                applications.byClientId(parameter(request, "client_id")).orElse(null);
        if (application == null) {
            pages.refuse(response, 400, "identity.unknown-application");
            return false;
        }
        if (!application.terms().redirectAddresses().contains(parameter(request, "redirect_uri"))) {
            pages.refuse(
                    response,
                    400,
                    "identity.redirect-address-not-registered",
                    application.terms().name());
            return false;
        }
        var query = query(request);
        if (query.length() > QUERY_MAX) {
            pages.refuse(response, 400, "identity.request-too-long");
            return false;
        }
        var prompts = Set.of(parameter(request, "prompt").split(" "));
        if (prompts.contains("none")) {
            var error = silentError(request, standing, application);
            if (!error.isEmpty()) {
                respond(request, response, error);
            }
            return error.isEmpty();
        }
        if (standing == null) {
            // the duty first, or the sign-in, and then this request again
            send(
                    response,
                    entrances.owesDuties(request) ? "/workspace/access/duties" : "/workspace/sign-in",
                    query,
                    "");
            return false;
        }
        var asked = tags.askedAt(parameter(request, MARK), query).orElse(null);
        if ((prompts.contains("login") || tooOld(request, standing)) && !since(asked, standing.provedAt())) {
            send(response, "/workspace/sign-in", marked(query), "&again=1");
            return false;
        }
        if (!applications.mayEnter(standing.actor(), application)) {
            pages.refuse(
                    response, 403, "identity.may-not-enter", application.terms().name());
            return false;
        }
        return agreed(request, response, standing, application, prompts, asked, query);
    }

    /** Nobody may be asked anything: what is missing is told to the application. Consent is looked at by the protocol. */
    private String silentError(HttpServletRequest request, @Nullable Standing standing, Application application) {
        if (standing == null || tooOld(request, standing)) {
            return "login_required";
        }
        return applications.mayEnter(standing.actor(), application) ? "" : "access_denied";
    }

    private boolean agreed(
            HttpServletRequest request,
            HttpServletResponse response,
            Standing standing,
            Application application,
            Set<String> prompts,
            @Nullable Instant asked,
            String query)
            throws IOException {
        var given = consents.of(application.id(), standing.actor().person()).orElse(null);
        var wanted = Arrays.stream(parameter(request, "scope").split(" "))
                .filter(application.terms().scopes()::contains)
                .collect(Collectors.toSet());
        boolean enough = application.terms().trusted()
                || wanted.equals(Set.of("openid"))
                || given != null && given.scopes().containsAll(wanted);
        boolean afresh = !prompts.contains("consent") || given != null && since(asked, given.at());
        if (enough && afresh) {
            return true;
        }
        send(
                response,
                "/workspace/identity/consent",
                marked(query),
                "&application=" + encoded(application.clientId()) + "&scopes=" + encoded(String.join(" ", wanted)));
        return false;
    }

    private static boolean since(@Nullable Instant asked, Instant done) {
        return asked != null && !done.isBefore(asked);
    }

    private boolean tooOld(HttpServletRequest request, Standing standing) {
        var age = parameter(request, "max_age");
        return age.matches("\\d{1,9}")
                && standing.provedAt()
                        .plus(Duration.ofSeconds(Long.parseLong(age)))
                        .isBefore(clock.instant());
    }

    private String marked(String query) {
        return query + "&" + MARK + "=" + tags.asked(query);
    }

    /** To a page of our own, which comes back here with the whole request. */
    private static void send(HttpServletResponse response, String page, String query, String more) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        // relative: which name and port the browser knows us by is its own affair
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", page + "?to=" + encoded(PATH + "?" + query) + more);
    }

    /** To the registered address, which was compared before. */
    private static void respond(HttpServletRequest request, HttpServletResponse response, String error)
            throws IOException {
        var address = parameter(request, "redirect_uri");
        var state = parameter(request, "state");
        response.sendRedirect(address + (address.contains("?") ? "&" : "?") + "error=" + error
                + (state.isEmpty() ? "" : "&state=" + encoded(state)));
    }

    /** As it was sent, without our own mark; what came as a form is written as an address, since we ask people in between. */
    private static String query(HttpServletRequest request) {
        var query = request.getQueryString();
        if (query == null || request.getMethod().equals("POST")) {
            query = request.getParameterMap().entrySet().stream()
                    .flatMap(entry -> Arrays.stream(entry.getValue())
                            .map(value -> encoded(entry.getKey()) + "=" + encoded(value)))
                    .collect(Collectors.joining("&"));
        }
        int mark = query.indexOf("&" + MARK + "=");
        return mark < 0 ? query : query.substring(0, mark);
    }

    private static String parameter(HttpServletRequest request, String name) {
        var value = request.getParameter(name);
        return value == null ? "" : value;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
