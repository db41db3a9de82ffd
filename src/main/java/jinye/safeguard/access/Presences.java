package jinye.safeguard.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jinye.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where people are signed in and were: each coming in with device, address and time, until it ends by itself or is ended. */
@Service
class Presences {

    /** Of presences that are over, people see the latest; the journal keeps all. */
    private static final int SHOWN = 20;

    enum End {
        SIGN_OUT,
        OWN,
        ADMINISTRATOR,
        DISPLACED,
        IDLE,
        ABSOLUTE,
        LEFT;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** @param lastUsedAt null when it is over */
    record PresenceRow(
            long id,
            boolean here,
            List<String> ways,
            String address,
            String device,
            Instant beganAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant endedAt,
            @Nullable String endedBy) {}

    private record Open(long id, String session, long person) {}

    private final JdbcClient jdbc;
    private final SeldomTouchedSessions sessions;
    private final SecurityRules rules;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Presences(
            JdbcClient jdbc,
            SeldomTouchedSessions sessions,
            SecurityRules rules,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.sessions = sessions;
        this.rules = rules;
        this.events = events;
        this.clock = clock;
    }

    /** @return how many older sessions had to end because no more are allowed at a time */
    @Transactional
    int begin(
            long person,
            boolean administrator,
            String session,
            Collection<String> ways,
            String address,
            String device) {
        // two sign-ins of one person at the same moment must see each other
        jdbc.sql("select pg_advisory_xact_lock(hashtext('access.presence'), hashtext(?))")
                .param(Long.toString(person))
                .query((row, n) -> 0)
                .list();
        int allowed = rules.of(SecurityRule.SESSIONS, administrator);
        int displaced = 0;
        if (allowed > 0) {
            var open =
                    jdbc.sql("""
                            select v.id, v.session, v.person from access.presence v join access.session s on s.session_id = v.session
                            where v.person = ? and v.ended_at is null order by v.began_at desc offset ?""").params(person, allowed - 1).query(Open.class).list();
            open.forEach(presence -> end(presence, End.DISPLACED));
            displaced = open.size();
        }
        jdbc.sql("""
                        insert into access.presence (session, person, ways, address, device, began_at)
                        values (:session, :person, :ways, :address, :device, :now)""")
                .param("session", session)
                .param("person", person)
                .param("ways", ways.toArray(String[]::new))
                .param("address", address)
                .param("device", device)
                .param("now", now())
                .update();
        return displaced;
    }

    Optional<Long> ofSession(String session) {
        return jdbc.sql("select id from access.presence where session = ?")
                .param(session)
                .query(Long.class)
                .optional();
    }

    record OpenPresence(long id, List<String> ways) {}

    Optional<OpenPresence> openOf(String session) {
        return jdbc.sql("select id, ways from access.presence where session = ? and ended_at is null")
                .param(session)
                .query((row, n) -> new OpenPresence(row.getLong("id"), List.of((String[])
                        row.getArray("ways").getArray())))
                .optional();
    }

    /** Why a session that a browser still names is no more; empty for one nobody ever had. */
    Optional<String> whyEnded(String session) {
        return jdbc.sql("select ended_by from access.presence where session = ? and ended_by is not null")
                .param(session)
                .query(String.class)
                .optional();
    }

    List<PresenceRow> of(Actor actor, String session) {
        return jdbc.sql("""
                        select v.id, v.session = :session as here, v.ways, v.address, v.device, v.began_at, s.last_access_time,
                            v.ended_at, v.ended_by
                        from access.presence v left join access.session s on s.session_id = v.session
                        where v.person = :person
                        order by v.ended_at is not null, v.session <> :session, v.began_at desc limit :shown""")
                .param("session", session)
                .param("person", actor.person())
                .param("shown", SHOWN)
                .query((row, n) -> new PresenceRow(
                        row.getLong("id"),
                        row.getBoolean("here"),
                        List.of((String[]) row.getArray("ways").getArray()),
                        row.getString("address"),
                        row.getString("device"),
                        row.getTimestamp("began_at").toInstant(),
                        row.getTimestamp("ended_at") == null && row.getObject("last_access_time") != null
                                ? Instant.ofEpochMilli(row.getLong("last_access_time"))
                                : null,
                        row.getTimestamp("ended_at") == null
                                ? null
                                : row.getTimestamp("ended_at").toInstant(),
                        row.getString("ended_by")))
                .list();
    }

    @Transactional
    void endOwn(Actor actor, long presence) {
        var found = jdbc.sql(
                        "select id, session, person from access.presence where id = ? and person = ? and ended_at is null")
                .params(presence, actor.person())
                .query(Open.class)
                .optional()
                .orElseThrow(() -> new SecurityRules.NoSuch("access.no-such-presence"));
        end(found, End.OWN);
        events.publishEvent(SecurityAct.by(actor, "access.end-session", actor.person(), Map.of("count", 1)));
    }

    /** All but the one the person sits at. */
    @Transactional
    int endOthers(Actor actor, String session) {
        var others = jdbc.sql(
                        "select id, session, person from access.presence where person = ? and session <> ? and ended_at is null")
                .params(actor.person(), session)
                .query(Open.class)
                .list();
        others.forEach(presence -> end(presence, End.OWN));
        events.publishEvent(
                SecurityAct.by(actor, "access.end-session", actor.person(), Map.of("count", others.size())));
        return others.size();
    }

    /** Everywhere at once: the account was closed or its password reset. */
    @Transactional
    void endAllOf(long person, End why) {
        jdbc.sql("select id, session, person from access.presence where person = ? and ended_at is null")
                .param(person)
                .query(Open.class)
                .list()
                .forEach(presence -> end(presence, why));
    }

    @Transactional
    void endSession(String session, End why) {
        jdbc.sql("select id, session, person from access.presence where session = ? and ended_at is null")
                .param(session)
                .query(Open.class)
                .optional()
                .ifPresent(presence -> end(presence, why));
    }

    /** Sessions that nobody used any more have been thrown away or are past their time; their presences end with them. */
    @Transactional
    int endForgotten() {
        var forgotten = jdbc.sql("""
                        select v.id, v.session, v.person from access.presence v
                        where v.ended_at is null and v.began_at < :settled and not exists (
                            select from access.session s where s.session_id = v.session and s.expiry_time > :now)
                        limit 500""")
                .param("settled", java.sql.Timestamp.from(clock.instant().minus(Duration.ofMinutes(1))))
                .param("now", clock.millis())
                .query(Open.class)
                .list();
        forgotten.forEach(presence -> end(presence, End.IDLE));
        return forgotten.size();
    }

    private void end(Open presence, End why) {
        int ended = jdbc.sql("update access.presence set ended_at = ?, ended_by = ? where id = ? and ended_at is null")
                .params(now(), why.word(), presence.id())
                .update();
        sessions.deleteById(presence.session());
        if (ended > 0) {
            events.publishEvent(new PresenceEnded(presence.id(), presence.person()));
        }
    }

    private java.sql.Timestamp now() {
        return java.sql.Timestamp.from(clock.instant());
    }
}
