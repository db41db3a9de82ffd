package jinye.office.documents.numbers;

import java.time.Instant;
import jinye.platform.clocks.Clocks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 办文用时 in working time, written once when a document is done, so that a mean is a sum. */
@Repository
public class HandledTime {

    private final JdbcClient jdbc;
    private final Clocks clocks;

    HandledTime(JdbcClient jdbc, Clocks clocks) {
        this.jdbc = jdbc;
        this.clocks = clocks;
    }

    public void keep(long document, Instant begun, Instant done) {
        jdbc.sql("update documents.document set handled_minutes = :minutes where id = :id and handled_minutes is null")
                .param("minutes", (int) clocks.workingTime(begun, done).toMinutes())
                .param("id", document)
                .update();
    }
}
