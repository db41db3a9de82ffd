package jinye.office.transmission;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import jinye.kernel.Urgency;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Person;
import jinye.platform.messages.Message;
import jinye.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** Who is told what about an envelope. */
@Component
class Notifications {

    private final Directory directory;
    private final Messages messages;
    private final DispatchStore dispatches;
    private final EnvelopeRepository envelopes;

    Notifications(Directory directory, Messages messages, DispatchStore dispatches, EnvelopeRepository envelopes) {
        this.directory = directory;
        this.messages = messages;
        this.dispatches = dispatches;
        this.envelopes = envelopes;
    }

    void arrived(Collection<Envelope> arrived, DispatchStore.Header sent) {
        for (var envelope : arrived) {
            tell(
                    envelope,
                    sent,
                    "arrived",
                    "收到" + sent.unitName() + "来文《" + sent.title() + "》，请签收",
                    "arrived:" + envelope.id());
        }
    }

    void urge(List<Envelope> unsigned, DispatchStore.Header sent, Instant now) {
        for (var envelope : unsigned) {
            envelope.urged(dispatches.urgeAfter(Urgency.valueOf(envelope.urgency()), now));
            tell(
                    envelope,
                    sent,
                    "urge",
                    "请尽快签收《" + sent.title() + "》",
                    "sign-urge:" + envelope.id() + ":" + now.toEpochMilli());
        }
        envelopes.saveAll(unsigned);
    }

    void recalled(List<Envelope> taken, DispatchStore.Header sent, String reason) {
        for (var envelope : taken) {
            tell(
                    envelope,
                    sent,
                    "recalled",
                    sent.unitName() + "撤回了《" + sent.title() + "》：" + reason,
                    "recalled:" + envelope.id());
        }
    }

    void noticeGiven(List<Envelope> got, DispatchStore.Header sent, DispatchStore.Notice notice) {
        for (var envelope : got) {
            tell(
                    envelope,
                    sent,
                    "recalled",
                    sent.unitName() + notice.kind().term() + "《" + sent.title() + "》（" + sent.number() + "）："
                            + notice.reason(),
                    "notice:" + notice.id() + ":" + envelope.id());
        }
    }

    void refused(Envelope envelope, DispatchStore.Header sent, String reason) {
        if (sent.unit() < 0) {
            return;
        }
        messages.tell(
                List.of(sent.sentBy()),
                new Message(
                        "refused:" + envelope.id(),
                        "returned",
                        envelope.receiverName() + "拒收《" + sent.title() + "》：" + reason,
                        "/transmission/dispatches/" + sent.id(),
                        Urgency.valueOf(sent.urgency())));
    }

    /** A unit of another node had signed before it heard of the recall. */
    void recallTooLate(Envelope envelope, DispatchStore.Header sent) {
        messages.tell(
                List.of(sent.sentBy()),
                new Message(
                        "recall-too-late:" + envelope.id(),
                        "returned",
                        envelope.receiverName() + "在收到撤回前已签收《" + sent.title() + "》，未能撤回",
                        "/transmission/dispatches/" + sent.id(),
                        Urgency.valueOf(sent.urgency())));
    }

    /** The registrars of units of another node are told there. */
    private void tell(Envelope envelope, DispatchStore.Header sent, String kind, String title, String key) {
        if (envelope.receiver() < 0) {
            return;
        }
        var registrars = directory.holdersOf(Receivers.REGISTRAR, envelope.receiver()).stream()
                .map(Person::id)
                .toList();
        messages.tell(
                registrars,
                new Message(
                        key, kind, title, "/transmission/envelopes/" + envelope.id(), Urgency.valueOf(sent.urgency())));
    }
}
