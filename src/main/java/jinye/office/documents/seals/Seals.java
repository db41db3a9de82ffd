package jinye.office.documents.seals;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What documents need of the register of seals: the seal to be used, by whom, and whether it was. */
@Repository
public class Seals {

    public static final String UNIT_SEAL = "行政公章";
    public static final String OFFICE_SEAL = "办公室章";

    /** Of the principal head, on orders (GB/T 9704-2012 7.3.5.3). */
    public static final String SIGNATURE_SEAL = "签名章";

    /** Behind the organ's name in the name of a seal of the demo bureau. */
    public static final String DEMONSTRATION = "印章（演示）";

    public record Seal(long id, String name, double diameter, byte[] picture) {}

    private record Found(
            long id,
            String name,
            double diameter,
            byte @Nullable [] picture,
            SealState state,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {}

    /** @param by who sealed it. @param sealName which seal */
    public record Use(String sealName, String by, Instant at) {}

    private final JdbcClient jdbc;
    private final SealRegister register;
    private final SealPictures pictures;
    private final Clock clock;

    Seals(JdbcClient jdbc, SealRegister register, SealPictures pictures, Clock clock) {
        this.jdbc = jdbc;
        this.register = register;
        this.pictures = pictures;
        this.clock = clock;
    }

    /**
     * The unit's seal of a kind for somebody who keeps it today; locked against being reported lost meanwhile.
     *
     * @throws SealRefused and says whether there is none, it is stopped, lost, run out, or kept by others
     */
    public Seal forUse(Actor keeper, long unit, String kind) {
        var today = LocalDate.now(clock);
        var seal = jdbc.sql("""
                        select id, name, diameter_mm, picture, status, valid_from, valid_to from documents.seal
                        where unit = :unit and kind = :kind and status not in ('ASKED', 'REFUSED')
                        order by status = 'IN_USE' desc, id desc limit 1 for share""")
                .param("unit", unit)
                .param("kind", kind)
                .query((row, index) -> new Found(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getDouble("diameter_mm"),
                        row.getBytes("picture"),
                        SealState.valueOf(row.getString("status")),
                        row.getObject("valid_from", LocalDate.class),
                        row.getObject("valid_to", LocalDate.class)))
                .optional()
                .orElseThrow(() -> SealRefused.none(kind));
        refuseUnlessUsable(seal, today);
        refuseUnlessKept(keeper, seal, today);
        var picture = seal.picture() == null ? draw(seal) : seal.picture();
        return new Seal(seal.id(), seal.name(), seal.diameter(), picture);
    }

    private static void refuseUnlessUsable(Found seal, LocalDate today) {
        switch (seal.state()) {
            case ASKED, REFUSED, MADE -> throw SealRefused.conflict("documents.seal-not-enabled", seal.name());
            case STOPPED -> throw SealRefused.conflict("documents.seal-stopped", seal.name());
            case LOST -> throw SealRefused.conflict("documents.seal-lost", seal.name());
            case CANCELLED -> throw SealRefused.conflict("documents.seal-destroyed", seal.name());
            case IN_USE -> {
                if (seal.from() != null && seal.from().isAfter(today)) {
                    throw SealRefused.conflict("documents.seal-not-yet", seal.name(), seal.from());
                }
                if (seal.until() != null && seal.until().isBefore(today)) {
                    throw SealRefused.conflict("documents.seal-expired", seal.name(), seal.until());
                }
            }
        }
    }

    private void refuseUnlessKept(Actor keeper, Found seal, LocalDate today) {
        var keepers = register.keepersOn(seal.id(), today);
        if (keepers.isEmpty()) {
            throw SealRefused.conflict("documents.seal-without-keeper", seal.name());
        }
        if (keepers.stream().noneMatch(one -> one.person() == keeper.person())) {
            var names = keepers.stream().map(SealRegister.Keeper::name).toList();
            throw SealRefused.forbidden("documents.seal-kept-by-others", seal.name(), String.join("、", names));
        }
    }

    private byte[] draw(Found seal) {
        var picture = pictures.demonstration(seal.name(), seal.diameter());
        register.picture(seal.id(), picture);
        return picture;
    }

    /** A seal of the demo bureau, enabled and drawn the first time it is used. @param keepers the first one keeps it, the others stand in */
    public void add(long unit, String kind, String name, double diameter, Collection<Keeper> keepers, LocalDate from) {
        register.addEnabled(unit, kind, name, diameter, from, keepers);
    }

    public record Keeper(long person, String name) {}

    public boolean none() {
        return register.none();
    }

    public Optional<Use> useOf(long document) {
        return jdbc.sql("""
                        select s.name, u.by_name, u.at from documents.seal_use u join documents.seal s on s.id = u.seal
                        where u.document = :document order by u.id limit 1""")
                .param("document", document)
                .query((row, index) ->
                        new Use(row.getString("name"), row.getString("by_name"), Moments.from(row, "at")))
                .optional();
    }
}
