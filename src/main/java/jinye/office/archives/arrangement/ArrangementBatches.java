package jinye.office.archives.arrangement;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.kernel.Urgency;
import jinye.office.archives.inspection.InspectionReport;
import jinye.office.archives.inspection.InspectionSubjects;
import jinye.office.archives.inspection.Inspections;
import jinye.office.archives.inspection.Stage;
import jinye.office.archives.items.ArchiveNumber;
import jinye.office.archives.items.ItemComponents;
import jinye.office.archives.items.ItemFiling;
import jinye.office.archives.items.ItemStore;
import jinye.platform.directory.Directory;
import jinye.platform.journal.Journal;
import jinye.platform.messages.Message;
import jinye.platform.messages.Messages;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 整理批次, from the first record put into it to the day it is filed. Its numbers are given when the arrangement ends. */
@Service
@Transactional
class ArrangementBatches {

    enum State {
        ARRANGING("整理中"),
        NUMBERED("待检测"),
        RETURNED("检测不通过"),
        CHECKED("检测通过"),
        HANDED_OVER("已移交"),
        FILED("已归档");

        private final String term;

        State(String term) {
            this.term = term;
        }

        String term() {
            return term;
        }
    }

    record BatchRow(
            long id,
            String name,
            int year,
            String state,
            String stateTerm,
            String arrangedByName,
            @Nullable String handOverByName,
            @Nullable Instant handedOverAt,
            @Nullable Instant filedAt,
            int version) {}

    record BatchView(BatchRow batch, List<Pool.CandidateRow> candidates, boolean mayHandOver) {}

    private static final int SIZE_MAX = 500;

    private record Batch(
            long id,
            long unit,
            String fonds,
            String name,
            State state,
            long arrangedBy,
            @Nullable Long handOverBy) {}

    private final JdbcClient database;
    private final Pool pool;
    private final ItemStore items;
    private final ItemFiling filing;
    private final ItemComponents components;
    private final InspectionSubjects subjects;
    private final Inspections inspections;
    private final Directory directory;
    private final Messages messages;
    private final Journal journal;
    private final Clock clock;

    ArrangementBatches(
            JdbcClient database,
            Pool pool,
            ItemStore items,
            ItemFiling filing,
            ItemComponents components,
            InspectionSubjects subjects,
            Inspections inspections,
            Directory directory,
            Messages messages,
            Journal journal,
            Clock clock) {
        this.database = database;
        this.pool = pool;
        this.items = items;
        this.filing = filing;
        this.components = components;
        this.subjects = subjects;
        this.inspections = inspections;
        this.directory = directory;
        this.messages = messages;
        this.journal = journal;
        this.clock = clock;
    }

    long open(Actor actor, String name, int year, List<Long> candidates) {
        actor.require("archives.file");
        long id = database.sql("""
                        insert into archives.batch(unit, fonds, name, year, state, arranged_by, arranged_by_name, created_at)
                        values (?, ?, ?, ?, 'ARRANGING', ?, ?, ?) returning id""")
                .params(
                        actor.unit(),
                        directory.unit(actor.unit()).fonds(),
                        name,
                        year,
                        actor.person(),
                        actor.name(),
                        Moments.to(clock.instant()))
                .query(Long.class)
                .single();
        arrange(actor, id, candidates);
        return id;
    }

    /** Which records, in which order: by matter, then by time, then by weight (DA/T 22-2015). */
    void arrange(Actor actor, long id, List<Long> ordered) {
        actor.require("archives.file");
        var batch = require(actor, id, "整理", State.ARRANGING, State.RETURNED);
        if (ordered.size() > SIZE_MAX || new HashSet<>(ordered).size() != ordered.size()) {
            throw new TooMany(SIZE_MAX);
        }
        for (var one : ordered) {
            var candidate = pool.own(actor, one);
            boolean free = candidate.state() == Candidate.State.POOL
                    || candidate.batch() != null && candidate.batch() == batch.id();
            if (!free || !candidate.inScope()) {
                throw new NotFree(candidate.source().title());
            }
        }
        pool.place(id, ordered);
        become(batch, State.ARRANGING);
    }

