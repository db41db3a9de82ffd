package jinye.office.approvals.kinds;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.platform.web.IfMatch;
import jinye.platform.web.Whole;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** ApprovalKinds as designers make them. */
@RestController
@RequestMapping("/api/approvals/kinds")
class KindController {

    /** @param like another kind to begin with, null for an empty one */
    record BeginKind(
            @NotNull @Size(max = 40) String name,
            @NotNull @Size(min = 1, max = 30) String title,
            @Nullable @Size(max = 40) String like) {}

    record KindFiles(@NotNull @Size(max = 60) Map<String, String> files) {}

    record PublishKind(@NotNull @Size(max = 500) String note) {}

    record PublishedKind(int version) {}

    record OfferedKind(boolean enabled) {}

    /** @param zip in base 64. @param unsignedToo see {@link KindTransfer#take} */
    record ImportKind(@NotNull @Size(max = 7_000_000) String zip, boolean unsignedToo) {}

    /** {@code kind.yaml}. */
    record SettingsText(@NotNull @Size(max = 100_000) String yaml) {}

    record WrittenSettings(@NotNull @Whole KindSettings settings) {}

    private final KindWorkshop workshop;
    private final KindTransfer transfer;
    private final KindChoices choices;
    private final KindPaper paper;

    KindController(KindWorkshop workshop, KindTransfer transfer, KindChoices choices, KindPaper paper) {
        this.workshop = workshop;
        this.transfer = transfer;
        this.choices = choices;
        this.paper = paper;
    }

    @GetMapping
    List<KindWorkshop.DesignedKind> listDesignedKinds(Actor actor) {
        return workshop.all(actor);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    KindWorkshop.KindDraft beginKind(Actor actor, @RequestBody @Valid BeginKind command) {
        return workshop.begin(actor, command.name(), command.title(), command.like());
    }

    @GetMapping("/choices")
    KindChoices.KindChoiceLists listKindChoices(Actor actor) {
        return choices.of(actor);
    }

    @GetMapping("/{kind}/draft")
    KindWorkshop.KindDraft readKindDraft(Actor actor, @PathVariable String kind) {
        return workshop.draft(actor, kind);
    }

    @PutMapping("/{kind}/draft")
    KindWorkshop.KindDraft saveKindDraft(
            Actor actor, @PathVariable String kind, IfMatch seen, @RequestBody @Valid KindFiles files) {
        return workshop.save(actor, kind, files.files(), seen.version());
    }

    @DeleteMapping("/{kind}/draft")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void dropKindDraft(Actor actor, @PathVariable String kind) {
        workshop.dropDraft(actor, kind);
    }

    /** 打印预览: the draft's paper as it was composed, with the names of fields where their values will stand. */
    @GetMapping(value = "/{kind}/draft/paper", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> previewKindPaper(Actor actor, @PathVariable String kind) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=" + kind + ".pdf")
                .cacheControl(CacheControl.noStore())
                .body(paper.sample(actor, kind));
    }

    @GetMapping("/{kind}/findings")
    List<KindFinding> listKindFindings(Actor actor, @PathVariable String kind) {
        return workshop.findings(actor, kind);
    }

    @GetMapping("/{kind}/versions")
    List<KindVersion> listKindVersions(Actor actor, @PathVariable String kind) {
        return workshop.versions(actor, kind);
    }

    @PostMapping("/{kind}/versions")
    @ResponseStatus(HttpStatus.CREATED)
    PublishedKind publishKind(
            Actor actor, @PathVariable String kind, IfMatch seen, @RequestBody @Valid PublishKind command) {
        return new PublishedKind(workshop.publish(actor, kind, command.note(), seen.version()));
    }

    @GetMapping("/{kind}/versions/{version}")
    KindFiles readKindVersion(Actor actor, @PathVariable String kind, @PathVariable int version) {
        return new KindFiles(workshop.files(actor, kind, version));
    }

    @PutMapping("/{kind}/offering")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void offerKind(Actor actor, @PathVariable String kind, @RequestBody @Valid OfferedKind command) {
        workshop.enable(actor, kind, command.enabled());
    }

    @GetMapping("/{kind}/package")
    ResponseEntity<byte[]> exportKind(Actor actor, @PathVariable String kind) {
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(kind + ".zip")
                                .build()
                                .toString())
                .header(HttpHeaders.CONTENT_TYPE, "application/zip")
                .body(transfer.export(actor, kind));
    }

    @PostMapping("/import-looks")
    KindTransfer.ImportLook lookAtKindPackage(Actor actor, @RequestBody @Valid ImportKind command) {
        return transfer.look(actor, bytes(command.zip()));
    }

    @PostMapping("/imports")
    @ResponseStatus(HttpStatus.CREATED)
    KindWorkshop.KindDraft importKind(Actor actor, @RequestBody @Valid ImportKind command) {
        return transfer.take(actor, bytes(command.zip()), command.unsignedToo());
    }

    @PostMapping("/settings-readings")
    WrittenSettings readKindSettings(Actor actor, @RequestBody @Valid SettingsText text) {
        actor.require(KindWorkshop.DESIGN);
        try {
            return new WrittenSettings(KindSettings.read(text.yaml()));
        } catch (KindSettings.Unreadable broken) {
            throw new BadSettings(broken.code, broken.what);
        }
    }

    @PostMapping("/settings-texts")
    SettingsText writeKindSettings(Actor actor, @RequestBody @Valid WrittenSettings settings) {
        actor.require(KindWorkshop.DESIGN);
        return new SettingsText(KindSettings.write(settings.settings()));
    }

    static final class BadSettings extends Refusal {
        BadSettings(String reason, String what) {
            super(Kind.INVALID, "approvals." + reason, what);
        }
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException broken) {
            throw new KindZip.Hostile("zip-unreadable");
        }
    }
}
