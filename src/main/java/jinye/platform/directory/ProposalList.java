package jinye.platform.directory;

import java.time.Instant;
import java.time.LocalDate;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
import jinye.kernel.Moments;
import jinye.kernel.Page;
import jinye.safeguard.access.Roles;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Proposals waiting and decided, newest first: for the three administrators, each of whom sees all of them. */
@Component
class ProposalList {

    static final String READ = "directory.read-rights";

    private final JdbcClient jdbc;
    private final Roles roles;

    ProposalList(JdbcClient jdbc, Roles roles) {
        this.jdbc = jdbc;
        this.roles = roles;
    }

    /**
     * @param person null for a change of a post
     * @param category of an appointment what the post is, of a change of a post what it would become
     * @param together how many are decided together with this one
     * @param mine whether the reader proposed it
     * @param decidable whether the reader may approve or refuse it
     */
    record ProposalRow(
            long id,
            RightsChange.Sort change,
            @Nullable Long person,
            @Nullable String personName,
            @Nullable String role,
            @Nullable String roleName,
            long unit,
            String unitName,
            @Nullable String departmentName,
            @Nullable String postTitle,
            @Nullable PostCategory category,
            boolean main,
            long together,
            @Nullable LocalDate lastDay,
            String reason,
            String proposedBy,
            Instant proposedAt,
            String state,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String note,
            boolean mine,
            boolean decidable) {}

    Page<ProposalRow> page(Actor actor, boolean open, @Nullable Long person, @Nullable Cursor after, int size) {
        actor.require(READ);
        var rows = jdbc.sql("""
                        select o.*, p.name as person_name, u.name as unit_name, d.name as department_name, q.title, b.name as proposer, c.name as decider,
                            o.change in ('APPOINT', 'CHANGE_POST') as of_post,
                            (select count(*) from directory.proposal t where t.batch = o.batch and t.state = 'OPEN') as together,
                            exists (select from directory.holding h where o.change = 'CHANGE_POST' and h.post_id = o.post_id
                                and h.person_id = :reader and h.valid_to is null) as own
                        from directory.proposal o left join directory.person p on p.id = o.person_id
                        join directory.unit u on u.id = o.unit_id left join directory.post q on q.id = o.post_id
                        left join directory.department d on d.id = coalesce(o.department_id, q.department_id)
                        join directory.person b on b.id = o.proposed_by left join directory.person c on c.id = o.decided_by
                        where (o.state = 'OPEN') = :open and (:person::bigint is null or o.person_id = :person)
                          and (:after::bigint is null or o.id < :after)
                        order by o.id desc limit :limit""")
                .param("reader", actor.person())
                .param("open", open)
                .param("person", person, java.sql.Types.BIGINT)
                .param("after", after == null ? null : after.number(0), java.sql.Types.BIGINT)
                .param("limit", size + 1)
                .query((row, n) -> {
                    var role = row.getString("role");
                    var category = row.getString("category");
                    boolean mine = row.getLong("proposed_by") == actor.person();
                    return new ProposalRow(
                            row.getLong("id"),
                            RightsChange.Sort.valueOf(row.getString("change")),
                            row.getObject("person_id", Long.class),
                            row.getString("person_name"),
                            role,
                            role == null
                                    ? null
                                    : roles.role(role).map(Roles.Role::name).orElse(role),
                            row.getLong("unit_id"),
                            row.getString("unit_name"),
                            row.getString("department_name"),
                            row.getString("title"),
                            category == null ? null : PostCategory.valueOf(category),
                            row.getBoolean("main"),
                            row.getLong("together"),
                            row.getObject("last_day", LocalDate.class),
                            row.getString("reason"),
                            row.getString("proposer"),
                            Moments.from(row, "proposed_at"),
                            row.getString("state"),
                            row.getString("decider"),
                            Moments.fromNullable(row, "decided_at"),
                            row.getString("note"),
                            mine,
                            row.getString("state").equals("OPEN")
                                    && !mine
                                    && row.getLong("person_id") != actor.person()
                                    && !row.getBoolean("own")
                                    && actor.may(
                                            row.getBoolean("of_post")
                                                    ? RightsProposals.APPROVE_POSTS
                                                    : RightsProposals.APPROVE));
                })
                .list();
        return Page.of(rows, size, row -> Cursor.of(row.id()));
    }

    /** How many wait for this reader. */
    long waiting(Actor actor) {
        return jdbc.sql("""
                        select count(*) from directory.proposal
                        where state = 'OPEN' and proposed_by <> :reader and person_id is distinct from :reader
                        and case when change in ('APPOINT', 'CHANGE_POST') then :posts else :rights end""")
                .param("reader", actor.person())
                .param("posts", actor.may(RightsProposals.APPROVE_POSTS))
                .param("rights", actor.may(RightsProposals.APPROVE))
                .query(Long.class)
                .single();
    }
}