    /** 整理结束: numbers are given, in order. Who hands over, usually of the department that made the files, is named here. */
    void number(Actor actor, long id, long handOverBy) {
        actor.require("archives.file");
        var batch = require(actor, id, "编号", State.ARRANGING, State.RETURNED);
        var giver = directory.person(handOverBy);
        if (handOverBy == actor.person()) {
            throw new SamePerson();
        }
        var candidates = pool.lock(id);
        if (candidates.isEmpty()) {
            throw new Empty();
        }
        for (var candidate : candidates) {
            if (candidate.keepsNumber()) {
                continue;
            }
            if (candidate.archiveNumber() != null) {
                pool.leaveNumber(candidate, "整理时改变了分类");
            }
            if (candidate.retention() == null) {
                throw new Pool.NoRetention();
            }
            int next = items.nextNumber(
                    batch.fonds(),
                    ArchiveNumber.DOCUMENTS,
                    candidate.year(),
                    candidate.retention(),
                    candidate.classCode());
            pool.number(
                    candidate.id(),
                    new ArchiveNumber(
                                    batch.fonds(),
                                    ArchiveNumber.DOCUMENTS,
                                    candidate.year(),
                                    candidate.retention(),
                                    candidate.classCode(),
                                    next)
                            .text());
        }
        database.sql("""
                        update archives.batch set state = 'NUMBERED', numbered_at = ?, hand_over_by = ?, hand_over_by_name = ?,
                            version = version + 1 where id = ?""")
                .params(Moments.to(clock.instant()), handOverBy, giver.name(), id)
                .update();
        record(actor, id, "archives.number", Map.of("count", candidates.size()));
    }

    /** 四性检测. What rejects or returns sends the batch back; its numbers stay with its records. */
    InspectionReport inspect(Actor actor, long id) {
        actor.require("archives.file");
        var batch = require(actor, id, "检测", State.NUMBERED, State.CHECKED);
        var looked = pool.lock(id).stream()
                .map(candidate -> subjects.numbered(candidate.source(), candidate.number()))
                .toList();
        var report = inspections.run(Inspections.About.batch(actor.unit(), batch.name(), id, actor.name()), looked);
        database.sql("""
                        update archives.batch set state = ?, checked_at = ?, first_passed = coalesce(first_passed, ?),
                            version = version + 1 where id = ?""")
                .params(
                        (report.passed() ? State.CHECKED : State.RETURNED).name(),
                        Moments.to(clock.instant()),
                        report.passed(),
                        id)
                .update();
        record(actor, id, "archives.inspect", Map.of("passed", report.passed(), "report", report.id()));
        if (report.passed() && batch.handOverBy() != null) {
            messages.tell(
                    actor,
                    List.of(batch.handOverBy()),
                    new Message(
                            "archives.hand-over." + id,
                            "archives.hand-over",
                            "请核对并签署归档移交清单：" + batch.name(),
                            "/archives/batches/" + id,
                            Urgency.PLAIN));
        }
        return report;
    }

    /** 移交清单: the department confirms what it gives, with class and period as listed. */
    void handOver(Actor actor, long id) {
        var batch = find(id);
        if (batch.handOverBy() == null || batch.handOverBy() != actor.person()) {
            throw new NoSuchBatch();
        }
        refuseUnless(batch, "移交", State.CHECKED);
        database.sql("""
                        update archives.batch set state = 'HANDED_OVER', handed_over_at = ?, version = version + 1 where id = ?""").params(Moments.to(clock.instant()), id).update();
        record(actor, id, "archives.hand-over", Map.of());
    }

    /** 归档: every record becomes an item, and nobody changes it any more. */
    int file(Actor actor, long id) {
        actor.require("archives.file");
        var batch = require(actor, id, "归档", State.HANDED_OVER);
        var candidates = pool.lock(id);
        // minutes or weeks may lie between: what was changed meanwhile is not filed
        var looked = candidates.stream()
                .map(candidate -> subjects.numbered(candidate.source(), candidate.number()))
                .toList();
        var lines = inspections.look(looked, Stage.FILING);
        var wrong = lines.stream()
                .filter(line -> line.blocks() && line.outcome().equals("FAILED"))
                .toList();
        if (!wrong.isEmpty()) {
            inspections.keepApart(Inspections.About.batch(actor.unit(), batch.name(), id, actor.name()), looked, lines);
            throw new Failed(wrong.getFirst().object(), wrong.getFirst().title());
        }
        for (var candidate : candidates) {
            filing.file(actor, candidate.source(), candidate.number(), components.of(candidate.source()));
        }
        database.sql("""
                        update archives.batch set state = 'FILED', filed_at = ?, filed_by_name = ?, version = version + 1 where id = ?""").params(Moments.to(clock.instant()), actor.name(), id).update();
        record(actor, id, "archives.file-batch", Map.of("count", candidates.size()));
        return candidates.size();
    }

