package jinye.office.transmission;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.kernel.Urgency;
import jinye.office.documents.Documents;
import jinye.platform.clocks.Clocks;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Unit;
import jinye.platform.files.Files;
import jinye.platform.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 跨节点: the front door for whoever carries envelopes between nodes. What arrives becomes an envelope like those of our own units;
 * what units of other nodes say becomes a receipt like any other. Whoever calls has checked from whom it is.
 */
@Service
@Transactional
public class Crossings {

    private final JdbcClient jdbc;
    private final DispatchStore dispatches;
    private final EnvelopeRepository envelopes;
    private final Receipts receipts;
    private final Notifications notifications;
    private final OutsideUnits outside;
    private final Directory directory;
    private final Documents documents;
    private final Clocks clocks;
    private final Files files;
    private final Journal journal;
    private final Clock clock;

    Crossings(
            JdbcClient jdbc,
            DispatchStore dispatches,
            EnvelopeRepository envelopes,
            Receipts receipts,
            Notifications notifications,
            OutsideUnits outside,
            Directory directory,
            Documents documents,
            Clocks clocks,
            Files files,
            Journal journal,
            Clock clock) {
        this.jdbc = jdbc;
        this.dispatches = dispatches;
        this.envelopes = envelopes;
        this.receipts = receipts;
        this.notifications = notifications;
        this.outside = outside;
        this.directory = directory;
        this.documents = documents;
        this.clocks = clocks;
        this.files = files;
        this.journal = journal;
        this.clock = clock;
    }

    /** The envelopes of a dispatch that leave this node. */
    @Transactional(readOnly = true)
    public List<OutgoingEnvelope> leaving(long dispatch) {
        var sent = dispatches.header(dispatch);
        return jdbc.sql("""
                        select e.package, e.receiver, e.receiver_name, e.role, d.skip_reason
                        from transmission.envelope e join transmission.dispatch d on d.id = e.dispatch
                        where e.dispatch = ? and e.receiver < 0 order by e.position""")
                .param(dispatch)
                .query((row, number) -> {
                    var place = outside.place(row.getLong("receiver"));
                    return new OutgoingEnvelope(
                            row.getObject("package", UUID.class),
                            directory.unit(sent.unit()).code() + "-" + sent.document(),
                            sent.unit(),
                            sent.unitName(),
                            place.node(),
                            place.code(),
                            row.getString("receiver_name"),
                            row.getString("role"),
                            sent.title(),
                            sent.number(),
                            sent.kindCode(),
                            sent.kindName(),
                            sent.urgency(),
                            sent.issueDate(),
                            row.getString("skip_reason"),
                            sent.sentByName(),
                            sent.sentAt(),
                            sent.bodyText(),
                            sent.paper(),
                            sent.ofd(),
                            sent.attachments());
                })
                .list();
    }

    /** 到达: it lies in the receiver's inbox. The same package again changes nothing. */
    public void arrive(ArrivedDocument arrived) {
        if (envelopes.findByPackageId(arrived.packageId()).isPresent()) {
            return;
        }
        long sender = outside.numberOf(arrived.node(), arrived.senderCode()).orElseThrow(UnknownSender::new);
        var receiver = directory.units(List.of(arrived.receiver())).get(arrived.receiver());
        if (receiver == null
                || directory.holdersOf(Receivers.REGISTRAR, receiver.id()).isEmpty()) {
            throw new Receivers.NoRegistrar(receiver == null ? "" : receiver.name());
        }
        outside.refuseWithoutPermission(List.of(outside.unit(sender)), receiver);
        var now = clock.instant();
        long document = document(arrived);
        var due = clocks.reckon("documents.receipt." + arrived.urgency(), now);
        long dispatch = insert(arrived, outside.unit(sender), document);
        try {
            jdbc.sql("""
                            insert into transmission.envelope(version, package, dispatch, document, sender, receiver, receiver_name,
                                position, role, urgency, state, sent_at, arrived_at, sign_due_at, sign_due_explanation, next_urging_at)
                            values (1, ?, ?, ?, ?, ?, ?, 0, ?, ?, 'ARRIVED', ?, ?, ?, ?, ?)""")
                    .params(
                            arrived.packageId(),
                            dispatch,
                            document,
                            sender,
                            receiver.id(),
                            receiver.name(),
                            arrived.role(),
                            arrived.urgency(),
                            Moments.to(arrived.sentAt()),
                            Moments.to(now),
                            Moments.to(due.at()),
                            due.explanation(),
                            Moments.to(dispatches.urgeAfter(Urgency.valueOf(arrived.urgency()), now)))
                    .update();
        } catch (DuplicateKeyException twice) {
            throw new DispatchStore.AlreadySent();
        }
        var envelope = envelopes.findByPackageId(arrived.packageId()).orElseThrow();
        receipts.add(envelope.id(), Receipts.Kind.ARRIVAL, now, null, null);
        notifications.arrived(List.of(envelope), dispatches.header(dispatch));
    }

