package jinye.platform.directory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import org.springframework.stereotype.Service;

/** The front door of the directory. Answers are small records, remembered until somebody changes the directory. */
@Service
public class Directory {

    /** What a name may stand for. */
    public enum Sort {
        PERSON,
        DEPARTMENT,
        UNIT
    }

    /** @param note what tells two of the same name apart */
    public record Named(long id, String name, String note) {}

    private final Memories memories;
    private final DirectoryReading reading;
    private final Picker picker;

    Directory(Memories memories, DirectoryReading reading, Picker picker) {
        this.memories = memories;
        this.reading = reading;
        this.picker = picker;
    }

    /** By name, pinyin or its initials, the closest spelling first: for pages without scripts, where a name is typed. */
    public List<Named> named(Actor actor, Sort sort, String words, int size) {
        if (words.isBlank()) {
            return List.of();
        }
        var type = Picker.Type.valueOf(sort.name());
        return picker.find(actor, words.strip(), List.of(type), new Picker.Place(null, null), size).stream()
                .map(found -> new Named(found.id(), found.name(), found.note()))
                .toList();
    }

    public Unit unit(long id) {
        var unit = structure().unit(id);
        if (unit == null) {
            throw new NoSuchRecord("directory.no-such-unit");
        }
        return unit;
    }

    public Department department(long id) {
        var department = structure().department(id);
        if (department == null) {
            throw new NoSuchRecord("directory.no-such-department");
        }
        return department;
    }

    /** Also those who have left, with the post they held last. */
    public Person person(long id) {
        var person = people(List.of(id)).get(id);
        if (person == null) {
            throw new NoSuchRecord("directory.no-such-person");
        }
        return person;
    }

    /** Many at once, for lists. Unknown ids are left out. */
    public Map<Long, Person> people(Collection<Long> ids) {
        var remembered = memories.memory().people;
        var found = new LinkedHashMap<Long, Person>(remembered.getAllPresent(ids));
        var missing =
                ids.stream().filter(id -> !found.containsKey(id)).distinct().toList();
        if (!missing.isEmpty()) {
            for (var person : reading.people(missing)) {
                remembered.put(person.id(), person);
                found.put(person.id(), person);
            }
        }
        return found;
    }

    /** 工号: by which other systems of the bureau know the person. */
    public String staffNumber(long person) {
        return reading.staffNumber(person).orElseThrow(() -> new NoSuchRecord("directory.no-such-person"));
    }

    /** Who has this 工号; people who left keep theirs. */
    public Optional<Long> personOfStaffNumber(String staffNumber) {
        return reading.personOfStaffNumber(staffNumber);
    }

    /** Those of these people who have not left. */
    public Set<Long> serving(Collection<Long> ids) {
        return ids.isEmpty() ? Set.of() : reading.serving(ids);
    }

    public Map<Long, Unit> units(Collection<Long> ids) {
        var structure = structure();
        var found = new LinkedHashMap<Long, Unit>();
        for (var id : ids) {
            var unit = structure.unit(id);
            if (unit != null) {
                found.put(id, unit);
            }
        }
        return found;
    }

    /** The units directly below, in directory order: the province's 14 cities, a city's counties. */
    public List<Unit> unitsBelow(long unit) {
        return structure().unitsBelow(unit);
    }

    /** All units, in directory order (province, then each city followed by its counties). */
    public List<Unit> allUnits() {
        return structure().inOrder();
    }

    public List<Department> departmentsOf(long unit) {
        return structure().departmentsOf(unit);
    }

    /** 部门负责人; the deputy with the highest rank while the post is vacant. */
    public Optional<Person> headOf(long department) {
        return Memories.remembered(memories.memory().heads, department, reading::headOf);
    }

    /** 分管领导: the leader of the unit in charge of this department. */
    public Optional<Person> leaderInChargeOf(long department) {
        return Memories.remembered(memories.memory().inCharge, department, reading::leaderInChargeOf);
    }

    /** 主要负责人: the principal head of the unit. */
    public Optional<Person> principalOf(long unit) {
        return holdersOf("R_PRINCIPAL", unit).stream().findFirst();
    }

    /** 局领导: principal first, then the deputies by rank. */
    public List<Person> leadersOf(long unit) {
        return holdersOf("R_LEADER", unit);
    }

    /** People who hold a role in the unit, such as {@code R_SEAL}; in order of rank. */
    public List<Person> holdersOf(String role, long unit) {
        return holdersOf(role, List.of(unit)).getOrDefault(unit, List.of());
    }

    /** The same for many units at once, such as all receivers of a document. */
    public Map<Long, List<Person>> holdersOf(String role, Collection<Long> units) {
        var remembered = memories.memory().holders;
        var found = new LinkedHashMap<Long, List<Person>>();
        var missing = new ArrayList<Long>();
        for (long unit : units) {
            var known = remembered.getIfPresent(new Memories.RoleKey(role, unit));
            if (known == null) {
                missing.add(unit);
            } else {
                found.put(unit, known);
            }
        }
        if (!missing.isEmpty()) {
            var read = reading.holdersOf(role, missing);
            for (long unit : missing) {
                var holders = List.copyOf(read.getOrDefault(unit, List.of()));
                remembered.put(new Memories.RoleKey(role, unit), holders);
                found.put(unit, holders);
            }
        }
        return found;
    }

    /** Everybody whose primary post is in the department, in order of rank. */
    public List<Person> peopleOf(long department) {
        return reading.peopleOf(department);
    }

    /** Who of these people is away on a day. */
    public Map<Long, Absence> awayOn(Collection<Long> people, LocalDate day) {
        return people.isEmpty() ? Map.of() : reading.awayOn(people, day);
    }

    /** The unit and all below it, in directory order. */
    public List<Unit> unitWithAllBelow(long unit) {
        var found = new ArrayList<Unit>();
        found.add(unit(unit));
        for (var below : unitsBelow(unit)) {
            found.addAll(unitWithAllBelow(below.id()));
        }
        return found;
    }

    private Structure structure() {
        var remembered = memories.memory().structure;
        var structure = remembered.get();
        if (structure == null) {
            structure = reading.structure();
            remembered.set(structure);
        }
        return structure;
    }

    /** Says which sort of record is not there. */
    static final class NoSuchRecord extends Refusal {
        NoSuchRecord(String code) {
            super(Kind.NOT_FOUND, code);
        }
    }
}
