package jinye.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.TransactionSystemException;

class DatabaseTroubleTests {

    @Test
    void aServerThatStopsIsAway() {
        assertThat(DatabaseTrouble.in(uncategorized("57P01"))).isEqualTo(DatabaseTrouble.AWAY);
        assertThat(DatabaseTrouble.in(uncategorized("08006"))).isEqualTo(DatabaseTrouble.AWAY);
    }

    @Test
    void aFailedRollBackDoesNotHideThatTheDatabaseIsAway() {
        var hiding = new TransactionSystemException("roll back", new SQLException("Connection is closed"));
        hiding.initApplicationException(new DataAccessResourceFailureException("terminated"));

        assertThat(DatabaseTrouble.in(hiding)).isEqualTo(DatabaseTrouble.AWAY);
    }

    @Test
    void aFullDiskIsToldApart() {
        assertThat(DatabaseTrouble.in(new DataAccessResourceFailureException(
                        "extend", new SQLException("could not extend file", "53100"))))
                .isEqualTo(DatabaseTrouble.DISK_FULL);
    }

    @Test
    void whatIsOurFaultStaysOurFault() {
        assertThat(DatabaseTrouble.in(uncategorized("42601"))).isEqualTo(DatabaseTrouble.NONE);
        assertThat(DatabaseTrouble.in(new IllegalStateException())).isEqualTo(DatabaseTrouble.NONE);
    }

    private static Exception uncategorized(String state) {
        return new UncategorizedSQLException("select", "select 1", new SQLException("reason", state));
    }
}
