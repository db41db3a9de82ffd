package jinye.office.documents;

import java.util.List;
import java.util.Optional;
import jinye.kernel.Actor;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Person;
import jinye.platform.directory.Unit;
import jinye.safeguard.access.Actors;
import org.springframework.stereotype.Component;

/** Who does what with the samples: the people of the demo bureau in their posts. */
@Component
class SamplePeople {

    private final Directory directory;
    private final Actors actors;

    SamplePeople(Directory directory, Actors actors) {
        this.directory = directory;
        this.actors = actors;
    }

    List<Actor> handlers(Document document, String node) {
        long unit = document.origin.unit();
        var people = switch (node) {
            case "draft", "result" -> List.of(directory.person(document.origin.author()));
            case "department" ->
                directory.headOf(document.origin.department()).stream().toList();
            case "countersign" ->
                document.elements.countersigners().stream()
                        .map(directory::headOf)
                        .flatMap(Optional::stream)
                        .toList();
            case "leader" ->
                directory.leaderInChargeOf(document.origin.department()).stream()
                        .toList();
            case "sign" -> {
                var signer = document.elements.signer();
                yield signer == null
                        ? directory.principalOf(unit).stream().toList()
                        : List.of(directory.person(signer));
            }
            case "legal" -> first("R_LEGAL", unit).stream().toList();
            case "seal" -> first("R_SEAL", unit).stream().toList();
            case "instruct" ->
                document.requireIncoming().leaders().stream()
                        .map(directory::person)
                        .toList();
            default -> first("R_OFFICE", unit).stream().toList();
        };
        return people.stream().map(this::actor).toList();
    }

    Unit unit(String code) {
        return directory.allUnits().stream()
                .filter(unit -> unit.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    long department(Unit unit, String code) {
        return directory.departmentsOf(unit.id()).stream()
                .filter(department -> department.code().equals(code))
                .findFirst()
                .orElseThrow()
                .id();
    }

    Optional<Person> first(String role, long unit) {
        return directory.holdersOf(role, unit).stream().findFirst();
    }

    /** Somebody who drafts in the department; in the demo bureau 李敏 for 专卖监督管理处. */
    Actor staff(Unit unit, String departmentCode) {
        long department = department(unit, departmentCode);
        var staff = directory.holdersOf("R_STAFF", unit.id()).stream()
                .filter(person -> person.department() == department)
                .toList();
        return actor(staff.stream()
                .filter(person -> person.name().equals("李敏"))
                .findFirst()
                .orElse(staff.getLast()));
    }

    Actor actor(Person person) {
        return actors.actor(person.id(), null).orElseThrow();
    }
}