    @Transactional(readOnly = true)
    List<BatchRow> list(Actor actor) {
        actor.require("archives.file");
        return database.sql("select * from archives.batch where unit = ? order by id desc limit 200")
                .param(actor.unit())
                .query((row, number) -> row(row))
                .list();
    }

    /** For the archivists of the unit, and for the one who hands over. */
    @Transactional(readOnly = true)
    BatchView view(Actor actor, long id) {
        var batch = find(id);
        boolean gives = batch.handOverBy() != null && batch.handOverBy() == actor.person();
        if (!gives && !(actor.may("archives.file") && actor.unit() == batch.unit())) {
            throw new NoSuchBatch();
        }
        var row = database.sql("select * from archives.batch where id = ?")
                .param(id)
                .query((found, number) -> row(found))
                .single();
        return new BatchView(row, pool.ofBatch(id), gives && batch.state() == State.CHECKED);
    }

    private static BatchRow row(java.sql.ResultSet row) throws java.sql.SQLException {
        var state = State.valueOf(row.getString("state"));
        return new BatchRow(
                row.getLong("id"),
                row.getString("name"),
                row.getInt("year"),
                state.name(),
                state.term(),
                row.getString("arranged_by_name"),
                row.getString("hand_over_by_name"),
                Moments.fromNullable(row, "handed_over_at"),
                Moments.fromNullable(row, "filed_at"),
                row.getInt("version"));
    }

    private Batch find(long id) {
        return database.sql("select * from archives.batch where id = ?")
                .param(id)
                .query((row, number) -> new Batch(
                        id,
                        row.getLong("unit"),
                        row.getString("fonds"),
                        row.getString("name"),
                        State.valueOf(row.getString("state")),
                        row.getLong("arranged_by"),
                        row.getObject("hand_over_by", Long.class)))
                .optional()
                .orElseThrow(NoSuchBatch::new);
    }

    private Batch require(Actor actor, long id, String act, State... states) {
        database.sql("select id from archives.batch where id = ? for update")
                .param(id)
                .query(Long.class)
                .optional();
        var batch = find(id);
        if (batch.unit() != actor.unit()) {
            throw new NoSuchBatch();
        }
        refuseUnless(batch, act, states);
        return batch;
    }

    private static void refuseUnless(Batch batch, String act, State... states) {
        if (!Arrays.asList(states).contains(batch.state())) {
            throw new WrongState(batch.name(), batch.state().term(), act);
        }
    }

    private void become(Batch batch, State state) {
        database.sql("update archives.batch set state = ?, version = version + 1 where id = ?")
                .params(state.name(), batch.id())
                .update();
    }

    private void record(Actor actor, long id, String act, Map<String, ?> facts) {
        journal.record(actor, act, new RecordId("archives.batch", id), facts);
    }

    static final class NoSuchBatch extends Refusal {
        NoSuchBatch() {
            super(Kind.NOT_FOUND, "archives.no-such-batch");
        }
    }

    static final class WrongState extends Refusal {
        WrongState(String batch, String state, String act) {
            super(Kind.CONFLICT, "archives.wrong-batch-state", batch, state, act);
        }
    }

    static final class TooMany extends Refusal {
        TooMany(int most) {
            super(Kind.INVALID, "archives.batch-too-large", most);
        }
    }

    static final class NotFree extends Refusal {
        NotFree(String title) {
            super(Kind.CONFLICT, "archives.candidate-not-free", title);
        }
    }

    static final class Empty extends Refusal {
        Empty() {
            super(Kind.CONFLICT, "archives.batch-empty");
        }
    }

    static final class SamePerson extends Refusal {
        SamePerson() {
            super(Kind.INVALID, "archives.same-person");
        }
    }

    static final class Failed extends Refusal {
        Failed(String object, String check) {
            super(Kind.CONFLICT, "archives.inspection-failed", object, check);
        }
    }
}
