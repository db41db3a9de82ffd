package jinye.office.approvals;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.kernel.Grant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who may read which request, and why. */
@Repository
class RequestGrants {

    private final JdbcClient jdbc;

    RequestGrants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void grant(Request request, String token, String reason) {
        jdbc.sql("""
                        insert into approvals.request_grant (request, token, reason, kind)
                        values (:request, :token, :reason, :kind) on conflict do nothing""")
                .param("request", request.id)
                .param("token", token)
                .param("reason", reason)
                .param("kind", request.kind)
                .update();
    }

    void grantPeople(Request request, Collection<Long> people, String reason) {
        people.forEach(person -> grant(request, Grant.person(person), reason));
    }

    boolean readable(Actor actor, long request) {
        return jdbc.sql("""
                        select exists (select 1 from approvals.request_grant
                                       where request = :request and token = any(:tokens))""")
                .param("request", request)
                .param("tokens", tokens(actor))
                .query(Boolean.class)
                .single();
    }

    void requireReadable(Actor actor, long request) {
        if (!readable(actor, request)) {
            throw new RequestStore.NoSuchRequest();
        }
    }

    Set<Grant> of(long request) {
        return new LinkedHashSet<>(jdbc.sql(
                        "select token, reason from approvals.request_grant where request = :request order by token, reason")
                .param("request", request)
                .query((row, n) -> new Grant(row.getString("token"), row.getString("reason")))
                .list());
    }

    static String[] tokens(Actor actor) {
        return actor.tokens().toArray(String[]::new);
    }
}