    /** What a unit of another node said. @return false when no such envelope was sent to that node */
    public boolean answered(
            String node,
            UUID packageId,
            String receipt,
            Instant at,
            @Nullable String personName,
            @Nullable String text) {
        var found = envelopes.findByPackageId(packageId);
        if (found.isEmpty()
                || found.get().receiver() > 0
                || !outside.place(found.get().receiver()).node().equals(node)) {
            return false;
        }
        var envelope = found.get();
        var kind = Receipts.Kind.valueOf(receipt);
        var sent = dispatches.header(envelope.dispatch());
        boolean recalled = envelope.isRecalled();
        // a node that was restored from a backup is sent everything again, and says once more that it arrived
        boolean again = kind == Receipts.Kind.ARRIVAL && envelope.hasArrived();
        envelope.answeredOutside(kind, personName, text, at);
        envelopes.save(envelope);
        if (again) {
            return true;
        }
        receipts.addFromOutside(envelope.id(), kind, at, personName, text);
        if (kind == Receipts.Kind.REFUSAL) {
            notifications.refused(envelope, sent, text == null ? "" : text);
        }
        if (recalled && kind == Receipts.Kind.SIGNING) {
            notifications.recallTooLate(envelope, sent);
        }
        return true;
    }

    /** What the sender at another node tells about an envelope that came from there. @return false when none came from that node */
    public boolean told(String node, UUID packageId, TellingKind kind, String words, String byName, Instant at) {
        var found = envelopes.findByPackageId(packageId);
        if (found.isEmpty()
                || found.get().sender() > 0
                || !outside.place(found.get().sender()).node().equals(node)) {
            return false;
        }
        var envelope = found.get();
        var sent = dispatches.header(envelope.dispatch());
        switch (kind) {
            case RECALL -> recall(envelope, sent, words, byName, at);
            case URGING -> {
                if (envelope.isUnsigned()) {
                    notifications.urge(List.of(envelope), sent, clock.instant());
                    receipts.addFromOutside(envelope.id(), Receipts.Kind.URGING, at, byName, words);
                }
            }
            case CORRECTION, REVOCATION, ABOLITION -> {
                var notice = dispatches.insertNotice(sent.id(), NoticeKind.valueOf(kind.name()), words, byName, at);
                notifications.noticeGiven(List.of(envelope), sent, notice);
                var incoming = envelope.incoming();
                if (incoming != null) {
                    documents.noticeFromOutside(incoming, notice.toReceiver(sent));
                }
            }
        }
        journal.recordBySystem(
                "transmission.told-from-outside",
                new RecordId("transmission", envelope.id()),
                java.util.Map.of("node", node, "what", kind.term(), "words", words));
        return true;
    }

    /** Whoever has signed keeps it: the receipt of signing is on its way and says so. */
    private void recall(Envelope envelope, DispatchStore.Header sent, String words, String byName, Instant at) {
        if (!envelope.isUnsigned()) {
            return;
        }
        envelope.recall();
        envelopes.save(envelope);
        receipts.addFromOutside(envelope.id(), Receipts.Kind.RECALL, at, byName, words);
        dispatches.recalled(sent.id(), byName, words, at);
        notifications.recalled(List.of(envelope), sent, words);
    }

    private long document(ArrivedDocument arrived) {
        return -jdbc.sql("""
                        insert into transmission.outside_document (node, identifier) values (?, ?)
                        on conflict (node, identifier) do update set identifier = excluded.identifier returning id""")
                .params(arrived.node(), arrived.identifier())
                .query(Long.class)
                .single();
    }

    /** One dispatch for each envelope: what the others got is told at their own nodes. */
    private long insert(ArrivedDocument arrived, Unit sender, long document) {
        var attachments = new ArrayList<Long>();
        if (arrived.ofd() != null) {
            attachments.add(arrived.ofd());
        }
        attachments.addAll(arrived.attachments());
        return jdbc.sql("""
                        insert into transmission.dispatch(document, unit, unit_name, title, number, kind_code, kind_name, urgency,
                            issue_date, body_text, paper, paper_sha256, attachments, ofd, receivers, sent_by, sent_by_name, sent_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, cast(? as date), ?, ?, ?, ?::bigint[], cast(? as bigint), 1, 0, ?, ?)
                        returning id""")
                .params(Arrays.asList(
                        document,
                        sender.id(),
                        sender.name(),
                        arrived.title(),
                        arrived.number(),
                        arrived.kindCode(),
                        arrived.kindName(),
                        arrived.urgency(),
                        arrived.issueDate() == null ? null : arrived.issueDate().toString(),
                        arrived.bodyText(),
                        arrived.paper(),
                        files.file(arrived.paper()).sha256(),
                        DispatchStore.list(attachments),
                        arrived.ofd(),
                        arrived.sentByName(),
                        Moments.to(arrived.sentAt())))
                .query(Long.class)
                .single();
    }

    static final class UnknownSender extends Refusal {
        UnknownSender() {
            super(Kind.INVALID, "transmission.unknown-sender");
        }
    }
}
