package jinye.platform.directory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All units and departments, closed ones included by id: a few thousand at most, so they are kept whole. */
final class Structure {

    record UnitEntry(Unit unit, boolean open) {}

    record DepartmentEntry(Department department, boolean open) {}

    private final Map<Long, Unit> units = new LinkedHashMap<>();
    private final Map<Long, Department> departments = new LinkedHashMap<>();
    private final Map<Long, List<Unit>> below = new LinkedHashMap<>();
    private final Map<Long, List<Department>> departmentsOf = new LinkedHashMap<>();
    private final List<Unit> inOrder = new ArrayList<>();

    Structure(List<UnitEntry> unitEntries, List<DepartmentEntry> departmentEntries) {
        var roots = new ArrayList<Unit>();
        for (var entry : unitEntries) {
            var unit = entry.unit();
            units.put(unit.id(), unit);
            if (entry.open()) {
                var parent = unit.parent();
                (parent == null ? roots : below.computeIfAbsent(parent, p -> new ArrayList<>())).add(unit);
            }
        }
        for (var entry : departmentEntries) {
            var department = entry.department();
            departments.put(department.id(), department);
            if (entry.open()) {
                departmentsOf
                        .computeIfAbsent(department.unit(), u -> new ArrayList<>())
                        .add(department);
            }
        }
        roots.forEach(this::addWithAllBelow);
    }

    private void addWithAllBelow(Unit unit) {
        inOrder.add(unit);
        unitsBelow(unit.id()).forEach(this::addWithAllBelow);
    }

    @Nullable
    Unit unit(long id) {
        return units.get(id);
    }

    @Nullable
    Department department(long id) {
        return departments.get(id);
    }

    List<Unit> inOrder() {
        return List.copyOf(inOrder);
    }

    List<Unit> unitsBelow(long unit) {
        return List.copyOf(below.getOrDefault(unit, List.of()));
    }

    List<Department> departmentsOf(long unit) {
        return List.copyOf(departmentsOf.getOrDefault(unit, List.of()));
    }
}
