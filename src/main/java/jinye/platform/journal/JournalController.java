package jinye.platform.journal;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
import jinye.kernel.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The journal as an auditor reads it. A record's own history is shown by its desk, which knows who may see the record. */
@RestController
@RequestMapping("/api/journal")
class JournalController {

    private final JournalList list;

    JournalController(JournalList list) {
        this.list = list;
    }

    /** An auditor sees the acts of the own unit; with {@code journal.oversee} those of every unit and of the system itself. */
    @GetMapping
    Page<JournalRow> listJournal(
            Actor actor,
            @RequestParam(required = false) @Nullable String module,
            @RequestParam(required = false) @Nullable Long record,
            @RequestParam(required = false) @Nullable Long person,
            @RequestParam(required = false) @Nullable Long unit,
            @RequestParam(required = false) @Nullable String act,
            @RequestParam(required = false) @Nullable @Size(max = 60) String address,
            @RequestParam(required = false) @Nullable @Size(max = 10) String result,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        actor.require("journal.read");
        var audited = actor.may("journal.oversee") ? unit : Long.valueOf(actor.unit());
        var question = new JournalList.Question(module, record, person, audited, act, address, result, from, until);
        return list.page(question, Cursor.read(after, 1), size);
    }

    /** The acts one can ask for, in the order of their modules. */
    @GetMapping("/acts")
    List<JournalList.ActTerm> listJournalActs(Actor actor) {
        actor.require("journal.read");
        return list.acts();
    }
}
