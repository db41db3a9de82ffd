package jinye.office.approvals;

import java.io.ByteArrayInputStream;
import java.util.List;
import jinye.platform.files.Files;
import jinye.safeguard.access.Actors;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Keeps the printed sheet of a request that has ended, as it was then. After the act: nobody waits for the printer. */
@Component
class SheetKeeping {

    private final RequestStore store;
    private final RequestSheet sheets;
    private final Files files;
    private final Filing filing;
    private final Actors actors;

    SheetKeeping(RequestStore store, RequestSheet sheets, Files files, Filing filing, Actors actors) {
        this.store = store;
        this.sheets = sheets;
        this.files = files;
        this.filing = filing;
        this.actors = actors;
    }

    @ApplicationModuleListener
    void ended(RequestEnded event) {
        var actor = actors.actor(event.by(), null);
        var request = store.lock(event.request());
        if (actor.isEmpty() || request.sheet != null) {
            return;
        }
        var name = request.title.replaceAll("[\\\\/:*?\"<>|]", " ") + " 审批单.pdf";
        var stored = files.store(
                actor.get(), name, new ByteArrayInputStream(sheets.pdf(request).pdf()));
        files.hold(actor.get(), List.of(stored.id()), Requests.record(request.id));
        request.sheet = stored.id();
        store.progress(request);
        filing.offer(request);
    }
}
