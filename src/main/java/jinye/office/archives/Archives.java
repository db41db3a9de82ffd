package jinye.office.archives;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.office.archives.arrangement.Pool;
import jinye.office.archives.inspection.InspectionReport;
import jinye.office.archives.inspection.InspectionSubjects;
import jinye.office.archives.inspection.Inspections;
import jinye.office.archives.inspection.Stage;
import jinye.office.archives.items.ArchiveNumber;
import jinye.office.archives.items.DocumentSources;
import jinye.office.archives.items.ItemComponents;
import jinye.office.archives.items.ItemFiling;
import jinye.office.archives.items.ItemStore;
import jinye.office.archives.items.Retentions;
import jinye.office.archives.items.Source;
import jinye.office.documents.Documents;
import jinye.platform.directory.Directory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The front door of archives: finished records become items, and items never change. */
@Service
@Transactional
public class Archives {

    private final Documents documents;
    private final DocumentSources sources;
    private final Directory directory;
    private final Pool pool;
    private final ItemComponents components;
    private final ItemStore items;
    private final ItemFiling filing;
    private final Retentions retentions;
    private final InspectionSubjects subjects;
    private final Inspections inspections;
    private final Clock clock;

    Archives(
            Documents documents,
            DocumentSources sources,
            Directory directory,
            Pool pool,
            ItemComponents components,
            ItemStore items,
            ItemFiling filing,
            Retentions retentions,
            InspectionSubjects subjects,
            Inspections inspections,
            Clock clock) {
        this.documents = documents;
        this.sources = sources;
        this.directory = directory;
        this.pool = pool;
        this.components = components;
        this.items = items;
        this.filing = filing;
        this.retentions = retentions;
        this.subjects = subjects;
        this.inspections = inspections;
        this.clock = clock;
    }

    /** 预归档: a desk hands over a record that is over; from here on it counts as one that should be filed. */
    public void offer(FileRecord command) {
        pool.offer(source(command));
    }

    /** 实时归档 of one document (GB/T 18894-2016), past the batches. */
    public DocumentFiled file(Actor actor, FileDocument command) {
        actor.require("archives.file");
        var source = sources.of(documents.snapshot(actor, command.document()));
        int year = LocalDate.ofInstant(clock.instant(), Moments.ZONE).getYear();
        if (command.year() < 1949 || command.year() > year) {
            throw new Pool.WrongYear(command.year(), year);
        }
        return file(actor, source, command.year(), command.retention(), command.classCode());
    }

    /** 归档 of a record of another desk, which has checked that it is over and keeps the number. */
    public DocumentFiled fileRecord(Actor actor, FileRecord command) {
        actor.require("archives.file");
        return file(actor, source(command), command.date().getYear(), command.retention(), command.classCode());
    }

    private DocumentFiled file(Actor actor, Source source, int year, String retention, String classCode) {
        if (source.unit() != actor.unit()) {
            throw new NotOurs();
        }
        if (items.isFiled(source.record())) {
            throw new ItemStore.AlreadyFiled();
        }
        retentions.require(retention);
        var parts = components.of(source);
        var number = number(source.unit(), year, retention, classCode);
        var looked = List.of(subjects.numbered(source, number));
        var about = Inspections.About.record(source.unit(), source.title(), actor.name());
        var lines = inspections.look(looked, Stage.FILING);
        var failed = lines.stream().filter(Archives::blocks).toList();
        if (!failed.isEmpty()) {
            inspections.keepApart(about, looked, lines);
            var first = failed.getFirst();
            throw new NotAccepted(first.check(), first.title(), first.detail());
        }
        inspections.keep(about, looked, lines);
        var filed = filing.file(actor, source, number, parts);
        return new DocumentFiled(
                filed.item(), source.record().module(), source.record().id(), number.text());
    }

    private static boolean blocks(InspectionReport.CheckLine line) {
        return line.blocks() && line.outcome().equals("FAILED");
    }

    private ArchiveNumber number(long unit, int year, String retention, String classCode) {
        var fonds = directory.unit(unit).fonds();
        var arranged = new ArchiveNumber(fonds, ArchiveNumber.DOCUMENTS, year, retention, classCode, 1);
        int next = items.nextNumber(fonds, arranged.category(), year, retention, classCode);
        return new ArchiveNumber(fonds, arranged.category(), year, retention, classCode, next);
    }

    private static Source source(FileRecord command) {
        return new Source(
                command.record(),
                command.unit(),
                command.flow(),
                command.matter(),
                command.title(),
                command.number(),
                command.kindName(),
                command.responsible(),
                command.date(),
                "",
                "",
                "",
                "",
                command.classCode(),
                command.retention(),
                command.bodyText(),
                command.sheet(),
                null,
                command.attachments(),
                null,
                command.grants());
    }

    static final class NotOurs extends Refusal {
        NotOurs() {
            super(Kind.FORBIDDEN, "archives.not-ours");
        }
    }

    static final class NotAccepted extends Refusal {
        NotAccepted(String check, String title, String detail) {
            super(Kind.CONFLICT, "archives.not-accepted", check, title, detail);
        }
    }
}
