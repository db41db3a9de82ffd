package jinye.office.archives.arrangement;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.kernel.Urgency;
import jinye.office.archives.inspection.InspectionReport;
import jinye.office.archives.inspection.InspectionSubjects;
import jinye.office.archives.inspection.Inspections;
import jinye.office.archives.inspection.Stage;
import jinye.office.archives.inspection.Subject;
import jinye.office.archives.items.ArchiveNumber;
import jinye.office.archives.items.ItemComponents;
import jinye.office.archives.items.ItemFiling;
import jinye.office.archives.items.ItemStore;
import jinye.platform.directory.Directory;
import jinye.platform.journal.Journal;
import jinye.platform.messages.Message;
import jinye.platform.messages.Messages;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 整理批次, from the first record put into it to the day it is filed. Its numbers are given when the arrangement ends. */
@Service
@Transactional
class ArrangementBatches {

    record BatchView(BatchRegister.BatchRow batch, List<PoolList.CandidateRow> candidates, boolean mayHandOver) {}

    private static final int SIZE_MAX = 500;

    private final BatchRegister register;
    private final Pool pool;
    private final PoolList list;
    private final ItemStore items;
    private final ItemFiling filing;
    private final ItemComponents components;
    private final InspectionSubjects subjects;
    private final Inspections inspections;
    private final Directory directory;
    private final Messages messages;
    private final Journal journal;

    ArrangementBatches(
            BatchRegister register,
            Pool pool,
            PoolList list,
            ItemStore items,
            ItemFiling filing,
            ItemComponents components,
            InspectionSubjects subjects,
            Inspections inspections,
            Directory directory,
            Messages messages,
            Journal journal) {
        this.register = register;
        this.pool = pool;
        this.list = list;
        this.items = items;
        this.filing = filing;
        this.components = components;
        this.subjects = subjects;
        this.inspections = inspections;
        this.directory = directory;
        this.messages = messages;
        this.journal = journal;
    }

    long open(Actor actor, String name, int year, List<Long> candidates) {
        actor.require("archives.file");
        long id = register.open(actor, directory.unit(actor.unit()).fonds(), name, year);
        arrange(actor, id, candidates);
        return id;
    }

    /** Which records, in which order: by matter, then by time, then by weight (DA/T 22-2015). */
    void arrange(Actor actor, long id, List<Long> ordered) {
        actor.require("archives.file");
        var batch = require(actor, id, "整理", BatchState.ARRANGING, BatchState.RETURNED);
        if (ordered.size() > SIZE_MAX || new HashSet<>(ordered).size() != ordered.size()) {
            throw new TooMany(SIZE_MAX);
        }
        pool.place(actor, id, ordered);
        register.become(batch.id(), BatchState.ARRANGING);
    }

    /** 整理结束: numbers are given, in order. Who hands over, usually of the department that made the files, is named here. */
    void number(Actor actor, long id, long handOverBy) {
        actor.require("archives.file");
        var batch = require(actor, id, "编号", BatchState.ARRANGING, BatchState.RETURNED);
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
        register.numbered(id, handOverBy, giver.name());
        record(actor, id, "archives.number", Map.of("count", candidates.size()));
    }

    /** 四性检测. What rejects or returns sends the batch back; its numbers stay with its records. */
    InspectionReport inspect(Actor actor, long id) {
        actor.require("archives.file");
        var batch = require(actor, id, "检测", BatchState.NUMBERED, BatchState.CHECKED);
        var looked = pool.lock(id).stream().map(this::subject).toList();
        var report = inspections.run(Inspections.About.batch(actor.unit(), batch.name(), id, actor.name()), looked);
        register.inspected(id, report.passed());
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
        var batch = register.find(id);
        if (batch.handOverBy() == null || batch.handOverBy() != actor.person()) {
            throw new BatchRegister.NoSuchBatch();
        }
        refuseUnless(batch, "移交", BatchState.CHECKED);
        register.handedOver(id);
        record(actor, id, "archives.hand-over", Map.of());
    }

    /** 归档: every record becomes an item, and nobody changes it any more. */
    int file(Actor actor, long id) {
        actor.require("archives.file");
        var batch = require(actor, id, "归档", BatchState.HANDED_OVER);
        var candidates = pool.lock(id);
        // minutes or weeks may lie between: what was changed meanwhile is not filed
        var looked = candidates.stream().map(this::subject).toList();
        var lines = inspections.look(looked, Stage.FILING);
        var wrong = lines.stream()
                .filter(line -> line.blocks() && line.outcome().equals("FAILED"))
                .toList();
        if (!wrong.isEmpty()) {
            inspections.keepApart(Inspections.About.batch(actor.unit(), batch.name(), id, actor.name()), looked, lines);
            throw new Failed(wrong.getFirst().object(), wrong.getFirst().title());
        }
        for (var candidate : candidates) {
            var source = pool.fresh(candidate);
            filing.file(actor, source, candidate.number(), components.of(source));
        }
        register.filed(actor, id);
        record(actor, id, "archives.file-batch", Map.of("count", candidates.size()));
        return candidates.size();
    }

    @Transactional(readOnly = true)
    List<BatchRegister.BatchRow> list(Actor actor) {
        actor.require("archives.file");
        return register.list(actor.unit());
    }

    /** For the archivists of the unit, and for the one who hands over. */
    @Transactional(readOnly = true)
    BatchView view(Actor actor, long id) {
        var batch = register.find(id);
        boolean gives = batch.handOverBy() != null && batch.handOverBy() == actor.person();
        if (!gives && !(actor.may("archives.file") && actor.unit() == batch.unit())) {
            throw new BatchRegister.NoSuchBatch();
        }
        return new BatchView(register.row(id), list.ofBatch(id), gives && batch.state() == BatchState.CHECKED);
    }

    private Subject subject(Candidate candidate) {
        return subjects.numbered(pool.fresh(candidate), candidate.number());
    }

    private BatchRegister.Batch require(Actor actor, long id, String act, BatchState... states) {
        var batch = register.lock(id);
        if (batch.unit() != actor.unit()) {
            throw new BatchRegister.NoSuchBatch();
        }
        refuseUnless(batch, act, states);
        return batch;
    }

    private static void refuseUnless(BatchRegister.Batch batch, String act, BatchState... states) {
        if (!Arrays.asList(states).contains(batch.state())) {
            throw new WrongState(batch.name(), batch.state().term(), act);
        }
    }

    private void record(Actor actor, long id, String act, Map<String, ?> facts) {
        journal.record(actor, act, new RecordId("archives.batch", id), facts);
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
