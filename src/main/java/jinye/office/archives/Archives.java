package jinye.office.archives;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jinye.kernel.Actor;
import jinye.kernel.Grant;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.office.documents.DocumentSnapshot;
import jinye.office.documents.Documents;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Unit;
import jinye.platform.files.Files;
import jinye.platform.files.StoredFile;
import jinye.platform.journal.Journal;
import jinye.platform.workflow.Matters;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The front door of archives: finished documents become items, and items never change. */
@Service
@Transactional
public class Archives {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final Documents documents;
    private final Directory directory;
    private final Matters matters;
    private final Files files;
    private final ItemStore items;
    private final Retentions retentions;
    private final Journal journal;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Archives(
            Documents documents,
            Directory directory,
            Matters matters,
            Files files,
            ItemStore items,
            Retentions retentions,
            Journal journal,
            ApplicationEventPublisher events,
            Clock clock) {
        this.documents = documents;
        this.directory = directory;
        this.matters = matters;
        this.files = files;
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
        var unit = directory.unit(document.unit());
        var components = components(actor, document);
        var number = new ArchiveNumber(
                unit.fonds(),
                ArchiveNumber.DOCUMENTS,
                command.year(),
                command.retention(),
                command.classCode(),
                items.nextNumber(
                        unit.fonds(),
                        ArchiveNumber.DOCUMENTS,
                        command.year(),
                        command.retention(),
                        command.classCode()));
        var manifest = manifest(number, document, components);
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
                        names(document.mainTo()),
                        document.bodyText(),
                        manifest,
                        manifestSha256,
                        actor.person(),
                        actor.name(),
                        now),
                components,
                grants(document));
        documents.filed(actor, document.id(), number.text());
        journal.record(
                actor,
                "archives.file",
                new RecordId("documents", document.id()),
                // the journal only grows too: whoever exchanged manifest and hash together would be found out here
                Map.of("archiveNumber", number.text(), "manifestSha256", manifestSha256));
        var filed = new DocumentFiled(item, document.id(), number.text());
        events.publishEvent(filed);
        return filed;
    }

    /** 归档 of a record of another desk, which has checked that it is over and keeps the number. */
    public DocumentFiled fileRecord(Actor actor, FileRecord command) {
        actor.require("archives.file");
        if (command.unit() != actor.unit()) {
            throw new NotOurs();
        }
        retentions.require(command.retention());
        if (command.sheet() == null) {
            throw new NothingToFile();
        }
        var components = new ArrayList<ItemStore.Component>();
        components.add(component("BODY", files.file(command.sheet())));
        files.files(command.attachments()).forEach(file -> components.add(component("ATTACHMENT", file)));
        components.add(trail(actor, command.record(), command.matter(), command.title()));
        var fonds = directory.unit(command.unit()).fonds();
        int year = command.date().getYear();
        var number = new ArchiveNumber(
                fonds,
                ArchiveNumber.DOCUMENTS,
                year,
                command.retention(),
                command.classCode(),
                items.nextNumber(fonds, ArchiveNumber.DOCUMENTS, year, command.retention(), command.classCode()));
        var manifest = manifest(number, command, components);
        var manifestSha256 = Digests.sha256(manifest.getBytes(StandardCharsets.UTF_8));
        var grants = new HashSet<>(command.grants());
        grants.add(new Grant(Grant.role("R_ARCH", command.unit()), "本单位档案员"));
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
                components,
                grants);
        journal.record(
                actor,
                "archives.file",
                command.record(),
                Map.of("archiveNumber", number.text(), "manifestSha256", manifestSha256));
        var filed = new DocumentFiled(item, command.record().id(), number.text());
        events.publishEvent(filed);
        return filed;
    }

    private ItemStore.Component trail(Actor actor, RecordId record, String matter, String title) {
        var trail = TrailText.of(title, matters.trail(matter, record.id()), matters.opinions(matter, record.id()));
        var kept = files.store(actor, "办理过程.txt", new ByteArrayInputStream(trail.getBytes(StandardCharsets.UTF_8)));
        files.hold(actor, List.of(kept.id()), record);
        return component("TRAIL", kept);
    }

    private static String manifest(ArchiveNumber number, FileRecord command, List<ItemStore.Component> components) {
        var elements = new LinkedHashMap<String, Object>();
        elements.put("档号", number.text());
        elements.put("题名", command.title());
        elements.put("文件编号", command.number() == null ? "" : command.number());
        elements.put("责任者", command.responsible());
        elements.put("日期", command.date().toString());
        elements.put("文种", command.kindName());
        elements.put("密级", "无");
        elements.put("组成", components);
        return JSON.writeValueAsString(elements);
    }

    private List<ItemStore.Component> components(Actor actor, DocumentSnapshot document) {
        var components = new ArrayList<ItemStore.Component>();
        if (document.paper() == null && document.attachments().isEmpty()) {
            throw new NothingToFile();
        }
        if (document.paper() != null) {
            components.add(component("BODY", files.file(document.paper())));
        }
        files.files(document.attachments()).forEach(file -> components.add(component("ATTACHMENT", file)));
        if (document.sheet() == null) {
            throw new SheetNotPrinted();
        }
        components.add(component("SHEET", files.file(document.sheet())));
        var matter = "documents." + document.flow();
        components.add(trail(actor, new RecordId("documents", document.id()), matter, document.title()));
        return components;
    }

    private static ItemStore.Component component(String kind, StoredFile file) {
        return new ItemStore.Component(kind, file.name(), file.id(), file.size(), file.sha256());
    }

    /** DA/T 46-2009, the elements of 文件实体 that this platform knows. */
    private String manifest(ArchiveNumber number, DocumentSnapshot document, List<ItemStore.Component> components) {
        var elements = new LinkedHashMap<String, Object>();
        elements.put("档号", number.text());
        elements.put("题名", document.title());
        elements.put("文件编号", document.number() == null ? "" : document.number());
        elements.put("责任者", document.responsible());
        elements.put(
                "日期", document.issueDate() == null ? "" : document.issueDate().toString());
        elements.put("文种", document.kindName());
        elements.put("紧急程度", document.urgency().term());
        elements.put("主送", names(document.mainTo()));
        elements.put("抄送", names(document.copyTo()));
        elements.put("密级", "无");
        elements.put("公开属性", document.publicity());
        elements.put("组成", components);
        return JSON.writeValueAsString(elements);
    }

    private String names(List<Long> units) {
        var known = directory.units(units);
        return units.stream()
                .map(known::get)
                .filter(java.util.Objects::nonNull)
                .map(Unit::name)
                .collect(Collectors.joining("，"));
    }

    private static HashSet<Grant> grants(DocumentSnapshot document) {
        var grants = new HashSet<>(document.grants());
        grants.add(new Grant(Grant.role("R_ARCH", document.unit()), "本单位档案员"));
        return grants;
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

    static final class SheetNotPrinted extends Refusal {
        SheetNotPrinted() {
            super(Kind.CONFLICT, "archives.sheet-not-printed");
        }
    }

    static final class NothingToFile extends Refusal {
        NothingToFile() {
            super(Kind.CONFLICT, "archives.nothing-to-file");
        }
    }
}
