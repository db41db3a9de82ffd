package jinye.platform.directory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The front door of the directory. Answers are small records, cached where they are asked for on every request. */
@Service
@Transactional
public class Directory {

    public Unit unit(long id) {
        throw new UnsupportedOperationException();
    }

    public Department department(long id) {
        throw new UnsupportedOperationException();
    }

    public Person person(long id) {
        throw new UnsupportedOperationException();
    }

    /** Many at once, for lists. Unknown ids are left out. */
    public Map<Long, Person> people(Collection<Long> ids) {
        throw new UnsupportedOperationException();
    }

    public Map<Long, Unit> units(Collection<Long> ids) {
        throw new UnsupportedOperationException();
    }

    /** The units directly below, in directory order: the province's 14 cities, a city's counties. */
    public List<Unit> unitsBelow(long unit) {
        throw new UnsupportedOperationException();
    }

    /** All units, in directory order (province, then each city followed by its counties). */
    public List<Unit> allUnits() {
        throw new UnsupportedOperationException();
    }

    public List<Department> departmentsOf(long unit) {
        throw new UnsupportedOperationException();
    }

    /** 部门负责人. */
    public Optional<Person> headOf(long department) {
        throw new UnsupportedOperationException();
    }

    /** 分管领导: the leader of the unit in charge of this department. */
    public Optional<Person> leaderInChargeOf(long department) {
        throw new UnsupportedOperationException();
    }

    /** 主要负责人: the principal head of the unit. */
    public Optional<Person> principalOf(long unit) {
        throw new UnsupportedOperationException();
    }

    /** 局领导: principal first, then the deputies by rank. */
    public List<Person> leadersOf(long unit) {
        throw new UnsupportedOperationException();
    }

    /** People who hold a role in the unit, such as {@code R_SEAL}; in order of rank. */
    public List<Person> holdersOf(String role, long unit) {
        throw new UnsupportedOperationException();
    }
}
