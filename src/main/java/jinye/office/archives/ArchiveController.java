package jinye.office.archives;

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
import jinye.office.archives.items.Corrections;
import jinye.office.archives.items.Fixation;
import jinye.office.archives.items.ItemList;
import jinye.office.archives.items.Retentions;
import jinye.office.archives.items.Verification;
import jinye.office.archives.items.Verifying;
import jinye.platform.directory.Directory;
import jinye.platform.files.FileDownloads;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/archives")
class ArchiveController {

    private final Archives archives;
    private final ItemList items;
    private final Verifying verifying;
    private final Corrections corrections;
    private final Fixation fixation;
    private final Retentions retentions;
    private final Directory directory;
    private final FileDownloads downloads;

    ArchiveController(
            Archives archives,
            ItemList items,
            Verifying verifying,
            Corrections corrections,
            Fixation fixation,
            Retentions retentions,
            Directory directory,
            FileDownloads downloads) {
        this.archives = archives;
        this.items = items;
        this.verifying = verifying;
        this.corrections = corrections;
        this.fixation = fixation;
        this.retentions = retentions;
        this.directory = directory;
        this.downloads = downloads;
    }

    record Filing(
            long document,
            @NotNull @Pattern(regexp = "Y|D30|D10") String retention,
            @NotNull @Pattern(regexp = "[A-Z]{2,4}") String classCode,
            int year) {}

    record Filed(long item, String archiveNumber) {}

    record ItemCorrection(
            @NotNull Corrections.Field field,
            @NotNull @Size(max = 200) String value,
            @NotBlank @Size(max = 500) String reason) {}

    @GetMapping("/retentions")
    List<Retentions.Retention> listRetentions() {
        return retentions.inForce();
    }

    @PostMapping("/items")
    @ResponseStatus(HttpStatus.CREATED)
    Filed fileDocument(Actor actor, @Valid @RequestBody Filing filing) {
        var filed = archives.file(
                actor, new FileDocument(filing.document(), filing.retention(), filing.classCode(), filing.year()));
        return new Filed(filed.item(), filed.archiveNumber());
    }

    @GetMapping("/items")
    Page<ItemList.ItemRow> listItems(
            Actor actor,
            @RequestParam(defaultValue = "") @Size(max = 100) String text,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(defaultValue = "") @Size(max = 3) String retention,
            @RequestParam(defaultValue = "") @Size(max = 4) String classCode,
            @RequestParam(defaultValue = "") @Size(max = 20) String state,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        return items.list(actor, new ItemList.Wanted(text, year, retention, classCode, state), after, size);
    }

    @GetMapping("/items/{id}")
    ItemList.ItemView viewItem(Actor actor, @PathVariable long id) {
        return items.view(actor, id);
    }

    @GetMapping("/items/{id}/components/{position}")
    ResponseEntity<Resource> openComponent(Actor actor, @PathVariable long id, @PathVariable int position) {
        return downloads.show(items.component(actor, id, position));
    }

    @GetMapping("/items/{id}/verification")
    Verification verifyItem(Actor actor, @PathVariable long id) {
        return verifying.verify(actor, id);
    }

    @GetMapping("/items/{id}/corrections")
    List<Corrections.Correction> listCorrections(Actor actor, @PathVariable long id) {
        items.view(actor, id);
        return corrections.of(id);
    }

    @PostMapping("/items/{id}/corrections")
    @ResponseStatus(HttpStatus.CREATED)
    void correctItem(Actor actor, @PathVariable long id, @Valid @RequestBody ItemCorrection correction) {
        corrections.correct(actor, id, correction.field(), correction.value(), correction.reason());
    }

    /** The whole chain of the unit's fonds, reckoned anew. */
    @GetMapping("/chain")
    Fixation.ChainCheck checkChain(Actor actor) {
        actor.require("archives.file");
        return fixation.check(directory.unit(actor.unit()).fonds());
    }
}
