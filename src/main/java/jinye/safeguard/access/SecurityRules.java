package jinye.safeguard.access;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What is in force of the parameters of security, and who changed which when and why. */
@Service
public class SecurityRules {

    static final String PERMISSION = "access.set-rules";

    private static final String DEMO = "演示数据";

    /** How long another node's change may go unnoticed here. */
    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private record Key(String name, boolean administrators) {}

    private record Known(Map<Key, Integer> values, long readAt) {}

    /** @param replaced what was in force before, latest first */
    record RuleRow(
            long id,
            String name,
            boolean administrators,
            int value,
            int least,
            int most,
            String source,
            @Nullable String tag,
            String reason,
            @Nullable Long setBy,
            @Nullable String setByName,
            Instant effectiveFrom,
            List<FormerValue> replaced) {}

    record FormerValue(
            int value, String reason, @Nullable String setByName, Instant effectiveFrom, Instant effectiveTo) {}

    private record Row(
            long id,
            String name,
            boolean administrators,
            int value,
            String source,
            @Nullable String tag,
            String reason,
            @Nullable Long setBy,
            Instant effectiveFrom,
            @Nullable Instant effectiveTo) {}

    private final JdbcClient jdbc;
    private final People people;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private volatile @Nullable Known known;

    SecurityRules(JdbcClient jdbc, People people, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.events = events;
        this.clock = clock;
    }

    public int of(SecurityRule rule, boolean administrator) {
        var now = known;
        if (now == null || System.nanoTime() - now.readAt() > LOOK_AGAIN_NANOS) {
            now = read();
            known = now;
        }
        return now.values().getOrDefault(new Key(rule.word(), administrator), rule.least);
    }

    /** For a demonstration: its accounts are public and shared, so neither one session nor a second factor can be asked for. */
    @Transactional
    public void relaxForDemo() {
        boolean done = jdbc.sql("select exists (select from access.rule where source = ?)")
                .param(DEMO)
                .query(Boolean.class)
                .single();
        if (done) {
            return;
        }
        for (var rule : List.of(SecurityRule.SESSIONS, SecurityRule.SECOND_FACTOR, SecurityRule.STEP_UP_MINUTES)) {
            for (boolean administrators : new boolean[] {false, true}) {
                replace(rule, administrators, 0, DEMO, "演示账号由多人共用", null);
            }
        }
    }

    @Transactional(readOnly = true)
    List<RuleRow> list() {
        var rows = jdbc.sql("select * from access.rule order by name, administrators, effective_from desc")
                .query(Row.class)
                .list();
        var names = people.names(
                rows.stream().map(Row::setBy).filter(java.util.Objects::nonNull).toList());
        return rows.stream()
                .filter(row -> row.effectiveTo() == null)
                .filter(row -> SecurityRule.of(row.name()).isPresent())
                .map(row -> described(row, rows, names))
                .toList();
    }

    private static RuleRow described(Row row, List<Row> all, Map<Long, String> names) {
        var rule = SecurityRule.of(row.name()).orElseThrow();
        var former = all.stream()
                .filter(one -> one.name().equals(row.name()) && one.administrators() == row.administrators())
                .flatMap(one -> one.effectiveTo() == null
                        ? java.util.stream.Stream.<FormerValue>of()
                        : java.util.stream.Stream.of(new FormerValue(
                                one.value(),
                                one.reason(),
                                one.setBy() == null ? null : names.get(one.setBy()),
                                one.effectiveFrom(),
                                one.effectiveTo())))
                .toList();
        return new RuleRow(
                row.id(),
                row.name(),
                row.administrators(),
                row.value(),
                rule.least,
                rule.most,
                row.source(),
                row.tag(),
                row.reason(),
                row.setBy(),
                row.setBy() == null ? null : names.get(row.setBy()),
                row.effectiveFrom(),
                former);
    }

    /** @param replaces the row the person saw; another one in its place means that somebody else was quicker */
    @Transactional
    void set(Actor actor, String name, boolean administrators, int value, String reason, long replaces) {
        actor.require(PERMISSION);
        var rule = SecurityRule.of(name).orElseThrow(() -> new NoSuch("access.no-such-rule"));
        if (value < rule.least || value > rule.most) {
            throw new OutOfBounds(rule.least, rule.most);
        }
        var present = jdbc.sql(
                        "select * from access.rule where name = ? and administrators = ? and effective_to is null for update")
                .params(rule.word(), administrators)
                .query(Row.class)
                .single();
        if (present.id() != replaces) {
            throw new RuleChanged();
        }
        replace(rule, administrators, value, present.source(), reason.strip(), actor.person());
        events.publishEvent(SecurityAct.by(
                actor,
                "access.set-rule",
                actor.person(),
                Map.of(
                        "rule",
                        rule.word() + (administrators ? "（管理员）" : ""),
                        "before",
                        present.value(),
                        "after",
                        value,
                        "reason",
                        reason.strip())));
    }

    private void replace(
            SecurityRule rule, boolean administrators, int value, String source, String reason, @Nullable Long setBy) {
        var now = java.sql.Timestamp.from(clock.instant());
        jdbc.sql(
                        "update access.rule set effective_to = ? where name = ? and administrators = ? and effective_to is null")
                .params(now, rule.word(), administrators)
                .update();
        jdbc.sql("""
                        insert into access.rule (name, administrators, value, source, tag, reason, set_by, effective_from)
                        values (:name, :administrators, :value, :source, '[CFG]', :reason, :setBy, :now)""")
                .param("name", rule.word())
                .param("administrators", administrators)
                .param("value", value)
                .param("source", source)
                .param("reason", reason)
                .param("setBy", setBy, java.sql.Types.BIGINT)
                .param("now", now)
                .update();
        known = null;
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    known = null;
                }
            });
        }
    }

    private Known read() {
        var values = new HashMap<Key, Integer>();
        jdbc.sql("select name, administrators, value from access.rule where effective_to is null")
                .query((row, n) -> values.put(new Key(row.getString(1), row.getBoolean(2)), row.getInt(3)))
                .list();
        return new Known(Map.copyOf(values), System.nanoTime());
    }

    static final class NoSuch extends Refusal {
        NoSuch(String code) {
            super(Kind.NOT_FOUND, code);
        }
    }

    static final class OutOfBounds extends Refusal {
        OutOfBounds(int least, int most) {
            super(Kind.INVALID, "access.rule-out-of-bounds", least, most);
        }
    }

    static final class RuleChanged extends Refusal {
        RuleChanged() {
            super(Kind.CONFLICT, "access.rule-changed");
        }
    }
}
