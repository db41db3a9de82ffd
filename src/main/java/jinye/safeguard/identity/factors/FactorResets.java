package jinye.safeguard.identity.factors;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.kernel.SecrecyWords;
import jinye.kernel.Urgency;
import jinye.platform.directory.Directory;
import jinye.platform.messages.Message;
import jinye.platform.messages.Messages;
import jinye.safeguard.access.Entrances;
import jinye.safeguard.access.SecurityAct;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 重置登录保护: somebody lost telephone and recovery codes. Whoever could take factors away alone could, with a password that was
 * spied out, sign in as anybody: the system administrator asks, the security administrator approves.
 */
@Service
@Transactional
class FactorResets {

    enum State {
        ASKED,
        DONE,
        REFUSED
    }

    record FactorReset(
            long id,
            long person,
            String personName,
            String reason,
            String askedBy,
            Instant askedAt,
            State state,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String opinion) {}

    private record Asked(long person, long askedBy, State state) {}

    private final JdbcClient jdbc;
    private final Factors factors;
    private final Directory directory;
    private final Entrances entrances;
    private final Messages messages;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    FactorResets(
            JdbcClient jdbc,
            Factors factors,
            Directory directory,
            Entrances entrances,
            Messages messages,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.factors = factors;
        this.directory = directory;
        this.entrances = entrances;
        this.messages = messages;
        this.events = events;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public List<FactorReset> list(Actor actor) {
        if (!actor.may("identity.ask-reset")) {
            actor.require("identity.approve-reset");
        }
        var rows = jdbc.sql("select * from identity.factor_reset order by (state = 'ASKED') desc, id desc limit 200")
                .query((row, n) -> new FactorReset(
                        row.getLong("id"),
                        row.getLong("person"),
                        "",
                        row.getString("reason"),
                        row.getString("asked_by_name"),
                        Moments.from(row, "asked_at"),
                        State.valueOf(row.getString("state")),
                        row.getString("decided_by_name"),
                        Moments.fromNullable(row, "decided_at"),
                        row.getString("opinion")))
                .list();
        var people = directory.people(rows.stream().map(FactorReset::person).toList());
        return rows.stream()
                .map(row -> new FactorReset(
                        row.id(),
                        row.person(),
                        people.containsKey(row.person())
                                ? people.get(row.person()).name()
                                : "",
                        row.reason(),
                        row.askedBy(),
                        row.askedAt(),
                        row.state(),
                        row.decidedBy(),
                        row.decidedAt(),
                        row.opinion()))
                .toList();
    }

    public long ask(Actor actor, long person, String reason) {
        actor.require("identity.ask-reset");
        SecrecyWords.refuseIn(reason);
        var name = directory.person(person).name();
        if (factors.of(person).isEmpty()) {
            throw new NotAskable("identity.nothing-to-reset", name);
        }
        try {
            long id = jdbc.sql("""
                            insert into identity.factor_reset (person, reason, asked_by, asked_by_name, asked_at, state)
                            values (?, ?, ?, ?, ?, 'ASKED') returning id""")
                    .params(person, reason.strip(), actor.person(), actor.name(), Moments.to(clock.instant()))
                    .query(Long.class)
                    .single();
            tell(actor, "identity.ask-reset", person, name, reason);
            return id;
        } catch (DuplicateKeyException asked) {
            throw new NotAskable("identity.reset-asked", name);
        }
    }

    /** Takes every factor away and ends the person's sessions: whoever holds the lost telephone may be in already. */
    public void approve(Actor actor, long id, String opinion) {
        var asked = decide(actor, id, State.DONE, opinion);
        factors.removeAll(asked.person());
        entrances.endAllOf(asked.person());
        messages.tell(
                List.of(asked.person()),
                new Message(
                        "identity:reset:" + id,
                        "info",
                        "您的登录保护已由管理员重置，请重新设置动态口令或通行密钥。如非本人申请，请立即联系安全管理员。",
                        "/identity/factors",
                        Urgency.URGENT));
        tell(actor, "identity.approve-reset", asked.person(), name(asked.person()), opinion);
    }

    public void refuse(Actor actor, long id, String opinion) {
        if (opinion.isBlank()) {
            throw new NotAskable("identity.opinion-needed");
        }
        var asked = decide(actor, id, State.REFUSED, opinion);
        tell(actor, "identity.refuse-reset", asked.person(), name(asked.person()), opinion);
    }

    private Asked decide(Actor actor, long id, State to, String opinion) {
        actor.require("identity.approve-reset");
        SecrecyWords.refuseIn(opinion);
        var asked = jdbc.sql("select person, asked_by, state from identity.factor_reset where id = ? for update")
                .param(id)
                .query(Asked.class)
                .optional()
                .orElseThrow(NoSuchReset::new);
        if (asked.state() != State.ASKED) {
            throw new Decided();
        }
        if (asked.askedBy() == actor.person() || asked.person() == actor.person()) {
            throw new OwnReset();
        }
        jdbc.sql("""
                        update identity.factor_reset set state = ?, decided_by = ?, decided_by_name = ?, decided_at = ?, opinion = ?
                        where id = ?""")
                .params(to.name(), actor.person(), actor.name(), Moments.to(clock.instant()), opinion.strip(), id)
                .update();
        return asked;
    }

    private String name(long person) {
        return directory.person(person).name();
    }

    private void tell(Actor actor, String act, long person, String name, String why) {
        events.publishEvent(SecurityAct.by(actor, act, person, Map.of("name", name, "reason", why.strip())));
    }

    static final class NotAskable extends Refusal {
        NotAskable(String code, Object... facts) {
            super(Kind.INVALID, code, facts);
        }
    }

    static final class NoSuchReset extends Refusal {
        NoSuchReset() {
            super(Kind.NOT_FOUND, "identity.no-such-reset");
        }
    }

    static final class Decided extends Refusal {
        Decided() {
            super(Kind.CONFLICT, "identity.reset-decided");
        }
    }

    static final class OwnReset extends Refusal {
        OwnReset() {
            super(Kind.FORBIDDEN, "identity.own-reset");
        }
    }
}
