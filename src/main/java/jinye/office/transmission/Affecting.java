package jinye.office.transmission;

import java.time.Clock;
import jinye.office.documents.DocumentAffected;
import jinye.office.documents.Documents;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A later document corrects, revokes, abolishes or supersedes one that was sent: everybody who got it is told. */
@Component
class Affecting {

    private final Documents documents;
    private final DispatchStore dispatches;
    private final EnvelopeRepository envelopes;
    private final Notifications notifications;
    private final Clock clock;

    Affecting(
            Documents documents,
            DispatchStore dispatches,
            EnvelopeRepository envelopes,
            Notifications notifications,
            Clock clock) {
        this.documents = documents;
        this.dispatches = dispatches;
        this.envelopes = envelopes;
        this.notifications = notifications;
        this.clock = clock;
    }

    @EventListener
    void affected(DocumentAffected event) {
        var got = envelopes.findByDocumentOrderById(event.document()).stream()
                .filter(envelope -> !envelope.isRecalled())
                .toList();
        if (got.isEmpty()) {
            return;
        }
        var dispatch = got.getFirst().dispatch();
        var sent = dispatches.header(dispatch);
        // kept with the dispatch, so that whoever registers it later is told too
        var notice = dispatches.insertNotice(
                dispatch, kind(event.act()), event.says(), event.actor().name(), clock.instant());
        notifications.noticeGiven(got, sent, notice);
        got.forEach(envelope -> {
            var incoming = envelope.incoming();
            if (incoming != null) {
                documents.noticeFromSource(event.actor(), incoming, notice.toReceiver(sent));
            }
        });
    }

    /** What is superseded is abolished from that day. */
    private static NoticeKind kind(String act) {
        return act.equals("SUPERSESSION") ? NoticeKind.ABOLITION : NoticeKind.valueOf(act);
    }
}
