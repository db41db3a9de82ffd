package jinye.office.archives.lending;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jinye.platform.clocks.Clocks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who has to agree to which use, and for how long it may last; versioned rows, since every unit decides it anew. */
@Component
class UseRules {

    enum Scope {
        OWN_DEPARTMENT,
        OTHER_DEPARTMENT
    }

    /** @param days working days for originals, calendar days on screen */
    record UseRule(
            String scope,
            String mode,
            List<String> approvers,
            int days,
            boolean workingDays,
            int renewals,
            String source) {}

    private final JdbcClient database;
    private final Clocks clocks;

    UseRules(JdbcClient database, Clocks clocks) {
        this.database = database;
        this.clocks = clocks;
    }

    Optional<UseRule> of(Scope scope, LoanMode mode, LocalDate day) {
        return inForce(day).stream()
                .filter(rule -> rule.scope().equals(scope.name()) && rule.mode().equals(mode.name()))
                .findFirst();
    }

    List<UseRule> inForce(LocalDate day) {
        return database.sql("""
                        select * from archives.use_rule
                        where effective_from <= :day and (effective_to is null or effective_to >= :day)
                        order by scope, mode""")
                .param("day", day)
                .query((row, number) -> new UseRule(
                        row.getString("scope"),
                        row.getString("mode"),
                        Arrays.asList((String[]) row.getArray("approvers").getArray()),
                        row.getInt("days"),
                        row.getBoolean("working_days"),
                        row.getInt("renewals"),
                        row.getString("source")))
                .list();
    }

    /** The last day of a period that begins the day after {@code from}. */
    LocalDate until(LocalDate from, int days, boolean workingDays) {
        if (!workingDays) {
            return from.plusDays(days);
        }
        var day = from;
        for (int counted = 0; counted < days; ) {
            day = day.plusDays(1);
            if (clocks.isWorkingDay(day)) {
                counted++;
            }
        }
        return day;
    }
}
