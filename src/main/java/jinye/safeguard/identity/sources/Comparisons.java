package jinye.safeguard.identity.sources;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.Outage;
import jinye.platform.directory.Directory;
import jinye.safeguard.access.Accounts;
import jinye.safeguard.access.SecurityAct;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** 目录比对: who is new, gone, renamed, moved in a directory. A comparison writes lines; only a confirmed line changes anything. */
@Service
class Comparisons {

    enum Kind {
        NEW,
        GONE,
        RENAMED,
        MOVED
    }

    /** @param before what we have, where it differs @param applicable whether confirming it can change anything */
    record DirectoryDifference(
            long id,
            Kind kind,
            String login,
            String name,
            String dn,
            @Nullable Long person,
            @Nullable String before,
            boolean applicable,
            @Nullable String appliedBy,
            @Nullable Instant appliedAt) {}

    record DirectoryReport(
            @Nullable Instant at,
            @Nullable Integer entries,
            @Nullable String problem,
            List<DirectoryDifference> lines) {}

    private record Link(String entryKey, long person, String login, String name, String dn) {}

    private record Last(
            long id,
            Instant at,
            @Nullable Integer entries,
            @Nullable String problem) {}

    private record Line(
            long id,
            String kind,
            String entryKey,
            String login,
            String name,
            String dn,
            @Nullable Long person) {}

