package jinye.office.archives.lending;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.kernel.SecrecyWords;
import jinye.kernel.Urgency;
import jinye.office.archives.items.ItemList;
import jinye.office.archives.items.ItemState;
import jinye.platform.journal.Journal;
import jinye.platform.messages.Message;
import jinye.platform.messages.Messages;
import jinye.platform.numbering.Numbering;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 借阅: asked for, decided in the order of the rule, begun, renewed, returned. Nobody decides about their own. */
@Service
@Transactional
class Loans {

    private static final String SERIES = "借阅";
    /** 借阅单号 reads JY-2026-0007; the ledger keeps it under its Chinese name. */
    private static final String PREFIX = "JY";

    record Application(long item, LoanMode mode, UsePurpose purpose, String reason, int days) {}

    private final LoanRegister register;
    private final LoanApprovers approvers;
    private final UseRules rules;
    private final OpenCatalogue catalogue;
    private final ItemList items;
    private final Numbering numbering;
    private final Messages messages;
    private final Journal journal;
    private final Clock clock;

    Loans(
            LoanRegister register,
            LoanApprovers approvers,
            UseRules rules,
            OpenCatalogue catalogue,
            ItemList items,
            Numbering numbering,
            Messages messages,
            Journal journal,
            Clock clock) {
        this.register = register;
        this.approvers = approvers;
        this.rules = rules;
        this.catalogue = catalogue;
        this.items = items;
        this.numbering = numbering;
        this.messages = messages;
        this.journal = journal;
        this.clock = clock;
    }

    /** By anybody who finds the item in the catalogue, also who may see no more of it than that line. */
    long ask(Actor actor, Application asked) {
        var line = catalogue.line(actor, asked.item());
        SecrecyWords.refuseIn(asked.reason());
        var state = ItemState.valueOf(items.kept(line.item()).item().state());
        if (state == ItemState.DESTROYED || state == ItemState.TRANSFERRED) {
            throw new NotLent(line.archiveNumber(), state.term());
        }
        var department = approvers.formedBy(line.unit(), line.classCode());
        var own = department.filter(one -> one.id() == actor.department()).isPresent();
        var scope = own ? UseRules.Scope.OWN_DEPARTMENT : UseRules.Scope.OTHER_DEPARTMENT;
        var rule = rules.of(scope, asked.mode(), today())
                .orElseThrow(() -> new NotInThisWay(asked.mode().term()));
        if (asked.days() < 1 || asked.days() > rule.days()) {
            throw new WrongPeriod(rule.days(), rule.workingDays() ? "工作日" : "天");
        }
        if (register.isAsked(line.item(), actor.person(), asked.mode())) {
            throw new AlreadyAsked(line.archiveNumber());
        }
        long id = register.nextId();
        numbering.openRegister(line.unit(), SERIES, "档案借阅单");
        var record = new RecordId("archives.loan", id);
        var taken = numbering.take(actor, line.unit(), SERIES, today().getYear(), record);
        numbering.use(record);
        register.insert(
                new LoanRegister.Loan(
                        id,
                        "%s-%d-%04d".formatted(PREFIX, taken.year(), taken.number()),
                        line.unit(),
                        line.item(),
                        asked.mode(),
                        asked.days(),
                        rule.workingDays(),
                        rule.renewals(),
                        actor.person(),
                        actor.name(),
                        actor.departmentName(),
                        actor.unitName(),
                        LoanState.REQUESTED,
                        null),
                asked.purpose(),
                asked.reason().strip());
        int position = 0;
        for (var role : rule.approvers()) {
            position++;
            register.ask(id, position, role, approvers.of(role, line.unit(), department, actor.person()));
        }
        record(
                actor,
                id,
                "archives.ask-loan",
                Map.of("item", line.archiveNumber(), "mode", asked.mode().term()));
        tellNext(actor, register.find(id));
        return id;
    }

    void decide(Actor actor, long id, boolean agreed, String opinion) {
        var loan = register.lock(id);
        var open = open(id);
        if (open == null || !open.candidates().contains(actor.person())) {
            throw new LoanRegister.NoSuchLoan();
        }
        if (loan.state() != LoanState.REQUESTED) {
            throw new LoanRegister.WrongLoanState(loan.number(), loan.state().term(), agreed ? "同意" : "不同意");
        }
        if (!agreed && opinion.isBlank()) {
            throw new SayWhy();
        }
        register.decided(id, open.position(), agreed, opinion.strip(), actor);
        record(actor, id, "archives.decide-loan", Map.of("agreed", agreed, "opinion", opinion));
        if (!agreed) {
            register.become(loan, LoanState.REFUSED);
            tell(actor, List.of(loan.borrower()), loan, "refused", "借阅申请未获同意：" + loan.number());
        } else if (open(id) != null) {
            tellNext(actor, loan);
        } else if (loan.mode().isPaper()) {
            register.become(loan, LoanState.READY);
            tell(actor, List.of(loan.borrower()), loan, "ready", "请到档案室领取原件：" + loan.number());
        } else {
            register.begin(loan, until(loan), "");
            tell(actor, List.of(loan.borrower()), loan, "begun", "可以阅览档案了：" + loan.number());
        }
    }

    void withdraw(Actor actor, long id) {
        var loan = own(actor, id);
        register.become(loan, LoanState.WITHDRAWN);
        record(actor, id, "archives.withdraw-loan", Map.of());
    }

