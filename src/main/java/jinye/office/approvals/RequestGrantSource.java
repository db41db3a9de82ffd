package jinye.office.approvals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import jinye.kernel.Grant;
import jinye.kernel.GrantSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who may read which request, for whoever asks. */
@Component
class RequestGrantSource implements GrantSource {

    private static final String NAMED = "select id, coalesce(number, '') as number, title from approvals.request ";

    private final JdbcClient jdbc;
    private final RequestGrants grants;

    RequestGrantSource(JdbcClient jdbc, RequestGrants grants) {
        this.jdbc = jdbc;
        this.grants = grants;
    }

    @Override
    public String module() {
        return "approvals";
    }

    @Override
    public String term() {
        return "审批单";
    }

    @Override
    public Set<Grant> grants(long record) {
        return grants.of(record);
    }

    @Override
    public Optional<NamedRecord> record(long id) {
        return jdbc.sql(NAMED + "where id = ?")
                .params(id)
                .query(NamedRecord.class)
                .optional();
    }

    @Override
    public List<NamedRecord> numbered(String number) {
        return jdbc.sql(NAMED + "where number = ? order by id desc limit 20")
                .params(number)
                .query(NamedRecord.class)
                .list();
    }
}
