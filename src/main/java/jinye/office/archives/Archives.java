package jinye.office.archives;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jinye.kernel.Actor;
import jinye.kernel.Grant;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.office.documents.Documents;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Unit;
import jinye.platform.journal.Journal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The front door of archives: finished documents become items, and items never change. */
@Service
@Transactional
public class Archives {

    private final Documents documents;
    private final Directory directory;
    private final ItemComponents components;
    private final ItemStore items;
    private final Retentions retentions;
    private final Journal journal;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Archives(
            Documents documents,
            Directory directory,
            ItemComponents components,
            ItemStore items,
            Retentions retentions,
            Journal journal,
            ApplicationEventPublisher events,
            Clock clock) {
        this.documents = documents;
        this.directory = directory;
        this.components = components;
        this.items = items;
        this.retentions = retentions;
        this.journal = journal;
        this.events = events;
        this.clock = clock;
    }

    /** 归档. Order inside a 件 by DA/T 22-2015: body, attachments, sheet, then the trail of handling. */
    public DocumentFiled file(Actor actor, FileDocument command) {
        actor.require("archives.file");
        var document = documents.snapshot(actor, command.document());
        if (document.unit() != actor.unit()) {
            throw new NotOurs();
        }
        if (items.isFiled(document.id())) {
            throw new AlreadyFiled();
        }
        retentions.require(command.retention());
        var now = clock.instant();
        var year = LocalDate.ofInstant(now, Moments.ZONE).getYear();
        if (command.year() < 1949 || command.year() > year) {
            throw new WrongYear(command.year(), year);
        }
        var parts = components.of(actor, document);
        var number = number(document.unit(), command.year(), command.retention(), command.classCode());
        var mainTo = names(document.mainTo());
        var manifest = Manifest.of(number, document, mainTo, names(document.copyTo()), parts);
        var manifestSha256 = Digests.sha256(manifest.getBytes(StandardCharsets.UTF_8));
        long item = items.insert(
                new ItemStore.Item(
                        number,
                        document.unit(),
                        "documents",
                        document.id(),
                        document.flow(),
                        document.title(),
                        document.number(),
                        document.kindName(),
                        document.responsible(),
                        document.issueDate(),
                        mainTo,
                        document.bodyText(),
                        manifest,
                        manifestSha256,
                        actor.person(),
                        actor.name(),
                        now),
                parts,
                withArchivist(document.grants(), document.unit()));
        documents.filed(actor, document.id(), number.text());
        return filed(actor, item, new RecordId("documents", document.id()), number, manifestSha256);
    }

    /** 归档 of a record of another desk, which has checked that it is over and keeps the number. */
    public DocumentFiled fileRecord(Actor actor, FileRecord command) {
        actor.require("archives.file");
        if (command.unit() != actor.unit()) {
            throw new NotOurs();
        }
        retentions.require(command.retention());
        var parts = components.of(actor, command);
        var number = number(command.unit(), command.date().getYear(), command.retention(), command.classCode());
        var manifest = Manifest.of(number, command, parts);
        var manifestSha256 = Digests.sha256(manifest.getBytes(StandardCharsets.UTF_8));
        long item = items.insert(
                new ItemStore.Item(
                        number,
                        command.unit(),
                        command.record().module(),
                        command.record().id(),
                        command.flow(),
                        command.title(),
                        command.number(),
                        command.kindName(),
                        command.responsible(),
                        command.date(),
                        "",
                        command.bodyText(),
                        manifest,
                        manifestSha256,
                        actor.person(),
                        actor.name(),
                        clock.instant()),
                parts,
                withArchivist(command.grants(), command.unit()));
        return filed(actor, item, command.record(), number, manifestSha256);
    }

    private ArchiveNumber number(long unit, int year, String retention, String classCode) {
        var fonds = directory.unit(unit).fonds();
        int next = items.nextNumber(fonds, ArchiveNumber.DOCUMENTS, year, retention, classCode);
        return new ArchiveNumber(fonds, ArchiveNumber.DOCUMENTS, year, retention, classCode, next);
    }

    private DocumentFiled filed(Actor actor, long item, RecordId record, ArchiveNumber number, String manifestSha256) {
        journal.record(
                actor,
                "archives.file",
                record,
                // the journal only grows too: whoever exchanged manifest and hash together would be found out here
                Map.of("archiveNumber", number.text(), "manifestSha256", manifestSha256));
        var filed = new DocumentFiled(item, record.id(), number.text());
        events.publishEvent(filed);
        return filed;
    }

    private String names(List<Long> units) {
        var known = directory.units(units);
        return units.stream()
                .map(known::get)
                .filter(java.util.Objects::nonNull)
                .map(Unit::name)
                .collect(Collectors.joining("，"));
    }

    private static Set<Grant> withArchivist(Set<Grant> grants, long unit) {
        var all = new HashSet<>(grants);
        all.add(new Grant(Grant.role("R_ARCH", unit), "本单位档案员"));
        return all;
    }

    static final class NotOurs extends Refusal {
        NotOurs() {
            super(Kind.FORBIDDEN, "archives.not-ours");
        }
    }

    static final class AlreadyFiled extends Refusal {
        AlreadyFiled() {
            super(Kind.CONFLICT, "archives.already-filed");
        }
    }

    static final class WrongYear extends Refusal {
        WrongYear(int year, int now) {
            super(Kind.INVALID, "archives.wrong-year", year, now);
        }
    }
}
