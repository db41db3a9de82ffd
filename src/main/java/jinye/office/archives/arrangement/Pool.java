package jinye.office.archives.arrangement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.office.archives.items.DocumentSources;
import jinye.office.archives.items.Source;
import jinye.platform.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 预归档库: what is closed and not yet filed, each with a proposal for its place. */
@Component
@Transactional
public class Pool {

    private final JdbcClient database;
    private final RetentionRules rules;
    private final DocumentSources documents;
    private final Journal journal;
    private final JsonMapper json;
    private final Clock clock;

    Pool(
            JdbcClient database,
            RetentionRules rules,
            DocumentSources documents,
            Journal journal,
            JsonMapper json,
            Clock clock) {
        this.database = database;
        this.rules = rules;
        this.documents = documents;
        this.journal = journal;
        this.json = json;
        this.clock = clock;
    }

    /** What the archivist decides; a reason is asked where a record is taken out of the scope. */
    public record Decision(
            int year, String schedule, @Nullable String retention, String classCode, boolean inScope, String reason) {}

    /** A desk hands over a closed record; handed over again (reopened and closed anew) it replaces what was not filed yet. */
    public void offer(Source source) {
        var proposal = rules.propose(source, today());
        database.sql("""
                        insert into archives.candidate(unit, module, record, source, title, document_number, kind_name, document_date, year,
                            schedule, retention, class_code, in_scope, proposed_because, state, due, offered_at)
                        values (?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'POOL', ?, ?)
                        on conflict (module, record) do update set source = excluded.source, title = excluded.title,
                            document_number = excluded.document_number, document_date = excluded.document_date
                        where archives.candidate.state <> 'FILED'""")
                .params(Arrays.asList(
                        source.unit(),
                        source.record().module(),
                        source.record().id(),
                        json.writeValueAsString(source),
                        source.title(),
                        source.number(),
                        source.kindName(),
                        source.date(),
                        proposal.year(),
                        proposal.schedule().name(),
                        proposal.retention(),
                        source.classCode().matches("[A-Z]{2,4}") ? source.classCode() : "BGS",
                        proposal.inScope(),
                        proposal.because(),
                        Candidate.due(proposal.year()),
                        Moments.to(clock.instant())))
                .update();
    }

    /** Class, period and scope as the archivist confirms them. */
    public void decide(Actor actor, long id, Decision decision) {
        actor.require("archives.file");
        var candidate = own(actor, id);
        if (candidate.state() == Candidate.State.FILED) {
            throw new AlreadyDecided(candidate.title());
        }
        if (decision.year() < 1949 || decision.year() > today().getYear()) {
            throw new WrongYear(decision.year(), today().getYear());
        }
        if (decision.inScope() && decision.retention() == null) {
            throw new NoRetention();
        }
        if (!decision.inScope() && decision.reason().isBlank()) {
            throw new ReasonNeeded();
        }
        if (!decision.inScope() && candidate.state() == Candidate.State.BATCH) {
            throw new InBatch(candidate.title());
        }
        database.sql("""
                        update archives.candidate set year = ?, schedule = ?, retention = ?, class_code = ?, in_scope = ?,
                            decided_reason = ?, due = ?, version = version + 1 where id = ?""")
                .params(Arrays.asList(
                        decision.year(),
                        decision.schedule(),
                        decision.inScope() ? decision.retention() : null,
                        decision.classCode(),
                        decision.inScope(),
                        decision.reason(),
                        Candidate.due(decision.year()),
                        id))
                .update();
        journal.record(
                actor,
                "archives.decide",
                candidate.source().record(),
                Map.of(
                        "inScope",
                        decision.inScope(),
                        "retention",
                        String.valueOf(decision.retention()),
                        "classCode",
                        decision.classCode(),
                        "reason",
                        decision.reason()));
    }

    /** In the order in which they are arranged, locked. */
    List<Candidate> lock(long batch) {
        return database.sql("select * from archives.candidate where batch = ? order by position, id for update")
                .param(batch)
                .query((row, number) -> candidate(row))
                .list();
    }

