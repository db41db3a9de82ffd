package jinye.office.archives.arrangement;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/archives")
class BoxController {

    private final Boxes boxes;
    private final Catalogues catalogues;

    BoxController(Boxes boxes, Catalogues catalogues) {
        this.boxes = boxes;
        this.catalogues = catalogues;
    }

    record Packing(int thicknessMm) {}

    record Packed(int boxes) {}

    record BoxNote(@NotNull @Size(max = 1000) String note) {}

    record BoxPlace(
            @NotNull @Size(max = 40) String room,
            @NotNull @Size(max = 40) String shelf,
            @NotNull @Size(max = 40) String layer) {}

    @PutMapping("/batches/{id}/boxes")
    Packed packBatch(Actor actor, @PathVariable long id, @Valid @RequestBody Packing packing) {
        if (!List.of(20, 30, 40, 50).contains(packing.thicknessMm())) {
            throw new NoSuchThickness(packing.thicknessMm());
        }
        return new Packed(boxes.pack(actor, id, packing.thicknessMm()));
    }

    @GetMapping("/boxes")
    List<Boxes.BoxRow> listBoxes(Actor actor) {
        return boxes.list(actor);
    }

    @PutMapping("/boxes/{id}/check")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void checkBox(Actor actor, @PathVariable long id, @Valid @RequestBody BoxNote note) {
        boxes.check(actor, id, note.note());
    }

    @PutMapping("/boxes/{id}/place")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void placeBox(Actor actor, @PathVariable long id, @Valid @RequestBody BoxPlace place) {
        boxes.place(actor, id, place.room(), place.shelf(), place.layer());
    }

    @GetMapping("/boxes/{id}/label")
    ResponseEntity<byte[]> printBoxLabel(Actor actor, @PathVariable long id) {
        return ArrangementController.pdf(catalogues.label(actor, id));
    }

    @GetMapping("/boxes/{id}/note")
    ResponseEntity<byte[]> printBoxNote(Actor actor, @PathVariable long id) {
        return ArrangementController.pdf(catalogues.note(actor, id));
    }

    @GetMapping("/boxes/{id}/catalogue")
    ResponseEntity<byte[]> printBoxCatalogue(Actor actor, @PathVariable long id) {
        return ArrangementController.pdf(catalogues.ofBox(actor, id));
    }

    static final class NoSuchThickness extends Refusal {
        NoSuchThickness(int thickness) {
            super(Kind.INVALID, "archives.no-such-thickness", thickness);
        }
    }
}
