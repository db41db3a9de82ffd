package jinye.office.transmission;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.kernel.Urgency;
import jinye.office.documents.Documents;
import jinye.office.documents.RegisterIncoming;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Unit;
import jinye.platform.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The receiver's side: signs for an envelope or refuses it, and registers what is in it. */
@Service
@Transactional
class Receiving {

    private final Documents documents;
    private final Directory directory;
    private final DispatchStore dispatches;
    private final EnvelopeRepository envelopes;
    private final Receipts receipts;
    private final Notifications notifications;
    private final Journal journal;
    private final OutsideUnits outside;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Receiving(
            Documents documents,
            Directory directory,
            DispatchStore dispatches,
            EnvelopeRepository envelopes,
            Receipts receipts,
            Notifications notifications,
            Journal journal,
            OutsideUnits outside,
            ApplicationEventPublisher events,
            Clock clock) {
        this.documents = documents;
        this.directory = directory;
        this.dispatches = dispatches;
        this.envelopes = envelopes;
        this.receipts = receipts;
        this.notifications = notifications;
        this.journal = journal;
        this.outside = outside;
        this.events = events;
        this.clock = clock;
    }

    /** 签收. */
    void signFor(Actor actor, long envelope) {
        var received = received(actor, envelope);
        var now = clock.instant();
        received.sign(actor.name(), now);
        envelopes.save(received);
        answer(received, Receipts.Kind.SIGNING, now, actor, null);
        journalOf(actor, "transmission.sign-for", received);
    }

    /** 拒收, with the reason the sender is told. */
    void refuse(Actor actor, long envelope, String reason) {
        Reasons.require(reason);
        var received = received(actor, envelope);
        var now = clock.instant();
        received.refuse(reason, now);
        envelopes.save(received);
        answer(received, Receipts.Kind.REFUSAL, now, actor, reason);
        notifications.refused(received, dispatches.header(received.dispatch()), reason);
        journalOf(actor, "transmission.refuse", received);
    }

    /** 登记: the envelope becomes an incoming document of the receiver and its handling starts. @return the incoming document */
    long register(Actor actor, long envelope, String handling) {
        actor.require("documents.register");
        var received = received(actor, envelope);
        received.requireRegistrable();
        var now = clock.instant();
        var sent = dispatches.header(received.dispatch());
        var sender = sent.fromOutside() ? outside.unit(sent.unit()) : directory.unit(sent.unit());
        var receiver = directory.unit(received.receiver());
        long incoming = documents.register(
                actor,
                new RegisterIncoming(
                        envelope,
                        sent.unitName(),
                        sent.number(),
                        sent.title(),
                        sent.kindCode(),
                        Urgency.valueOf(sent.urgency()),
                        sourceClass(sender, receiver),
                        handling,
                        sent.issueDate(),
                        now,
                        sent.bodyText(),
                        sent.paper(),
                        sent.attachments()));
        documents
                .answeredBy(received.document())
                .flatMap(envelopes::findByIncoming)
                .ifPresent(asked -> documents.answerReceived(actor, incoming, asked.document()));
        boolean signs = received.isUnsigned();
        received.register(incoming, actor.name(), now);
        envelopes.save(received);
        if (signs) {
            answer(received, Receipts.Kind.SIGNING, now, actor, null);
        }
        answer(received, Receipts.Kind.REGISTRATION, now, actor, null);
        for (var notice : dispatches.notices(received.document())) {
            documents.noticeFromSource(actor, incoming, notice.toReceiver(sent));
        }
        journalOf(actor, "transmission.register", received);
        return incoming;
    }

    /** 上级 / 下级 / 同级 as seen by the receiver. */
    private static String sourceClass(Unit sender, Unit receiver) {
        int order = Integer.compare(sender.level().ordinal(), receiver.level().ordinal());
        return order < 0 ? "上级" : order > 0 ? "下级" : "同级";
    }

    /** The receiver's incoming document was dealt with: the sender's board shows it. */
    void closed(long incoming, String result, Instant at) {
        envelopes.findByIncoming(incoming).ifPresent(envelope -> {
            envelope.close(result, at);
            envelopes.save(envelope);
            answer(envelope, Receipts.Kind.CLOSING, at, null, result);
        });
    }

    /** Kept here, and told to whoever carries it to the sender's node. */
    private void answer(
            Envelope envelope, Receipts.Kind kind, Instant at, @Nullable Actor actor, @Nullable String text) {
        receipts.add(envelope.id(), kind, at, actor, text);
        if (envelope.sender() < 0) {
            events.publishEvent(new EnvelopeAnswered(
                    envelope.packageId(),
                    envelope.sender(),
                    kind.name(),
                    at,
                    actor == null ? null : actor.name(),
                    text));
        }
    }

    private Envelope received(Actor actor, long envelope) {
        actor.require("transmission.sign-for");
        return envelopes.findByIdAndReceiver(envelope, actor.unit()).orElseThrow(NoSuchEnvelope::new);
    }

    private void journalOf(Actor actor, String act, Envelope envelope) {
        journal.record(
                actor, act, new RecordId("transmission", envelope.id()), Map.of("document", envelope.document()));
    }

    static final class NoSuchEnvelope extends Refusal {
        NoSuchEnvelope() {
            super(Kind.NOT_FOUND, "transmission.no-such-envelope");
        }
    }
}
