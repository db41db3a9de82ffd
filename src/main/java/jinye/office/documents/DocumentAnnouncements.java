package jinye.office.documents;

import java.util.HashSet;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Says that a document changed. Who listens reads it after the commit, so one word for each document and transaction is enough,
 * however many steps one click takes.
 */
@Component
class DocumentAnnouncements {

    private final ApplicationEventPublisher events;

    DocumentAnnouncements(ApplicationEventPublisher events) {
        this.events = events;
    }

    void changed(long document) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()
                || announced().add(document)) {
            events.publishEvent(new DocumentChanged(document));
        }
    }

    private Set<Long> announced() {
        if (TransactionSynchronizationManager.getResource(this) instanceof Announced known) {
            return known.documents;
        }
        var announced = new Announced();
        TransactionSynchronizationManager.bindResource(this, announced);
        TransactionSynchronizationManager.registerSynchronization(announced);
        return announced.documents;
    }

    /** The documents of this transaction; another one inside it has its own. */
    private final class Announced implements TransactionSynchronization {

        private final Set<Long> documents = new HashSet<>();

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(DocumentAnnouncements.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(DocumentAnnouncements.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(DocumentAnnouncements.this);
        }
    }
}
