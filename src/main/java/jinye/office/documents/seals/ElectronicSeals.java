package jinye.office.documents.seals;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.platform.seals.ElectronicSeal;
import jinye.safeguard.certificates.CertificateState;
import jinye.safeguard.certificates.CertificateUse;
import jinye.safeguard.certificates.Certificates;
import jinye.safeguard.certificates.Holder;
import jinye.safeguard.certificates.Signer;
import jinye.safeguard.certificates.Signing;
import jinye.safeguard.cryptography.CertificateFiles;
import jinye.safeguard.cryptography.Family;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 制章: turns a seal of the register into an electronic one that its own certificate may use. */
@Repository
public class ElectronicSeals {

    private static final Holder MAKER = Holder.server("seal-maker");
    private static final String MAKER_NAME = "电子印章制作系统";
    private static final int MAKER_YEARS = 10;
    private static final int SEAL_YEARS = 5;

    /** A seal with the key that may use it. */
    public record Usable(ElectronicSeal seal, Signer signer) {}

    private record Registered(
            byte @Nullable [] electronic,
            LocalDate from,
            @Nullable LocalDate until) {}

    private final JdbcClient jdbc;
    private final Signing signing;
    private final Certificates certificates;
    private final Clock clock;

    ElectronicSeals(JdbcClient jdbc, Signing signing, Certificates certificates, Clock clock) {
        this.jdbc = jdbc;
        this.signing = signing;
        this.certificates = certificates;
        this.clock = clock;
    }

    /** Made the first time, and again when the seal has another certificate or has run out. */
    public Usable of(Actor actor, Seals.Seal seal) {
        var signer = signer(actor, seal);
        var registered = jdbc.sql(
                        "select electronic, valid_from, valid_to from documents.seal where id = :id for update")
                .param("id", seal.id())
                .query((row, index) -> new Registered(
                        row.getBytes("electronic"),
                        row.getObject("valid_from", LocalDate.class),
                        row.getObject("valid_to", LocalDate.class)))
                .single();
        return new Usable(fitting(registered, signer).orElseGet(() -> make(actor, seal, registered, signer)), signer);
    }

    /** 印章编号. */
    static String number(long seal) {
        return "%014d".formatted(seal);
    }

    static Holder holder(long seal) {
        return Holder.seal(number(seal));
    }

    /** The register's two people have approved the seal; what was suspended or revoked since is refused. */
    private Signer signer(Actor actor, Seals.Seal seal) {
        var holder = holder(seal.id());
        var newest = certificates.of(holder).stream().findFirst();
        boolean wanted = newest.isEmpty()
                || (newest.get().state() == CertificateState.VALID
                        && !newest.get().until().isAfter(clock.instant()));
        if (wanted) {
            certificates.issue(actor, holder, seal.name().replace(Seals.DEMONSTRATION, ""), Family.SM2, SEAL_YEARS);
        }
        return signing.signer(holder, Family.SM2);
    }

    private Optional<ElectronicSeal> fitting(Registered registered, Signer signer) {
        return Optional.ofNullable(registered.electronic())
                .map(ElectronicSeal::read)
                .filter(made -> made.mayBeUsedBy(CertificateFiles.encoded(signer.certificate())))
                .filter(made -> made.until().isAfter(clock.instant()));
    }

    private ElectronicSeal make(Actor actor, Seals.Seal seal, Registered registered, Signer user) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var made = ElectronicSeal.make(
                new ElectronicSeal.Order(
                        number(seal.id()),
                        seal.name(),
                        List.of(user.certificate()),
                        now,
                        begin(registered.from()),
                        until(registered.until(), user),
                        seal.picture(),
                        (int) Math.round(seal.diameter())),
                maker(actor));
        jdbc.sql("update documents.seal set electronic = :electronic where id = :id")
                .param("electronic", made.der())
                .param("id", seal.id())
                .update();
        return made;
    }

    private Signer maker(Actor actor) {
        if (certificates.current(MAKER, CertificateUse.SIGNING, Family.SM2).isEmpty()) {
            certificates.issue(actor, MAKER, MAKER_NAME, Family.SM2, MAKER_YEARS);
        }
        return signing.signer(MAKER, Family.SM2);
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(Moments.ZONE).toInstant();
    }

    /** No longer than the certificate of those who use it. */
    private static Instant until(@Nullable LocalDate last, Signer user) {
        var certificate = user.certificate().getNotAfter().toInstant();
        var register = last == null ? certificate : begin(last.plusDays(1)).minusSeconds(1);
        return register.isBefore(certificate) ? register : certificate;
    }
}
