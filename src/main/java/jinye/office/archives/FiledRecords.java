package jinye.office.archives;

import jinye.office.archives.arrangement.Pool;
import jinye.office.archives.disposal.ItemDestroyed;
import jinye.office.archives.items.DocumentSources;
import jinye.office.archives.items.ItemFiled;
import jinye.office.documents.DocumentFinished;
import jinye.office.documents.Documents;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Between the desks and the archives: what is closed comes into the pool, and whose record was filed is told its number. */
@Component
class FiledRecords {

    private final Documents documents;
    private final DocumentSources sources;
    private final Pool pool;
    private final ApplicationEventPublisher events;

    FiledRecords(Documents documents, DocumentSources sources, Pool pool, ApplicationEventPublisher events) {
        this.documents = documents;
        this.sources = sources;
        this.pool = pool;
        this.events = events;
    }

    @ApplicationModuleListener
    void finished(DocumentFinished event) {
        pool.offer(sources.finished(event.document()));
    }

    @EventListener
    void destroyed(ItemDestroyed destroyed) {
        var record = destroyed.record();
        if (record.module().equals("documents")) {
            documents.destroyed(destroyed.actor(), record.id(), destroyed.because());
        }
        events.publishEvent(new DocumentDestroyed(destroyed.item()));
    }

    @EventListener
    void filed(ItemFiled filed) {
        var record = filed.record();
        pool.filed(record, filed.item(), filed.archiveNumber());
        if (record.module().equals("documents")) {
            documents.filed(filed.actor(), record.id(), filed.archiveNumber());
        }
        events.publishEvent(new DocumentFiled(filed.item(), record.module(), record.id(), filed.archiveNumber()));
    }
}
