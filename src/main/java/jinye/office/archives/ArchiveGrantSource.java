package jinye.office.archives;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jinye.kernel.Grant;
import jinye.kernel.GrantSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who may read which item, for whoever asks. */
@Component
class ArchiveGrantSource implements GrantSource {

    private static final String NAMED = "select id, archive_number as number, title from archives.item ";

    private final JdbcClient jdbc;

    ArchiveGrantSource(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String module() {
        return "archives";
    }

    @Override
    public String term() {
        return "档案";
    }

    @Override
    public Set<Grant> grants(long record) {
        return new LinkedHashSet<>(
                jdbc.sql("select token, reason from archives.item_grant where item = ? order by token, reason")
                        .params(record)
                        .query(Grant.class)
                        .list());
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
        return jdbc.sql(NAMED + "where archive_number = :number or document_number = :number order by id desc limit 20")
                .param("number", number)
                .query(NamedRecord.class)
                .list();
    }
}
