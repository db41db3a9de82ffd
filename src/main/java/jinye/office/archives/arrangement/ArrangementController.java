package jinye.office.archives.arrangement;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Page;
import jinye.office.archives.inspection.InspectionReport;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/archives")
class ArrangementController {

    private final Pool pool;
    private final PoolList list;
    private final ArrangementBatches batches;
    private final Catalogues catalogues;

    ArrangementController(Pool pool, PoolList list, ArrangementBatches batches, Catalogues catalogues) {
        this.pool = pool;
        this.list = list;
        this.batches = batches;
        this.catalogues = catalogues;
    }

    record CandidateDecision(
            @Min(1949) @Max(2999) int year,
            @NotNull @Pattern(regexp = "ORGAN|ENTERPRISE") String schedule,
            @Pattern(regexp = "Y|D30|D10") @Nullable String retention,
            @NotNull @Pattern(regexp = "[A-Z]{2,4}") String classCode,
            boolean inScope,
            @NotNull @Size(max = 500) String reason) {}

    record NewBatch(
            @NotBlank @Size(max = 100) String name,
            @Min(1949) @Max(2999) int year,
            @NotNull @Size(max = 500) List<Long> candidates) {}

    record OpenedBatch(long id) {}

    record BatchOrder(@NotNull @Size(max = 500) List<Long> candidates) {}

    record BatchNumbering(long handOverBy) {}

    record FiledBatch(int items) {}

    @GetMapping("/candidates")
    Page<PoolList.CandidateRow> listCandidates(
            Actor actor,
            @RequestParam(defaultValue = "") @Size(max = 100) String text,
            @RequestParam(defaultValue = "POOL") @Pattern(regexp = "POOL|BATCH|FILED|OUT|") String state,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return list.page(actor, text, state, year, after, size);
    }

    @GetMapping("/candidates/counts")
    PoolList.PoolCounts countCandidates(Actor actor) {
        return list.counts(actor);
    }

    @PutMapping("/candidates/{id}/decision")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decideCandidate(Actor actor, @PathVariable long id, @Valid @RequestBody CandidateDecision decision) {
        pool.decide(
                actor,
                id,
                new Pool.Decision(
                        decision.year(),
                        decision.schedule(),
                        decision.retention(),
                        decision.classCode(),
                        decision.inScope(),
                        decision.reason()));
    }

    @GetMapping("/batches")
    List<BatchRegister.BatchRow> listBatches(Actor actor) {
        return batches.list(actor);
    }

    @PostMapping("/batches")
    @ResponseStatus(HttpStatus.CREATED)
    OpenedBatch openBatch(Actor actor, @Valid @RequestBody NewBatch batch) {
        return new OpenedBatch(batches.open(actor, batch.name(), batch.year(), batch.candidates()));
    }

    @GetMapping("/batches/{id}")
    ArrangementBatches.BatchView viewBatch(Actor actor, @PathVariable long id) {
        return batches.view(actor, id);
    }

    @PutMapping("/batches/{id}/candidates")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void arrangeBatch(Actor actor, @PathVariable long id, @Valid @RequestBody BatchOrder order) {
        batches.arrange(actor, id, order.candidates());
    }

    @PutMapping("/batches/{id}/numbers")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void numberBatch(Actor actor, @PathVariable long id, @Valid @RequestBody BatchNumbering numbering) {
        batches.number(actor, id, numbering.handOverBy());
    }

    @PutMapping("/batches/{id}/inspection")
    InspectionReport inspectBatch(Actor actor, @PathVariable long id) {
        return batches.inspect(actor, id);
    }

    @PutMapping("/batches/{id}/handover")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void handOverBatch(Actor actor, @PathVariable long id) {
        batches.handOver(actor, id);
    }

    @PutMapping("/batches/{id}/filing")
    FiledBatch fileBatch(Actor actor, @PathVariable long id) {
        return new FiledBatch(batches.file(actor, id));
    }

    @GetMapping("/batches/{id}/handover/paper")
    ResponseEntity<byte[]> printHandOver(Actor actor, @PathVariable long id) {
        return pdf(catalogues.handOver(actor, id));
    }

    @GetMapping("/catalogues/paper")
    ResponseEntity<byte[]> printCatalogue(
            Actor actor,
            @RequestParam int year,
            @RequestParam @Pattern(regexp = "Y|D30|D10") String retention,
            @RequestParam @Pattern(regexp = "[A-Z]{2,4}") String classCode) {
        return pdf(catalogues.ofClass(actor, year, retention, classCode));
    }

    static ResponseEntity<byte[]> pdf(byte[] bytes) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header("Content-Disposition", "inline")
                .header("Cache-Control", "no-store")
                .body(bytes);
    }
}
