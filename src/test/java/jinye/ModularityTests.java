package jinye;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The arrows between modules are those the passports allow, and no others. */
class ModularityTests {

    @Test
    void modulesUseOnlyWhatTheirPassportsAllow() {
        System.setProperty("spring.modulith.detection-strategy", "explicitly-annotated");
        ApplicationModules.of(Jinye.class).verify();
    }
}
