package jinye.safeguard.access;

import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * 唯一的安全管理员: whether somebody is the only security administrator who could sign in. Nobody else could confirm what is asked for
 * their account, so the audit administrator does.
 */
@Component
class LoneSecurity {

    private static final String ROLE = "A_SEC";

    private final People people;
    private final AccountRepository accounts;
    private final SecurityRules rules;
    private final Clock clock;

    LoneSecurity(People people, AccountRepository accounts, SecurityRules rules, Clock clock) {
        this.people = people;
        this.accounts = accounts;
        this.rules = rules;
        this.clock = clock;
    }

    boolean is(long person) {
        var holders = people.holding(ROLE);
        int unusedDays = rules.of(SecurityRule.UNUSED_DAYS, true);
        return holders.contains(person)
                && holders.stream()
                        .filter(other -> other != person)
                        .map(accounts::findByPerson)
                        .flatMap(Optional::stream)
                        .noneMatch(account -> account.usable(clock.instant(), unusedDays));
    }
}
