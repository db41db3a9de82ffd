package jinye.office.transmission;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import jinye.kernel.Moments;
import jinye.office.documents.IncomingClosed;
import jinye.platform.files.Files;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Carries envelopes from the outbox to the receivers' inboxes after the sender's transaction. Within one installation the way is
 * short, but it is the same: the content's hash is checked, an arrival receipt is written, the registrars are told. Running again
 * for the same dispatch changes nothing.
 */
@Component
class Delivery {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private final JdbcClient database;
    private final DispatchStore dispatches;
    private final EnvelopeRepository envelopes;
    private final Receipts receipts;
    private final Notifications notifications;
    private final Receiving receiving;
    private final Files files;
    private final Clock clock;

    Delivery(
            JdbcClient database,
            DispatchStore dispatches,
            EnvelopeRepository envelopes,
            Receipts receipts,
            Notifications notifications,
            Receiving receiving,
            Files files,
            Clock clock) {
        this.database = database;
        this.dispatches = dispatches;
        this.envelopes = envelopes;
        this.receipts = receipts;
        this.notifications = notifications;
        this.receiving = receiving;
        this.files = files;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void deliver(DocumentDispatched event) {
        var sent = dispatches.header(event.dispatch());
        if (!hash(sent.paper()).equals(sent.paperSha256())) {
            log.error("dispatch {}: the file does not have the hash it was sent with", event.dispatch());
            throw new IllegalStateException("dispatch " + event.dispatch() + " was changed on the way");
        }
        var now = clock.instant();
        var arrived = database.sql("""
                        update transmission.envelope set state = 'ARRIVED', arrived_at = ?, version = version + 1
                        where dispatch = ? and state = 'SENT' and receiver > 0 returning id""")
                .params(Moments.to(now), event.dispatch())
                .query(Long.class)
                .list();
        receipts.add(arrived, Receipts.Kind.ARRIVAL, now, null, null);
        notifications.arrived(envelopes.findAllById(arrived), sent);
    }

    @EventListener
    void close(IncomingClosed event) {
        receiving.closed(event.document(), event.result(), event.at());
    }

    private String hash(long file) {
        try (InputStream in = new DigestInputStream(files.open(file), sha256())) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of()
                    .formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
