package jinye.office.documents.relations;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 联合行文会签: what each organ said to which text. Answers stay; a changed text is asked about anew. */
@Repository
public class JointSignatures {

    /** @param hash of the text that was asked about. @param state ASKED, AGREED, REFUSED or WITHDRAWN */
    public record JointSignature(
            long document,
            long unit,
            String unitName,
            String state,
            String hash,
            String askedByName,
            Instant askedAt,
            @Nullable String personName,
            @Nullable String opinion,
            @Nullable Instant answeredAt) {}

    private final JdbcClient jdbc;

    JointSignatures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void ask(Actor actor, long document, long unit, String unitName, int place, String hash, Instant at) {
        jdbc.sql("""
                        insert into documents.joint_signature
                            (document, unit, round, unit_name, place, state, hash, asked_by, asked_by_name, asked_at)
                        select :document, :unit, coalesce(max(round), 0) + 1, :name, :place, 'ASKED', :hash, :by, :byName, :at
                        from documents.joint_signature where document = :document and unit = :unit""")
                .param("document", document)
                .param("unit", unit)
                .param("name", unitName)
                .param("place", place)
                .param("hash", hash)
                .param("by", actor.person())
                .param("byName", actor.name())
                .param("at", Moments.to(at))
                .update();
    }

    /** @return false when nothing is open for that unit */
    public boolean answer(Actor actor, long document, String hash, boolean agree, String opinion, Instant at) {
        return jdbc.sql("""
                        update documents.joint_signature
                        set state = :state, person = :person, person_name = :name, opinion = :opinion, answered_at = :at
                        where document = :document and unit = :unit and state = 'ASKED' and hash = :hash""")
                        .param("state", agree ? "AGREED" : "REFUSED")
                        .param("person", actor.person())
                        .param("name", actor.name())
                        .param("opinion", opinion)
                        .param("at", Moments.to(at))
                        .param("document", document)
                        .param("unit", actor.unit())
                        .param("hash", hash)
                        .update()
                > 0;
    }

    /** 撤回会签: a round of its own, since what was answered stays. @return false when the unit has not agreed to that text */
    public boolean withdraw(Actor actor, long document, String hash, String reason, Instant at) {
        return jdbc.sql("""
                        insert into documents.joint_signature
                            (document, unit, round, unit_name, place, state, hash, asked_by, asked_by_name, asked_at,
                             person, person_name, opinion, answered_at)
                        select document, unit, round + 1, unit_name, place, 'WITHDRAWN', hash, asked_by, asked_by_name,
                               asked_at, :person, :name, :reason, :at
                        from (select * from documents.joint_signature where document = :document and unit = :unit
                              order by round desc limit 1) last
                        where state = 'AGREED' and hash = :hash""")
                        .param("person", actor.person())
                        .param("name", actor.name())
                        .param("reason", reason)
                        .param("at", Moments.to(at))
                        .param("document", document)
                        .param("unit", actor.unit())
                        .param("hash", hash)
                        .update()
                > 0;
    }

    /** The last word of each organ, in the order in which they stand on the document. */
    public List<JointSignature> of(long document) {
        return rows(
                "document = :document order by unit, round desc",
                Map.of("document", document),
                "distinct on (unit) ",
                "order by place, unit");
    }

    /** What still waits for an organ. */
    public List<JointSignature> waiting(long unit) {
        return rows(
                "unit = :unit and state = 'ASKED' order by asked_at", Map.of("unit", unit), "", "order by asked_at");
    }

    private List<JointSignature> rows(String where, Map<String, Object> params, String distinct, String order) {
        return jdbc.sql("select * from (select " + distinct + "* from documents.joint_signature where " + where
                        + ") last " + order)
                .params(params)
                .query((row, index) -> new JointSignature(
                        row.getLong("document"),
                        row.getLong("unit"),
                        row.getString("unit_name"),
                        row.getString("state"),
                        row.getString("hash"),
                        row.getString("asked_by_name"),
                        Moments.from(row, "asked_at"),
                        row.getString("person_name"),
                        row.getString("opinion"),
                        Moments.fromNullable(row, "answered_at")))
                .list();
    }
}
