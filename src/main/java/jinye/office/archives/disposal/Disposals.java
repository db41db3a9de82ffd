package jinye.office.archives.disposal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.kernel.Urgency;
import jinye.office.archives.items.ItemState;
import jinye.office.archives.items.Standings;
import jinye.platform.directory.Directory;
import jinye.platform.journal.Journal;
import jinye.platform.messages.Message;
import jinye.platform.messages.Messages;
import jinye.safeguard.access.StepUp;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 销毁: a leader approves the list, two who had no part in it watch, and with the second confirmation it is done. */
@Service
@Transactional
class Disposals {

    private static final int SUPERVISORS = 2;

    record DisposalView(
            DisposalRegister.DisposalRow disposal,
            List<DisposalRegister.DisposalItem> items,
            List<DisposalRegister.Supervisor> supervisors,
            boolean mayApprove,
            boolean mayKeep,
            boolean mayConfirm) {}

    private final DisposalRegister register;
    private final AppraisalRegister appraisals;
    private final Erasing erasing;
    private final DisposalPapers papers;
    private final Standings standings;
    private final Directory directory;
    private final Messages messages;
    private final Journal journal;
    private final StepUp stepUp;
    private final Clock clock;

    Disposals(
            DisposalRegister register,
            AppraisalRegister appraisals,
            Erasing erasing,
            DisposalPapers papers,
            Standings standings,
            Directory directory,
            Messages messages,
            Journal journal,
            StepUp stepUp,
            Clock clock) {
        this.register = register;
        this.appraisals = appraisals;
        this.erasing = erasing;
        this.papers = papers;
        this.standings = standings;
        this.directory = directory;
        this.messages = messages;
        this.journal = journal;
        this.stepUp = stepUp;
        this.clock = clock;
    }

    void decide(Actor actor, long id, boolean approved, String opinion) {
        actor.require("archives.approve-disposal");
        var disposal = own(actor, id, "LISTED", "审批");
        if (disposal.listedBy() == actor.person()) {
            throw new NotTheSame();
        }
        if (!approved && opinion.isBlank()) {
            throw new SayWhyNot();
        }
        register.decided(actor, id, approved, opinion.strip());
        record(actor, id, "archives.decide-disposal", Map.of("approved", approved, "opinion", opinion));
        if (!approved) {
            standings.move(open(id), ItemState.FILED);
        }
        tell(
                actor,
                List.of(disposal.listedBy()),
                disposal,
                "decided",
                (approved ? "已批准" : "未批准") + "销毁：" + disposal.number());
    }

    /** 监销人: two, neither who made the list nor who approved it. */
    void supervise(Actor actor, long id, List<Long> people) {
        actor.require("archives.file");
        var disposal = own(actor, id, "APPROVED", "指定监销人");
        var named = Set.copyOf(people);
        if (named.size() != SUPERVISORS) {
            throw new TwoSupervisors();
        }
        if (register.supervisors(id).stream().anyMatch(one -> one.confirmedAt() != null)) {
            throw new AlreadyConfirming();
        }
        var approvedBy = disposal.approvedBy();
        if (named.contains(disposal.listedBy())
                || named.contains(actor.person())
                || approvedBy != null && named.contains(approvedBy)) {
            throw new NotTheSame();
        }
        var found = named.stream().sorted().map(directory::person).toList();
        for (var person : found) {
            if (person.unit() != actor.unit()) {
                throw new Appraisals.NotOfTheUnit(person.name());
            }
        }
        register.supervise(id, found);
        record(actor, id, "archives.name-supervisors", Map.of("people", named.size()));
        tell(actor, people, disposal, "supervise", "请监督销毁档案并确认：" + disposal.number());
    }

    /** Taken off the list again, because it is held or needed after all. */
    void remove(Actor actor, long id, long item, String reason) {
        actor.require("archives.file");
        own(actor, id, "APPROVED", "移出清册");
        if (!open(id).contains(item)) {
            throw new DisposalRegister.NoSuchDisposal();
        }
        register.remove(id, item, reason.strip());
        standings.move(List.of(item), ItemState.FILED);
        record(actor, id, "archives.keep-from-disposal", Map.of("item", item, "reason", reason));
    }

    /** Each of the two in a session of their own; with the second, everything on the list is gone. @return whether it is */
    boolean confirm(Actor actor, long id) {
        var disposal = register.lock(id);
        var me = register.supervisors(id).stream()
                .filter(one -> one.person() == actor.person())
                .findFirst()
                .orElseThrow(DisposalRegister.NoSuchDisposal::new);
        requireState(disposal, "APPROVED", "确认销毁");
        stepUp.require(actor);
        if (me.confirmedAt() != null) {
            throw new ConfirmedBefore();
        }
        var items = open(id);
        requireDestroyable(items);
        register.confirmed(id, actor.person());
        record(actor, id, "archives.confirm-destruction", Map.of("items", items.size()));
        if (register.supervisors(id).stream().anyMatch(one -> one.confirmedAt() == null)) {
            return false;
        }
        carryOut(actor, disposal, items);
        return true;
    }

