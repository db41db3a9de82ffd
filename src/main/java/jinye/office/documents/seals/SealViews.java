package jinye.office.documents.seals;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.platform.directory.Directory;
import jinye.safeguard.certificates.Certificates;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the screens show of seals. The impression (印模) of a seal that was enabled is made known to everybody; who keeps it and what
 * happened to it is its unit's business.
 */
@Component
@Transactional(readOnly = true)
class SealViews {

    private static final Set<SealState> NEVER_SHOWN = EnumSet.of(SealState.ASKED, SealState.REFUSED, SealState.MADE);

    record SealRow(
            long id,
            String number,
            String kind,
            String name,
            double diameterMillimetres,
            String keepers,
            String state,
            String stateTerm,
            @Nullable String pendingTerm,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validUntil,
            long uses) {}

    record SealKeeper(
            long person,
            String name,
            boolean deputy,
            LocalDate from,
            @Nullable LocalDate until,
            boolean now) {}

    record SealTurn(String act, String by, String note, Instant at) {}

    /** @param full whether keepers, life and acts are shown. @param certificate what stands of its certificate, for people */
    record SealView(
            long id,
            String number,
            String unitName,
            String kind,
            String name,
            double diameterMillimetres,
            String state,
            String stateTerm,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validUntil,
            boolean full,
            String purpose,
            @Nullable String pending,
            @Nullable String pendingTerm,
            @Nullable String pendingBy,
            boolean mayDecide,
            @Nullable Long replaces,
            String certificate,
            List<SealKeeper> keepers,
            List<SealTurn> life) {}

    private final SealRegister register;
    private final SealPictures pictures;
    private final Directory directory;
    private final Certificates certificates;
    private final Clock clock;

    SealViews(
            SealRegister register, SealPictures pictures, Directory directory, Certificates certificates, Clock clock) {
        this.register = register;
        this.pictures = pictures;
        this.directory = directory;
        this.certificates = certificates;
        this.clock = clock;
    }

    List<SealRow> list(Actor actor) {
        SealDesk.requireSome(actor);
        return register.list(actor.unit(), today()).stream()
                .map(listed -> {
                    var seal = listed.seal();
                    return new SealRow(
                            seal.id(),
                            ElectronicSeals.number(seal.id()),
                            seal.kind(),
                            seal.name(),
                            seal.diameter(),
                            Optional.ofNullable(listed.keepers()).orElse(""),
                            seal.state().name(),
                            seal.state().term(),
                            seal.pending() == null ? null : seal.pending().term(),
                            seal.from(),
                            seal.until(),
                            listed.uses());
                })
                .toList();
    }

    SealView view(Actor actor, long id) {
        var seal = visible(actor, id);
        boolean full = keeps(actor, seal);
        var pending = full ? seal.pending() : null;
        return new SealView(
                id,
                ElectronicSeals.number(id),
                directory.unit(seal.unit()).name(),
                seal.kind(),
                seal.name(),
                seal.diameter(),
                seal.state().name(),
                seal.state().term(),
                seal.from(),
                seal.until(),
                full,
                full ? seal.purpose() : "",
                pending == null ? null : pending.name(),
                pending == null ? null : pending.term(),
                pending == null ? null : seal.pendingByName(),
                pending != null
                        && actor.may(SealDesk.MANAGE)
                        && !Long.valueOf(actor.person()).equals(seal.pendingBy()),
                full ? seal.replaces() : null,
                full ? certificate(seal) : "",
                full ? keepers(id) : List.of(),
                full
                        ? register.life(id).stream()
                                .map(turn -> new SealTurn(turn.act(), turn.name(), turn.note(), turn.at()))
                                .toList()
                        : List.of());
    }

    /** A seal of the demo bureau is drawn when it is looked at, until it is used. */
    byte[] picture(Actor actor, long id) {
        var seal = visible(actor, id);
        var picture = register.picture(id);
        return picture == null ? pictures.demonstration(seal.name(), seal.diameter()) : picture;
    }

    private SealRegister.Registered visible(Actor actor, long id) {
        return register.find(id)
                .filter(seal -> keeps(actor, seal) || !NEVER_SHOWN.contains(seal.state()))
                .orElseThrow(SealRefused::unknown);
    }

    private static boolean keeps(Actor actor, SealRegister.Registered seal) {
        return seal.unit() == actor.unit() && (actor.may(SealDesk.MANAGE) || actor.may(SealDesk.KEEP));
    }

    private String certificate(SealRegister.Registered seal) {
        return certificates.of(ElectronicSeals.holder(seal.id())).stream()
                .findFirst()
                .map(one -> one.state().term() + "，有效期至" + LocalDate.ofInstant(one.until(), Moments.ZONE))
                .orElse(seal.state() == SealState.LOST || seal.state() == SealState.CANCELLED ? "未签发" : "首次用印时签发");
    }

    private List<SealKeeper> keepers(long id) {
        var today = today();
        return register.keepers(id).stream()
                .map(keeper -> new SealKeeper(
                        keeper.person(),
                        keeper.name(),
                        keeper.deputy(),
                        keeper.from(),
                        keeper.until(),
                        !keeper.from().isAfter(today)
                                && (keeper.until() == null || !keeper.until().isBefore(today))))
                .toList();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Moments.ZONE);
    }
}
