package jinye.platform.directory;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Proposals as rows: put down once, decided once. */
@Component
class ProposalStore {

    /** @param batch shared by appointments that are decided together */
    record Open(
            long id,
            RightsChange change,
            long proposedBy,
            @Nullable Long batch) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    ProposalStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** For appointments that are decided together. */
    long nextBatch() {
        return jdbc.sql("select nextval('directory.record')").query(Long.class).single();
    }

    long put(Actor actor, RightsChange change, String reason, @Nullable Long batch) {
        var post = change.post();
        try {
            return jdbc.sql("""
                            insert into directory.proposal (change, person_id, role, unit_id, department_id, last_day, post_id, main, category,
                                batch, reason, proposed_by, proposed_at)
                            values (:change, :person, :role, :unit, :department, :lastDay, :post, :main, :category,
                                :batch, :reason, :by, :now) returning id""")
                    .param("change", change.sort().name())
                    .param("person", change.person() == 0 ? null : change.person(), java.sql.Types.BIGINT)
                    .param("role", change.role(), java.sql.Types.VARCHAR)
                    .param("unit", change.unit())
                    .param("department", change.department(), java.sql.Types.BIGINT)
                    .param("lastDay", change.lastDay(), java.sql.Types.DATE)
                    .param("post", post == null ? null : post.id(), java.sql.Types.BIGINT)
                    .param(
                            "main",
                            post != null && change.sort() == RightsChange.Sort.APPOINT ? post.main() : null,
                            java.sql.Types.BOOLEAN)
                    .param("category", post == null ? null : post.category().name(), java.sql.Types.VARCHAR)
                    .param("batch", batch, java.sql.Types.BIGINT)
                    .param("reason", reason)
                    .param("by", actor.person())
                    .param("now", Moments.to(clock.instant()))
                    .query(Long.class)
                    .single();
        } catch (DuplicateKeyException twice) {
            throw new RightsProposals.Refused(Refusal.Kind.CONFLICT, "directory.proposed-already");
        }
    }

    /** With all that is decided together with it, so that two who decide wait for each other. */
    List<Open> open(long id) {
        var open = jdbc.sql("""
                        select * from directory.proposal where state = 'OPEN'
                        and (id = :id or batch = (select batch from directory.proposal where id = :id)) order by id for update""")
                .param("id", id)
                .query((row, n) -> {
                    var post = row.getObject("post_id", Long.class);
                    return new Open(
                            row.getLong("id"),
                            new RightsChange(
                                    RightsChange.Sort.valueOf(row.getString("change")),
                                    row.getLong("person_id"),
                                    row.getString("role"),
                                    row.getLong("unit_id"),
                                    row.getObject("department_id", Long.class),
                                    row.getObject("last_day", LocalDate.class),
                                    post == null
                                            ? null
                                            : new RightsChange.OfPost(
                                                    post,
                                                    row.getBoolean("main"),
                                                    PostCategory.valueOf(row.getString("category")))),
                            row.getLong("proposed_by"),
                            row.getObject("batch", Long.class));
                })
                .list();
        if (open.stream().noneMatch(one -> one.id() == id)) {
            throw new RightsProposals.Refused(Refusal.Kind.NOT_FOUND, "directory.no-such-proposal");
        }
        return open;
    }

    void decide(Actor actor, long id, String state, @Nullable String note) {
        jdbc.sql("""
                        update directory.proposal set state = :state, decided_by = :by, decided_at = :now, note = :note where id = :id""")
                .param("state", state)
                .param("by", actor.person())
                .param("now", Moments.to(clock.instant()))
                .param("note", note, java.sql.Types.VARCHAR)
                .param("id", id)
                .update();
    }
}