    private final JdbcClient jdbc;
    private final SourceRegister register;
    private final DirectoryServer server;
    private final Accounts accounts;
    private final Directory directory;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Comparisons(
            JdbcClient jdbc,
            SourceRegister register,
            DirectoryServer server,
            Accounts accounts,
            Directory directory,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.register = register;
        this.server = server;
        this.accounts = accounts;
        this.directory = directory;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    void compareAll() {
        for (var source : register.confirmed()) {
            compare(source);
        }
    }

    void compare(Actor actor, long id) {
        if (!actor.may(SourceRegister.PROPOSE)) {
            actor.require(SourceRegister.CONFIRM);
        }
        compare(register.confirmed(id));
    }

    /** What is away is not gone: without a whole answer nothing is compared. */
    private void compare(DirectorySource source) {
        List<DirectoryServer.Found> entries;
        try {
            entries = server.all(source);
        } catch (Outage away) {
            note(source, null, away.code());
            return;
        }
        transaction.executeWithoutResult(status -> write(source, entries));
    }

    private void write(DirectorySource source, List<DirectoryServer.Found> entries) {
        long comparison = note(source, entries.size(), null);
        jdbc.sql("delete from identity.difference where source = ? and applied_at is null")
                .param(source.id())
                .update();
        var links = jdbc.sql("""
                        select entry_key, person, login, name, dn from identity.source_link where source = ? and ended_at is null""").param(source.id()).query(Link.class).list().stream()
                .collect(Collectors.toMap(Link::entryKey, one -> one));
        var people = accounts.people(
                entries.stream().map(DirectoryServer.Found::login).toList());
        var names = directory.people(people.values());
        var seen = new HashMap<String, DirectoryServer.Found>();
        for (var entry : entries) {
            seen.put(entry.key(), entry);
            var link = links.get(entry.key());
            if (link == null) {
                var person = people.get(entry.login());
                boolean same = person != null
                        && names.containsKey(person)
                        && names.get(person).name().equals(entry.name())
                        && links.values().stream().noneMatch(one -> one.person() == person);
                insert(comparison, source, Kind.NEW, entry, same ? person : null, null);
                continue;
            }
            if (!link.name().equals(entry.name()) || !link.login().equals(entry.login())) {
                insert(comparison, source, Kind.RENAMED, entry, link.person(), link.name() + "（" + link.login() + "）");
            }
            if (!link.dn().equals(entry.dn())) {
                insert(comparison, source, Kind.MOVED, entry, link.person(), link.dn());
            }
        }
        links.forEach((key, link) -> {
            if (!seen.containsKey(key)) {
                insert(
                        comparison,
                        source,
                        Kind.GONE,
                        new DirectoryServer.Found(key, link.login(), link.name(), link.dn()),
                        link.person(),
                        null);
            }
        });
    }

    DirectoryReport report(Actor actor, long source) {
        if (!actor.may(SourceRegister.PROPOSE)) {
            actor.require(SourceRegister.CONFIRM);
        }
        var last = jdbc.sql(
                        "select id, at, entries, problem from identity.comparison where source = ? order by id desc limit 1")
                .param(source)
                .query(Last.class)
                .optional();
        var lines = jdbc.sql("""
                        select * from identity.difference where source = ? and (applied_at is null or comparison = ?)
                        order by applied_at is not null, kind, login limit 2000""")
                .params(source, last.map(Last::id).orElse(0L))
                .query((row, n) -> new DirectoryDifference(
                        row.getLong("id"),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("login"),
                        row.getString("name"),
                        row.getString("dn"),
                        (Long) row.getObject("person"),
                        row.getString("before"),
                        row.getObject("person") != null,
                        row.getString("applied_by"),
                        Moments.fromNullable(row, "applied_at")))
                .list();
        return new DirectoryReport(
                last.map(Last::at).orElse(null),
                last.map(Last::entries).orElse(null),
                last.map(Last::problem).orElse(null),
                lines);
    }

    /** @return how many lines changed something; those confirmed before change nothing again */
    int apply(Actor actor, long source, Collection<Long> chosen) {
        actor.require(SourceRegister.CONFIRM);
        register.confirmed(source);
        int done = 0;
        for (long id : chosen) {
            var line = jdbc.sql("""
                            update identity.difference set applied_at = ?, applied_by = ?
                            where id = ? and source = ? and applied_at is null and person is not null
                            returning id, kind, entry_key, login, name, dn, person""")
                    .params(Moments.to(clock.instant()), actor.name(), id, source)
                    .query(Line.class)
                    .optional();
            if (line.isPresent()) {
                apply(actor, source, line.get());
                done++;
            }
        }
        return done;
    }

    private void apply(Actor actor, long source, Line line) {
        long person = java.util.Objects.requireNonNull(line.person());
        switch (Kind.valueOf(line.kind())) {
            case NEW ->
                jdbc.sql("""
                                insert into identity.source_link (source, entry_key, person, login, name, dn, linked_at)
                                values (?, ?, ?, ?, ?, ?, ?) on conflict (source, entry_key) do update set ended_at = null,
                                    person = excluded.person, login = excluded.login, name = excluded.name, dn = excluded.dn""")
                        .params(
                                source,
                                line.entryKey(),
                                person,
                                line.login(),
                                line.name(),
                                line.dn(),
                                Moments.to(clock.instant()))
                        .update();
            case GONE -> {
                jdbc.sql("update identity.source_link set ended_at = ? where source = ? and entry_key = ?")
                        .params(Moments.to(clock.instant()), source, line.entryKey())
                        .update();
                accounts.close(person, "目录中已无此人");
            }
            case RENAMED ->
                jdbc.sql("update identity.source_link set login = ?, name = ? where source = ? and entry_key = ?")
                        .params(line.login(), line.name(), source, line.entryKey())
                        .update();
            case MOVED ->
                jdbc.sql("update identity.source_link set dn = ? where source = ? and entry_key = ?")
                        .params(line.dn(), source, line.entryKey())
                        .update();
        }
        events.publishEvent(SecurityAct.by(
                actor,
                "identity.apply-difference",
                person,
                Map.of("kind", line.kind(), "name", line.name(), "login", line.login())));
    }

    private long note(DirectorySource source, @Nullable Integer entries, @Nullable String problem) {
        return jdbc.sql(
                        "insert into identity.comparison (source, at, entries, problem) values (:source, :at, :entries, :problem) returning id")
                .param("source", source.id())
                .param("at", Moments.to(clock.instant()))
                .param("entries", entries, java.sql.Types.INTEGER)
                .param("problem", problem, java.sql.Types.VARCHAR)
                .query(Long.class)
                .single();
    }

    private void insert(
            long comparison,
            DirectorySource source,
            Kind kind,
            DirectoryServer.Found entry,
            @Nullable Long person,
            @Nullable String before) {
        jdbc.sql("""
                        insert into identity.difference (comparison, source, kind, entry_key, login, name, dn, person, before)
                        values (:comparison, :source, :kind, :key, :login, :name, :dn, :person, :before)
                        on conflict do nothing""")
                .param("comparison", comparison)
                .param("source", source.id())
                .param("kind", kind.name())
                .param("key", entry.key())
                .param("login", entry.login())
                .param("name", entry.name())
                .param("dn", entry.dn())
                .param("person", person, java.sql.Types.BIGINT)
                .param("before", before, java.sql.Types.VARCHAR)
                .update();
    }
}
