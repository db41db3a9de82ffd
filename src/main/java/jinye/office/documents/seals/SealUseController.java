package jinye.office.documents.seals;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
import jinye.kernel.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 用印登记. */
@RestController
@RequestMapping("/api/documents/seals/uses")
class SealUseController {

    private static final String SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final SealUses uses;
    private final SealUseExport export;

    SealUseController(SealUses uses, SealUseExport export) {
        this.uses = uses;
        this.export = export;
    }

    @GetMapping
    Page<SealUses.SealUse> listSealUses(
            Actor actor,
            @RequestParam(required = false) @Nullable Long seal,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate until,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int size) {
        SealDesk.requireSome(actor);
        int many = Math.clamp(size, 1, 200);
        var cursor = Cursor.read(after, 1);
        var before = cursor == null ? null : cursor.number(0);
        var rows = uses.list(actor.unit(), new SealUses.Wanted(seal, words, from, until), before, many + 1);
        return Page.of(rows, many, row -> Cursor.of(row.id()));
    }

    @GetMapping("/sheet")
    ResponseEntity<byte[]> exportSealUses(
            Actor actor,
            @RequestParam(required = false) @Nullable Long seal,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate until) {
        var name = ContentDisposition.attachment()
                .filename("用印登记.xlsx", StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
                .header(HttpHeaders.CONTENT_TYPE, SHEET)
                .header("X-Content-Type-Options", "nosniff")
                .body(export.write(actor, new SealUses.Wanted(seal, words, from, until)));
    }
}
