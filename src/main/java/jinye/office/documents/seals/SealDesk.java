package jinye.office.documents.seals;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Urgency;
import jinye.office.documents.text.PlainText;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Person;
import jinye.platform.files.Files;
import jinye.platform.journal.Journal;
import jinye.platform.messages.Message;
import jinye.platform.messages.Messages;
import jinye.safeguard.certificates.Certificates;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 印章管理 (国发〔1999〕25号: 刻制、启用、保管、停用、挂失、销毁). What widens the use of a seal needs two people; what stops it is done by one,
 * at once.
 */
@Service
@Transactional
class SealDesk {

    static final String KEEP = "documents.seal";
    static final String MANAGE = "documents.manage-seals";
    static final List<String> KINDS = List.of(
            Seals.UNIT_SEAL, "党组章", Seals.OFFICE_SEAL, "行政许可专用章", "行政处罚专用章", "财务专用章", "合同专用章", Seals.SIGNATURE_SEAL);

    private static final String RECORD = "documents.seal";
    private static final String KEEPER_ROLE = "R_SEAL";

    /** @param picture null to have it drawn from the name. @param approvalPaper 批准刻制的文件 */
    record AskSeal(
            String kind,
            String name,
            double diameter,
            @Nullable Long picture,
            long approvalPaper,
            String purpose,
            @Nullable Long replaces) {}

    private final SealRegister register;
    private final SealPictures pictures;
    private final SealUses uses;
    private final Directory directory;
    private final Files files;
    private final Certificates certificates;
    private final Messages messages;
    private final Journal journal;
    private final Clock clock;

    SealDesk(
            SealRegister register,
            SealPictures pictures,
            SealUses uses,
            Directory directory,
            Files files,
            Certificates certificates,
            Messages messages,
            Journal journal,
            Clock clock) {
        this.register = register;
        this.pictures = pictures;
        this.uses = uses;
        this.directory = directory;
        this.files = files;
        this.certificates = certificates;
        this.messages = messages;
        this.journal = journal;
        this.clock = clock;
    }

    /** 申请刻制. */
    long ask(Actor actor, AskSeal asked) {
        requireSome(actor);
        if (!KINDS.contains(asked.kind())) {
            throw SealRefused.invalid("documents.seal-kind", asked.kind());
        }
        var name = PlainText.required("sealName", asked.name(), 60);
        var purpose = PlainText.required("reason", asked.purpose(), 500);
        // 国发〔1999〕25号: at most 45 mm; smaller than 30 mm the organ's name cannot be read
        if (asked.diameter() < 30 || asked.diameter() > 45) {
            throw SealRefused.invalid("documents.seal-diameter", 30, 45);
        }
        if (asked.replaces() != null) {
            var replaced = register.find(asked.replaces()).orElseThrow(SealRefused::unknown);
            if (replaced.unit() != actor.unit() || !replaced.kind().equals(asked.kind())) {
                throw SealRefused.conflict("documents.seal-replaces-another-kind", asked.kind());
            }
        }
        var paper = files.uploadedBy(actor, asked.approvalPaper());
        if (asked.picture() == null && asked.kind().equals(Seals.SIGNATURE_SEAL)) {
            throw SealRefused.invalid("documents.signature-seal-needs-picture");
        }
        var picture = asked.picture() == null
                ? pictures.drawn(name, asked.kind(), actor.unitName(), asked.diameter())
                : pictures.given(actor, asked.picture());
        long id = register.add(
                actor,
                new SealRegister.NewSeal(
                        actor.unit(),
                        asked.kind(),
                        name,
                        asked.diameter(),
                        picture,
                        purpose,
                        paper.id(),
                        asked.replaces()));
        files.hold(actor, List.of(paper.id()), new RecordId(RECORD, id));
        enter(actor, id, "ASKED", "ask-seal", purpose);
        tell(actor, managers(actor.unit()), id, "asked", "请审批：刻制“%s”，由%s提出。".formatted(name, actor.name()));
        return id;
    }

    /** 审批, by another than who asked. */
    void decide(Actor actor, long id, boolean approved, @Nullable String note) {
        actor.require(MANAGE);
        var seal = own(actor, id);
        var pending = seal.pending();
        if (pending == null || seal.pendingBy() == null) {
            throw SealRefused.conflict("documents.seal-nothing-asked", seal.name());
        }
        if (seal.pendingBy() == actor.person()) {
            throw SealRefused.forbidden("documents.seal-decided-by-another");
        }
        var words = approved ? PlainText.lines("opinion", note, 500) : PlainText.required("opinion", note, 500);
        if (approved) {
            move(seal, pending.outcome());
        } else if (pending == Pending.MAKING) {
            move(seal, SealState.REFUSED);
        } else {
            register.pend(actor, seal, null);
        }
        var said = pending.term() + (approved ? "：同意。" : "：不同意。") + words;
        enter(actor, id, approved ? "APPROVED" : "DECLINED", "decide-seal", said);
        tell(actor, List.of(seal.pendingBy()), id, "decided", "“%s”%s".formatted(seal.name(), said));
        if (approved && pending == Pending.DESTRUCTION) {
            revoke(actor, seal);
        }
    }

