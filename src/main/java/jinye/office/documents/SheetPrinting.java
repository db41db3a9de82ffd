package jinye.office.documents;

import java.io.ByteArrayInputStream;
import java.util.List;
import jinye.kernel.Actor;
import jinye.platform.files.Files;
import jinye.safeguard.access.Actors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * The 发文稿纸 or 文件处理单 with every opinion is printed as it was when the matter ended, and goes into the archive with the document.
 * Printing takes far longer than the act that ends a matter, so it comes after that act; only then is the document finished. Running
 * again for the same document prints nothing twice.
 */
@Component
class SheetPrinting {

    private final DocumentStore store;
    private final DocumentRecords records;
    private final DocumentSheet sheets;
    private final Files files;
    private final Actors actors;
    private final ApplicationEventPublisher events;

    SheetPrinting(
            DocumentStore store,
            DocumentRecords records,
            DocumentSheet sheets,
            Files files,
            Actors actors,
            ApplicationEventPublisher events) {
        this.store = store;
        this.records = records;
        this.sheets = sheets;
        this.files = files;
        this.actors = actors;
        this.events = events;
    }

    @ApplicationModuleListener
    void print(HandlingEnded ended) {
        var document = store.lock(ended.document());
        if (document.sheet != null) {
            return;
        }
        actors.actor(ended.by(), null).ifPresent(actor -> print(actor, document));
        records.save(document);
        if (!document.state.isFinal()) {
            events.publishEvent(new DocumentFinished(document.id, document.flow.word(), document.origin.unit()));
        }
    }

    private void print(Actor actor, Document document) {
        var pdf = sheets.print(document).pdf();
        var name = "处理单 " + document.elements.title().replaceAll("[\\\\/:*?\"<>|]", " ") + ".pdf";
        var stored = files.store(actor, name, new ByteArrayInputStream(pdf));
        files.hold(actor, List.of(stored.id()), DocumentRecords.record(document.id));
        document.sheet = stored.id();
    }
}
