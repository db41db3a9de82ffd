package jinye.office.documents;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import jinye.kernel.Actor;
import jinye.office.documents.numbers.NumberChecks;
import jinye.office.documents.numbers.NumberReport;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
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

/** 年末发文字号核对. */
@RestController
@RequestMapping("/api/documents/number-checks")
class NumberCheckController {

    record CheckNumbers(int year, @Nullable @Size(max = 500) String remark) {}

    record ApproveNumbers(@Nullable @Size(max = 500) String opinion) {}

    record CheckedNumbers(long id) {}

    private final NumberChecks checks;

    NumberCheckController(NumberChecks checks) {
        this.checks = checks;
    }

    @GetMapping
    List<NumberChecks.NumberCheckRow> listNumberChecks(
            Actor actor, @RequestParam(required = false) @Nullable Integer year) {
        return checks.list(actor, year);
    }

    @GetMapping("/examination")
    NumberReport examineNumbers(Actor actor, @RequestParam int year) {
        return checks.examine(actor, year);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    CheckedNumbers checkNumbers(Actor actor, @RequestBody @Valid CheckNumbers command) {
        return new CheckedNumbers(checks.check(actor, command.year(), command.remark()));
    }

    @PutMapping("/{id}/approval")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void approveNumbers(Actor actor, @PathVariable long id, @RequestBody @Valid ApproveNumbers command) {
        checks.approve(actor, id, command.opinion());
    }

    @GetMapping("/{id}/sheet.pdf")
    ResponseEntity<Resource> printNumberCheck(Actor actor, @PathVariable long id) {
        byte[] pdf = checks.paper(actor, id);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .contentLength(pdf.length)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new ByteArrayResource(pdf));
    }
}
