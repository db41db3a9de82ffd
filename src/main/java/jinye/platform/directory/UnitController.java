package jinye.platform.directory;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import jinye.kernel.Actor;
import jinye.platform.web.IfMatch;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The tree of units. Everybody who is signed in may read the directory; it is the bureau's telephone book. */
@RestController
@RequestMapping("/api/directory/units")
class UnitController {

    private final Directory directory;
    private final UnitList list;
    private final UnitRegister register;
    private final DepartmentRegister departments;

    UnitController(Directory directory, UnitList list, UnitRegister register, DepartmentRegister departments) {
        this.directory = directory;
        this.list = list;
        this.register = register;
        this.departments = departments;
    }

    record Opened(long id) {}

    record Closure(@NotBlank @Size(max = 200) String reason) {}

    @GetMapping
    List<UnitList.UnitRow> listUnits(Actor actor) {
        return list.tree(directory.allUnits());
    }

    @GetMapping("/{id}")
    UnitList.UnitDetail showUnit(Actor actor, @PathVariable long id) {
        return list.unit(id);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Opened openUnit(Actor actor, @Valid @RequestBody UnitForm form) {
        return new Opened(register.open(actor, form));
    }

    @PutMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changeUnit(Actor actor, @PathVariable long id, IfMatch version, @Valid @RequestBody UnitForm form) {
        register.change(actor, id, version.version(), form);
    }

    @PutMapping("/{id}/closure")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void closeUnit(Actor actor, @PathVariable long id, IfMatch version, @Valid @RequestBody Closure closure) {
        register.close(actor, id, version.version(), closure.reason());
    }

    /** 局领导, the principal first: whom documents may be put before. */
    @GetMapping("/{id}/leaders")
    List<Person> listLeaders(Actor actor, @PathVariable long id) {
        return directory.leadersOf(id);
    }

    @GetMapping("/{id}/departments")
    List<UnitList.DepartmentRow> listDepartments(Actor actor, @PathVariable long id) {
        directory.unit(id);
        return list.departmentsOf(id);
    }

    @PostMapping("/{id}/departments")
    @ResponseStatus(HttpStatus.CREATED)
    Opened openDepartment(Actor actor, @PathVariable long id, @Valid @RequestBody DepartmentForm form) {
        return new Opened(departments.open(actor, id, form));
    }
}
