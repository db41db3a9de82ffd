package jinye.safeguard.certificates;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import jinye.kernel.Moments;
import jinye.kernel.Urgency;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Person;
import jinye.platform.messages.Message;
import jinye.platform.messages.Messages;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells people every morning whose certificate ends within a month: the holder, and for all others the security administrators. */
@Configuration(proxyBeanMethods = false)
class Reminding {

    private static final Duration BEFORE = Duration.ofDays(30);

    @Bean
    RecurringTask<Void> remindOfEndingCertificates(
            JdbcClient jdbc, Directory directory, Messages messages, Clock clock, TransactionTemplate transaction) {
        return Tasks.recurring("certificates.remind", Schedules.daily(LocalTime.of(7, 40)))
                .execute((instance, context) ->
                        transaction.executeWithoutResult(status -> remind(jdbc, directory, messages, clock)));
    }

    static void remind(JdbcClient jdbc, Directory directory, Messages messages, Clock clock) {
        var administrators = directory.allUnits().stream()
                .limit(1)
                .flatMap(unit -> directory.holdersOf("A_SEC", unit.id()).stream())
                .map(Person::id)
                .toList();
        jdbc.sql("""
                        select * from certificates.certificate
                        where current and state = 'VALID' and holder_kind <> 'SERVICE' and not_after > :now and not_after <= :soon
                        order by not_after limit 5000""")
                .param("now", Moments.to(clock.instant()))
                .param("soon", Moments.to(clock.instant().plus(BEFORE)))
                .query(CertificateRegister::row)
                .list()
                .forEach(one -> {
                    boolean own = one.holder().kind() == Holder.Kind.PERSON;
                    messages.tell(
                            own ? List.of(one.holder().id()) : administrators,
                            new Message(
                                    "certificates:ending:" + one.id(),
                                    "deadline",
                                    "%s的%s证书将于 %s 到期，请申请更新。"
                                            .formatted(
                                                    one.holderName(),
                                                    one.use().term(),
                                                    one.until()
                                                            .atZone(Moments.ZONE)
                                                            .toLocalDate()),
                                    own ? "/certificates/own" : "/certificates/issued/" + one.id(),
                                    Urgency.PLAIN));
                });
    }
}
