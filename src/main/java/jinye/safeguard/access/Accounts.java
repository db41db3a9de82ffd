package jinye.safeguard.access;

import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The front door of access: who may sign in, and by which name. */
@Service
@Transactional
public class Accounts {

    private final AccountRepository accounts;
    private final JdbcTemplate database;
    private final PasswordEncoder encoder;
    private final Presences presences;
    private final Clock clock;

    Accounts(
            AccountRepository accounts,
            JdbcTemplate database,
            PasswordEncoder encoder,
            Presences presences,
            Clock clock) {
        this.accounts = accounts;
        this.database = database;
        this.encoder = encoder;
        this.presences = presences;
        this.clock = clock;
    }

    /** The first administrators of an empty bureau: nobody is there yet who could confirm them. */
    public void openFirst(long person, String loginName, String password) {
        accounts.save(Account.open(person, clean(loginName), encoder.encode(password), true, clock.instant()));
    }

    /** Opens many accounts with one password, hashed once: for demo data only. Keys are person ids, values login names. */
    public void openForDemo(Map<Long, String> loginNames, String password) {
        var hash = encoder.encode(password);
        var now = java.sql.Timestamp.from(clock.instant());
        database.batchUpdate(
                """
                insert into access.account(version, person, login_name, password_hash, password_changed_at, must_change, failures,
                    opened_at, confirmed_at, awake_since)
                values (0, ?, ?, ?, ?, false, 0, ?, ?, ?)""",
                loginNames.entrySet().stream()
                        .map(entry -> new Object[] {entry.getKey(), clean(entry.getValue()), hash, now, now, now, now})
                        .toList());
    }

    @Transactional(readOnly = true)
    public boolean none() {
        return JdbcClient.create(database)
                .sql("select not exists (select 1 from access.account)")
                .query(Boolean.class)
                .single();
    }

    /** Whose login names these are; names nobody has are left out. */
    @Transactional(readOnly = true)
    public Map<String, Long> people(java.util.Collection<String> loginNames) {
        var found = new java.util.HashMap<String, Long>();
        JdbcClient.create(database)
                .sql("select login_name, person from access.account where login_name = any(?)")
                .param(loginNames.stream().map(Accounts::clean).toArray(String[]::new))
                .query((row, n) -> found.put(row.getString(1), row.getLong(2)))
                .list();
        return found;
    }

    /** Nobody comes in by it any more, and whoever is in goes; one that is closed stays so. It is never deleted. */
    public void close(long person, String reason) {
        accounts.findByPerson(person).filter(account -> !account.closed()).ifPresent(account -> {
            account.close(reason, clock.instant());
            accounts.save(account);
            presences.endAllOf(person, Presences.End.ADMINISTRATOR);
        });
    }

    static String clean(String loginName) {
        return loginName.strip().toLowerCase(Locale.ROOT);
    }
}
