package jinye.office.transmission;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.kernel.SecrecyWords;
import jinye.office.documents.DocumentSnapshot;
import jinye.office.documents.Documents;
import jinye.platform.directory.Unit;
import jinye.platform.journal.Journal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The front door of transmission: the sender's side, {@link Receiving} is the other. A sealed document goes to any units of the tree; each gets its envelope once. The sender sees
 * the receipts, urges, and recalls while nobody has signed; afterwards only correcting or voiding with a notice is possible.
 */
@Service
@Transactional
public class Transmissions {

    private final Documents documents;
    private final Receivers receivers;
    private final DispatchStore dispatches;
    private final EnvelopeRepository envelopes;
    private final Receipts receipts;
    private final Notifications notifications;
    private final Journal journal;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Transmissions(
            Documents documents,
            Receivers receivers,
            DispatchStore dispatches,
            EnvelopeRepository envelopes,
            Receipts receipts,
            Notifications notifications,
            Journal journal,
            ApplicationEventPublisher events,
            Clock clock) {
        this.documents = documents;
        this.receivers = receivers;
        this.dispatches = dispatches;
        this.envelopes = envelopes;
        this.receipts = receipts;
        this.notifications = notifications;
        this.journal = journal;
        this.events = events;
        this.clock = clock;
    }

    /** Sends; the document must be sealed and belong to the actor's unit. */
    public long send(Actor actor, SendDocument command) {
        actor.require("transmission.dispatch");
        var document = documents.snapshot(actor, command.document());
        refuseUnlessSendable(actor, document);
        SecrecyWords.refuseIn(command.skipReason());
        Map<Unit, EnvelopeRole> to = receivers.of(command, document);
        long dispatch = dispatches.insert(
                actor, document, documents.ofd(document.id()).orElse(null), to, command.skipReason(), clock.instant());
        documents.distributed(actor, document.id(), to.size());
        journal.record(
                actor,
                "transmission.send",
                new RecordId("documents", document.id()),
                Map.of("dispatch", dispatch, "receivers", to.size()));
        events.publishEvent(new DocumentDispatched(dispatch, document.id(), to.size()));
        return dispatch;
    }

    private static void refuseUnlessSendable(Actor actor, DocumentSnapshot document) {
        if (document.unit() != actor.unit()) {
            throw new NotOurs();
        }
        if (!document.sealed() || document.paper() == null || document.number() == null) {
            throw new NotSealed();
        }
    }

    /** 撤回: takes everything back while nobody has signed; refused with the names of those who have. */
    public void recall(Actor actor, long dispatch, String reason) {
        actor.require("transmission.recall");
        Reasons.require(reason);
        var sent = own(actor, dispatch);
        var all = envelopes.findByDispatchOrderById(dispatch);
        if (sent.recalledAt() != null) {
            throw new Envelope.Recalled();
        }
        var signed = all.stream()
                .filter(envelope -> !envelope.isUnsigned())
                .map(Envelope::receiverName)
                .toList();
        if (!signed.isEmpty()) {
            throw new TooLateToRecall(signed.size(), signed.getFirst());
        }
        var now = clock.instant();
        all.forEach(Envelope::recall);
        envelopes.saveAll(all);
        receipts.add(all.stream().map(Envelope::id).toList(), Receipts.Kind.RECALL, now, actor, reason);
        dispatches.recalled(dispatch, actor.name(), reason, now);
        if (!dispatches.standsElsewhere(sent.document())) {
            documents.withdrawn(actor, sent.document(), "RECALL", reason);
        }
        notifications.recalled(all, sent, reason);
        tellOutside(all, TellingKind.RECALL, actor, reason);
        journal.record(
                actor, "transmission.recall", new RecordId("documents", sent.document()), Map.of("reason", reason));
    }

    /** 更正, 撤销 or 废止 after it was signed for: everyone who got it is told. */
    public void giveNotice(Actor actor, long dispatch, NoticeKind kind, String reason) {
        actor.require("transmission.recall");
        Reasons.require(reason);
        var sent = own(actor, dispatch);
        if (sent.recalledAt() != null) {
            throw new Envelope.Recalled();
        }
        // everybody who got the document, by whichever dispatch; locked, so that two notices come one after the other
        var got = envelopes.findByDocumentOrderById(sent.document()).stream()
                .filter(envelope -> !envelope.isRecalled())
                .toList();
        if (dispatches.notices(sent.document()).stream().anyMatch(given -> given.kind() != NoticeKind.CORRECTION)) {
            throw new VoidAlready();
        }
        var notice = dispatches.insertNotice(dispatch, kind, reason, actor.name(), clock.instant());
        documents.withdrawn(actor, sent.document(), kind.name(), reason);
        notifications.noticeGiven(got, sent, notice);
        tellOutside(got, TellingKind.valueOf(kind.name()), actor, reason);
        got.forEach(envelope -> {
            var incoming = envelope.incoming();
            if (incoming != null) {
                documents.noticeFromSource(actor, incoming, notice.toReceiver(sent));
            }
        });
        journal.record(
                actor,
                "transmission.give-notice",
                new RecordId("documents", sent.document()),
                Map.of("kind", kind.term(), "reason", reason));
    }

    /** 催收: reminds the registrars of those who have not signed. @return how many units were reminded */
    public int urge(Actor actor, long dispatch, List<Long> only) {
        var sent = own(actor, dispatch);
        var unsigned = envelopes.findByDispatchOrderById(dispatch).stream()
                .filter(Envelope::isUnsigned)
                .filter(envelope -> only.isEmpty() || only.contains(envelope.id()))
                .toList();
        if (unsigned.isEmpty()) {
            throw new NobodyToUrge();
        }
        var now = clock.instant();
        notifications.urge(unsigned, sent, now);
        receipts.add(unsigned.stream().map(Envelope::id).toList(), Receipts.Kind.URGING, now, actor, null);
        tellOutside(unsigned, TellingKind.URGING, actor, "请尽快签收");
        return unsigned.size();
    }

    /** Units of other nodes hear of it through whoever carries to them. */
    private void tellOutside(List<Envelope> to, TellingKind kind, Actor actor, String words) {
        to.stream()
                .filter(envelope -> envelope.receiver() < 0)
                .forEach(envelope -> events.publishEvent(new ReceiverTold(
                        envelope.packageId(), envelope.receiver(), kind, words, actor.name(), clock.instant())));
    }

    private DispatchStore.Header own(Actor actor, long dispatch) {
        var sent = dispatches.header(dispatch);
        if (sent.unit() != actor.unit()) {
            throw new DispatchStore.NoSuchDispatch();
        }
        if (!documents.readable(actor, sent.document())) {
            throw new DispatchStore.NoSuchDispatch();
        }
        return sent;
    }

    static final class NotOurs extends Refusal {
        NotOurs() {
            super(Kind.FORBIDDEN, "transmission.not-ours");
        }
    }

    static final class NotSealed extends Refusal {
        NotSealed() {
            super(Kind.CONFLICT, "transmission.not-sealed");
        }
    }

    static final class TooLateToRecall extends Refusal {
        TooLateToRecall(int units, String first) {
            super(Kind.CONFLICT, "transmission.too-late-to-recall", units, first);
        }
    }

    static final class VoidAlready extends Refusal {
        VoidAlready() {
            super(Kind.CONFLICT, "transmission.void-already");
        }
    }

    static final class NobodyToUrge extends Refusal {
        NobodyToUrge() {
            super(Kind.CONFLICT, "transmission.nobody-to-urge");
        }
    }
}
