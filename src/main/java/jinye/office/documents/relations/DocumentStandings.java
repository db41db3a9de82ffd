package jinye.office.documents.relations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jinye.kernel.Moments;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 效力: what became of issued and received documents. Only grows. */
@Repository
public class DocumentStandings {

    /** @param byDocument the document that said so; null when it was said by a notice alone */
    public record Standing(
            Act act,
            @Nullable Long byDocument,
            String byTitle,
            String byNumber,
            String reason,
            String byName,
            Instant at) {}

    private final JdbcClient jdbc;

    DocumentStandings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An end stays what lists show, also when a correction follows. */
    public void add(long document, Standing standing) {
        jdbc.sql("""
                        insert into documents.standing (document, act, by_document, by_title, by_number, reason, by_name, at)
                        values (:document, :act, :by, :title, :number, :reason, :name, :at)""")
                .param("document", document)
                .param("act", standing.act().name())
                .param("by", standing.byDocument())
                .param("title", standing.byTitle())
                .param("number", standing.byNumber())
                .param("reason", standing.reason())
                .param("name", standing.byName())
                .param("at", Moments.to(standing.at()))
                .update();
        jdbc.sql("""
                        update documents.document set standing = :act
                        where id = :document and (standing is null or standing = 'CORRECTION')""")
                .param("document", document)
                .param("act", standing.act().name())
                .update();
    }

    public List<Standing> of(long document) {
        return jdbc.sql("""
                        select act, by_document, by_title, by_number, reason, by_name, at from documents.standing
                        where document = :document order by id""")
                .param("document", document)
                .query((row, index) -> new Standing(
                        Act.valueOf(row.getString("act")),
                        row.getObject("by_document", Long.class),
                        row.getString("by_title"),
                        row.getString("by_number"),
                        row.getString("reason"),
                        row.getString("by_name"),
                        Moments.from(row, "at")))
                .list();
    }

    /** Empty while the document is in force and unchanged. */
    public Optional<Act> of(Long document, boolean endsOnly) {
        return jdbc.sql("select standing from documents.document where id = :id and standing is not null")
                .param("id", document)
                .query(String.class)
                .optional()
                .map(Act::valueOf)
                .filter(act -> !endsOnly || act.ends());
    }
}
