package jinye.safeguard.certificates;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jinye.kernel.Moments;
import jinye.safeguard.certificates.making.NewRevocationList;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 证书吊销列表: made when somebody asks and something has changed since, or the last one is half through its time. */
@Component
class RevocationLists {

    record Published(long number, Instant made, Instant next, byte[] der) {}

    private final JdbcClient jdbc;
    private final Authorities authorities;
    private final Clock clock;
    private final Duration valid;

    RevocationLists(
            JdbcClient jdbc,
            Authorities authorities,
            Clock clock,
            @Value("${jinye.certificates.list-valid:24h}") Duration valid) {
        this.jdbc = jdbc;
        this.authorities = authorities;
        this.clock = clock;
        this.valid = valid;
    }

    @EventListener
    void somethingChanged(CertificateChanged changed) {
        jdbc.sql("""
                        update certificates.authority set list_due = true
                        where id = (select authority from certificates.certificate where id = :certificate)
                            and exists (select from certificates.life where certificate = :certificate and act <> 'ISSUED')""").param("certificate", changed.certificate()).update();
    }

    @Transactional
    Published current(Authority authority) {
        var newest = newest(authority);
        if (newest.isPresent() && !due(authority, newest.get())) {
            return newest.get();
        }
        jdbc.sql("select id from certificates.authority where id = ? for update")
                .param(authority.id())
                .query(Long.class)
                .single();
        newest = newest(authority);
        if (newest.isPresent() && !due(authority, newest.get())) {
            return newest.get();
        }
        return publish(authority, newest.map(Published::number).orElse(0L) + 1);
    }

    Optional<Published> newest(Authority authority) {
        return jdbc.sql("""
                        select number, made_at, next_at, der from certificates.revocation_list
                        where authority = ? order by number desc limit 1""")
                .param(authority.id())
                .query((row, n) -> new Published(
                        row.getLong("number"),
                        Moments.from(row, "made_at"),
                        Moments.from(row, "next_at"),
                        row.getBytes("der")))
                .optional();
    }

    private boolean due(Authority authority, Published newest) {
        return clock.instant().isAfter(newest.made().plus(valid.dividedBy(2)))
                || jdbc.sql("select list_due from certificates.authority where id = ?")
                        .param(authority.id())
                        .query(Boolean.class)
                        .single();
    }

    private Published publish(Authority authority, long number) {
        var made = clock.instant();
        var next = made.plus(valid);
        var der = new NewRevocationList(number, made, next, entries(authority))
                .signedBy(authority.certificate(), authorities.signer(authority));
        jdbc.sql(
                        "insert into certificates.revocation_list (authority, number, made_at, next_at, der) values (?, ?, ?, ?, ?)")
                .params(authority.id(), number, Moments.to(made), Moments.to(next), der)
                .update();
        jdbc.sql("update certificates.authority set list_due = false where id = ?")
                .param(authority.id())
                .update();
        return new Published(number, made, next, der);
    }

    private List<NewRevocationList.Entry> entries(Authority authority) {
        return jdbc.sql("""
                        select serial, changed_at as since, reason from certificates.certificate
                        where authority = :authority and state <> 'VALID'
                        union all
                        select serial, revoked_at, reason from certificates.authority
                        where parent = :authority and revoked_at is not null
                        order by 2""")
                .param("authority", authority.id())
                .query((row, n) -> new NewRevocationList.Entry(
                        new BigInteger(row.getString("serial"), 16),
                        Moments.from(row, "since"),
                        RevocationReason.valueOf(row.getString("reason")).code()))
                .list();
    }
}
