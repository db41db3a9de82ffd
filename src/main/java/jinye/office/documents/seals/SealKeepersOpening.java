package jinye.office.documents.seals;

import java.time.LocalDate;
import jinye.platform.directory.Directory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An older register named no keepers by person: its seals stay with those who have the keeper's role, until others are named. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 90)
class SealKeepersOpening implements ApplicationRunner {

    private final SealRegister register;
    private final Directory directory;

    SealKeepersOpening(SealRegister register, Directory directory) {
        this.register = register;
        this.directory = directory;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        for (var seal : register.unkept()) {
            var from = seal.from() == null ? LocalDate.EPOCH : seal.from();
            boolean deputy = false;
            for (var person : directory.holdersOf("R_SEAL", seal.unit())) {
                register.keep(seal.id(), new SealRegister.Keeper(person.id(), person.name(), deputy, from, null, "系统"));
                deputy = true;
            }
        }
    }
}
