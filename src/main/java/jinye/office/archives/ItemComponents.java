package jinye.office.archives;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.office.documents.DocumentSnapshot;
import jinye.platform.files.Files;
import jinye.platform.files.StoredFile;
import jinye.platform.workflow.Matters;
import org.springframework.stereotype.Component;

/** The files that an item consists of, in the order of DA/T 22-2015: body, attachments, sheet, the trail of handling. */
@Component
class ItemComponents {

    private final Matters matters;
    private final Files files;

    ItemComponents(Matters matters, Files files) {
        this.matters = matters;
        this.files = files;
    }

    List<ItemStore.Component> of(Actor actor, DocumentSnapshot document) {
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

    List<ItemStore.Component> of(Actor actor, FileRecord command) {
        if (command.sheet() == null) {
            throw new NothingToFile();
        }
        var components = new ArrayList<ItemStore.Component>();
        components.add(component("BODY", files.file(command.sheet())));
        files.files(command.attachments()).forEach(file -> components.add(component("ATTACHMENT", file)));
        components.add(trail(actor, command.record(), command.matter(), command.title()));
        return components;
    }

    private ItemStore.Component trail(Actor actor, RecordId record, String matter, String title) {
        var trail = TrailText.of(title, matters.trail(matter, record.id()), matters.opinions(matter, record.id()));
        var kept = files.store(actor, "办理过程.txt", new ByteArrayInputStream(trail.getBytes(StandardCharsets.UTF_8)));
        files.hold(actor, List.of(kept.id()), record);
        return component("TRAIL", kept);
    }

    private static ItemStore.Component component(String kind, StoredFile file) {
        return new ItemStore.Component(kind, file.name(), file.id(), file.size(), file.sha256());
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
