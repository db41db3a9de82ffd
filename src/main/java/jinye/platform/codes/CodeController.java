package jinye.platform.codes;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import jinye.kernel.Actor;
import jinye.platform.web.IfMatch;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/codes/dictionaries")
class CodeController {

    private final Codes codes;
    private final CodeOffice office;

    CodeController(Codes codes, CodeOffice office) {
        this.codes = codes;
        this.office = office;
    }

    @GetMapping
    List<CodeDictionary> listDictionaries() {
        return codes.dictionaries();
    }

    @PostMapping
    CodeDictionary createDictionary(Actor actor, @RequestBody @Valid CodeOffice.NewDictionary entry) {
        return office.create(actor, entry);
    }

    /** What may be chosen today. */
    @GetMapping("/{dictionary}/items")
    List<CodeItem> listDictionaryItems(@PathVariable @Size(max = 64) String dictionary) {
        return codes.items(dictionary);
    }

    /** Every version of every item. */
    @GetMapping("/{dictionary}/versions")
    List<CodeItem> listDictionaryVersions(@PathVariable @Size(max = 64) String dictionary) {
        return codes.history(dictionary);
    }

    @PutMapping("/{dictionary}")
    CodeDictionary changeDictionary(
            Actor actor,
            @PathVariable @Size(max = 64) String dictionary,
            IfMatch seen,
            @RequestBody @Valid CodeOffice.ChangeDictionary change) {
        return office.change(actor, dictionary, seen.version(), change);
    }
}
