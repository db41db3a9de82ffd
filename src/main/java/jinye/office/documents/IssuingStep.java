package jinye.office.documents;

import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.platform.workflow.Matters;
import org.springframework.stereotype.Component;

/** What every act on an outgoing document begins and ends with. */
@Component
class IssuingStep {

    private final DocumentStore store;
    private final DocumentRecords records;
    private final DocumentGrants grants;
    private final Matters matters;

    IssuingStep(DocumentStore store, DocumentRecords records, DocumentGrants grants, Matters matters) {
        this.store = store;
        this.records = records;
        this.grants = grants;
        this.matters = matters;
    }

    /** The text has been frozen since 签发; this is the lock on that door. */
    void refuseChangedText(Document document) {
        var signature = document.signature;
        if (signature == null) {
            throw new DocumentRefused.NotSigned();
        }
        if (!signature.hash().equals(records.hash(document))) {
            throw new SubstantiveChange();
        }
    }

    /** Locked, and known to be the actor's to see. */
    Document outgoing(Actor actor, long id) {
        grants.requireReadable(actor, id);
        var document = store.lock(id);
        document.requireFlow(Flow.OUTGOING);
        document.refuseWhenFiled();
        return document;
    }

    void requireHandling(Actor actor, Document document, String node) {
        if (!matters.handles(actor, document.flow.matter(), document.id, node)) {
            throw new DocumentDrafting.NotYours(document.state.term());
        }
    }

    void send(Actor actor, Document document, String node, String decision, String opinion) {
        matters.send(actor, document.flow.matter(), document.id, node, decision, opinion);
    }

    static final class SubstantiveChange extends Refusal {
        SubstantiveChange() {
            super(Kind.CONFLICT, "documents.substantive-change");
        }
    }
}
