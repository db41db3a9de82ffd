package jinye.platform.seals;

import jinye.kernel.Actor;
import jinye.platform.files.Files;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 验章 for everybody who is signed in, of any file. */
@RestController
@RequestMapping("/api/seals")
class SealCheckController {

    /** @param file uploaded by the one who asks */
    record FileToCheck(long file) {}

    private final PaperChecks checks;
    private final Files files;

    SealCheckController(PaperChecks checks, Files files) {
        this.checks = checks;
        this.files = files;
    }

    @PostMapping("/checks")
    PaperChecks.CheckedPaper checkPaper(Actor actor, @RequestBody FileToCheck asked) {
        return checks.check(files.uploadedBy(actor, asked.file()).id());
    }
}
