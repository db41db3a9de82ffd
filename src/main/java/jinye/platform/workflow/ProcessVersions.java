package jinye.platform.workflow;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import jinye.kernel.Moments;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists of published versions with how many matters keep each. */
@Component
class ProcessVersions {

    private static final String SELECT = """
            select p.kind, p.version, p.published_at, p.published_by, p.published_by_name, p.note,
                   (select count(*) from workflow.matter m where m.kind = p.kind and m.version = p.version
                        and m.state in ('RUNNING', 'SUSPENDED')) as running,
                   (select count(*) from workflow.matter m where m.kind = p.kind and m.version = p.version
                        and m.state in ('ENDED', 'TERMINATED')) as ended
            from workflow.process p""";

    private final JdbcClient jdbc;
    private final Processes processes;

    ProcessVersions(JdbcClient jdbc, Processes processes) {
        this.jdbc = jdbc;
        this.processes = processes;
    }

    List<ProcessVersion> latest() {
        return jdbc.sql(
                        SELECT
                                + " where p.version = (select max(q.version) from workflow.process q where q.kind = p.kind) order by p.kind")
                .query((row, n) -> version(row))
                .list();
    }

    List<ProcessVersion> of(String kind) {
        var found = jdbc.sql(SELECT + " where p.kind = :kind order by p.version desc")
                .param("kind", kind)
                .query((row, n) -> version(row))
                .list();
        if (found.isEmpty()) {
            throw new Processes.NoSuchProcess();
        }
        return found;
    }

    private ProcessVersion version(ResultSet row) throws SQLException {
        var kind = row.getString("kind");
        int version = row.getInt("version");
        return new ProcessVersion(
                kind,
                version,
                processes.version(kind, version).shape().name(),
                Moments.from(row, "published_at"),
                row.getObject("published_by", Long.class),
                row.getString("published_by_name"),
                row.getString("note"),
                row.getLong("running"),
                row.getLong("ended"));
    }
}
