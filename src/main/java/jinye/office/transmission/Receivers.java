package jinye.office.transmission;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jinye.kernel.Refusal;
import jinye.office.documents.DocumentSnapshot;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Unit;
import org.springframework.stereotype.Component;

/** Who may be sent a document: the rules of 条例 chapter 4 that depend on the receivers. */
@Component
class Receivers {

    /** The role that signs for documents (收发员). */
    static final String REGISTRAR = "R_REGISTRAR";

    /** 请示 goes to exactly one superior (条例 art. 15). */
    private static final String REQUEST = "11";

    private final Directory directory;
    private final OutsideUnits outside;

    Receivers(Directory directory, OutsideUnits outside) {
        this.directory = directory;
        this.outside = outside;
    }

    /** Each unit once, 主送 before 抄送; a unit named in both is 主送. */
    Map<Unit, EnvelopeRole> of(SendDocument command, DocumentSnapshot document) {
        var main = new LinkedHashSet<>(command.mainTo());
        var copies = new LinkedHashSet<>(command.copyTo());
        copies.removeAll(main);
        // a document that names no 主送 (公告, 通告, 纪要) may go to units as copies only
        if (main.isEmpty() && (copies.isEmpty() || !document.mainTo().isEmpty())) {
            throw new NoReceiver();
        }
        if (document.kindCode().equals(REQUEST) && main.size() > 1) {
            throw new OneSuperiorOnly(main.size());
        }
        var ids = new ArrayList<>(main);
        ids.addAll(copies);
        var units = new HashMap<>(directory.units(ids));
        units.putAll(outside.reachable(ids));
        var receivers = new LinkedHashMap<Unit, EnvelopeRole>();
        for (var id : ids) {
            var unit = units.get(id);
            if (unit == null) {
                throw new UnknownReceiver();
            }
            if (id == document.unit()) {
                throw new ToItself();
            }
            receivers.put(unit, main.contains(id) ? EnvelopeRole.MAIN : EnvelopeRole.COPY);
        }
        refuseWithoutRegistrar(receivers);
        refuseSkippedLevel(receivers, command, document);
        outside.refuseWithoutPermission(receivers.keySet(), directory.unit(document.unit()));
        return receivers;
    }

    private void refuseWithoutRegistrar(Map<Unit, EnvelopeRole> receivers) {
        var registrars = directory.holdersOf(
                REGISTRAR, receivers.keySet().stream().map(Unit::id).toList());
        var without = receivers.keySet().stream()
                .filter(unit -> unit.id() > 0)
                .filter(unit -> registrars.getOrDefault(unit.id(), List.of()).isEmpty())
                .map(Unit::name)
                .toList();
        if (!without.isEmpty()) {
            throw new NoRegistrar(String.join("、", without));
        }
    }

    /** R04, 条例 art. 14: 一般不得越级行文. Units neither directly above nor below nor beside are skipped to. */
    private void refuseSkippedLevel(
            Map<Unit, EnvelopeRole> receivers, SendDocument command, DocumentSnapshot document) {
        var reason = command.skipReason();
        if (reason != null && !reason.isBlank()) {
            return;
        }
        var sender = directory.unit(document.unit());
        var skipped = receivers.entrySet().stream()
                .filter(entry -> entry.getValue() == EnvelopeRole.MAIN && isSkipped(sender, entry.getKey(), receivers))
                .map(entry -> entry.getKey().name())
                .toList();
        if (!skipped.isEmpty()) {
            throw new LevelSkipped(abbreviated(skipped));
        }
    }

    /** A county may be written to together with its city: then no level is left out. */
    private static boolean isSkipped(Unit sender, Unit receiver, Map<Unit, EnvelopeRole> receivers) {
        int distance = Math.abs(sender.level().ordinal() - receiver.level().ordinal());
        return distance > 1
                && receivers.keySet().stream()
                        .noneMatch(other -> Objects.equals(other.id(), receiver.parent())
                                || Objects.equals(other.id(), sender.parent()));
    }

    private static String abbreviated(List<String> names) {
        return names.size() <= 3
                ? String.join("、", names)
                : String.join("、", names.subList(0, 3)) + "等 " + names.size() + " 个单位";
    }

    static final class NoReceiver extends Refusal {
        NoReceiver() {
            super(Kind.INVALID, "transmission.no-receiver");
        }
    }

    static final class OneSuperiorOnly extends Refusal {
        OneSuperiorOnly(int units) {
            super(Kind.INVALID, "transmission.one-superior-only", units);
        }
    }

    static final class UnknownReceiver extends Refusal {
        UnknownReceiver() {
            super(Kind.INVALID, "transmission.unknown-receiver");
        }
    }

    static final class ToItself extends Refusal {
        ToItself() {
            super(Kind.INVALID, "transmission.to-itself");
        }
    }

    static final class NoRegistrar extends Refusal {
        NoRegistrar(String units) {
            super(Kind.INVALID, "transmission.no-registrar", units);
        }
    }

    static final class LevelSkipped extends Refusal {
        LevelSkipped(String units) {
            super(Kind.INVALID, "transmission.level-skipped", units);
        }
    }
}
