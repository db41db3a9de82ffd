package jinye.office.archives.transfer;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.kernel.Urgency;
import jinye.office.archives.disposal.Holds;
import jinye.office.archives.items.ArchiveNumber;
import jinye.office.archives.items.Fixation;
import jinye.office.archives.items.ItemList;
import jinye.office.archives.items.ItemState;
import jinye.office.archives.items.Standings;
import jinye.office.archives.packages.Packages;
import jinye.office.archives.packages.Receptions;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Person;
import jinye.platform.files.Files;
import jinye.platform.journal.Journal;
import jinye.platform.messages.Message;
import jinye.platform.messages.Messages;
import jinye.platform.numbering.Numbering;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 移交与接收 (档案法实施条例 art. 20, 电子档案移交与接收办法): items leave as one signed package, the receiver checks it on arrival, and
 * both sides sign the same receipt. Until then they are still the sender's; what is sent back is mended and sent again.
 */
@Service
@Transactional
class Transfers {

    private static final String SERIES = "移交";
    private static final String TRANSFERRED = "TRANSFERRED";

    /** @param receiverUnit of this system, null for an archive outside, which is then named */
    record Sending(List<Long> items, @Nullable Long receiverUnit, String receiverName, String earlyBecause) {}

    private final TransferRegister register;
    private final TransferRules rules;
    private final Packages packages;
    private final Receptions receptions;
    private final ItemList items;
    private final Standings standings;
    private final Fixation fixation;
    private final Directory directory;
    private final Files files;
    private final Numbering numbering;
    private final Messages messages;
    private final Journal journal;
    private final Clock clock;

    Transfers(
            TransferRegister register,
            TransferRules rules,
            Packages packages,
            Receptions receptions,
            ItemList items,
            Standings standings,
            Fixation fixation,
            Directory directory,
            Files files,
            Numbering numbering,
            Messages messages,
            Journal journal,
            Clock clock) {
        this.register = register;
        this.rules = rules;
        this.packages = packages;
        this.receptions = receptions;
        this.items = items;
        this.standings = standings;
        this.fixation = fixation;
        this.directory = directory;
        this.files = files;
        this.numbering = numbering;
        this.messages = messages;
        this.journal = journal;
        this.clock = clock;
    }

    long send(Actor actor, Sending asked) {
        actor.require("archives.file");
        var chosen = asked.items().stream().distinct().toList();
        chosen.forEach(item -> items.requireOwn(actor, item));
        standings.lock(chosen).stream()
                .filter(Standings.Standing::held)
                .findFirst()
                .ifPresent(one -> {
                    throw new Holds.Held(one.archiveNumber());
                });
        rules.require(actor.unit(), chosen, asked.earlyBecause());
        standings.move(chosen, ItemState.TRANSFERRING);
        long id = register.next();
        numbering.openRegister(actor.unit(), SERIES, "档案移交");
        var taken = numbering.take(
                actor,
                actor.unit(),
                SERIES,
                LocalDate.ofInstant(clock.instant(), Moments.ZONE).getYear(),
                record(id));
        numbering.use(record(id));
        var number = "%s-YJ-%d-%04d".formatted(directory.unit(actor.unit()).fonds(), taken.year(), taken.number());
        var receiver = asked.receiverUnit();
        register.insert(
                actor,
                id,
                number,
                receiver,
                receiver == null ? named(asked.receiverName()) : higher(actor, receiver),
                receiver == null ? "OFFLINE" : "ONLINE",
                asked.earlyBecause().strip(),
                chosen);
        pack(actor, id);
        note(actor, id, "archives.send-transfer", Map.of("number", number, "items", chosen.size()));
        return id;
    }

    private static String named(String name) {
        if (name.isBlank()) {
            throw new NobodyToReceive();
        }
        return name.strip();
    }

    /** Upwards only: archives do not go to units beside or below. */
    private String higher(Actor actor, long receiver) {
        for (var above = directory.unit(actor.unit()).parent(); above != null; ) {
            var unit = directory.unit(above);
            if (above == receiver) {
                return unit.name();
            }
            above = unit.parent();
        }
        throw new NotAbove();
    }

    private void pack(Actor actor, long id) {
        var transfer = register.find(actor.unit(), id);
        var listed = register.items(id);
        var made = packages.make(
                actor, listed.stream().map(TransferRegister.TransferItem::item).toList(), "移交 " + transfer.number());
        var receipt = TransferPapers.text(
                transfer.number(),
                directory.unit(transfer.unit()).name(),
                transfer.receiverName(),
                made.number(),
                made.sm3(),
                made.size(),
                listed.stream()
                        .map(item -> item.archiveNumber() + " " + item.title())
                        .toList());
        register.sent(id, made.id(), receipt, fixation.sign(transfer.unit(), receipt));
        var receiver = transfer.receiverUnit();
        if (receiver != null) {
            tell(
                    actor,
                    directory.holdersOf("R_ARCH", receiver).stream()
                            .map(Person::id)
                            .toList(),
                    transfer,
                    "sent",
                    "%s移交档案 %d 件，请接收".formatted(actor.unitName(), listed.size()),
                    "/archives/transfers");
        }
    }

    /** The receiver fetches the package. @return the reception it becomes, null when it cannot be opened and went back */
    @Nullable
    Long fetch(Actor actor, long id) {
        actor.require("archives.file");
        var transfer = register.lock(actor.unit(), id);
        if (!Long.valueOf(actor.unit()).equals(transfer.receiverUnit()) || transfer.packageId() == null) {
            throw new TransferRegister.NoSuchTransfer();
        }
        require(transfer, TransferState.SENT, "收取");
        if (transfer.reception() != null) {
            return transfer.reception();
        }
        var reception = receptions.arrive(actor, packages.content(transfer.packageId()), id);
        if (reception != null && register.find(actor.unit(), id).state().equals(TransferState.SENT.name())) {
            register.arrived(id, reception);
        }
        return reception;
    }

