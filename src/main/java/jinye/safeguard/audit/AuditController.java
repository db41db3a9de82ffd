package jinye.safeguard.audit;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
import jinye.kernel.Moments;
import jinye.kernel.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** What the audit administrator sees and does. */
@RestController
@RequestMapping("/api/audit")
class AuditController {

    private final Chain chain;
    private final ChainStore store;
    private final LogSeals seals;
    private final AuditExport export;
    private final Verifications verifications;
    private final Alerts alerts;
    private final Reviews reviews;
    private final Removals removals;

    AuditController(
            Chain chain,
            ChainStore store,
            LogSeals seals,
            AuditExport export,
            Verifications verifications,
            Alerts alerts,
            Reviews reviews,
            Removals removals) {
        this.chain = chain;
        this.store = store;
        this.seals = seals;
        this.export = export;
        this.verifications = verifications;
        this.alerts = alerts;
        this.reviews = reviews;
        this.removals = removals;
    }

    record AuditChain(
            long blocks,
            long entries,
            @Nullable String hash,
            @Nullable Instant at,
            @Nullable Long sealedBlock,
            @Nullable Instant sealedAt,
            List<Removals.LogRetention> retentions) {}

    record AuditNote(@NotNull @Size(max = 1000) String note) {}

    record RemovalRequest(
            @NotNull @Size(max = 50) String retention,
            @NotNull @Size(min = 1, max = 500) String reason) {}

    record AuditId(long id) {}

    record AuditCount(long open) {}

    @GetMapping("/chain")
    AuditChain auditChain(Actor actor) {
        actor.require("audit.read");
        var end = store.end();
        var seal = store.lastSeal();
        return new AuditChain(
                end.map(ChainStore.End::number).orElse(0L),
                store.entries(),
                end.map(ChainStore.End::hash).orElse(null),
                end.map(ChainStore.End::at).orElse(null),
                seal.map(kept -> kept.seal().block()).orElse(null),
                seal.map(ChainStore.KeptSeal::at).orElse(null),
                removals.retentions());
    }

    @GetMapping("/verifications")
    List<Verifications.VerificationRow> listVerifications(Actor actor) {
        actor.require("audit.read");
        return verifications.latest();
    }

    @PostMapping("/verifications")
    @ResponseStatus(HttpStatus.ACCEPTED)
    AuditId askVerification(Actor actor) {
        return new AuditId(verifications.ask(actor));
    }

    /** Whole blocks, so the file may hold some entries before and after the period. */
    @GetMapping("/export")
    ResponseEntity<StreamingResponseBody> exportAuditLog(
            Actor actor,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until) {
        actor.require("audit.export");
        chain.extend();
        seals.sealEnd();
        var range = export.begin(actor, from, until);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"audit-log-%s-%d-%d.zip\""
                                .formatted(LocalDate.now(Moments.ZONE), range.first(), range.last()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(out -> export.write(range, out));
    }

    @GetMapping("/alerts")
    Page<Alerts.AuditAlert> listAlerts(
            Actor actor,
            @RequestParam(defaultValue = "true") boolean open,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        actor.require("audit.read");
        return alerts.page(open, Cursor.read(after, 1), size);
    }

    /** For whoever has the menu; nothing for those who only clear what is over its time. */
    @GetMapping("/alerts/count")
    AuditCount countAlerts(Actor actor) {
        return new AuditCount(actor.may("audit.read") ? alerts.open() : 0);
    }

    @PutMapping("/alerts/{id}/handling")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void handleAlert(Actor actor, @PathVariable long id, @Valid @RequestBody AuditNote note) {
        alerts.handle(actor, id, note.note());
    }

    @GetMapping("/rules")
    List<AlertRule> listAlertRules(Actor actor) {
        actor.require("audit.read");
        return alerts.rules();
    }

    @GetMapping("/reviews")
    List<Reviews.ReviewWeek> listReviews(Actor actor) {
        actor.require("audit.read");
        return reviews.weeks();
    }

    @PutMapping("/reviews/{week}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reviewWeek(Actor actor, @PathVariable LocalDate week, @Valid @RequestBody AuditNote note) {
        reviews.review(actor, week, note.note());
    }

    /** Three administrators see it: who audits, who asks, who approves. */
    @GetMapping("/removals")
    List<Removals.RemovalRow> listRemovals(Actor actor) {
        if (!actor.may("audit.ask-removal") && !actor.may("audit.approve-removal")) {
            actor.require("audit.read");
        }
        return removals.list();
    }

    @PostMapping("/removals")
    @ResponseStatus(HttpStatus.CREATED)
    AuditId askRemoval(Actor actor, @Valid @RequestBody RemovalRequest request) {
        return new AuditId(removals.ask(actor, request.retention(), request.reason()));
    }

    @PutMapping("/removals/{id}/approval")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void approveRemoval(Actor actor, @PathVariable long id) {
        removals.approve(actor, id);
    }
}
