package jinye.office.archives.lending;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashSet;
import jinye.kernel.Moments;
import jinye.kernel.Urgency;
import jinye.platform.directory.Directory;
import jinye.platform.messages.Message;
import jinye.platform.messages.Messages;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Every morning: what is read on screen ends by itself, and who still has an original hears of it, with the archivists. */
@Component
public class LoanKeeper {

    private static final int URGED_EVERY_DAYS = 3;

    private final LoanRegister register;
    private final Directory directory;
    private final Messages messages;
    private final Clock clock;

    LoanKeeper(LoanRegister register, Directory directory, Messages messages, Clock clock) {
        this.register = register;
        this.directory = directory;
        this.messages = messages;
        this.clock = clock;
    }

    @Transactional
    public void round() {
        var today = LocalDate.ofInstant(clock.instant(), Moments.ZONE);
        for (var over : register.over(today)) {
            var loan = register.lock(over.id());
            if (loan.state() != LoanState.IN_USE
                    || loan.until() == null
                    || !loan.until().isBefore(today)) {
                continue;
            }
            if (!loan.mode().isPaper()) {
                register.become(loan, LoanState.EXPIRED);
                register.use(loan.id(), 0, "", "EXPIRED", "系统");
            } else if (!register.isUrged(loan.id(), today.minusDays(URGED_EVERY_DAYS - 1L))) {
                urge(loan, today);
            }
        }
    }

    private void urge(LoanRegister.Loan loan, LocalDate today) {
        register.urged(loan.id(), today);
        register.use(loan.id(), 0, "原件", "URGED", "系统");
        var people = new HashSet<Long>();
        people.add(loan.borrower());
        directory.holdersOf("R_ARCH", loan.unit()).forEach(person -> people.add(person.id()));
        messages.tell(
                people,
                new Message(
                        "archives.loan." + loan.id() + ".overdue." + today,
                        "archives.loan",
                        "档案原件逾期未还：" + loan.number(),
                        "/archives/loans/" + loan.id(),
                        Urgency.URGENT));
    }

    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        RecurringTask<Void> keepLoans(LoanKeeper keeper) {
            return Tasks.recurring("archives.loans", Schedules.daily(Moments.ZONE, LocalTime.of(6, 30)))
                    .execute((instance, context) -> keeper.round());
        }
    }
}
