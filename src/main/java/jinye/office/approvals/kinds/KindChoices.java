package jinye.office.approvals.kinds;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import jinye.kernel.Actor;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Unit;
import org.springframework.stereotype.Component;

/** What a designer of kinds chooses from by name: groups of the catalogue, departments. Roles and clocks have lists of their own. */
@Component
class KindChoices {

    /** @param name as the designer's own unit calls it, else the highest unit that has one */
    record DepartmentChoice(String code, String name) {}

    record KindChoiceLists(List<String> groups, List<DepartmentChoice> departments) {}

    private final KindStore store;
    private final Directory directory;

    KindChoices(KindStore store, Directory directory) {
        this.store = store;
        this.directory = directory;
    }

    KindChoiceLists of(Actor actor) {
        actor.require(KindWorkshop.DESIGN);
        var groups = store.all().stream()
                .map(KindStore.Row::group)
                .filter(group -> !group.isBlank())
                .distinct()
                .toList();
        return new KindChoiceLists(groups, departments(actor));
    }

    /** Units of one level have the same departments, so one of each level stands for all. */
    private List<DepartmentChoice> departments(Actor actor) {
        var levels = EnumSet.noneOf(Unit.Level.class);
        var ofEachLevel = directory.allUnits().stream()
                .sorted(java.util.Comparator.comparing(Unit::level))
                .filter(unit -> levels.add(unit.level()))
                .map(Unit::id);
        var names = new LinkedHashMap<String, String>();
        Stream.concat(Stream.of(actor.unit()), ofEachLevel)
                .flatMap(unit -> directory.departmentsOf(unit).stream())
                .forEach(department -> names.putIfAbsent(department.code(), department.name()));
        return names.entrySet().stream()
                .map(entry -> new DepartmentChoice(entry.getKey(), entry.getValue()))
                .toList();
    }
}
