package jinye.exchange.partners;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import jinye.kernel.Outage;
import jinye.kernel.Refusal;
import jinye.platform.web.Sentences;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Where the nodes of other bureaux come in. No sign-in and no cookies: every word is signed, and stands before everything that is there for
 * people. What cannot be believed gets a sentence, and a line among the incidents.
 */
class ExchangeFilter extends OncePerRequestFilter {

    static final String ROOT = "/exchange";
    static final int MESSAGE_MAX = 4 * 1024 * 1024;
    private static final int PIECE_MAX = 4 * 1024 * 1024;

    private static final Logger log = LoggerFactory.getLogger(ExchangeFilter.class);

    private final Reception reception;
    private final Staging staging;
    private final ParcelSealing sealing;
    private final Greetings greetings;
    private final Incidents incidents;
    private final Sentences sentences;

    ExchangeFilter(
            Reception reception,
            Staging staging,
            ParcelSealing sealing,
            Greetings greetings,
            Incidents incidents,
            Sentences sentences) {
        this.reception = reception;
        this.staging = staging;
        this.sealing = sealing;
        this.greetings = greetings;
        this.incidents = incidents;
        this.sentences = sentences;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        try {
            answer(request, response);
        } catch (Refusal refused) {
            var words = sentences.of(refused.code(), refused.facts());
            if (refused instanceof ParcelSealing.Unbelieved) {
                incidents.note(null, request.getRemoteAddr(), refused.code(), words, null);
            }
            problem(response, status(refused.kind()), refused.code(), words);
        } catch (Outage outage) {
            boolean full = outage.code().endsWith("disk-full");
            problem(response, full ? 507 : 503, outage.code(), sentences.of(outage.code(), List.of()));
        } catch (RuntimeException fault) {
            log.error("exchange: a parcel could not be taken", fault);
            problem(response, 500, "partners.fault", sentences.of("partners.fault", List.of()));
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var path = request.getRequestURI().substring(request.getContextPath().length() + ROOT.length());
        var asked = request.getMethod() + " " + path;
        if (asked.equals("POST /parcels")) {
            var reply = reception.receive(body(request, MESSAGE_MAX), request.getRemoteAddr(), "LINE");
            write(response, reply.status(), Canonical.bytes(reply.body()), "application/json");
        } else if (asked.equals("POST /greetings")) {
            var opened = sealing.open(ParcelSealing.Sealed.read(body(request, MESSAGE_MAX)), false);
            var answer = Canonical.JSON
                    .createObjectNode()
                    .put("answer", Base64.getEncoder().encodeToString(greetings.answer(opened)));
            write(response, 200, Canonical.bytes(answer), "application/json");
        } else if (asked.matches("PUT /files/[0-9a-f-]{36}/[0-9a-f]{64}")) {
            var parts = path.split("/");
            var offset = request.getParameter("offset");
            if (offset == null || !offset.matches("\\d{1,18}")) {
                throw new Parcel.Malformed();
            }
            long here = staging.append(parts[2], parts[3], Long.parseLong(offset), body(request, PIECE_MAX));
            write(
                    response,
                    200,
                    Canonical.bytes(Canonical.JSON.createObjectNode().put("offset", here)),
                    "application/json");
        } else {
            problem(response, 404, "partners.no-such-door", sentences.of("partners.no-such-door", List.of()));
        }
    }

    /** A body that was cut on the way is refused here already: Tomcat knows how long it should have been. */
    private static byte[] body(HttpServletRequest request, int max) throws IOException {
        if (request.getContentLengthLong() > max) {
            throw new TooLarge();
        }
        var bytes = request.getInputStream().readNBytes(max + 1);
        if (bytes.length > max) {
            throw new TooLarge();
        }
        return bytes;
    }

    private static int status(Refusal.Kind kind) {
        return switch (kind) {
            case INVALID -> 422;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case TOO_LARGE -> 413;
            case TOO_OFTEN -> 429;
            case SIGNED_OUT -> 401;
        };
    }

    private static void problem(HttpServletResponse response, int status, String code, String words)
            throws IOException {
        var body = Canonical.JSON
                .createObjectNode()
                .put("status", status)
                .put("code", code)
                .put("detail", words);
        write(response, status, Canonical.text(body).getBytes(StandardCharsets.UTF_8), "application/problem+json");
    }

    private static void write(HttpServletResponse response, int status, byte[] body, String type) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    static final class TooLarge extends Refusal {
        TooLarge() {
            super(Kind.TOO_LARGE, "partners.too-large");
        }
    }
}
