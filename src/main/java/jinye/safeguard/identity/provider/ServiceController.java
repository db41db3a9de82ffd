package jinye.safeguard.identity.provider;

import java.util.List;
import jinye.platform.directory.Directory;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What programs may read with a token of scope {@code directory.read}: how the bureau is made up, no person. */
@RestController
@RequestMapping(ServiceConfiguration.PATH)
class ServiceController {

    private final Directory directory;

    ServiceController(Directory directory) {
        this.directory = directory;
    }

    record ServiceUnit(
            long id,
            String code,
            String name,
            String shortName,
            String level,
            @Nullable Long parent) {}

    record ServiceDepartment(long id, String code, String name) {}

    @GetMapping("/units")
    List<ServiceUnit> listUnitsForServices() {
        return directory.allUnits().stream()
                .map(unit -> new ServiceUnit(
                        unit.id(),
                        unit.code(),
                        unit.name(),
                        unit.shortName(),
                        unit.level().name(),
                        unit.parent()))
                .toList();
    }

    @GetMapping("/units/{id}/departments")
    List<ServiceDepartment> listDepartmentsForServices(@PathVariable long id) {
        return directory.departmentsOf(directory.unit(id).id()).stream()
                .map(department -> new ServiceDepartment(department.id(), department.code(), department.name()))
                .toList();
    }
}