    private void carryOut(Actor actor, DisposalRegister.DisposalRow disposal, List<Long> items) {
        standings.move(items, ItemState.DESTROYED);
        for (var item : items) {
            var erased = erasing.erase(actor, item, disposal.number());
            register.erased(disposal.id(), item, erased.files(), erased.kept());
        }
        register.destroyed(disposal.id());
        papers.fileCertificate(actor, disposal.id());
        record(actor, disposal.id(), "archives.destroy", Map.of("number", disposal.number(), "items", items.size()));
        tell(actor, List.of(disposal.listedBy()), disposal, "done", "档案已销毁，清册已归档：" + disposal.number());
    }

    /** Asked again at each confirmation: a hold may have come meanwhile. */
    private void requireDestroyable(List<Long> items) {
        if (items.isEmpty()) {
            throw new NothingOnIt();
        }
        standings.lock(items).stream()
                .filter(Standings.Standing::held)
                .findFirst()
                .ifPresent(one -> {
                    throw new Holds.Held(one.archiveNumber());
                });
        var early = appraisals.notDue(items, LocalDate.ofInstant(clock.instant(), Moments.ZONE));
        if (!early.isEmpty()) {
            throw new Appraisals.NotDue(early.getFirst());
        }
        erasing.lentOriginal(items).ifPresent(number -> {
            throw new StillLent(number);
        });
    }

    @Transactional(readOnly = true)
    List<DisposalRegister.DisposalRow> list(Actor actor) {
        actor.require("archives.read");
        boolean all = actor.may("archives.file") || actor.may("archives.approve-disposal");
        return register.list(all ? actor.unit() : 0, actor.person());
    }

    @Transactional(readOnly = true)
    DisposalView view(Actor actor, long id) {
        actor.require("archives.read");
        var disposal = register.find(id);
        var supervisors = register.supervisors(id);
        boolean keeps = actor.may("archives.file") && actor.unit() == disposal.unit();
        boolean decides = register.decides(actor, disposal.unit());
        var me = supervisors.stream()
                .filter(one -> one.person() == actor.person())
                .findFirst();
        if (!keeps && !decides && me.isEmpty()) {
            throw new DisposalRegister.NoSuchDisposal();
        }
        return new DisposalView(
                disposal,
                register.items(id),
                supervisors,
                decides && disposal.state().equals("LISTED") && disposal.listedBy() != actor.person(),
                keeps && disposal.state().equals("APPROVED"),
                disposal.state().equals("APPROVED")
                        && me.filter(one -> one.confirmedAt() == null).isPresent());
    }

    private List<Long> open(long id) {
        return register.items(id).stream()
                .filter(one -> one.removedBecause() == null)
                .map(DisposalRegister.DisposalItem::item)
                .toList();
    }

    private DisposalRegister.DisposalRow own(Actor actor, long id, String state, String act) {
        var disposal = register.lock(id);
        if (disposal.unit() != actor.unit()) {
            throw new DisposalRegister.NoSuchDisposal();
        }
        requireState(disposal, state, act);
        return disposal;
    }

    private static void requireState(DisposalRegister.DisposalRow disposal, String state, String act) {
        if (!disposal.state().equals(state)) {
            throw new WrongDisposalState(disposal.number(), disposal.stateTerm(), act);
        }
    }

    private void tell(
            Actor actor, List<Long> people, DisposalRegister.DisposalRow disposal, String what, String title) {
        messages.tell(
                actor,
                people,
                new Message(
                        "archives.disposal." + disposal.id() + "." + what,
                        "archives.disposal",
                        title,
                        "/archives/disposals/" + disposal.id(),
                        Urgency.PLAIN));
    }

    private void record(Actor actor, long id, String act, Map<String, ?> facts) {
        journal.record(actor, act, new RecordId("archives.disposal", id), facts);
    }

    static final class NotTheSame extends Refusal {
        NotTheSame() {
            super(Kind.FORBIDDEN, "archives.not-the-same-person");
        }
    }

    static final class SayWhyNot extends Refusal {
        SayWhyNot() {
            super(Kind.INVALID, "archives.say-why-not-destroyed");
        }
    }

    static final class TwoSupervisors extends Refusal {
        TwoSupervisors() {
            super(Kind.INVALID, "archives.two-supervisors");
        }
    }

    static final class AlreadyConfirming extends Refusal {
        AlreadyConfirming() {
            super(Kind.CONFLICT, "archives.already-confirming");
        }
    }

    static final class ConfirmedBefore extends Refusal {
        ConfirmedBefore() {
            super(Kind.CONFLICT, "archives.confirmed-before");
        }
    }

    static final class NothingOnIt extends Refusal {
        NothingOnIt() {
            super(Kind.CONFLICT, "archives.nothing-to-destroy");
        }
    }

    static final class StillLent extends Refusal {
        StillLent(String number) {
            super(Kind.CONFLICT, "archives.still-lent", number);
        }
    }

    static final class WrongDisposalState extends Refusal {
        WrongDisposalState(String number, String state, String act) {
            super(Kind.CONFLICT, "archives.wrong-disposal-state", number, state, act);
        }
    }
}
