package jinye.office.archives.lending;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
import jinye.kernel.Moments;
import jinye.kernel.Page;
import jinye.office.archives.items.ItemList;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Loans for people: their own, those that wait for their decision, and the whole register for the archivists. */
@Component
@Transactional(readOnly = true)
class LoanList {

    enum View {
        MINE,
        DECIDE,
        REGISTER
    }

    record LoanRow(
            long id,
            String number,
            long item,
            String archiveNumber,
            String title,
            String mode,
            String modeTerm,
            String purposeTerm,
            String reason,
            int days,
            boolean workingDays,
            int renewalsLeft,
            String borrowerName,
            String borrowerDepartment,
            String state,
            String stateTerm,
            Instant askedAt,
            @Nullable Instant begunAt,
            @Nullable LocalDate until,
            @Nullable Instant endedAt,
            boolean overdue,
            String takenFrom,
            String condition,
            String effect) {}

    record ApprovalRow(
            String roleTerm,
            @Nullable String decision,
            @Nullable String decidedByName,
            String opinion,
            @Nullable Instant at) {}

    record LoanPart(int position, String kind, String name, int pages) {}

    /** @param parts what may be looked at now; none before and after the period, and none of originals */
    record LoanView(
            LoanRow loan,
            List<ApprovalRow> approvals,
            List<LoanPart> parts,
            List<LoanRegister.UseEntry> uses,
            boolean mine,
            boolean mayDecide,
            boolean mayKeep) {}

    private static final String SELECT = """
            select l.*, i.archive_number, i.title from archives.loan l join archives.item_now i on i.id = l.item where\s""";

    private static final String TO_DECIDE = """
             exists (select 1 from archives.loan_approval a where a.loan = l.id and a.decision is null and :person = any(a.candidates)
                     and a.position = (select min(b.position) from archives.loan_approval b where b.loan = l.id and b.decision is null))
             and l.state = 'REQUESTED'""";

    private final JdbcClient database;
    private final LoanRegister register;
    private final LoanReading reading;
    private final ItemList items;
    private final Clock clock;

    LoanList(JdbcClient database, LoanRegister register, LoanReading reading, ItemList items, Clock clock) {
        this.database = database;
        this.register = register;
        this.reading = reading;
        this.items = items;
        this.clock = clock;
    }

    Page<LoanRow> list(Actor actor, View view, String text, boolean overdue, @Nullable String after, int size) {
        actor.require("archives.read");
        if (view == View.REGISTER) {
            actor.require("archives.file");
        }
        var cursor = Cursor.read(after, 1);
        var which = switch (view) {
            case MINE -> "l.borrower = :person";
            case DECIDE -> TO_DECIDE;
            case REGISTER -> " l.unit = :unit";
        };
        var rows = database.sql(SELECT + " " + which + " " + """
                        and (:text = '' or i.title ilike :like or i.archive_number ilike :like or l.number ilike :like or l.borrower_name ilike :like)
                         and (not :overdue or l.state = 'IN_USE' and l.until < :today)
                         and (:id = 0 or l.id < :id) order by l.id desc limit :limit""")
                .param("person", actor.person())
                .param("unit", actor.unit())
                .param("text", text)
                .param("like", ItemList.like(text))
                .param("overdue", overdue)
                .param("today", today())
                .param("id", cursor == null ? 0L : cursor.number(0))
                .param("limit", size + 1)
                .query((row, number) -> row(row))
                .list();
        return Page.of(rows, size, row -> Cursor.of(row.id()));
    }

    int toDecide(Actor actor) {
        return database.sql("select count(*) from archives.loan l where " + TO_DECIDE)
                .param("person", actor.person())
                .query(Integer.class)
                .single();
    }

    /** For the borrower, for whoever has or had to decide, and for the archivists; nobody else hears of it. */
    LoanView view(Actor actor, long id) {
        actor.require("archives.read");
        var loan = register.find(id);
        var approvals = register.approvals(id);
        boolean mine = loan.borrower() == actor.person();
        boolean keeps = actor.may("archives.file") && actor.unit() == loan.unit();
        boolean decides = approvals.stream().anyMatch(one -> one.candidates().contains(actor.person()));
        if (!mine && !keeps && !decides) {
            throw new LoanRegister.NoSuchLoan();
        }
        boolean next = loan.state() == LoanState.REQUESTED
                && approvals.stream()
                        .filter(one -> one.decision() == null)
                        .findFirst()
                        .filter(one -> one.candidates().contains(actor.person()))
                        .isPresent();
        List<LoanPart> parts = mine && reading.isOpen(loan)
                ? items.kept(loan.item()).components().stream()
                        .map(part -> new LoanPart(part.position(), part.kind(), part.name(), reading.pages(part)))
                        .filter(part -> part.pages() > 0)
                        .toList()
                : List.of();
        var row = database.sql(SELECT + " l.id = ?")
                .param(id)
                .query((found, number) -> row(found))
                .single();
        return new LoanView(
                row,
                approvals.stream()
                        .map(one -> new ApprovalRow(
                                LoanApprovers.term(one.role()),
                                one.decision(),
                                one.decidedByName(),
                                one.opinion(),
                                one.at()))
                        .toList(),
                parts,
                register.uses(id),
                mine,
                next,
                keeps && !mine);
    }

    private LoanRow row(ResultSet row) throws SQLException {
        var mode = LoanMode.valueOf(row.getString("mode"));
        var state = LoanState.valueOf(row.getString("state"));
        var until = row.getObject("until", LocalDate.class);
        return new LoanRow(
                row.getLong("id"),
                row.getString("number"),
                row.getLong("item"),
                row.getString("archive_number"),
                row.getString("title"),
                mode.name(),
                mode.term(),
                UsePurpose.valueOf(row.getString("purpose")).term(),
                row.getString("reason"),
                row.getInt("days"),
                row.getBoolean("working_days"),
                row.getInt("renewals_left"),
                row.getString("borrower_name"),
                row.getString("borrower_department"),
                state.name(),
                state.term(),
                Moments.from(row, "asked_at"),
                Moments.fromNullable(row, "begun_at"),
                until,
                Moments.fromNullable(row, "ended_at"),
                state == LoanState.IN_USE && until != null && until.isBefore(today()),
                row.getString("taken_from"),
                row.getString("condition"),
                row.getString("effect"));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Moments.ZONE);
    }
}
