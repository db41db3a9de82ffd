package jinye.office.archives.lending;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Loans as rows: states move only along {@link LoanState}, and every use leaves an entry. */
@Repository
class LoanRegister {

    record Loan(
            long id,
            String number,
            long unit,
            long item,
            LoanMode mode,
            int days,
            boolean workingDays,
            int renewalsLeft,
            long borrower,
            String borrowerName,
            String borrowerDepartment,
            String borrowerUnit,
            LoanState state,
            @Nullable LocalDate until) {}

    record Approval(
            int position,
            String role,
            List<Long> candidates,
            @Nullable String decision,
            @Nullable String decidedByName,
            String opinion,
            @Nullable Instant at) {}

    /** 利用登记. @param component 0 for the whole item */
    record UseEntry(long id, int component, String componentName, String act, String byName, Instant at) {}

    private final JdbcClient database;
    private final Clock clock;

    LoanRegister(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    long nextId() {
        return database.sql("select nextval('archives.loan_id')")
                .query(Long.class)
                .single();
    }

    void insert(Loan loan, UsePurpose purpose, String reason) {
        database.sql("""
                        insert into archives.loan(id, number, unit, item, mode, purpose, reason, days, working_days, renewals_left,
                            borrower, borrower_name, borrower_department, borrower_unit, state, asked_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        loan.id(),
                        loan.number(),
                        loan.unit(),
                        loan.item(),
                        loan.mode().name(),
                        purpose.name(),
                        reason,
                        loan.days(),
                        loan.workingDays(),
                        loan.renewalsLeft(),
                        loan.borrower(),
                        loan.borrowerName(),
                        loan.borrowerDepartment(),
                        loan.borrowerUnit(),
                        loan.state().name(),
                        now())
                .update();
    }

    void ask(long loan, int position, String role, List<Long> candidates) {
        database.sql("insert into archives.loan_approval(loan, position, role, candidates) values (?, ?, ?, ?)")
                .params(loan, position, role, candidates.toArray(Long[]::new))
                .update();
    }

    Loan find(long id) {
        return loan(id, "");
    }

    Loan lock(long id) {
        return loan(id, " for update");
    }

    private Loan loan(long id, String locking) {
        return database.sql("select * from archives.loan where id = ?" + locking)
                .param(id)
                .query((row, number) -> loan(row))
                .optional()
                .orElseThrow(NoSuchLoan::new);
    }

    List<Approval> approvals(long loan) {
        return database.sql("select * from archives.loan_approval where loan = ? order by position")
                .param(loan)
                .query((row, number) -> new Approval(
                        row.getInt("position"),
                        row.getString("role"),
                        Arrays.asList((Long[]) row.getArray("candidates").getArray()),
                        row.getString("decision"),
                        row.getString("decided_by_name"),
                        row.getString("opinion"),
                        Moments.fromNullable(row, "at")))
                .list();
    }

    void decided(long loan, int position, boolean agreed, String opinion, Actor actor) {
        database.sql("""
                        update archives.loan_approval set decision = ?, decided_by_name = ?, opinion = ?, at = ?
                        where loan = ? and position = ?""")
                .params(agreed ? "AGREED" : "REFUSED", actor.name(), opinion, now(), loan, position)
                .update();
    }

    void become(Loan loan, LoanState next) {
        if (!loan.state().canBecome(next)) {
            throw new WrongLoanState(loan.number(), loan.state().term(), next.term());
        }
        database.sql("""
                        update archives.loan set state = :state,
                            ended_at = case when :state in ('REQUESTED', 'READY', 'IN_USE') then null else cast(:now as timestamptz) end
                        where id = :id""")
                .param("state", next.name())
                .param("now", now())
                .param("id", loan.id())
                .update();
    }

    void begin(Loan loan, LocalDate until, String takenFrom) {
        become(loan, LoanState.IN_USE);
        database.sql("update archives.loan set begun_at = ?, until = ?, taken_from = ? where id = ?")
                .params(now(), until, takenFrom, loan.id())
                .update();
    }

    void renew(long loan, LocalDate until) {
        database.sql(
                        "update archives.loan set until = ?, renewals_left = renewals_left - 1, urged_on = null where id = ?")
                .params(until, loan)
                .update();
    }

    void condition(long loan, String condition) {
        database.sql("update archives.loan set condition = ? where id = ?")
                .params(condition, loan)
                .update();
    }

    void effect(long loan, String effect) {
        database.sql("update archives.loan set effect = ? where id = ?")
                .params(effect, loan)
                .update();
    }

    void urged(long loan, LocalDate day) {
        database.sql("update archives.loan set urged_on = ? where id = ?")
                .params(day, loan)
                .update();
    }

    /** Whether another has the only original. */
    boolean isOut(long item) {
        return database.sql("""
                        select exists (select 1 from archives.loan
                        where item = ? and mode in ('ORIGINAL', 'TAKEN_OUT') and state = 'IN_USE')""").param(item).query(Boolean.class).single();
    }

    boolean isAsked(long item, long borrower, LoanMode mode) {
        return database.sql("""
                        select exists (select 1 from archives.loan
                        where item = ? and borrower = ? and mode = ? and state in ('REQUESTED', 'READY', 'IN_USE'))""")
                .params(item, borrower, mode.name())
                .query(Boolean.class)
                .single();
    }

    /** Running loans whose last day is over, the oldest first. */
    List<Loan> over(LocalDate today) {
        return database.sql("select * from archives.loan where state = 'IN_USE' and until < ? order by until, id")
                .param(today)
                .query((row, number) -> loan(row))
                .list();
    }

    boolean isUrged(long loan, LocalDate day) {
        return database.sql("select coalesce(urged_on >= ?, false) from archives.loan where id = ?")
                .params(day, loan)
                .query(Boolean.class)
                .single();
    }

    void use(long loan, int component, String componentName, String act, String byName) {
        database.sql("""
                        insert into archives.use_entry(loan, component, component_name, act, by_name, at)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(loan, component, componentName, act, byName, now())
                .update();
    }

    List<UseEntry> uses(long loan) {
        return database.sql("select * from archives.use_entry where loan = ? order by id")
                .param(loan)
                .query((row, number) -> new UseEntry(
                        row.getLong("id"),
                        row.getInt("component"),
                        row.getString("component_name"),
                        row.getString("act"),
                        row.getString("by_name"),
                        Moments.from(row, "at")))
                .list();
    }

    private java.time.OffsetDateTime now() {
        return Moments.to(clock.instant());
    }

    private static Loan loan(ResultSet row) throws SQLException {
        return new Loan(
                row.getLong("id"),
                row.getString("number"),
                row.getLong("unit"),
                row.getLong("item"),
                LoanMode.valueOf(row.getString("mode")),
                row.getInt("days"),
                row.getBoolean("working_days"),
                row.getInt("renewals_left"),
                row.getLong("borrower"),
                row.getString("borrower_name"),
                row.getString("borrower_department"),
                row.getString("borrower_unit"),
                LoanState.valueOf(row.getString("state")),
                row.getObject("until", LocalDate.class));
    }

    static final class NoSuchLoan extends Refusal {
        NoSuchLoan() {
            super(Kind.NOT_FOUND, "archives.no-such-loan");
        }
    }

    static final class WrongLoanState extends Refusal {
        WrongLoanState(String number, String state, String next) {
            super(Kind.CONFLICT, "archives.wrong-loan-state", number, state, next);
        }
    }
}
