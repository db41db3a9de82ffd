package jinye;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The arrows between modules are those the passports allow, and no others; between packages they run one way. */
class ModularityTests {

    @Test
    void modulesUseOnlyWhatTheirPassportsAllow() {
        System.setProperty("spring.modulith.detection-strategy", "explicitly-annotated");
        ApplicationModules.of(Jinye.class).verify();
    }

    /** A module that is split by sub-feature uses its parts and they do not use it back: each part can be read on its own. */
    @Test
    void packagesDoNotUseEachOtherInACircle() {
        var classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("jinye");

        slices().matching("jinye.(**)").should().beFreeOfCycles().check(classes);
    }
}
