package jinye.office.archives.packages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.office.archives.inspection.InspectionReport;
import jinye.office.archives.inspection.Inspections;
import jinye.office.archives.inspection.Subject;
import jinye.office.archives.items.ContentDigests;
import jinye.office.archives.items.ItemPart;
import jinye.platform.files.Files;
import jinye.platform.files.StoredFile;
import jinye.platform.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 接收: a package arrives, is unpacked when nothing is wrong with it, checked for its four properties at 移交接收, and accepted or sent
 * back with all its faults. What is sent back leaves nothing behind but its row.
 */
@Service
@Transactional
public class Receptions {

    /** @param accepted else sent back. @param faults for the sender */
    public record ReceptionDecided(Actor actor, long reception, long transfer, boolean accepted, List<String> faults) {}

    record ReceptionView(
            ReceptionRegister.ReceptionRow reception,
            List<OpenedPackage.Fault> faults,
            List<ReceptionRegister.ReceivedItem> items) {}

    private final PackageOpening opening;
    private final ReceptionRegister register;
    private final Inspections inspections;
    private final Files files;
    private final Journal journal;
    private final ApplicationEventPublisher events;

    Receptions(
            PackageOpening opening,
            ReceptionRegister register,
            Inspections inspections,
            Files files,
            Journal journal,
            ApplicationEventPublisher events) {
        this.opening = opening;
        this.register = register;
        this.inspections = inspections;
        this.files = files;
        this.journal = journal;
        this.events = events;
    }

    /** A file somebody brought. */
    long arrive(Actor actor, long upload) {
        actor.require("archives.file");
        return take(actor, files.uploadedBy(actor, upload), null, true);
    }

    /**
     * A package that came by itself; who calls has checked that it is for the actor's unit.
     *
     * @return null when it cannot even be opened: then it is sent back without a trace here
     */
    public @Nullable Long arrive(Actor actor, long file, long transfer) {
        try {
            return take(actor, files.file(file), transfer, false);
        } catch (PackageOpening.Hostile | PackageXml.Malformed unreadable) {
            decided(
                    actor,
                    0,
                    transfer,
                    false,
                    List.of(new OpenedPackage.Fault("A7", files.file(file).name(), "信息包读不出来或含有不允许的内容，请重新生成")));
            return null;
        }
    }

    private long take(Actor actor, StoredFile file, @Nullable Long transfer, boolean hold) {
        var sm3 = sm3(file.id());
        try (var opened = opening.open(file.id())) {
            register.requireNew(actor.unit(), sm3, opened.number());
            var faults = new ArrayList<>(opened.faults());
            register.known(
                            actor.unit(),
                            opened.items().stream()
                                    .map(PackagedItem::archiveNumber)
                                    .toList())
                    .forEach(number -> faults.add(new OpenedPackage.Fault("A5", number, "档号已在本单位的档案中，不能重复接收")));
            var state = faults.isEmpty() ? ReceptionState.ARRIVED : ReceptionState.REFUSED;
            long id = register.insert(actor, transfer, file, sm3, opened, state);
            var record = new RecordId("archives.reception", id);
            if (hold) {
                files.hold(actor, List.of(file.id()), record);
            }
            if (faults.isEmpty()) {
                opened.items()
                        .forEach(item -> register.insert(id, actor.unit(), item, unpack(actor, opened, item, record)));
            } else {
                register.faults(id, faults);
                decided(actor, id, transfer, false, faults);
            }
            journal.record(
                    actor,
                    "archives.package-arrived",
                    record,
                    Map.of("number", opened.number(), "faults", faults.size()));
            return id;
        }
    }

    private List<ItemPart> unpack(Actor actor, OpenedPackage opened, PackagedItem item, RecordId record) {
        return item.parts().stream()
                .map(part -> {
                    try (var in = opened.content(part)) {
                        var kept = files.store(actor, part.file().name(), in);
                        files.hold(actor, List.of(kept.id()), record);
                        var said = part.file();
                        return new ItemPart(
                                said.kind(),
                                kept.name(),
                                kept.id(),
                                kept.size(),
                                kept.sha256(),
                                said.sm3(),
                                said.pages());
                    } catch (IOException unreadable) {
                        throw new UncheckedIOException(unreadable);
                    }
                })
                .toList();
    }

    /** 四性检测 of 移交接收. What fails sends the package back. */
    InspectionReport inspect(Actor actor, long id) {
        actor.require("archives.file");
        var reception = register.find(actor.unit(), id, true);
        require(reception, ReceptionState.ARRIVED, "检测");
        var digests = register.digests(id);
        var subjects = register.items(id).stream()
                .map(item -> subject(actor, item, reception, digests))
                .toList();
        var report = inspections.run(
                Inspections.About.transfer(actor.unit(), reception.packageNumber(), id, actor.name()), subjects);
        if (report.passed()) {
            register.move(actor, id, ReceptionState.CHECKED, report.id());
        } else {
            refuse(
                    actor,
                    reception,
                    report.id(),
                    report.lines().stream()
                            .filter(line -> line.blocks() && line.outcome().equals("FAILED"))
                            .map(line -> new OpenedPackage.Fault(line.check(), line.object(), line.detail()))
                            .toList());
        }
        journal.record(
                actor,
                report.passed() ? "archives.inspect" : "archives.inspection-failed",
                new RecordId("archives.reception", id),
                Map.of("inspection", report.id()));
        return report;
    }

