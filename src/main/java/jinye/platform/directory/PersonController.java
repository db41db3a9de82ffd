package jinye.platform.directory;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
import jinye.kernel.Page;
import jinye.platform.web.IfMatch;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/directory")
class PersonController {

    private final Directory directory;
    private final PeopleList list;
    private final Picker picker;
    private final PeopleRegister register;
    private final AbsenceRegister absences;

    PersonController(
            Directory directory, PeopleList list, Picker picker, PeopleRegister register, AbsenceRegister absences) {
        this.directory = directory;
        this.list = list;
        this.picker = picker;
        this.register = register;
        this.absences = absences;
    }

    record NewPerson(@Valid @NotNull PersonForm person, long post) {}

    record Departure(@NotBlank @Size(max = 200) String reason) {}

    record PeopleCount(long count) {}

    /** @param below with a unit: also the people of all units below it */
    @GetMapping("/people")
    Page<PeopleList.PersonRow> listPeople(
            Actor actor,
            @RequestParam(required = false) @Nullable @Size(max = 50) String text,
            @RequestParam(required = false) @Nullable Long unit,
            @RequestParam(defaultValue = "false") boolean below,
            @RequestParam(required = false) @Nullable Long department,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return list.page(question(directory, text, unit, below, department), Cursor.read(after, 2), size);
    }

    @GetMapping("/people/count")
    PeopleCount countPeople(
            Actor actor,
            @RequestParam(required = false) @Nullable @Size(max = 50) String text,
            @RequestParam(required = false) @Nullable Long unit,
            @RequestParam(defaultValue = "false") boolean below,
            @RequestParam(required = false) @Nullable Long department) {
        return new PeopleCount(list.count(question(directory, text, unit, below, department)));
    }

    static PeopleList.Question question(
            Directory directory, @Nullable String text, @Nullable Long unit, boolean below, @Nullable Long department) {
        List<Long> units = List.of();
        if (unit != null) {
            units = below
                    ? directory.unitWithAllBelow(unit).stream().map(Unit::id).toList()
                    : List.of(unit);
        }
        return new PeopleList.Question(text, units, department);
    }

    @GetMapping("/people/{id}")
    PeopleList.PersonDetail showPerson(Actor actor, @PathVariable long id) {
        return list.person(id, actor.person() == id, absences.comingOf(id));
    }

    @PostMapping("/people")
    @ResponseStatus(HttpStatus.CREATED)
    UnitController.Opened enterPerson(Actor actor, @Valid @RequestBody NewPerson entering) {
        return new UnitController.Opened(register.enter(actor, entering.person(), entering.post()));
    }

    @PutMapping("/people/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePerson(Actor actor, @PathVariable long id, IfMatch version, @Valid @RequestBody PersonForm form) {
        register.change(actor, id, version.version(), form);
    }

    @PutMapping("/people/{id}/departure")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leavePerson(Actor actor, @PathVariable long id, IfMatch version, @Valid @RequestBody Departure departure) {
        register.leave(actor, id, version.version(), departure.reason());
    }

    /** @param types person, department, post, unit; all when none is named. @param department only its people */
    @GetMapping("/picker")
    List<Picker.PickerEntry> pick(
            Actor actor,
            @RequestParam(required = false) @Nullable @Size(max = 50) String q,
            @RequestParam(required = false) @Nullable List<String> types,
            @RequestParam(required = false) @Nullable Long unit,
            @RequestParam(required = false) @Nullable Long department,
            @RequestParam(defaultValue = "20") @Min(1) @Max(50) int size) {
        var wanted = Picker.Type.named(types);
        return picker.find(actor, q, wanted, new Picker.Place(unit, department), size);
    }
}
