package jinye.office.documents.relations;

import java.time.Instant;
import java.util.List;
import jinye.kernel.Moments;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which document says something about which other. */
@Repository
public class Links {

    /** @param effectedAt null while the naming document has not been given out */
    public record Link(
            long document,
            long other,
            Act act,
            String reason,
            @Nullable Instant effectedAt) {}

    private final JdbcClient jdbc;

    Links(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Replaces what a draft says about others; what has taken effect is guarded by the database. */
    public void replace(long document, List<Link> links, String by, Instant at) {
        jdbc.sql("delete from documents.link where document = :document and act <> 'ANSWER'")
                .param("document", document)
                .update();
        links.forEach(link -> add(link, by, at));
    }

    public void add(Link link, String by, Instant at) {
        jdbc.sql("""
                        insert into documents.link (document, other, act, reason, by_name, at, effected_at)
                        values (:document, :other, :act, :reason, :by, :at, :effected) on conflict do nothing""")
                .param("document", link.document())
                .param("other", link.other())
                .param("act", link.act().name())
                .param("reason", link.reason())
                .param("by", by)
                .param("at", Moments.to(at))
                .param("effected", link.effectedAt() == null ? null : Moments.to(link.effectedAt()))
                .update();
    }

    public void effect(long document, Instant at) {
        jdbc.sql("update documents.link set effected_at = :at where document = :document and effected_at is null")
                .param("document", document)
                .param("at", Moments.to(at))
                .update();
    }

    public List<Link> of(long document) {
        return list("document", document);
    }

    public List<Link> about(long other) {
        return list("other", other);
    }

    private List<Link> list(String column, long id) {
        return jdbc.sql("select document, other, act, reason, effected_at from documents.link where " + column
                        + " = :id order by at, document, other")
                .param("id", id)
                .query((row, index) -> new Link(
                        row.getLong("document"),
                        row.getLong("other"),
                        Act.valueOf(row.getString("act")),
                        row.getString("reason"),
                        Moments.fromNullable(row, "effected_at")))
                .list();
    }

    /** Documents given out that name {@code asked} as what they answer, or that came here as its answer. */
    public List<Long> answersTo(long asked) {
        return jdbc.sql("""
                        select id from documents.document
                        where reference = :asked and distributed_at is not null and void_at is null
                        union
                        select document from documents.link where other = :asked and act = 'ANSWER'
                        order by 1""").param("asked", asked).query(Long.class).list();
    }
}
