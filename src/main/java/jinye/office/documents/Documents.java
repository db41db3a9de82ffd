package jinye.office.documents;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.kernel.Grant;
import jinye.kernel.Moments;
import jinye.office.documents.elements.Kind;
import jinye.office.documents.elements.Kinds;
import jinye.office.documents.relations.Act;
import jinye.office.documents.relations.DocumentStandings;
import jinye.office.documents.relations.Links;
import jinye.office.documents.seals.Seals;
import jinye.platform.journal.Journal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The front door of documents. */
@Service
@Transactional
public class Documents {

    private final DocumentStore store;
    private final DocumentRecords records;
    private final DocumentGrants grants;
    private final DocumentAttachments attachments;
    private final DocumentIssuing issuing;
    private final IncomingRegister register;
    private final Seals seals;
    private final Kinds kinds;
    private final SourceNotices notices;
    private final Journal journal;
    private final Links links;
    private final DocumentStandings standings;
    private final ApplicationEventPublisher events;

    Documents(
            DocumentStore store,
            DocumentRecords records,
            DocumentGrants grants,
            DocumentAttachments attachments,
            DocumentIssuing issuing,
            IncomingRegister register,
            Seals seals,
            Kinds kinds,
            SourceNotices notices,
            Journal journal,
            Links links,
            DocumentStandings standings,
            ApplicationEventPublisher events) {
        this.store = store;
        this.records = records;
        this.grants = grants;
        this.attachments = attachments;
        this.issuing = issuing;
        this.register = register;
        this.seals = seals;
        this.kinds = kinds;
        this.notices = notices;
        this.journal = journal;
        this.links = links;
        this.standings = standings;
        this.events = events;
    }

    /** Everything about a document that another desk may need; not found unless the actor may read it. */
    @Transactional(readOnly = true)
    public DocumentSnapshot snapshot(Actor actor, long id) {
        grants.requireReadable(actor, id);
        return finished(id);
    }

    /** The same for the archives, which take in what is over whoever may read it. */
    @Transactional(readOnly = true)
    public DocumentSnapshot finished(long id) {
        var document = store.find(id).orElseThrow(DocumentStore.NoSuchDocument::new);
        var elements = document.elements;
        return new DocumentSnapshot(
                id,
                document.flow.word(),
                document.state.name(),
                document.state.term(),
                elements.kind(),
                kinds.kind(elements.kind()).term(),
                elements.title(),
                document.number,
                elements.urgency(),
                elements.publicity() == null ? "" : elements.publicity().name(),
                document.origin.unit(),
                document.origin.unitName(),
                document.origin.department(),
                document.origin.departmentCode(),
                document.incoming == null ? document.origin.unitName() : document.incoming.from(),
                document.signature == null ? List.of() : List.of(document.signature.name()),
                document.issueDate,
                LocalDate.ofInstant(document.origin.createdAt(), Moments.ZONE),
                elements.mainTo(),
                elements.copyTo(),
                elements.retention(),
                elements.body().plainText(),
                document.printed == null ? null : document.printed.paper(),
                document.sheet,
                attachments.of(id).stream()
                        .map(DocumentAttachments.Attached::file)
                        .toList(),
                seals.useOf(id).isPresent() || elements.kind().equals(Kind.MINUTES),
                grants.of(id));
    }

    /** The sealed OFD, for whoever sends the document on; empty for one that bears no seal. */
    @Transactional(readOnly = true)
    public Optional<Long> ofd(long id) {
        return store.find(id).map(document -> document.ofd);
    }

    @Transactional(readOnly = true)
    public boolean readable(Actor actor, long id) {
        return grants.readable(actor, id);
    }

    /** A document that arrived (by transmission or on paper) is entered in the unit's register and its handling starts. */
    public long register(Actor actor, RegisterIncoming command) {
        return register.register(actor, command);
    }

    /** Transmission has sent the sealed document to its receivers, or to some more of them (补发). */
    public void distributed(Actor actor, long id, int receivers) {
        grants.requireReadable(actor, id);
        var document = store.lock(id);
        document.requireFlow(Flow.OUTGOING);
        if (document.distributedAt != null) {
            document.distributeFurther(receivers);
            records.save(actor, document, "distribute", Map.of("receivers", receivers));
        } else {
            issuing.distribute(actor, document, receivers, "");
        }
    }

