package jinye.office.approvals;

import jinye.kernel.Actor;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a person may start. */
@RestController
@RequestMapping("/api/approvals/catalogue")
class CatalogueController {

    private final Catalogue catalogue;

    CatalogueController(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GetMapping
    Catalogue.CatalogueView readCatalogue(Actor actor) {
        return catalogue.of(actor);
    }

    @PutMapping("/{kind}/favourite")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void addFavouriteKind(Actor actor, @PathVariable String kind) {
        catalogue.like(actor, kind);
    }

    @DeleteMapping("/{kind}/favourite")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeFavouriteKind(Actor actor, @PathVariable String kind) {
        catalogue.unlike(actor, kind);
    }
}