    /** The archivist hands out the original; where it stood is kept, so that it finds its way back. */
    void handOut(Actor actor, long id) {
        var loan = ofArchive(actor, id);
        if (loan.borrower() == actor.person()) {
            throw new OwnLoan();
        }
        if (register.isOut(loan.item())) {
            throw new OriginalOut(loan.number());
        }
        var place = items.kept(loan.item()).place();
        register.begin(loan, until(loan), place == null ? "" : place);
        register.use(id, 0, "原件", "HANDED_OUT", actor.name());
        record(actor, id, "archives.hand-out", Map.of("place", place == null ? "" : place));
        tell(actor, List.of(loan.borrower()), loan, "handed-out", "原件已借出，请按期归还：" + loan.number());
    }

    /** 续借, as often as the rule allows; what is overdue comes back first. */
    void renew(Actor actor, long id) {
        var loan = own(actor, id);
        var until = loan.until();
        if (loan.state() != LoanState.IN_USE || until == null || until.isBefore(today())) {
            throw new LoanRegister.WrongLoanState(loan.number(), loan.state().term(), "续借");
        }
        if (loan.renewalsLeft() < 1) {
            throw new NoRenewal();
        }
        var next = rules.until(until, loan.days(), loan.workingDays());
        register.renew(id, next);
        register.use(id, 0, "", "RENEWED", actor.name());
        record(actor, id, "archives.renew-loan", Map.of("until", next.toString()));
    }

    /** On screen the borrower ends it early; an original is taken back by an archivist, who looks at it. */
    void giveBack(Actor actor, long id, String condition) {
        var loan = register.lock(id);
        if (loan.mode().isPaper()) {
            ofArchive(actor, id);
            if (loan.borrower() == actor.person()) {
                throw new OwnLoan();
            }
            if (condition.isBlank()) {
                throw new SayCondition();
            }
            register.become(loan, LoanState.RETURNED);
            register.condition(id, condition.strip());
        } else {
            own(actor, id);
            register.become(loan, LoanState.RETURNED);
        }
        register.use(id, 0, loan.mode().isPaper() ? "原件" : "", "RETURNED", actor.name());
        record(actor, id, "archives.return-loan", Map.of("condition", condition));
    }

    /** 利用效果登记, by who used it. */
    void effect(Actor actor, long id, String effect) {
        var loan = own(actor, id);
        if (loan.state() != LoanState.IN_USE
                && loan.state() != LoanState.RETURNED
                && loan.state() != LoanState.EXPIRED) {
            throw new LoanRegister.WrongLoanState(loan.number(), loan.state().term(), "登记利用效果");
        }
        SecrecyWords.refuseIn(effect);
        register.effect(id, effect.strip());
        record(actor, id, "archives.tell-effect", Map.of());
    }

    private LocalDate until(LoanRegister.Loan loan) {
        return rules.until(today(), loan.days(), loan.workingDays());
    }

    private LoanRegister.@org.jspecify.annotations.Nullable Approval open(long loan) {
        return register.approvals(loan).stream()
                .filter(approval -> approval.decision() == null)
                .findFirst()
                .orElse(null);
    }

    private LoanRegister.Loan own(Actor actor, long id) {
        var loan = register.lock(id);
        if (loan.borrower() != actor.person()) {
            throw new LoanRegister.NoSuchLoan();
        }
        return loan;
    }

    private LoanRegister.Loan ofArchive(Actor actor, long id) {
        actor.require("archives.file");
        var loan = register.lock(id);
        if (loan.unit() != actor.unit()) {
            throw new LoanRegister.NoSuchLoan();
        }
        return loan;
    }

    private void tellNext(Actor actor, LoanRegister.Loan loan) {
        var open = open(loan.id());
        if (open != null) {
            tell(actor, open.candidates(), loan, "decide." + open.position(), "请审批档案借阅申请：" + loan.number());
        }
    }

    private void tell(Actor actor, Collection<Long> people, LoanRegister.Loan loan, String what, String title) {
        messages.tell(
                actor,
                people,
                new Message(
                        "archives.loan." + loan.id() + "." + what,
                        "archives.loan",
                        title,
                        "/archives/loans/" + loan.id(),
                        Urgency.PLAIN));
    }

    private void record(Actor actor, long id, String act, Map<String, ?> facts) {
        journal.record(actor, act, new RecordId("archives.loan", id), facts);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Moments.ZONE);
    }

    static final class NotLent extends Refusal {
        NotLent(String number, String state) {
            super(Kind.CONFLICT, "archives.not-lent", number, state);
        }
    }

    static final class NotInThisWay extends Refusal {
        NotInThisWay(String mode) {
            super(Kind.CONFLICT, "archives.not-in-this-way", mode);
        }
    }

    static final class WrongPeriod extends Refusal {
        WrongPeriod(int most, String unit) {
            super(Kind.INVALID, "archives.wrong-period", most, unit);
        }
    }

    static final class AlreadyAsked extends Refusal {
        AlreadyAsked(String number) {
            super(Kind.CONFLICT, "archives.already-asked", number);
        }
    }

    static final class SayWhy extends Refusal {
        SayWhy() {
            super(Kind.INVALID, "archives.say-why");
        }
    }

    static final class SayCondition extends Refusal {
        SayCondition() {
            super(Kind.INVALID, "archives.say-condition");
        }
    }

    static final class NoRenewal extends Refusal {
        NoRenewal() {
            super(Kind.CONFLICT, "archives.no-renewal");
        }
    }

    static final class OwnLoan extends Refusal {
        OwnLoan() {
            super(Kind.FORBIDDEN, "archives.own-loan");
        }
    }

    static final class OriginalOut extends Refusal {
        OriginalOut(String number) {
            super(Kind.CONFLICT, "archives.original-out", number);
        }
    }
}
