package jinye.office.transmission;

import java.util.List;
import java.util.Optional;
import org.springframework.data.relational.core.sql.LockMode;
import org.springframework.data.relational.repository.Lock;
import org.springframework.data.repository.ListCrudRepository;

interface EnvelopeRepository extends ListCrudRepository<Envelope, Long> {

    /** Locked, because signing for and recalling must not both succeed. */
    @Lock(LockMode.PESSIMISTIC_WRITE)
    List<Envelope> findByDispatchOrderById(long dispatch);

    @Lock(LockMode.PESSIMISTIC_WRITE)
    List<Envelope> findByDocumentOrderById(long document);

    @Lock(LockMode.PESSIMISTIC_WRITE)
    Optional<Envelope> findByIdAndReceiver(long id, long receiver);

    @Lock(LockMode.PESSIMISTIC_WRITE)
    Optional<Envelope> findByPackageId(java.util.UUID packageId);

    Optional<Envelope> findByIncoming(long incoming);
}