    /** 启用, with a notice to those who will see the seal on documents. The seal it replaces stops at the same moment. */
    void enable(Actor actor, long id, LocalDate from, @Nullable LocalDate until) {
        actor.require(MANAGE);
        var seal = own(actor, id);
        if (seal.state() != SealState.MADE) {
            throw wrongState(seal, "启用");
        }
        if (until != null && until.isBefore(from)) {
            throw SealRefused.invalid("documents.seal-ends-before-it-begins");
        }
        if (register.keepersOn(id, from).isEmpty()) {
            throw SealRefused.conflict("documents.seal-without-keeper", seal.name());
        }
        register.inUse(seal.unit(), seal.kind()).ifPresent(old -> {
            if (!Long.valueOf(old.id()).equals(seal.replaces())) {
                throw SealRefused.conflict("documents.seal-one-in-use", old.name(), seal.kind());
            }
            move(old, SealState.STOPPED);
            enter(actor, old.id(), "STOPPED", "stop-seal", "已由“%s”替换".formatted(seal.name()));
        });
        register.enable(seal, from, until);
        enter(
                actor,
                id,
                "ENABLED",
                "enable-seal",
                until == null ? "自%s起启用".formatted(from) : "自%s至%s".formatted(from, until));
        tell(
                actor,
                everybodyConcerned(seal),
                id,
                "enabled",
                "启用印章通知：%s自%s起启用“%s”。".formatted(actor.unitName(), from, seal.name()));
    }

    /** 指定保管人: one who keeps it and those who stand in, for a period. Whoever names keeps none. */
    void nameKeepers(
            Actor actor, long id, long keeper, Collection<Long> deputies, LocalDate from, @Nullable LocalDate until) {
        actor.require(MANAGE);
        var seal = own(actor, id);
        if (Stream.of(SealState.REFUSED, SealState.CANCELLED).anyMatch(seal.state()::equals)) {
            throw wrongState(seal, "指定保管人");
        }
        if (from.isBefore(today()) || (until != null && until.isBefore(from))) {
            throw SealRefused.invalid("documents.seal-keeping-period");
        }
        var wanted = new LinkedHashSet<Long>();
        wanted.add(keeper);
        wanted.addAll(deputies);
        var able = directory.holdersOf(KEEPER_ROLE, seal.unit());
        var named = new ArrayList<Person>();
        for (long one : wanted) {
            if (one == actor.person()) {
                throw SealRefused.forbidden("documents.seal-keeper-names-himself");
            }
            named.add(able.stream()
                    .filter(person -> person.id() == one)
                    .findFirst()
                    .orElseThrow(() -> SealRefused.conflict("documents.seal-keeper-without-role")));
        }
        register.endKeeping(id, from);
        named.forEach(person -> register.keep(
                id,
                new SealRegister.Keeper(person.id(), person.name(), person.id() != keeper, from, until, actor.name())));
        var names = String.join("、", named.stream().map(Person::name).toList());
        enter(actor, id, "KEEPERS", "name-seal-keepers", "自%s起由%s保管".formatted(from, names));
        tell(actor, wanted, id, "keepers" + from, "自%s起由您保管印章“%s”。".formatted(from, seal.name()));
    }

    /** 停用, at once. */
    void suspend(Actor actor, long id, @Nullable String reason) {
        requireSome(actor);
        var seal = own(actor, id);
        if (seal.state() != SealState.IN_USE) {
            throw wrongState(seal, "停用");
        }
        move(seal, SealState.STOPPED);
        enter(actor, id, "STOPPED", "stop-seal", PlainText.required("reason", reason, 500));
    }

    /** 挂失, at once; the seal's certificate stops with it, so that nobody can sign with it elsewhere either. */
    void reportLoss(Actor actor, long id, @Nullable String reason) {
        requireSome(actor);
        var seal = own(actor, id);
        var words = PlainText.required("reason", reason, 500);
        move(seal, SealState.LOST);
        certificates.hold(actor, ElectronicSeals.holder(id), "印章挂失：" + words);
        enter(actor, id, "LOST", "lose-seal", words);
        tell(
                actor,
                everybodyConcerned(seal),
                id,
                "lost",
                "印章挂失通知：%s的“%s”已挂失，即时起不再有效。".formatted(actor.unitName(), seal.name()));
    }

