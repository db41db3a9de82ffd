package jinye.office.archives.lending;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
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

/** 档案利用 on the web. */
@RestController
@RequestMapping("/api/archives")
class LoanController {

    private final OpenCatalogue catalogue;
    private final Loans loans;
    private final LoanList list;
    private final LoanReading reading;

    LoanController(OpenCatalogue catalogue, Loans loans, LoanList list, LoanReading reading) {
        this.catalogue = catalogue;
        this.loans = loans;
        this.list = list;
        this.reading = reading;
    }

    record LoanApplication(
            long item,
            @NotNull LoanMode mode,
            @NotNull UsePurpose purpose,
            @NotBlank @Size(max = 500) String reason,
            @Min(1) @Max(60) int days) {}

    record OpenedLoan(long id) {}

    record LoanDecision(
            boolean agreed, @NotNull @Size(max = 500) String opinion) {}

    record LoanReturn(@NotNull @Size(max = 500) String condition) {}

    record LoanEffect(@NotBlank @Size(max = 1000) String effect) {}

    record LoanCount(int decide) {}

    @GetMapping("/catalogue")
    Page<OpenCatalogue.CatalogueLine> listCatalogue(
            Actor actor,
            @RequestParam(defaultValue = "") @Size(max = 100) String text,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        return catalogue.list(actor, text, year, after, size);
    }

    @GetMapping("/userules")
    List<UseRules.UseRule> listUseRules() {
        return catalogue.rules();
    }

    @PostMapping("/loans")
    @ResponseStatus(HttpStatus.CREATED)
    OpenedLoan askLoan(Actor actor, @Valid @RequestBody LoanApplication asked) {
        return new OpenedLoan(loans.ask(
                actor,
                new Loans.Application(asked.item(), asked.mode(), asked.purpose(), asked.reason(), asked.days())));
    }

    @GetMapping("/loans")
    Page<LoanList.LoanRow> listLoans(
            Actor actor,
            @RequestParam(defaultValue = "MINE") LoanList.View view,
            @RequestParam(defaultValue = "") @Size(max = 100) String text,
            @RequestParam(defaultValue = "false") boolean overdue,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        return list.list(actor, view, text, overdue, after, size);
    }

    @GetMapping("/loans/counts")
    LoanCount countLoans(Actor actor) {
        return new LoanCount(list.toDecide(actor));
    }

    @GetMapping("/loans/{id}")
    LoanList.LoanView viewLoan(Actor actor, @PathVariable long id) {
        return list.view(actor, id);
    }

    @PutMapping("/loans/{id}/decision")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decideLoan(Actor actor, @PathVariable long id, @Valid @RequestBody LoanDecision decision) {
        loans.decide(actor, id, decision.agreed(), decision.opinion());
    }

    @PutMapping("/loans/{id}/withdrawal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdrawLoan(Actor actor, @PathVariable long id) {
        loans.withdraw(actor, id);
    }

    @PutMapping("/loans/{id}/handing-out")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void handOutLoan(Actor actor, @PathVariable long id) {
        loans.handOut(actor, id);
    }

    @PutMapping("/loans/{id}/renewal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void renewLoan(Actor actor, @PathVariable long id) {
        loans.renew(actor, id);
    }

    @PutMapping("/loans/{id}/return")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void returnLoan(Actor actor, @PathVariable long id, @Valid @RequestBody LoanReturn returned) {
        loans.giveBack(actor, id, returned.condition());
    }

    @PutMapping("/loans/{id}/effect")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void tellLoanEffect(Actor actor, @PathVariable long id, @Valid @RequestBody LoanEffect effect) {
        loans.effect(actor, id, effect.effect());
    }

    /** One page with its watermark; never kept by a browser. */
    @GetMapping("/loans/{id}/components/{position}/pages/{page}")
    ResponseEntity<byte[]> readLoanPage(
            Actor actor, @PathVariable long id, @PathVariable int position, @PathVariable int page) {
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(reading.page(actor, id, position, page));
    }

    @GetMapping("/loans/{id}/components/{position}/copy")
    ResponseEntity<byte[]> copyLoan(Actor actor, @PathVariable long id, @PathVariable int position) {
        var copy = reading.copy(actor, id, position);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(copy.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(copy.pdf());
    }
}
