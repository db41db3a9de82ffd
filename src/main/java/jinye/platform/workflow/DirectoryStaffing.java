package jinye.platform.workflow;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import jinye.kernel.Refusal;
import jinye.platform.directory.Department;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Person;
import jinye.platform.workflow.process.Who;
import jinye.safeguard.access.Roles;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds handlers in the directory. Units and departments are the initiator's, whoever handles the matter now. */
@Component
class DirectoryStaffing implements Staffing {

    private final Directory directory;
    private final Roles roles;
    private final Desks desks;

    DirectoryStaffing(Directory directory, Roles roles, Desks desks) {
        this.directory = directory;
        this.roles = roles;
        this.desks = desks;
    }

    @Override
    public List<Handler> handlers(Who who, MatterState matter, long previous) {
        return switch (who.kind()) {
            case INITIATOR -> people(List.of(matter.initiator()));
            case INITIATOR_DEPARTMENT_HEAD -> handlers(directory.headOf(matter.initiatorDepartment()).stream());
            case LEADER_IN_CHARGE -> handlers(directory.leaderInChargeOf(matter.initiatorDepartment()).stream());
            case PRINCIPAL -> handlers(directory.principalOf(matter.initiatorUnit()).stream());
            case LEADERS -> handlers(directory.leadersOf(matter.initiatorUnit()).stream());
            case DEPARTMENT_HEADS ->
                handlers(directory.departmentsOf(matter.initiatorUnit()).stream()
                        .map(Department::id)
                        .map(directory::headOf)
                        .flatMap(Optional::stream));
            case ROLE -> handlers(directory.holdersOf(who.argument(), matter.initiatorUnit()).stream());
            case PERSON_FACT -> people(named(matter.facts().get(who.argument())));
            case DESK -> people(desks.of(matter.kind()).handlers(who.argument(), matter));
            case UNIT_PEOPLE, DEPARTMENT_PEOPLE, CHOSEN_BY_PREVIOUS -> List.of();
        };
    }

    @Override
    public String missing(Who who, MatterState matter) {
        var unit = directory.unit(matter.initiatorUnit()).shortName();
        return switch (who.kind()) {
            case INITIATOR -> "发起人已不在岗";
            case INITIATOR_DEPARTMENT_HEAD -> unit + department(matter) + "没有设置负责人";
            case LEADER_IN_CHARGE -> unit + department(matter) + "没有设置分管领导";
            case PRINCIPAL -> unit + "没有设置主要负责人";
            case LEADERS -> unit + "没有设置局领导";
            case DEPARTMENT_HEADS -> unit + "各部门都没有设置负责人";
            case ROLE ->
                unit + "没有人担任"
                        + roles.role(who.argument()).map(Roles.Role::name).orElse(who.argument());
            case PERSON_FACT -> "没有填写办理人";
            case UNIT_PEOPLE, DEPARTMENT_PEOPLE, CHOSEN_BY_PREVIOUS -> "没有选定办理人";
            case DESK -> "没有可办理的人员";
        };
    }

    @Override
    public Optional<Handler> person(long id) {
        return people(List.of(id)).stream().findFirst();
    }

    @Override
    public List<Handler> people(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<Long, Person> found = directory.people(ids);
        return handlers(ids.stream().distinct().map(found::get).filter(Objects::nonNull));
    }

    @Override
    public boolean belongs(Who staff, Handler candidate, MatterState matter, long previous) {
        if (staff.kind() == Who.Kind.UNIT_PEOPLE) {
            return candidate.unit() == matter.initiatorUnit();
        }
        var both = directory.people(List.of(candidate.person(), previous));
        var chooser = both.get(previous);
        var chosen = both.get(candidate.person());
        return chooser != null && chosen != null && chooser.department() == chosen.department();
    }

    @Override
    public Optional<Handler> headOf(long department) {
        return directory.headOf(department).map(Handler::of);
    }

    @Override
    public Optional<Handler> superior(long person) {
        var known = directory.people(List.of(person)).get(person);
        if (known == null) {
            return Optional.empty();
        }
        return directory
                .headOf(known.department())
                .filter(head -> head.id() != person)
                .or(() -> directory.leaderInChargeOf(known.department()).filter(leader -> leader.id() != person))
                .map(Handler::of);
    }

    @Override
    public List<Long> team(long head) {
        var known = directory.people(List.of(head)).get(head);
        if (known == null
                || directory
                        .headOf(known.department())
                        .filter(one -> one.id() == head)
                        .isEmpty()) {
            return List.of();
        }
        return directory.peopleOf(known.department()).stream()
                .map(Person::id)
                .filter(id -> id != head)
                .toList();
    }

    @Override
    public List<Handler> department(long department) {
        return handlers(directory.peopleOf(department).stream());
    }

    @Override
    public String departmentName(long department) {
        return directory.department(department).name();
    }

    @Override
    public boolean holdsPost(long person, String title) {
        var known = directory.people(List.of(person)).get(person);
        return known != null && known.postTitle().equals(title);
    }

    @Override
    public List<Handler> administrators(long unit) {
        return roles.all().stream()
                .filter(role -> !role.administrator() && role.permissions().contains(Steering.ADMINISTER))
                .flatMap(role -> handlers(directory.holdersOf(role.code(), unit).stream()).stream())
                .distinct()
                .toList();
    }

    @Override
    public Map<Long, Away> away(Collection<Long> people, LocalDate day) {
        var absences = directory.awayOn(people, day);
        var found = new HashMap<Long, Away>();
        absences.forEach((person, absence) -> {
            var substitute = absence.substitute();
            found.put(
                    person,
                    new Away(
                            absence.reason(),
                            substitute == null ? null : person(substitute).orElse(null)));
        });
        return found;
    }

    @Override
    public @Nullable Place placeOfDepartment(long department) {
        try {
            var found = directory.department(department);
            var unit = directory.unit(found.unit());
            return new Place(found.id(), found.name(), unit.id(), unit.name());
        } catch (Refusal unknown) {
            return null;
        }
    }

    @Override
    public @Nullable Place placeOfUnit(long unit) {
        try {
            var found = directory.unit(unit);
            return directory.departmentsOf(unit).stream()
                    .filter(Department::isOffice)
                    .findFirst()
                    .map(office -> new Place(office.id(), office.name(), found.id(), found.name()))
                    .orElse(null);
        } catch (Refusal unknown) {
            return null;
        }
    }

    private String department(MatterState matter) {
        return directory.department(matter.initiatorDepartment()).name();
    }

    private static List<Handler> handlers(Stream<Person> people) {
        return people.map(Handler::of).distinct().toList();
    }

    private static List<Long> named(@Nullable Object fact) {
        if (fact instanceof Number one) {
            return List.of(one.longValue());
        }
        if (fact instanceof Collection<?> many) {
            return many.stream()
                    .filter(Number.class::isInstance)
                    .map(number -> ((Number) number).longValue())
                    .toList();
        }
        return List.of();
    }
}
