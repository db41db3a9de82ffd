package jinye.runtime;

import java.io.IOException;
import java.util.TreeSet;
import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Runs each module's own migrations with a history of their own, so that modules number theirs independently. The order of
 * modules does not matter: no schema refers to another.
 *
 * <p>Spring Modulith offers the same, but brings ArchUnit into the running application and examines all classes at every start.
 */
@Component
class ModuleMigrations implements FlywayMigrationStrategy {

    @Override
    public void migrate(Flyway flyway) {
        for (var module : modules()) {
            Flyway.configure()
                    .configuration(flyway.getConfiguration())
                    .locations("classpath:modules/" + module + "/migrations")
                    .table(module + "_migrations")
                    // the first module finds an empty schema, the others the history tables of those before them
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        }
    }

    private static TreeSet<String> modules() {
        try {
            var modules = new TreeSet<String>();
            var resolver = new PathMatchingResourcePatternResolver();
            for (var resource : resolver.getResources("classpath*:modules/*/migrations/V*.sql")) {
                var parts = resource.getURL().getPath().split("/");
                modules.add(parts[parts.length - 3]);
            }
            return modules;
        } catch (IOException unreadable) {
            throw new IllegalStateException("the migrations cannot be listed", unreadable);
        }
    }
}