    /** 申请恢复使用 or 销毁. */
    void askFor(Actor actor, long id, Pending pending, @Nullable String reason) {
        requireSome(actor);
        var seal = own(actor, id);
        if (seal.pending() != null) {
            throw SealRefused.conflict(
                    "documents.seal-already-asked", seal.name(), seal.pending().term());
        }
        if (!seal.state().mayBecome(pending.outcome())) {
            throw wrongState(seal, pending.term());
        }
        var words = PlainText.required("reason", reason, 500);
        register.pend(actor, seal, pending);
        enter(actor, id, "ASKED", "ask-seal", "申请%s：%s".formatted(pending.term(), words));
        tell(
                actor,
                managers(seal.unit()),
                id,
                "asked" + clock.millis(),
                "请审批：%s“%s”，由%s提出。".formatted(pending.term(), seal.name(), actor.name()));
    }

    /** 登记 of something sealed on paper, by who keeps the seal today. */
    void enterPaperUse(
            Actor actor,
            long id,
            String title,
            @Nullable String number,
            int copies,
            int pages,
            String askedBy,
            String approvedBy) {
        actor.require(KEEP);
        var seal = own(actor, id);
        if (seal.state() != SealState.IN_USE) {
            throw wrongState(seal, "用印");
        }
        var keepers = register.keepersOn(id, today());
        if (keepers.stream().noneMatch(keeper -> keeper.person() == actor.person())) {
            throw SealRefused.forbidden(
                    "documents.seal-kept-by-others",
                    seal.name(),
                    String.join(
                            "、", keepers.stream().map(SealRegister.Keeper::name).toList()));
        }
        var use = new SealUses.NewUse(
                null,
                PlainText.required("title", title, 200),
                number == null || number.isBlank() ? null : PlainText.line("number", number, 60),
                copies,
                pages,
                PlainText.required("askedBy", askedBy, 60),
                PlainText.required("approvedBy", approvedBy, 60),
                null,
                clock.instant());
        uses.enter(actor, id, use);
        journal.record(actor, "documents.enter-seal-use", new RecordId(RECORD, id), Map.of("title", use.title()));
    }

    private SealRegister.Registered own(Actor actor, long id) {
        var seal = register.locked(id);
        if (seal.unit() != actor.unit()) {
            throw SealRefused.unknown();
        }
        return seal;
    }

    static void requireSome(Actor actor) {
        if (!actor.may(MANAGE)) {
            actor.require(KEEP);
        }
    }

    private void move(SealRegister.Registered seal, SealState next) {
        if (!seal.state().mayBecome(next)) {
            throw wrongState(seal, next.term());
        }
        register.move(seal, next);
    }

    private static SealRefused wrongState(SealRegister.Registered seal, String act) {
        return SealRefused.conflict(
                "documents.seal-wrong-state", seal.name(), seal.state().term(), act);
    }

    private void revoke(Actor actor, SealRegister.Registered seal) {
        certificates.endUse(actor, ElectronicSeals.holder(seal.id()), "印章销毁");
    }

    private void enter(Actor actor, long id, String act, String verb, String note) {
        register.live(id, act, actor, note);
        journal.record(actor, "documents." + verb, new RecordId(RECORD, id), Map.of("note", note));
    }

    private List<Long> managers(long unit) {
        return ids(directory.holdersOf("R_OFFICE_HEAD", unit));
    }

    private List<Long> everybodyConcerned(SealRegister.Registered seal) {
        var units = directory.unitWithAllBelow(seal.unit()).stream()
                .map(jinye.platform.directory.Unit::id)
                .toList();
        return Stream.concat(
                        Stream.of("R_OFFICE", "R_OFFICE_HEAD", KEEPER_ROLE)
                                .flatMap(role -> directory.holdersOf(role, seal.unit()).stream()),
                        directory.holdersOf("R_REGISTRAR", units).values().stream()
                                .flatMap(Collection::stream))
                .map(Person::id)
                .distinct()
                .toList();
    }

    private static List<Long> ids(List<Person> people) {
        return people.stream().map(Person::id).toList();
    }

    private void tell(Actor actor, Collection<Long> people, long id, String key, String title) {
        var others = people.stream().filter(person -> person != actor.person()).toList();
        messages.tell(
                others,
                new Message("seal:%d:%s".formatted(id, key), "info", title, "/documents/seals/" + id, Urgency.PLAIN));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Moments.ZONE);
    }
}
