package jinye.office.archives.arrangement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
import jinye.kernel.Moments;
import jinye.kernel.Page;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.office.archives.items.DocumentSources;
import jinye.office.archives.items.ItemList;
import jinye.office.archives.items.Source;
import jinye.platform.clocks.Light;
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

    public record CandidateRow(
            long id,
            String module,
            long record,
            String title,
            @Nullable String documentNumber,
            String kindName,
            @Nullable LocalDate documentDate,
            int year,
            String schedule,
            @Nullable String retention,
            String classCode,
            boolean inScope,
            String because,
            String reason,
            String state,
            String stateTerm,
            LocalDate due,
            Light light,
            @Nullable Long batch,
            @Nullable String archiveNumber,
            @Nullable Long item) {}

    public record PoolCounts(long waiting, long overdue, long soon, long arranging, long outOfScope) {}

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
            throw new AlreadyDecided(candidate.source().title());
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
            throw new InBatch(candidate.source().title());
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
                java.util.Map.of(
                        "inScope",
                        decision.inScope(),
                        "retention",
                        String.valueOf(decision.retention()),
                        "classCode",
                        decision.classCode(),
                        "reason",
                        decision.reason()));
    }

    /** The pool of the actor's unit, what is due first. @param state POOL, BATCH, FILED, or OUT for what is not filed at all */
    @Transactional(readOnly = true)
    public Page<CandidateRow> list(
            Actor actor, String text, String state, @Nullable Integer year, @Nullable String after, int size) {
        actor.require("archives.file");
        var cursor = Cursor.read(after, 2);
        var rows = database.sql("""
                        select * from archives.candidate
                        where unit = :unit and (cast(:year as int) is null or year = :year)
                          and (:text = '' or title ilike :like or document_number ilike :like or archive_number ilike :like)
                          and case :state when 'OUT' then not in_scope when '' then true else in_scope and state = :state end
                          and (cast(:due as date) is null or (due, id) > (cast(:due as date), :id))
                        order by due, id limit :limit""")
                .param("unit", actor.unit())
                .param("year", year)
                .param("text", text)
                .param("like", ItemList.like(text))
                .param("state", state)
                .param("due", cursor == null ? null : cursor.key(0))
                .param("id", cursor == null ? 0L : cursor.number(1))
                .param("limit", size + 1)
                .query((row, number) -> row(row))
                .list();
        return Page.of(rows, size, row -> Cursor.of(row.due(), row.id()));
    }

    @Transactional(readOnly = true)
    public PoolCounts counts(Actor actor) {
        actor.require("archives.file");
        return database.sql("""
                        select count(*) filter (where state = 'POOL' and in_scope) as waiting,
                               count(*) filter (where state <> 'FILED' and in_scope and due < :today) as overdue,
                               count(*) filter (where state <> 'FILED' and in_scope and due between :today and cast(:today as date) + 90) as soon,
                               count(*) filter (where state = 'BATCH') as arranging,
                               count(*) filter (where not in_scope) as out
                        from archives.candidate where unit = :unit""")
                .param("today", today())
                .param("unit", actor.unit())
                .query((row, number) ->
                        new PoolCounts(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)))
                .single();
    }

    List<CandidateRow> ofBatch(long batch) {
        return database.sql("select * from archives.candidate where batch = ? order by position, id")
                .param(batch)
                .query((row, number) -> row(row))
                .list();
    }

    /** In the order in which they are arranged, locked. A document is read anew: its readers may have become more. */
    List<Candidate> lock(long batch) {
        return database.sql("select * from archives.candidate where batch = ? order by position, id for update")
                .param(batch)
                .query((row, number) -> candidate(row))
                .list();
    }

    void place(long batch, Collection<Long> ordered) {
        database.sql("update archives.candidate set batch = null, position = null, state = 'POOL' where batch = ?")
                .param(batch)
                .update();
        int position = 0;
        for (var id : ordered) {
            position++;
            database.sql("update archives.candidate set batch = ?, position = ?, state = 'BATCH' where id = ?")
                    .params(batch, position, id)
                    .update();
        }
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

    Candidate own(Actor actor, long id) {
        return database.sql("select * from archives.candidate where id = ? and unit = ? for update")
                .params(id, actor.unit())
                .query((row, number) -> candidate(row))
                .optional()
                .orElseThrow(NoSuchCandidate::new);
    }

    private Candidate candidate(ResultSet row) throws SQLException {
        var kept = json.readValue(row.getString("source"), Source.class);
        var source = kept.record().module().equals("documents")
                ? documents.finished(kept.record().id())
                : kept;
        return new Candidate(
                row.getLong("id"),
                source,
                row.getInt("year"),
                row.getString("schedule"),
                row.getString("retention"),
                row.getString("class_code"),
                row.getBoolean("in_scope"),
                Candidate.State.valueOf(row.getString("state")),
                row.getObject("batch", Long.class),
                row.getString("archive_number"));
    }

    private CandidateRow row(ResultSet row) throws SQLException {
        var state = Candidate.State.valueOf(row.getString("state"));
        var due = row.getObject("due", LocalDate.class);
        return new CandidateRow(
                row.getLong("id"),
                row.getString("module"),
                row.getLong("record"),
                row.getString("title"),
                row.getString("document_number"),
                row.getString("kind_name"),
                row.getObject("document_date", LocalDate.class),
                row.getInt("year"),
                row.getString("schedule"),
                row.getString("retention"),
                row.getString("class_code"),
                row.getBoolean("in_scope"),
                row.getString("proposed_because"),
                row.getString("decided_reason"),
                state.name(),
                row.getBoolean("in_scope") ? state.term() : "不归档",
                due,
                light(due, today()),
                row.getObject("batch", Long.class),
                row.getString("archive_number"),
                row.getObject("item", Long.class));
    }

    /** A long period has long warnings: three months, one month. */
    static Light light(LocalDate due, LocalDate today) {
        long left = ChronoUnit.DAYS.between(today, due);
        return left < 0 ? Light.RED : left <= 30 ? Light.ORANGE : left <= 90 ? Light.YELLOW : Light.GREEN;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Moments.ZONE);
    }

    static final class NoSuchCandidate extends Refusal {
        NoSuchCandidate() {
            super(Kind.NOT_FOUND, "archives.no-such-candidate");
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
