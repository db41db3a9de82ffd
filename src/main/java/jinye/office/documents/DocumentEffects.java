package jinye.office.documents;

import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Grant;
import jinye.office.documents.elements.Kinds;
import jinye.office.documents.numbers.HandledTime;
import jinye.office.documents.relations.Act;
import jinye.office.documents.relations.DocumentStandings;
import jinye.office.documents.relations.Links;
import jinye.office.documents.relations.ReplyPeriods;
import jinye.platform.journal.Journal;
import jinye.platform.messages.Message;
import jinye.platform.messages.Messages;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What happens to other documents at the moment a document is given out. */
@Component
class DocumentEffects {

    private final DocumentStore store;
    private final DocumentRecords records;
    private final DocumentGrants grants;
    private final Links links;
    private final DocumentStandings standings;
    private final ReplyPeriods periods;
    private final HandledTime handled;
    private final Kinds kinds;
    private final Messages messages;
    private final Journal journal;
    private final ApplicationEventPublisher events;

    DocumentEffects(
            DocumentStore store,
            DocumentRecords records,
            DocumentGrants grants,
            Links links,
            DocumentStandings standings,
            ReplyPeriods periods,
            HandledTime handled,
            Kinds kinds,
            Messages messages,
            Journal journal,
            ApplicationEventPublisher events) {
        this.store = store;
        this.records = records;
        this.grants = grants;
        this.links = links;
        this.standings = standings;
        this.periods = periods;
        this.handled = handled;
        this.kinds = kinds;
        this.messages = messages;
        this.journal = journal;
        this.events = events;
    }

    /** The documents it names change their standing, and whoever owes an answer to it is on the clock from now on. */
    void given(Actor actor, Document document) {
        for (var link : links.of(document.id)) {
            if (link.act() != Act.ANSWER && link.effectedAt() == null) {
                affect(actor, document, link);
            }
        }
        shareRegister(document);
        links.effect(document.id, records.now());
        handled.keep(document.id, document.origin.createdAt(), records.now());
        var kind = kinds.kind(document.elements.kind());
        if (kind.expectsReply()) {
            periods.begin(document.id, kind.code(), document.elements.urgency());
        }
    }

    /** A document issued jointly stands in the register of every organ that issued it. */
    private void shareRegister(Document document) {
        for (long unit : document.elements.jointUnits()) {
            for (var role : List.of("R_OFFICE", "R_OFFICE_HEAD", "R_REGISTRAR", "R_ARCH")) {
                grants.grant(document.id, document.flow, Grant.role(role, unit), "联合发文机关");
            }
        }
    }

    private void affect(Actor actor, Document document, Links.Link link) {
        var older = store.lock(link.other());
        standings.of(older.id, true).ifPresent(ended -> {
            throw new DocumentRelations.EndedAlready(older.elements.title(), ended.standing());
        });
        var number = document.number == null ? "" : document.number;
        standings.add(
                older.id,
                new DocumentStandings.Standing(
                        link.act(),
                        document.id,
                        document.elements.title(),
                        number,
                        link.reason(),
                        document.origin.unitName(),
                        records.now()));
        journal.record(
                actor,
                "documents.affect",
                DocumentRecords.record(older.id),
                Map.of("act", link.act().term(), "number", number));
        var says = "按《" + document.elements.title() + "》（" + number + "）"
                + (link.act() == Act.SUPERSESSION ? "，由该文代替" : "")
                + (link.reason().isEmpty() ? "" : "，" + link.reason());
        messages.tell(
                List.of(older.origin.author()),
                new Message(
                        "affected:" + document.id + ":" + older.id,
                        "recalled",
                        "《" + older.elements.title() + "》" + link.act().standing() + "：" + says,
                        "/documents/" + older.id,
                        document.elements.urgency()));
        events.publishEvent(new DocumentAffected(actor, older.id, link.act().name(), says));
        events.publishEvent(new DocumentChanged(older.id));
    }
}
