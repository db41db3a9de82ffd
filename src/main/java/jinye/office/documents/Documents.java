package jinye.office.documents;

import jinye.kernel.Actor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The front door of documents. */
@Service
@Transactional
public class Documents {

    /** Everything about a document that another desk may need; not found unless the actor may read it. */
    public DocumentSnapshot snapshot(Actor actor, long id) {
        throw new UnsupportedOperationException();
    }

    /** A document that arrived (by transmission or on paper) is entered in the unit's register and its handling starts. */
    public long register(Actor actor, RegisterIncoming command) {
        throw new UnsupportedOperationException();
    }

    /** Transmission has sent the sealed document to its receivers. */
    public void distributed(Actor actor, long id, int receivers) {
        throw new UnsupportedOperationException();
    }

    /** Receivers were told that the document is void (撤销, 废止) or corrected. */
    public void withdrawn(Actor actor, long id, String how, String reason) {
        throw new UnsupportedOperationException();
    }

    /** Archives have taken the document in; it cannot change any more, for anybody. */
    public void filed(Actor actor, long id, String archiveNumber) {
        throw new UnsupportedOperationException();
    }
}
