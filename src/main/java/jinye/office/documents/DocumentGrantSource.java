package jinye.office.documents;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import jinye.kernel.Grant;
import jinye.kernel.GrantSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who may read which document, for whoever asks. */
@Component
class DocumentGrantSource implements GrantSource {

    private static final String NAMED =
            "select id, coalesce(nullif(number, ''), incoming_register_number, '') as number, title from documents.document ";

    private final JdbcClient jdbc;
    private final DocumentGrants grants;

    DocumentGrantSource(JdbcClient jdbc, DocumentGrants grants) {
        this.jdbc = jdbc;
        this.grants = grants;
    }

    @Override
    public String module() {
        return "documents";
    }

    @Override
    public String term() {
        return "公文";
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
        return jdbc.sql(NAMED
                        + "where number = :number or incoming_register_number = :number order by id desc limit 20")
                .param("number", number)
                .query(NamedRecord.class)
                .list();
    }
}
