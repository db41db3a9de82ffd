package jinye.office.archives.lending;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jinye.kernel.Refusal;
import jinye.platform.directory.Department;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Person;
import org.springframework.stereotype.Component;

/** Finds who decides. Nobody decides what they themselves ask for: then the next above does. */
@Component
class LoanApprovers {

    private final Directory directory;

    LoanApprovers(Directory directory) {
        this.directory = directory;
    }

    /** The department that made the item, by the 机构代码 of its 档号; gone after a reorganisation. */
    Optional<Department> formedBy(long unit, String classCode) {
        return directory.departmentsOf(unit).stream()
                .filter(department -> department.code().equals(classCode))
                .findFirst();
    }

    List<Long> of(String role, long unit, Optional<Department> department, long borrower) {
        return chain(role, unit, department)
                .map(people -> people.stream()
                        .map(Person::id)
                        .filter(id -> id != borrower)
                        .distinct()
                        .toList())
                .filter(people -> !people.isEmpty())
                .findFirst()
                .orElseThrow(() -> new NoApprover(term(role)));
    }

    static String term(String role) {
        return switch (role) {
            case "HEAD" -> "形成部门负责人";
            case "OFFICE_HEAD" -> "办公室主任";
            case "LEADER" -> "分管领导";
            default -> "档案员";
        };
    }

    private Stream<List<Person>> chain(String role, long unit, Optional<Department> department) {
        var head = department
                .flatMap(one -> directory.headOf(one.id()))
                .map(List::of)
                .orElse(List.of());
        var leader = department
                .flatMap(one -> directory.leaderInChargeOf(one.id()))
                .map(List::of)
                .orElse(List.of());
        var principal = directory.principalOf(unit).map(List::of).orElse(List.of());
        var office = directory.holdersOf("R_OFFICE_HEAD", unit);
        return switch (role) {
            case "HEAD" -> Stream.of(head, leader, office, principal);
            case "OFFICE_HEAD" -> Stream.of(office, principal);
            case "LEADER" -> Stream.of(leader, principal, directory.leadersOf(unit));
            default -> Stream.of(directory.holdersOf("R_ARCH", unit), office, principal);
        };
    }

    static final class NoApprover extends Refusal {
        NoApprover(String role) {
            super(Kind.CONFLICT, "archives.no-approver", role);
        }
    }
}
