package jinye.safeguard.certificates;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * At the first start the authorities of the preferred family are made, and the keys that answer for them, beside the start: it
 * takes half a second that nobody needs to wait for. Whoever needs them sooner makes them.
 */
@Component
class CertificatesOpening {

    private final Logger log = LoggerFactory.getLogger(getClass());
    private final Authorities authorities;
    private final Signers signers;

    CertificatesOpening(Authorities authorities, Signers signers) {
        this.authorities = authorities;
        this.signers = signers;
    }

    @EventListener
    void open(ApplicationReadyEvent ready) {
        Thread.ofVirtual().name("certificates-opening").start(() -> {
            try {
                var family = authorities.preferred();
                authorities.issuing(family);
                signers.of(StatusAnswers.RESPONDER, CertificateUse.OCSP, family);
            } catch (RuntimeException away) {
                // made when first needed; a store that does not open is said again then, to somebody who can act on it
                log.error("The certification authority could not be opened.", away);
            }
        });
    }
}
