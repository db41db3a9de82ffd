package jinye.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolation;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jinye.kernel.Outage;
import jinye.kernel.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/** Turns refusals, outages and faults into problems. A person never sees an exception's message. */
@RestControllerAdvice
class ProblemAdvice {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private final Sentences sentences;
    private final ApplicationEventPublisher events;

    ProblemAdvice(Sentences sentences, ApplicationEventPublisher events) {
        this.sentences = sentences;
        this.events = events;
    }

    @ExceptionHandler
    ResponseEntity<Problem> refused(Refusal refusal) {
        events.publishEvent(new Refused(refusal.kind(), refusal.code()));
        var faults = refusal.faults().stream()
                .map(fault -> new Problem.ProblemFault(
                        fault.pointer(), fault.code(), sentences.of(fault.code(), fault.facts())))
                .toList();
        return answer(status(refusal.kind()), refusal.code(), refusal.facts(), faults);
    }

    @ExceptionHandler
    ResponseEntity<Problem> notValid(MethodArgumentNotValidException invalid) {
        var faults = new ArrayList<Problem.ProblemFault>();
        for (var error : invalid.getAllErrors()) {
            var pointer = error instanceof FieldError field ? pointer(field.getField()) : "";
            faults.add(fault(pointer, error.unwrap(ConstraintViolation.class)));
        }
        return answer(HttpStatus.UNPROCESSABLE_CONTENT, "web.invalid", List.of(), faults);
    }

    @ExceptionHandler
    ResponseEntity<Problem> notValid(HandlerMethodValidationException invalid) {
        return answer(HttpStatus.UNPROCESSABLE_CONTENT, "web.invalid", List.of(), List.of());
    }

    @ExceptionHandler({OptimisticLockingFailureException.class, PessimisticLockingFailureException.class})
    ResponseEntity<Problem> overtaken(Exception overtaken) {
        return answer(HttpStatus.CONFLICT, "web.overtaken", List.of(), List.of());
    }

    @ExceptionHandler
    ResponseEntity<Problem> away(Outage outage) {
        log.warn("outage {}", outage.code(), outage);
        var code = sentences.has(outage.code()) ? outage.code() : "web.away";
        return away(code);
    }

    /** The reader went away in the middle; there is nobody to answer. */
    @ExceptionHandler(AsyncRequestNotUsableException.class)
    void gone() {}

    /** What Spring refuses itself: unreadable JSON, a wrong method, an unknown path, a number that is none. */
    @ExceptionHandler
    ResponseEntity<Problem> other(Exception exception, HttpServletRequest request) {
        if (exception instanceof org.springframework.web.multipart.MaxUploadSizeExceededException) {
            return answer(HttpStatus.CONTENT_TOO_LARGE, "web.too-large", List.of(), List.of());
        }
        if (exception instanceof ErrorResponse response
                && response.getStatusCode().is4xxClientError()) {
            return answer(response.getStatusCode(), code(response.getStatusCode()), List.of(), List.of());
        }
        if (exception instanceof org.springframework.http.converter.HttpMessageNotReadableException
                || exception instanceof org.springframework.beans.TypeMismatchException
                || DatabaseTrouble.isBadCharacter(exception)) {
            return answer(HttpStatus.BAD_REQUEST, "web.unreadable", List.of(), List.of());
        }
        var trouble = DatabaseTrouble.in(exception);
        if (trouble != DatabaseTrouble.NONE) {
            log.warn("{}: {}", trouble, exception.toString());
            return away(trouble == DatabaseTrouble.DISK_FULL ? "web.disk-full" : "web.database-away");
        }
        var id = UUID.randomUUID().toString().substring(0, 8);
        log.error("fault {} at {} {}", id, request.getMethod(), request.getRequestURI(), exception);
        return respond(new Problem(
                type("web.fault"),
                "Internal Server Error",
                500,
                sentences.of("web.fault", List.of(id)),
                "web.fault",
                List.of(),
                id));
    }

    private Problem.ProblemFault fault(String pointer, ConstraintViolation<?> violation) {
        var annotation = violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        var attributes = violation.getConstraintDescriptor().getAttributes();
        var code = switch (annotation) {
            case "NotNull", "NotBlank", "NotEmpty", "Whole" -> "web.needed";
            case "Size" -> "web.length";
            default -> "web.invalid-value";
        };
        var facts = code.equals("web.length") ? List.of(attributes.get("min"), attributes.get("max")) : List.of();
        return new Problem.ProblemFault(pointer, code, sentences.of(code, facts));
    }

    private static String pointer(String field) {
        return "/" + field.replace("[", "/").replace("]", "").replace('.', '/');
    }

    private ResponseEntity<Problem> away(String code) {
        var answer = answer(HttpStatus.SERVICE_UNAVAILABLE, code, List.of(), List.of());
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .header(HttpHeaders.RETRY_AFTER, "5")
                .body(answer.getBody());
    }

    private ResponseEntity<Problem> answer(
            HttpStatusCode status, String code, List<?> facts, List<Problem.ProblemFault> faults) {
        var title = HttpStatus.valueOf(status.value()).getReasonPhrase();
        return respond(new Problem(type(code), title, status.value(), sentences.of(code, facts), code, faults, null));
    }

    private static ResponseEntity<Problem> respond(Problem problem) {
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .cacheControl(org.springframework.http.CacheControl.noStore())
                .body(problem);
    }

    private static String type(String code) {
        return "/problems/" + code;
    }

    private static String code(HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> "web.not-found";
            case 405 -> "web.wrong-method";
            case 406, 415 -> "web.wrong-type";
            case 413 -> "web.too-large";
            default -> "web.unreadable";
        };
    }

    private static HttpStatus status(Refusal.Kind kind) {
        return switch (kind) {
            case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case TOO_OFTEN -> HttpStatus.TOO_MANY_REQUESTS;
            case SIGNED_OUT -> HttpStatus.UNAUTHORIZED;
        };
    }
}