    /** These and no others, in this order; none of them may be elsewhere. */
    void place(Actor actor, long batch, Collection<Long> ordered) {
        var ids = ordered.toArray(Long[]::new);
        var found = database.sql("select * from archives.candidate where id = any(?) and unit = ? for update")
                .params(ids, actor.unit())
                .query((row, number) -> candidate(row))
                .list();
        if (found.size() < ids.length) {
            throw new NoSuchCandidate();
        }
        found.stream()
                .filter(candidate -> !candidate.freeFor(batch))
                .findFirst()
                .ifPresent(taken -> {
                    throw new NotFree(taken.title());
                });
        database.sql("update archives.candidate set batch = null, position = null, state = 'POOL' where batch = ?")
                .param(batch)
                .update();
        database.sql("""
                        update archives.candidate c set batch = ?, position = p.position, state = 'BATCH'
                        from unnest(?) with ordinality as p(id, position) where c.id = p.id""").params(batch, ids).update();
    }

    void number(long id, String archiveNumber) {
        database.sql("update archives.candidate set archive_number = ? where id = ?")
                .params(archiveNumber, id)
                .update();
    }

    void leaveNumber(Candidate candidate, String reason) {
        database.sql("insert into archives.void_number(archive_number, candidate, reason, at) values (?, ?, ?, ?)")
                .params(candidate.number().text(), candidate.id(), reason, Moments.to(clock.instant()))
                .update();
    }

    /** Whatever was arranged or not: the record is an item now. */
    public void filed(RecordId record, long item, String archiveNumber) {
        database.sql("""
                        update archives.candidate set state = 'FILED', item = ?, archive_number = ?
                        where module = ? and record = ?""")
                .params(item, archiveNumber, record.module(), record.id())
                .update();
    }

    private Candidate own(Actor actor, long id) {
        return database.sql("select * from archives.candidate where id = ? and unit = ? for update")
                .params(id, actor.unit())
                .query((row, number) -> candidate(row))
                .optional()
                .orElseThrow(NoSuchCandidate::new);
    }

    /** As it is now: the readers of a document may have become more. */
    Source fresh(Candidate candidate) {
        var record = candidate.source().record();
        return record.module().equals("documents") ? documents.finished(record.id()) : candidate.source();
    }

    private Candidate candidate(ResultSet row) throws SQLException {
        return new Candidate(
                row.getLong("id"),
                row.getString("title"),
                json.readValue(row.getString("source"), Source.class),
                row.getInt("year"),
                row.getString("schedule"),
                row.getString("retention"),
                row.getString("class_code"),
                row.getBoolean("in_scope"),
                Candidate.State.valueOf(row.getString("state")),
                row.getObject("batch", Long.class),
                row.getString("archive_number"));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Moments.ZONE);
    }

    static final class NoSuchCandidate extends Refusal {
        NoSuchCandidate() {
            super(Kind.NOT_FOUND, "archives.no-such-candidate");
        }
    }

    static final class NotFree extends Refusal {
        NotFree(String title) {
            super(Kind.CONFLICT, "archives.candidate-not-free", title);
        }
    }

    static final class AlreadyDecided extends Refusal {
        AlreadyDecided(String title) {
            super(Kind.CONFLICT, "archives.candidate-filed", title);
        }
    }

    static final class NoRetention extends Refusal {
        NoRetention() {
            super(Kind.INVALID, "archives.no-retention");
        }
    }

    static final class ReasonNeeded extends Refusal {
        ReasonNeeded() {
            super(Kind.INVALID, "archives.reason-needed");
        }
    }

    static final class InBatch extends Refusal {
        InBatch(String title) {
            super(Kind.CONFLICT, "archives.in-batch", title);
        }
    }

    public static final class WrongYear extends Refusal {
        public WrongYear(int year, int now) {
            super(Kind.INVALID, "archives.wrong-year", year, now);
        }
    }
}
