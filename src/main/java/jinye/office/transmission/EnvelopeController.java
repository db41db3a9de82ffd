package jinye.office.transmission;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import jinye.kernel.Actor;
import jinye.kernel.Page;
import jinye.platform.files.FileDownloads;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The receiver's side. */
@RestController
@RequestMapping("/api/transmission/envelopes")
class EnvelopeController {

    private static final String STATES = "|UNSIGNED|SENT|ARRIVED|SIGNED|REFUSED|REGISTERED|CLOSED|RECALLED";

    private final Receiving receiving;
    private final EnvelopeList list;
    private final FileDownloads downloads;
    private final Clock clock;

    EnvelopeController(Receiving receiving, EnvelopeList list, FileDownloads downloads, Clock clock) {
        this.receiving = receiving;
        this.list = list;
        this.downloads = downloads;
        this.clock = clock;
    }

    record RefusalReason(@NotNull @Size(min = 1, max = 500) String reason) {}

    /** @param handling READ 阅件 or ACT 办件 */
    record Registration(
            @NotNull @Pattern(regexp = "READ|ACT") String handling) {}

    record Registered(long incoming) {}

    @GetMapping
    Page<EnvelopeList.EnvelopeRow> listEnvelopes(
            Actor actor,
            @RequestParam(defaultValue = "") @Pattern(regexp = STATES) String state,
            @RequestParam(defaultValue = "") @Size(max = 100) String text,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        return list.envelopes(actor, state, text, after, size);
    }

    @GetMapping("/counts")
    EnvelopeList.EnvelopeCounts countEnvelopes(Actor actor) {
        return list.counts(actor, clock.instant());
    }

    @GetMapping("/{id}")
    EnvelopeList.EnvelopeView viewEnvelope(Actor actor, @PathVariable long id) {
        return list.envelope(actor, id);
    }

    @GetMapping("/{id}/files/{file}")
    ResponseEntity<Resource> openEnvelopeFile(Actor actor, @PathVariable long id, @PathVariable long file) {
        return downloads.show(list.fileOf(actor, id, file));
    }

    @PutMapping("/{id}/signing")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signForEnvelope(Actor actor, @PathVariable long id) {
        receiving.signFor(actor, id);
    }

    @PutMapping("/{id}/refusal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void refuseEnvelope(Actor actor, @PathVariable long id, @Valid @RequestBody RefusalReason reason) {
        receiving.refuse(actor, id, reason.reason());
    }

    @PutMapping("/{id}/registration")
    Registered registerEnvelope(Actor actor, @PathVariable long id, @Valid @RequestBody Registration registration) {
        return new Registered(receiving.register(actor, id, registration.handling()));
    }
}
