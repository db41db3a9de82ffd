package jinye.office.documents;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.kernel.Grant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who may read which document, and why. */
@Repository
class DocumentGrants {

    private final JdbcClient jdbc;

    DocumentGrants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void grant(long document, Flow flow, String token, String reason) {
        jdbc.sql("""
                        insert into documents.document_grant (document, token, reason, flow)
                        values (:document, :token, :reason, :flow) on conflict do nothing""")
                .param("document", document)
                .param("token", token)
                .param("reason", reason)
                .param("flow", flow.word())
                .update();
    }

    void grantPeople(long document, Flow flow, Collection<Long> people, String reason) {
        people.forEach(person -> grant(document, flow, Grant.person(person), reason));
    }

    boolean readable(Actor actor, long document) {
        return jdbc.sql("""
                        select exists (select 1 from documents.document_grant
                                       where document = :document and token = any(:tokens))""")
                .param("document", document)
                .param("tokens", tokens(actor))
                .query(Boolean.class)
                .single();
    }

    void requireReadable(Actor actor, long document) {
        if (!readable(actor, document)) {
            throw new DocumentStore.NoSuchDocument();
        }
    }

    Set<Grant> of(long document) {
        return new LinkedHashSet<>(jdbc.sql(
                        "select token, reason from documents.document_grant where document = :document order by token, reason")
                .param("document", document)
                .query((row, index) -> new Grant(row.getString("token"), row.getString("reason")))
                .list());
    }

    static String[] tokens(Actor actor) {
        return actor.tokens().toArray(String[]::new);
    }
}