    /** Receivers were told that the document is void (撤销, 废止) or corrected. */
    public void withdrawn(Actor actor, long id, String how, String reason) {
        grants.requireReadable(actor, id);
        var document = store.lock(id);
        document.requireFlow(Flow.OUTGOING);
        if (!how.equals("RECALL")) {
            keepStanding(id, Act.valueOf(how), reason, actor.unitName());
        }
        if (how.equals("CORRECTION")) {
            journal.record(actor, "documents.correct", DocumentRecords.record(id), Map.of("reason", reason));
            return;
        }
        if (document.filedAt != null || document.voiding != null) {
            // what is filed does not change: that it was withdrawn stands in the journal and with its receivers
            journal.record(
                    actor, "documents.withdraw", DocumentRecords.record(id), Map.of("how", how, "reason", reason));
            return;
        }
        document.makeVoid(new Voiding(how, reason, records.now()));
        records.save(actor, document, "withdraw", Map.of("how", how, "reason", reason));
    }

    /** The sender corrected or withdrew a document received here. @param sender who says so, of another unit */
    public void noticeFromSource(Actor sender, long incoming, SourceNotice notice) {
        journal.record(
                sender, "documents.notice-from-source", DocumentRecords.record(incoming), added(incoming, notice));
    }

    /** The same, when the sender is at another node and known there only. */
    public void noticeFromOutside(long incoming, SourceNotice notice) {
        journal.recordBySystem(
                "documents.notice-from-source", DocumentRecords.record(incoming), added(incoming, notice));
    }

    private Map<String, String> added(long incoming, SourceNotice notice) {
        var document = store.find(incoming).orElseThrow(DocumentStore.NoSuchDocument::new);
        document.requireIncoming();
        notices.add(document, notice);
        keepStanding(incoming, act(notice.term()), notice.reason(), notice.from());
        return Map.of("term", notice.term(), "reason", notice.reason());
    }

    /** The document here that an outgoing one answers. */
    @Transactional(readOnly = true)
    public Optional<Long> answeredBy(long reply) {
        return store.find(reply).map(document -> document.elements.reference());
    }

    /** The answer to a request of this unit came in: both show each other from now on. */
    public void answerReceived(Actor actor, long incoming, long request) {
        var asked = store.find(request).orElseThrow(DocumentStore.NoSuchDocument::new);
        if (asked.origin.unit() == actor.unit()) {
            links.add(new Links.Link(incoming, request, Act.ANSWER, "", records.now()), actor.name(), records.now());
            journal.record(actor, "documents.answer", DocumentRecords.record(request), Map.of("answer", incoming));
        }
    }

    private void keepStanding(long id, Act act, String reason, String from) {
        standings.add(id, new DocumentStandings.Standing(act, null, "", "", reason, from, records.now()));
        events.publishEvent(new DocumentChanged(id));
    }

    private static Act act(String term) {
        return java.util.Arrays.stream(Act.values())
                .filter(act -> act.term().equals(term))
                .findFirst()
                .orElse(Act.CORRECTION);
    }

    /** The sealed OFD, the record copy of what was sealed electronically. */
    @Transactional(readOnly = true)
    public Optional<Long> sealedOfd(long id) {
        return store.find(id).map(document -> document.ofd);
    }

    /** Which of these files a document still holds, as its page, its sheet or an attachment. */
    @Transactional(readOnly = true)
    public Set<Long> holding(Collection<Long> files) {
        return store.holding(files);
    }

    /** Archives have destroyed the item by rule: text, versions and files go, the description stays. @param because number of the 销毁清册 */
    public void destroyed(Actor actor, long id, String because) {
        store.destroy(id, because);
        journal.record(actor, "documents.destroy", DocumentRecords.record(id), Map.of("because", because));
        records.announce(id);
    }

    /** Archives have taken the document in; it cannot change any more, for anybody. */
    public void filed(Actor actor, long id, String archiveNumber) {
        grants.requireReadable(actor, id);
        var document = store.lock(id);
        document.file(archiveNumber, records.now());
        grants.grant(id, document.flow, Grant.role("R_ARCH", document.origin.unit()), "归档保管");
        records.save(actor, document, "file", Map.of("number", archiveNumber));
    }
}
