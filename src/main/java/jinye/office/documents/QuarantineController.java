package jinye.office.documents;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import jinye.kernel.Actor;
import jinye.office.documents.secrecy.Quarantine;
import jinye.office.documents.secrecy.QuarantineRecords;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 疑似涉密文件隔离. */
@RestController
@RequestMapping("/api/documents/quarantine")
class QuarantineController {

    record ExamineFile(
            boolean secret, @NotBlank @Size(max = 500) String reason) {}

    record DecideFile(
            boolean release, @NotBlank @Size(max = 500) String reason) {}

    private final Quarantine quarantine;

    QuarantineController(Quarantine quarantine) {
        this.quarantine = quarantine;
    }

    @GetMapping
    List<QuarantineRecords.QuarantinedFile> listQuarantinedFiles(Actor actor) {
        return quarantine.list(actor);
    }

    @PutMapping("/{id}/examination")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void examineQuarantinedFile(Actor actor, @PathVariable long id, @RequestBody @Valid ExamineFile command) {
        quarantine.examine(actor, id, command.secret(), command.reason());
    }

    @PutMapping("/{id}/decision")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decideQuarantinedFile(Actor actor, @PathVariable long id, @RequestBody @Valid DecideFile command) {
        quarantine.decide(actor, id, command.release(), command.reason());
    }
}