    @EventListener
    void decided(Receptions.ReceptionDecided decided) {
        var actor = decided.actor();
        var transfer = register.lock(actor.unit(), decided.transfer());
        require(transfer, TransferState.SENT, "办理");
        if (decided.accepted()) {
            var receipt = register.signed(transfer.id()).receipt();
            done(actor, transfer, actor.name(), fixation.sign(actor.unit(), receipt), null);
        } else {
            sentBack(actor, transfer, decided.faults());
        }
    }

    private void done(
            Actor actor,
            TransferRegister.TransferRow transfer,
            String byName,
            Fixation.@Nullable Signature signature,
            @Nullable Long receiptFile) {
        register.received(transfer.id(), byName, signature, receiptFile);
        var listed = register.items(transfer.id());
        standings.move(listed.stream().map(TransferRegister.TransferItem::item).toList(), ItemState.TRANSFERRED);
        var receipt = register.signed(transfer.id()).receipt();
        listed.forEach(item -> fixation.add(
                ArchiveNumber.of(item.archiveNumber()).fonds(), TRANSFERRED, item.archiveNumber(), receipt));
        note(actor, transfer.id(), "archives.transfer-received", Map.of("number", transfer.number()));
        tell(
                actor,
                List.of(transfer.sentBy()),
                transfer,
                "received",
                "移交的档案已被%s接收：%s".formatted(transfer.receiverName(), transfer.number()),
                "/archives/transfers/" + transfer.id());
    }

    private void sentBack(Actor actor, TransferRegister.TransferRow transfer, List<String> faults) {
        register.returned(transfer, actor.name(), faults);
        note(actor, transfer.id(), "archives.transfer-returned", Map.of("faults", faults.size()));
        tell(
                actor,
                List.of(transfer.sentBy()),
                transfer,
                "returned" + transfer.rounds(),
                "移交的档案被退回，共 %d 个问题：%s".formatted(faults.size(), transfer.number()),
                "/archives/transfers/" + transfer.id());
    }

    void sendAgain(Actor actor, long id) {
        require(own(actor, id), TransferState.RETURNED, "重新移交");
        pack(actor, id);
        note(actor, id, "archives.send-transfer", Map.of());
    }

    /** Not once the receiver looks at it. */
    void withdraw(Actor actor, long id) {
        var transfer = own(actor, id);
        if (!transfer.state().equals(TransferState.RETURNED.name())) {
            require(transfer, TransferState.SENT, "撤回");
            if (transfer.reception() != null) {
                throw new WrongTransferState(transfer.number(), "对方检测中", "撤回");
            }
        }
        register.withdrawn(id);
        standings.move(
                register.items(id).stream()
                        .map(TransferRegister.TransferItem::item)
                        .toList(),
                ItemState.FILED);
        note(actor, id, "archives.withdraw-transfer", Map.of());
    }

    /** 档案馆 outside this system has signed on paper. @param receiptFile the scanned 交接文据 */
    void receivedOutside(Actor actor, long id, String byName, long receiptFile) {
        var transfer = outside(actor, id);
        files.hold(actor, List.of(receiptFile), record(id));
        done(actor, transfer, byName.strip(), null, receiptFile);
    }

    void returnedOutside(Actor actor, long id, List<String> faults) {
        sentBack(actor, outside(actor, id), faults);
    }

    private TransferRegister.TransferRow outside(Actor actor, long id) {
        var transfer = own(actor, id);
        if (transfer.receiverUnit() != null) {
            throw new WrongTransferState(transfer.number(), "在线移交", "由本单位登记结果");
        }
        require(transfer, TransferState.SENT, "登记结果");
        return transfer;
    }

    TransferRegister.TransferRow own(Actor actor, long id) {
        actor.require("archives.file");
        var transfer = register.lock(actor.unit(), id);
        if (transfer.unit() != actor.unit()) {
            throw new TransferRegister.NoSuchTransfer();
        }
        return transfer;
    }

    private static void require(TransferRegister.TransferRow transfer, TransferState state, String act) {
        if (!transfer.state().equals(state.name())) {
            throw new WrongTransferState(transfer.number(), transfer.stateTerm(), act);
        }
    }

    private void tell(
            Actor actor,
            List<Long> people,
            TransferRegister.TransferRow transfer,
            String what,
            String sentence,
            String link) {
        messages.tell(
                actor,
                people.stream().filter(Objects::nonNull).toList(),
                new Message(
                        "archives:transfer:%d:%s:%d".formatted(transfer.id(), what, transfer.rounds()),
                        "info",
                        sentence,
                        link,
                        Urgency.PLAIN));
    }

    private void note(Actor actor, long id, String act, Map<String, Object> facts) {
        journal.record(actor, act, record(id), facts);
    }

    private static RecordId record(long id) {
        return new RecordId("archives.transfer", id);
    }

    static final class NobodyToReceive extends Refusal {
        NobodyToReceive() {
            super(Kind.INVALID, "archives.nobody-to-receive");
        }
    }

    static final class NotAbove extends Refusal {
        NotAbove() {
            super(Kind.INVALID, "archives.receiver-not-above");
        }
    }

    static final class WrongTransferState extends Refusal {
        WrongTransferState(String number, String state, String act) {
            super(Kind.CONFLICT, "archives.wrong-transfer-state", number, state, act);
        }
    }
}