    private static Subject subject(
            Actor actor,
            ReceptionRegister.ReceivedItem item,
            ReceptionRegister.ReceptionRow reception,
            Map<Long, String> digests) {
        return new Subject(
                item.archiveNumber(),
                actor.unit(),
                // what another unit of this system transfers keeps its number; from elsewhere it must be new here
                reception.transfer() == null
                        ? new RecordId("archives.reception", reception.id())
                        : new RecordId(item.sourceModule(), item.sourceRecord()),
                "",
                null,
                item.elements(),
                item.parts().stream()
                        .map(part -> new ItemPart(
                                part.kind(),
                                part.name(),
                                part.file(),
                                part.size(),
                                digests.getOrDefault(part.file(), ""),
                                part.sm3(),
                                part.pages()))
                        .toList(),
                null,
                item.title());
    }

    void accept(Actor actor, long id) {
        actor.require("archives.file");
        var reception = register.find(actor.unit(), id, true);
        require(reception, ReceptionState.CHECKED, "接收");
        register.keep(id);
        register.move(actor, id, ReceptionState.ACCEPTED, null);
        journal.record(
                actor,
                "archives.accept-package",
                new RecordId("archives.reception", id),
                Map.of("number", reception.packageNumber()));
        decided(actor, id, reception.transfer(), true, List.of());
    }

    /** By people, for what no check finds. */
    void refuse(Actor actor, long id, String reason) {
        actor.require("archives.file");
        var reception = register.find(actor.unit(), id, true);
        if (!reception.state().equals(ReceptionState.CHECKED.name())) {
            require(reception, ReceptionState.ARRIVED, "退回");
        }
        refuse(
                actor,
                reception,
                null,
                List.of(new OpenedPackage.Fault("人工", reception.packageNumber(), reason.strip())));
    }

    private void refuse(
            Actor actor,
            ReceptionRegister.ReceptionRow reception,
            @Nullable Long inspection,
            List<OpenedPackage.Fault> faults) {
        register.faults(reception.id(), faults);
        register.move(actor, reception.id(), ReceptionState.REFUSED, inspection);
        files.erase(register.digests(reception.id()).keySet(), "移交的档案包 " + reception.packageNumber() + " 已退回");
        journal.record(
                actor,
                "archives.refuse-package",
                new RecordId("archives.reception", reception.id()),
                Map.of("number", reception.packageNumber(), "faults", faults.size()));
        decided(actor, reception.id(), reception.transfer(), false, faults);
    }

    private void decided(
            Actor actor, long id, @Nullable Long transfer, boolean accepted, List<OpenedPackage.Fault> faults) {
        if (transfer != null) {
            events.publishEvent(new ReceptionDecided(
                    actor,
                    id,
                    transfer,
                    accepted,
                    faults.stream()
                            .map(fault -> fault.check() + " " + fault.object() + "：" + fault.detail())
                            .toList()));
        }
    }

    private static void require(ReceptionRegister.ReceptionRow reception, ReceptionState state, String act) {
        if (!reception.state().equals(state.name())) {
            throw new WrongReceptionState(reception.packageNumber(), reception.stateTerm(), act);
        }
    }

    @Transactional(readOnly = true)
    List<ReceptionRegister.ReceptionRow> list(Actor actor) {
        actor.require("archives.file");
        return register.list(actor.unit());
    }

    @Transactional(readOnly = true)
    ReceptionView view(Actor actor, long id) {
        actor.require("archives.file");
        return new ReceptionView(register.find(actor.unit(), id, false), register.faults(id), register.items(id));
    }

    /** One file of what arrived; nothing is left to look at of what was sent back. */
    @Transactional(readOnly = true)
    StoredFile component(Actor actor, long id, long item, int position) {
        var reception = view(actor, id);
        if (reception.reception().state().equals(ReceptionState.REFUSED.name())) {
            throw new WrongReceptionState(reception.reception().packageNumber(), ReceptionState.REFUSED.term(), "查看内容");
        }
        return reception.items().stream()
                .filter(one -> one.id() == item)
                .flatMap(one -> one.parts().stream())
                .filter(part -> part.position() == position)
                .findFirst()
                .map(part -> files.file(part.file()))
                .orElseThrow(ReceptionRegister.NoSuchReception::new);
    }

    private String sm3(long file) {
        try (var in = files.open(file)) {
            return ContentDigests.of(in).sm3();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static final class WrongReceptionState extends Refusal {
        WrongReceptionState(String number, String state, String act) {
            super(Kind.CONFLICT, "archives.wrong-reception-state", number, state, act);
        }
    }
}
